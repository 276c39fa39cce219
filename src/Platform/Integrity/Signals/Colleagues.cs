namespace EGov.Integrity;

/// <summary>How often something happened with an officer, of so many times that it could have.</summary>
public sealed record OfficerCount(string Officer, int Hits, int All, IReadOnlyList<Guid> Evidence);

/// <summary>Officers who do the same work, held beside one another.</summary>
public static class Colleagues
{
    /// <summary>Those with whom it happens more often than with the others, beyond what chance explains.</summary>
    /// <remarks>
    /// P(X ≥ x), binomial with n of the officer and p of the others, by the rule of succession (h + 1)/(m + 2) so that
    /// a rate never seen is small and not nought; at most <c>alpha</c>, and still after Benjamini–Hochberg at most
    /// <c>false-rate</c>. An officer with fewer than <c>least</c> cases, or whose others have fewer, is not looked at.
    /// </remarks>
    /// <returns>Each with the rate of the others.</returns>
    public static IEnumerable<(OfficerCount Officer, double Others)> Beyond(
        IEnumerable<OfficerCount> officers, IndicatorTerms terms)
    {
        var group = officers.OrderBy(one => one.Officer, StringComparer.Ordinal).ToList();
        var (hits, all) = (group.Sum(one => one.Hits), group.Sum(one => one.All));
        var looked = group.Where(one => one.All >= terms.Fewest && all - one.All >= terms.Fewest).ToList();
        double Others(OfficerCount one) => (hits - one.Hits + 1.0) / (all - one.All + 2.0);
        double[] p = [.. looked.Select(one => Chance.Binomial(one.All, Others(one), one.Hits))];
        var adjusted = FalseDiscovery.Adjust(p);
        for (var i = 0; i < looked.Count; i++)
            if (looked[i].Hits >= terms[IndicatorTerms.Hits] && p[i] <= terms[IndicatorTerms.Alpha]
                && adjusted[i] <= terms[IndicatorTerms.FalseRate])
                yield return (looked[i], Others(looked[i]));
    }

    /// <summary>What an officer is counted in: his service, and the department that he decides for.</summary>
    public static IEnumerable<IGrouping<(string Service, string Department), T>> ByOffice<T>(
        this IEnumerable<T> all, Func<T, (string Service, string Department)> office) =>
        all.GroupBy(office).OrderBy(group => group.Key.Service, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Department, StringComparer.Ordinal);

    public static Finding Of((string Service, string Department) office, OfficerCount count) =>
        new($"{count.Officer}\n{office.Service}\n{office.Department}", count.All, (double)count.Hits / count.All,
            count.Evidence)
        {
            Officer = count.Officer,
            Service = office.Service,
            Department = office.Department,
        };
}
