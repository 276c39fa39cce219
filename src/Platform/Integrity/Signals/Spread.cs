namespace EGov.Integrity;

/// <summary>
/// The fences beyond which a value lies outside the rest (J. W. Tukey, Exploratory Data Analysis, 1977).
/// </summary>
public sealed record Fences(double Low, double High);

/// <summary>How values lie together, by measures that a few wild ones do not move.</summary>
public static class Spread
{
    // Makes the median absolute deviation of a normal distribution its standard deviation: 1 / Φ⁻¹(3/4).
    private const double Normal = 1.4826;

    public static double Median(IEnumerable<double> values) => Quantile(Sorted(values), 0.5);

    /// <summary>Q1 − 1.5·IQR and Q3 + 1.5·IQR.</summary>
    public static Fences Fences(IEnumerable<double> values)
    {
        var sorted = Sorted(values);
        var (q1, q3) = (Quantile(sorted, 0.25), Quantile(sorted, 0.75));
        return new(q1 - (1.5 * (q3 - q1)), q3 + (1.5 * (q3 - q1)));
    }

    /// <summary>(x − median) / (1.4826 · MAD); none where most values are the same.</summary>
    /// <remarks>B. Iglewicz and D. C. Hoaglin, How to Detect and Handle Outliers (1993), p. 11.</remarks>
    public static double? RobustZ(double value, IReadOnlyList<double> values)
    {
        var median = Median(values);
        var deviation = Deviation(values, median);
        return deviation == 0 ? null : (value - median) / deviation;
    }

    /// <summary>1.4826 · MAD: what the standard deviation is, where values are normally distributed.</summary>
    /// <param name="median">Of the values.</param>
    public static double Deviation(IReadOnlyList<double> values, double median) =>
        Normal * Median(values.Select(value => Math.Abs(value - median)));

    // In place and without comparers: every decision is held against all of its kind.
    private static double[] Sorted(IEnumerable<double> values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>
    /// The value at the place p·(n + 1) of the sorted ones, between two of them by the part behind the point.
    /// </summary>
    /// <remarks>NIST/SEMATECH e-Handbook of Statistical Methods, 7.2.6.2.</remarks>
    private static double Quantile(double[] sorted, double p)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length, nameof(sorted));
        var place = p * (sorted.Length + 1);
        var below = (int)Math.Floor(place);
        if (below < 1) return sorted[0];
        if (below >= sorted.Length) return sorted[^1];
        return sorted[below - 1] + ((place - below) * (sorted[below] - sorted[below - 1]));
    }
}
