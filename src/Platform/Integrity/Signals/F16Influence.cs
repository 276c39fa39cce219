using EGov.Casework;
using EGov.Transparency;

namespace EGov.Integrity;

/// <summary>F16: what somebody put in a word for is granted more often, or more rarely, than the rest.</summary>
/// <remarks>
/// Of a department over its services, and of a service over the departments that decide on it: common odds ratio of
/// approval, contacted files against the others. Its 95 % interval excludes 1, and the test's p ≤ α, also after
/// Benjamini–Hochberg over all that were looked at; n_min files in each group. Where nobody contacted was refused
/// there is no interval and the test alone speaks; the ratio told is then that with ½ in every cell more (J. B. S.
/// Haldane, Ann. Hum. Genet. 20 (1956), 309). N. Mantel and W. Haenszel, J. Natl. Cancer Inst. 22 (1959), 719.
/// It names no officer: who yields is not told by who was asked. Its evidence are the reports, and not the decisions
/// on these files: side by side they would tell which file it was.
/// </remarks>
public sealed class F16Influence : Indicator
{
    public override Text Title => new("اثر سفارش و نفوذ", "Effect of influence");

    public override Text Rule => new(
        "با درخواست‌هایی که درباره‌شان سفارش یا فشاری گزارش شده، بسیار بیشتر یا کمتر از درخواست‌های دیگرِ همان خدمت‌ها "
            + "موافقت می‌شود.",
        "Requests about which somebody was reported to have put in a word or pressed are granted far more often, or "
            + "more rarely, than others of the same services.");

    public override string Formula =>
        "OR = Σ(ad/n) / Σ(bc/n), strata: services;  95 % interval excludes 1;  P(χ²) ≤ α;  n ≥ n_min in each group";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
    [
        (IndicatorTerms.Window, 180), (IndicatorTerms.Least, 20), (IndicatorTerms.Most, 0.05m),
        (IndicatorTerms.Alpha, 0.005m), (IndicatorTerms.FalseRate, 0.05m),
    ];

    public override IEnumerable<Finding> AtDayEnd(CaseBook book, IndicatorTerms terms)
    {
        var decisions = book.Decisions.Since(book.Since(terms.Days))
            .Where(one => one.IsFirst && one.Outcome is not Outcome.Unstated).ToList();
        if (!decisions.Exists(IsContacted)) return [];
        var compared = Groups(decisions).Where(group => group.IsEnough(terms.Fewest)).ToList();
        double[] p = [.. compared.Select(group => MantelHaenszel.Probability(group.Strata))];
        var adjusted = FalseDiscovery.Adjust(p);
        return compared.Where((group, i) => p[i] <= terms[IndicatorTerms.Alpha]
            && adjusted[i] <= terms[IndicatorTerms.FalseRate] && group.Ratio is null or { Low: > 1 } or { High: < 1 })
            .Select(group => group.Finding);
    }

    private static IEnumerable<Group> Groups(IReadOnlyList<CaseDecision> decisions) => decisions
        .GroupBy(one => one.Department).OrderBy(one => one.Key, StringComparer.Ordinal)
        .Select(all => new Group($"department\n{all.Key}", [.. all], one => one.Service))
        .Concat(decisions.GroupBy(one => one.Service).OrderBy(one => one.Key, StringComparer.Ordinal)
            // What one department alone decides is said of that department already.
            .Where(all => all.Select(one => one.Department).Distinct().Count() > 1)
            .Select(all => new Group($"service\n{all.Key}", [.. all], one => one.Department)));

    private static bool IsContacted(CaseDecision decision) => decision.Line.Contacts.Count > 0;

    private sealed class Group(string subject, IReadOnlyList<CaseDecision> all, Func<CaseDecision, string> stratum)
    {
        /// <summary>Only within these the contacted are compared with the others.</summary>
        private readonly List<CaseDecision> _compared =
        [
            .. all.GroupBy(stratum).Where(one => one.Any(IsContacted) && !one.All(IsContacted))
                .OrderBy(one => one.Key, StringComparer.Ordinal).SelectMany(one => one),
        ];

        public IReadOnlyList<FourFold> Strata => field ??= [.. _compared.GroupBy(stratum).Select(Table)];

        public OddsRatio? Ratio => MantelHaenszel.Of(Strata);

        public bool IsEnough(int fewest) =>
            _compared.Count(IsContacted) is var contacted && contacted >= fewest
            && _compared.Count - contacted >= fewest;

        public Finding Finding => new(subject, _compared.Count(IsContacted),
            (Ratio ?? MantelHaenszel.Of(Strata.Select(Corrected)))!.Value,
            [.. _compared.SelectMany(one => one.Line.Contacts).Distinct().Order()])
        {
            Department = Only(one => one.Department),
            Service = Only(one => one.Service),
        };

        private string? Only(Func<CaseDecision, string> part) =>
            _compared.Select(part).Distinct().Take(2).ToList() is [var one] ? one : null;

        private static FourFold Table(IEnumerable<CaseDecision> decisions)
        {
            var groups = decisions.ToLookup(one => (IsContacted(one), one.Outcome is Outcome.Granted));
            return new(groups[(true, true)].Count(), groups[(true, false)].Count(), groups[(false, true)].Count(),
                groups[(false, false)].Count());
        }

        // Twice each count and one more: the ratio is that of half a case more in each cell.
        private static FourFold Corrected(FourFold table) => new(
            (2 * table.Yes) + 1, (2 * table.No) + 1, (2 * table.OtherYes) + 1, (2 * table.OtherNo) + 1);
    }
}
