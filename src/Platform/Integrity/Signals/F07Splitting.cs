using EGov.Casework;
using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>F07: what would have passed a threshold as one is asked for in parts that each stay below it.</summary>
/// <remarks>
/// Same applicant and service, filed within w days: each value &lt; T, the sum ≥ T, k ≥ 2 of them. An officer is named
/// where at least h of them, and all, came to him: two with the same one are chance in a small office. A red flag of
/// procurement: World Bank, Fraud and Corruption Awareness Handbook (2009), on contracts below thresholds.
/// </remarks>
public sealed class F07Splitting : Indicator
{
    public override Text Title => new("خرد کردن زیر حد نصاب", "Splitting below a threshold");

    public override Text Rule => new(
        "یک متقاضی در چند روز چند درخواست همانند داشته که هر یک زیر حد نصاب و با هم بالای آن است.",
        "One applicant had several requests of one kind within some days, each below the threshold and "
            + "together above it.");

    public override string Formula =>
        "v_i < T,  Σ v_i ≥ T,  k ≥ 2,  filed within w days;  officer: all his, and k ≥ h or two matters";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
    [
        (IndicatorTerms.Window, 180), (IndicatorTerms.Least, 1), (IndicatorTerms.Most, 0.05m), ("k", 2), ("h", 3),
        ("days", 30), ("limit", 50_000_000),
    ];

    public override IEnumerable<Finding> OnEvent(IEvent e, CaseLine line, CaseBook book, IndicatorTerms terms)
    {
        if (e.Data is not RequestDecided { Outcome: Outcome.Granted, ValueRials: { } value }) yield break;
        var limit = terms.For("limit", line.Service);
        if (line.Applicant is not { } applicant || value >= limit) yield break;
        var parts = PartsOf(line, applicant, book, terms);
        var sum = parts.Sum(one => (double)one.Fact.ValueRials!.Value);
        if (parts.Count < terms["k"] || sum < limit) yield break;
        var officers = parts.Select(one => one.Officer).Distinct().ToList();
        var his = officers is [var only] && (parts.Count >= terms["h"] || HasAnother(only, line, book, terms))
            ? only : null;
        yield return Finding.OfCase(line, his, parts.Count, sum / limit,
            [.. parts.Select(one => one.When.Event)]);
    }

    /// <summary>What the applicant was granted below the threshold, filed within the days around this file.</summary>
    private static List<CaseDecision> PartsOf(CaseLine line, string applicant, CaseBook book, IndicatorTerms terms)
    {
        var limit = terms.For("limit", line.Service);
        var (first, last) = (line.Filed.At.AddDays(-terms["days"]), line.Filed.At.AddDays(terms["days"]));
        return
        [
            .. book.Decisions.Since(book.Since(terms.Days), line.Service).Where(one => one.Line.Applicant == applicant
                && one is { Outcome: Outcome.Granted, Fact.ValueRials: not null }
                && one.Fact.ValueRials < limit && one == one.Line.Decision
                && one.Line.Filed.At >= first && one.Line.Filed.At <= last),
        ];
    }

    /// <summary>Whether the matter of another applicant came to this officer in parts as well.</summary>
    private static bool HasAnother(string officer, CaseLine line, CaseBook book, IndicatorTerms terms) =>
        book.Decisions.Since(book.Since(terms.Days), line.Service).Where(one => one.Officer == officer
                && one.Line.Applicant is { } other && other != line.Applicant)
            .Any(one =>
            {
                var parts = PartsOf(one.Line, one.Line.Applicant!, book, terms);
                return parts.Count >= terms["k"] && parts.All(part => part.Officer == officer)
                    && parts.Sum(part => (double)part.Fact.ValueRials!.Value) >= terms.For("limit", line.Service);
            });
}
