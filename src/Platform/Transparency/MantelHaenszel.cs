using MathNet.Numerics;

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

    /// <summary>How probable so large a difference of the groups is, or a larger one, where there is none.</summary>
    /// <returns>1 where the tables say nothing.</returns>
    /// <remarks>
    /// χ² = (|Σa − Σ(a + b)(a + c)/n| − ½)² / Σ(a + b)(c + d)(a + c)(b + d)/(n²(n − 1)), one degree of freedom: the
    /// test of the same paper of 1959, with its correction for continuity. It needs no refusal in either group.
    /// </remarks>
    public static double Probability(IEnumerable<FourFold> strata)
    {
        double beyond = 0, variance = 0;
        foreach (var table in strata.Where(table => table.N > 1))
        {
            double n = table.N;
            var (group, other) = ((double)table.Yes + table.No, (double)table.OtherYes + table.OtherNo);
            var (yes, no) = ((double)table.Yes + table.OtherYes, (double)table.No + table.OtherNo);
            beyond += table.Yes - (group * yes / n);
            variance += group * other * yes * no / (n * n * (n - 1));
        }

        if (variance == 0) return 1;
        var z = Math.Max(0, Math.Abs(beyond) - 0.5) / Math.Sqrt(variance);
        return SpecialFunctions.Erfc(z / Constants.Sqrt2);
    }
}
