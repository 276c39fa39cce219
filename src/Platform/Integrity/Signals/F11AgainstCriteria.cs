using EGov.Casework;
using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>F11: a decision is not the one that its criteria give, and nobody else agreed to that.</summary>
/// <remarks>
/// Of one file: a required criterion has no answer; or the outcome recorded as computed is not what the answers give;
/// or the outcome differs from the computed one without a ground and a second person, who is another and prepared it.
/// Of an officer: overrides that he decided or prepared, lawful ones too, against those of the others in the same
/// services, as a sum of binomials.
/// Discretion that is confined by rules: K. C. Davis, Discretionary Justice (1969); Charter on Citizens' Rights,
/// article 20.
/// </remarks>
public sealed class F11AgainstCriteria : Indicator
{
    public override Text Title => new("تصمیم برخلاف معیارها", "Decision against the criteria");

    public override Text Rule => new(
        "نتیجه آن نیست که پاسخ معیارها می‌دهد و دلیل یا نفر دومی برای آن ثبت نشده است، یا معیاری لازم "
            + "بی‌پاسخ مانده است؛ "
            + "یا کارمندی بسیار بیش از همکاران از نتیجهٔ معیارها برمی‌گردد.",
        "The outcome is not what the criteria give, without a ground and a second person on record, or a required "
            + "criterion is unanswered; or one officer departs from the criteria far more often than the colleagues.");

    public override string Formula =>
        "outcome ≠ computed without (ground, second person);  computed ≠ rule(answers);  P(X ≥ x | n, p_others) ≤ α";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
    [
        (IndicatorTerms.Window, 180), (IndicatorTerms.Least, 20),
        (IndicatorTerms.Most, 0.05m), (IndicatorTerms.Hits, 3),
        (IndicatorTerms.Alpha, 0.000001m), (IndicatorTerms.FalseRate, 0.05m),
    ];

    public override IEnumerable<Finding> OnEvent(IEvent e, CaseLine line, CaseBook book, IndicatorTerms terms)
    {
        if (e.Data is not RequestDecided || line.Decision is not { } decision) yield break;
        var faults = decision.Unanswered.Count;
        if (decision.Followed is { } followed && followed != decision.Fact.Computed) faults++;
        if (decision.Outcome != decision.Fact.Computed && !WasAgreed(decision)) faults++;
        if (faults == 0) yield break;
        Guid[] evidence = decision.Preparation is { } prepared ? [prepared.When.Event, e.Id] : [e.Id];
        yield return Finding.OfCase(line, decision.Officer, 1, faults, evidence);
    }

    public override IEnumerable<Finding> AtDayEnd(CaseBook book, IndicatorTerms terms) =>
        book.Decisions.Since(book.Since(terms.Days)).ByDepartment(one => one.Department)
            .SelectMany(department => ((Func<CaseDecision, string?>[])
                    [one => one.Officer, one => one.Preparation?.Officer])
                .SelectMany(by => InDepartment(department.Key, [.. department.Where(one => by(one) is not null)],
                    one => by(one)!, terms)));

    private static IEnumerable<Finding> InDepartment(
        string department, IReadOnlyList<CaseDecision> all, Func<CaseDecision, string> by, IndicatorTerms terms) =>
        Colleagues.BeyondTogether(
                all.GroupBy(one => one.Service, StringComparer.Ordinal)
                    .OrderBy(service => service.Key, StringComparer.Ordinal)
                    .Select(service => service.GroupBy(by).Select(his => new OfficerCount(his.Key,
                        his.Count(IsAgainst), his.Count(),
                        [.. his.Where(IsAgainst).Select(one => one.When.Event)]))), terms)
            .Select(officer => Colleagues.Of(department,
                [.. all.Where(one => by(one) == officer.Officer).Select(one => one.Service).Distinct()], officer));

    private static bool IsAgainst(CaseDecision decision) => decision.Outcome != decision.Fact.Computed;

    private static bool WasAgreed(CaseDecision decision) =>
        decision.Fact.SecondOfficer is { } agreed && agreed != decision.Officer
        && decision.Preparation?.Officer == agreed;
}
