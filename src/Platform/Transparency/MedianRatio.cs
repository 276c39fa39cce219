using MathNet.Numerics.Distributions;

namespace EGov.Transparency;

/// <summary>How many times as long one group's middle case takes as another's, with its 95 % interval.</summary>
public sealed record MedianRatio(double Value, double Low, double High)
{
    private const double Z = 1.959963984540054;

    /// <param name="group">How many cases took as many days as the index says.</param>
    /// <param name="other">The same of the group that it is compared with.</param>
    /// <returns>None without two cases in each group.</returns>
    /// <remarks>
    /// Distribution-free: R. M. Price and D. G. Bonett, J. Stat. Comput. Simul. 72 (2002), 119. A case of no full day
    /// counts as one day, for there is no ratio to nothing.
    /// </remarks>
    public static MedianRatio? Of(ReadOnlySpan<int> group, ReadOnlySpan<int> other)
    {
        var (n, m) = (Sum(group), Sum(other));
        if (n < 2 || m < 2) return null;
        var value = Median(group, n) / Median(other, m);
        var (mine, others) = (Error(group, n), Error(other, m));
        var spread = Z * Math.Sqrt((mine * mine) + (others * others));
        return new(
            Statistics.Round(value), Statistics.Round(value * Math.Exp(-spread)),
            Statistics.Round(value * Math.Exp(spread)));
    }

    private static double Median(ReadOnlySpan<int> counts, int n) =>
        (Ordered(counts, (n + 1) / 2) + Ordered(counts, (n / 2) + 1)) / 2.0;

    /// <summary>Standard error of the median's logarithm, from two values as far from it on either side.</summary>
    private static double Error(ReadOnlySpan<int> counts, int n)
    {
        var rank = Math.Max(1, (int)Math.Round(((n + 1) / 2.0) - Math.Sqrt(n)));
        // The probability that the sample's own rank lies beyond the true median.
        var beyond = Binomial.CDF(0.5, n, rank - 1);
        var z = Normal.InvCDF(0, 1, 1 - beyond);
        var (low, high) = (Ordered(counts, rank), Ordered(counts, n - rank + 1));
        return (Math.Log(high) - Math.Log(low)) / (2 * z);
    }

    private static int Ordered(ReadOnlySpan<int> counts, int rank)
    {
        var (days, seen) = (0, counts[0]);
        while (seen < rank) seen += counts[++days];
        return Math.Max(1, days);
    }

    private static int Sum(ReadOnlySpan<int> counts)
    {
        var sum = 0;
        foreach (var count in counts) sum += count;
        return sum;
    }
}
