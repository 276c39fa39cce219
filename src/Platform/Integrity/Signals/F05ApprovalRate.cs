using EGov.Casework;

namespace EGov.Integrity;

/// <summary>F05: an officer grants, or refuses, far more of a service's requests than are granted there.</summary>
/// <remarks>
/// z = (p_o − p_s) / √(p_s(1 − p_s)/n_o), |z| ≥ z₀, and after Benjamini–Hochberg over the officers of the service. The
/// funnel: D. J. Spiegelhalter, Statistics in Medicine 24 (2005), pp. 1185–1202.
/// </remarks>
public sealed class F05ApprovalRate : Indicator
{
    public override Text Title => new("سهم موافقت نامعمول", "Outlying approval rate");

    public override Text Rule => new(
        "کارمندی بسیار بیشتر یا بسیار کمتر از آن‌چه در خدمت معمول است با درخواست‌ها موافقت می‌کند.",
        "One officer grants far more, or far fewer, of a service's requests than are granted there.");

    public override string Formula => "z = (p_o − p_s) / √(p_s(1 − p_s)/n_o),  |z| ≥ z₀";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
    [
        (IndicatorTerms.Window, 180), (IndicatorTerms.Least, 20), (IndicatorTerms.Most, 0.05m), ("z0", 4),
        (IndicatorTerms.FalseRate, 0.05m),
    ];

    public override IEnumerable<Finding> AtDayEnd(CaseBook book, IndicatorTerms terms) =>
        book.Decisions.Since(book.Since(terms.Days)).Where(one => one.Outcome is not Outcome.Unstated)
            .ByOffice(one => (one.Service, one.Department))
            .SelectMany(office => InOffice(office.Key, [.. office], terms));

    private static IEnumerable<Finding> InOffice(
        (string, string) office, IReadOnlyList<CaseDecision> decisions, IndicatorTerms terms)
    {
        var usual = (double)decisions.Count(IsGranted) / decisions.Count;
        if (usual is 0 or 1) yield break;
        var officers = decisions.GroupBy(one => one.Officer).Where(his => his.Count() >= terms.Fewest)
            .OrderBy(his => his.Key, StringComparer.Ordinal).ToList();
        double[] z =
        [
            .. officers.Select(his => (((double)his.Count(IsGranted) / his.Count()) - usual)
                / Math.Sqrt(usual * (1 - usual) / his.Count())),
        ];
        var adjusted = FalseDiscovery.Adjust([.. z.Select(one => 2 * Chance.Normal(Math.Abs(one)))]);
        for (var i = 0; i < z.Length; i++)
            if (Math.Abs(z[i]) >= terms["z0"] && adjusted[i] <= terms[IndicatorTerms.FalseRate])
                yield return Colleagues.Of(office, new(officers[i].Key, officers[i].Count(IsGranted),
                    officers[i].Count(), [.. officers[i].Select(one => one.When.Event)])) with
                { Value = z[i] };
    }

    private static bool IsGranted(CaseDecision decision) => decision.Outcome is Outcome.Granted;
}
