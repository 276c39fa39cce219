using System.Globalization;

namespace EGov.Benchmarks;

/// <summary>Median and quartiles of what was measured more than once.</summary>
public sealed record Spread(double Median, double Low, double High)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return new(At(0.5), At(0.25), At(0.75));

        // Linear between neighbours (Hyndman and Fan 1996, type 7).
        double At(double share)
        {
            var place = share * (sorted.Length - 1);
            var below = (int)place;
            var above = Math.Min(below + 1, sorted.Length - 1);
            return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
        }
    }

    public string Show(string format) => string.Create(CultureInfo.InvariantCulture,
        $"{Median.ToString(format, CultureInfo.InvariantCulture)} " +
        $"({Low.ToString(format, CultureInfo.InvariantCulture)}–{High.ToString(format, CultureInfo.InvariantCulture)})");
}

/// <summary>One line of the result: what was measured, what was promised, and whether that was kept.</summary>
public sealed record Finding(string Promise, string What, string Figure, string Promised = "", bool? IsKept = null);

public static class Measure
{
    /// <summary>Measures all of them in turn, round after round, each round in the opposite order of the last.</summary>
    /// <returns>For each, one value a round.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<T>>> InterleaveAsync<T>(
        int rounds, params Func<Task<T>>[] measured)
    {
        var values = measured.Select(_ => new List<T>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            var order = Enumerable.Range(0, measured.Length);
            foreach (var one in round % 2 == 0 ? order : order.Reverse()) values[one].Add(await measured[one]());
        }

        return values;
    }

    /// <summary>Round by round one over the other, so that what slows the machine slows both.</summary>
    public static Spread Ratio(IEnumerable<double> ours, IEnumerable<double> theirs) =>
        Spread.Of(ours.Zip(theirs, (our, their) => our / their));
}

/// <summary>How many rounds, and how long each slice.</summary>
public sealed record Effort(int Rounds, int Seconds)
{
    public static readonly Effort Full = new(7, 3);
    public static readonly Effort Quick = new(5, 2);

    public bool IsQuick => this == Quick;
}
