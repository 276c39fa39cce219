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
    public static IEnumerable<OfficerCount> Beyond(
        IEnumerable<OfficerCount> officers, IndicatorTerms terms, string alpha = IndicatorTerms.Alpha) =>
        BeyondTogether([officers], terms, alpha);

    /// <summary>The same over several kinds of work: each with its own rate of the others, and X their sum.</summary>
    /// <remarks>Who does little of each is compared too, and nobody is compared with those who do other work.</remarks>
    public static IEnumerable<OfficerCount> BeyondTogether(
        IEnumerable<IEnumerable<OfficerCount>> works, IndicatorTerms terms, string alpha = IndicatorTerms.Alpha)
    {
        var looked = works.SelectMany(BesideOthers)
            .GroupBy(one => one.His.Officer, StringComparer.Ordinal).OrderBy(his => his.Key, StringComparer.Ordinal)
            .Select(his => (Count: new OfficerCount(his.Key, his.Sum(one => one.His.Hits), his.Sum(one => one.His.All),
                [.. his.SelectMany(one => one.His.Evidence)]), Works: his.ToList()))
            .Where(one => one.Count.All >= terms.Fewest && one.Works.Sum(work => work.Others) >= terms.Fewest)
            .ToList();
        double[] p =
        [
            .. looked.Select(one =>
                Chance.Binomials([.. one.Works.Select(work => (work.His.All, work.Rate))], one.Count.Hits)),
        ];
        var adjusted = FalseDiscovery.Adjust(p);
        for (var i = 0; i < looked.Count; i++)
            if (looked[i].Count.Hits >= terms[IndicatorTerms.Hits] && p[i] <= terms[alpha]
                && adjusted[i] <= terms[IndicatorTerms.FalseRate])
                yield return looked[i].Count;
    }

    private static IEnumerable<(OfficerCount His, int Others, double Rate)> BesideOthers(
        IEnumerable<OfficerCount> officers)
    {
        var group = officers.ToList();
        var (hits, all) = (group.Sum(one => one.Hits), group.Sum(one => one.All));
        return group.Select(one => (one, all - one.All, (hits - one.Hits + 1.0) / (all - one.All + 2.0)));
    }

    /// <summary>By the department that decides.</summary>
    public static IEnumerable<IGrouping<string, T>> ByDepartment<T>(
        this IEnumerable<T> all, Func<T, string> department) =>
        all.GroupBy(department, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal);

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

    /// <summary>About all that the officer does in a department; the service is told where he has only one.</summary>
    public static Finding Of(string department, IReadOnlyList<string> services, OfficerCount count) =>
        Of((services is [var only] ? only : "", department), count) with
        {
            Service = services is [var single] ? single : null,
        };
}
