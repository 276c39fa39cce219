using MathNet.Numerics;

namespace EGov.Integrity;

/// <summary>How probable it is that chance alone gives so much, or more.</summary>
/// <remarks>A tail is summed from its own terms: one minus the rest has no digits left where it matters.</remarks>
public static class Chance
{
    /// <summary>P(X ≥ x) where n are drawn without putting back from N, of which K are marked.</summary>
    public static double Hypergeometric(int population, int marked, int drawn, int atLeast)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(population);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(marked, population);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(drawn, population);
        // Σ C(K,k)·C(N−K,n−k) / C(N,n) for k from x to min(K,n); R. A. Fisher, Design of Experiments (1935), ch. II.
        if (atLeast <= Math.Max(0, drawn + marked - population)) return 1;
        return Sum(atLeast, Math.Min(marked, drawn),
            k => MathNet.Numerics.Distributions.Hypergeometric.PMFLn(population, marked, drawn, k));
    }

    /// <summary>P(X ≥ x) of n trials that each succeed with probability p.</summary>
    public static double Binomial(int trials, double p, int atLeast)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(p);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p, 1);
        if (atLeast <= 0) return 1;
        if (atLeast > trials || p == 0) return 0;
        // Σ C(n,k)·pᵏ·(1−p)ⁿ⁻ᵏ for k from x to n.
        return p == 1 ? 1 : Sum(atLeast, trials, k => MathNet.Numerics.Distributions.Binomial.PMFLn(p, trials, k));
    }

    /// <summary>P(X ≥ x) where X is a sum of independent counts, each of n trials with a p of its own.</summary>
    public static double Binomials(IReadOnlyList<(int Trials, double P)> counts, int atLeast)
    {
        if (counts is [var (trials, p)]) return Binomial(trials, p, atLeast);
        if (atLeast <= 0) return 1;
        // The distribution of a sum is the convolution of the distributions; all terms are positive, no digit is lost.
        double[] sum = [1];
        foreach (var (n, each) in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(n);
            ArgumentOutOfRangeException.ThrowIfNegative(each);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(each, 1);
            double[] one =
                [.. Enumerable.Range(0, n + 1).Select(k => MathNet.Numerics.Distributions.Binomial.PMF(each, n, k))];
            var both = new double[sum.Length + n];
            for (var i = 0; i < sum.Length; i++)
                for (var k = 0; k <= n; k++) both[i + k] += sum[i] * one[k];
            sum = both;
        }

        return atLeast >= sum.Length ? 0 : Math.Min(1, sum.Skip(atLeast).Reverse().Sum());
    }

    /// <summary>P(Z ≥ z) of the standard normal distribution.</summary>
    public static double Normal(double z) => SpecialFunctions.Erfc(z / Constants.Sqrt2) / 2;

    private static double Sum(int from, int to, Func<int, double> logarithm)
    {
        var sum = 0.0;
        // The smallest terms first: they are not lost beside the large ones.
        for (var k = to; k >= from; k--) sum += Math.Exp(logarithm(k));
        return Math.Min(sum, 1);
    }
}
