namespace EGov.Integrity;

/// <summary>Whoever looks at many finds something by chance: what is left when that is taken into account.</summary>
public static class FalseDiscovery
{
    /// <summary>
    /// The p-values as they stand after the step-up: at most q of those at or under q are found by chance.
    /// </summary>
    /// <remarks>
    /// min over j ≥ i of m/j · p₍ⱼ₎; Y. Benjamini and Y. Hochberg, Journal of the Royal Statistical Society B 57
    /// (1995), pp. 289–300.
    /// </remarks>
    public static double[] Adjust(IReadOnlyList<double> p)
    {
        var order = Enumerable.Range(0, p.Count).OrderByDescending(i => p[i]).ToArray();
        var adjusted = new double[p.Count];
        var least = 1.0;
        for (var place = 0; place < order.Length; place++)
        {
            least = Math.Min(least, p[order[place]] * p.Count / (p.Count - place));
            adjusted[order[place]] = least;
        }

        return adjusted;
    }
}
