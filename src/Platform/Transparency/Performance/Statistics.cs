namespace EGov.Transparency;

/// <summary>A share of a count, with the interval that chance leaves open (95 % Wilson score interval).</summary>
/// <param name="Count">How many of <paramref name="Of"/>.</param>
/// <param name="Value">From 0 to 1, as <paramref name="Low"/> and <paramref name="High"/>; rounded to six decimals.</param>
public sealed record Share(int Count, int Of, double Value, double Low, double High);

/// <summary>The places between which chance leaves a group; 1 is the best of <paramref name="Of"/>.</summary>
public sealed record PlaceRange(int Best, int Worst, int Of);

/// <summary>The mathematics of the public figures: pure, and exact wherever a count can be.</summary>
public static class Statistics
{
    /// <summary>Below so many cases no median, share or place is given: one case wins no ranking.</summary>
    public const int Minimum = 20;

    /// <summary>How a share of k in n is computed, as definitions write it; see <see cref="Wilson"/>.</summary>
    public const string Formula = "k / n; (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1.96";

    private const int Decimals = 6;

    // The 97.5 % quantile of the standard normal distribution.
    private const double Z = 1.959963984540054;

    /// <exception cref="ArgumentOutOfRangeException">Nothing to divide by, or more counted than there are.</exception>
    public static Share Wilson(int count, int of)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(of);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, of);

        // (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n); E. B. Wilson, JASA 22 (1927), p. 209.
        var (n, p) = ((double)of, (double)count / of);
        var centre = p + (Z * Z / (2 * n));
        var spread = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
        var scale = 1 + (Z * Z / n);
        return new(count, of, Round(p),
            count == 0 ? 0 : Round((centre - spread) / scale),
            count == of ? 1 : Round((centre + spread) / scale));
    }

    /// <summary>The share, or none where there are too few cases to speak of one.</summary>
    public static Share? WilsonOrNone(int count, int of) => of < Minimum ? null : Wilson(count, of);

    /// <summary>The smallest value that at least so many per cent of all cases do not exceed.</summary>
    /// <param name="counts">How many cases have the value that is the index.</param>
    public static int NearestRank(ReadOnlySpan<int> counts, int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        long cases = 0;
        foreach (var count in counts) cases += count;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cases, nameof(counts));

        var rank = ((cases * percent) + 99) / 100;
        var value = 0;
        for (long seen = counts[0]; seen < rank; seen += counts[value]) value++;
        return value;
    }

    /// <summary>Best: one more than the groups whose interval lies wholly above; worst: all but those wholly below.</summary>
    public static IReadOnlyList<PlaceRange> Places(IReadOnlyList<Share> shares) =>
    [
        .. shares.Select(mine => new PlaceRange(
            1 + shares.Count(other => other.Low > mine.High),
            shares.Count - shares.Count(other => other.High < mine.Low),
            shares.Count)),
    ];

    internal static double Round(double value) => Math.Round(value, Decimals, MidpointRounding.AwayFromZero);
}
