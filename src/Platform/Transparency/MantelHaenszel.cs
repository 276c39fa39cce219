namespace EGov.Transparency;

/// <summary>Two groups and two outcomes within one stratum.</summary>
/// <param name="Yes">Of the group in question, how many had the outcome.</param>
/// <param name="OtherYes">Of the group that it is compared with.</param>
public readonly record struct FourFold(int Yes, int No, int OtherYes, int OtherNo)
{
    public int N => Yes + No + OtherYes + OtherNo;
}

/// <summary>An odds ratio over all strata, with its 95 % interval.</summary>
public sealed record OddsRatio(double Value, double Low, double High);

/// <summary>The odds ratio that two-by-two tables of several strata have in common.</summary>
public static class MantelHaenszel
{
    // The 97.5 % quantile of the standard normal distribution.
    private const double Z = 1.959963984540054;

    /// <returns>None where the tables say nothing: in no stratum do both groups differ in both outcomes.</returns>
    /// <remarks>
    /// Estimate: N. Mantel and W. Haenszel, J. Natl. Cancer Inst. 22 (1959), 719. Variance of its logarithm: J. Robins,
    /// N. Breslow and S. Greenland, Biometrics 42 (1986), 311; right for few large and for many small strata.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A count below zero.</exception>
    public static OddsRatio? Of(IEnumerable<FourFold> strata)
    {
        double r = 0, s = 0, pr = 0, psqr = 0, qs = 0;
        foreach (var table in strata)
        {
            foreach (var count in (int[])[table.Yes, table.No, table.OtherYes, table.OtherNo])
                ArgumentOutOfRangeException.ThrowIfNegative(count);
            if (table.N == 0) continue;
            // R = Σ ad/n, S = Σ bc/n, P = (a + d)/n, Q = (b + c)/n.
            double n = table.N;
            var (ri, si) = ((double)table.Yes * table.OtherNo / n, (double)table.No * table.OtherYes / n);
            var (p, q) = ((table.Yes + table.OtherNo) / n, (table.No + table.OtherYes) / n);
            (r, s) = (r + ri, s + si);
            (pr, psqr, qs) = (pr + (p * ri), psqr + (p * si) + (q * ri), qs + (q * si));
        }

        if (r == 0 || s == 0) return null;
        // var ln OR = ΣPR / 2R² + Σ(PS + QR) / 2RS + ΣQS / 2S²
        var spread = Z * Math.Sqrt((pr / (2 * r * r)) + (psqr / (2 * r * s)) + (qs / (2 * s * s)));
        var value = r / s;
        return new(
            Statistics.Round(value), Statistics.Round(value * Math.Exp(-spread)),
            Statistics.Round(value * Math.Exp(spread)));
    }
}
