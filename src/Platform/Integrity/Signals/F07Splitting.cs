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

    public override string Formula => "v_i < T,  Σ v_i ≥ T,  k ≥ 2,  filed within w days;  officer: k ≥ h, all his";

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
        var first = line.Filed.At.AddDays(-terms["days"]);
        var last = line.Filed.At.AddDays(terms["days"]);
        var parts = book.Decisions.Since(book.Since(terms.Days))
            .Where(one => one.Line.Applicant == applicant && one.Service == line.Service
                && one is { Outcome: Outcome.Granted, Fact.ValueRials: not null } && one.Fact.ValueRials < limit
                && one == one.Line.Decision && one.Line.Filed.At >= first && one.Line.Filed.At <= last)
            .ToList();
        var sum = parts.Sum(one => (double)one.Fact.ValueRials!.Value);
        if (parts.Count < terms["k"] || sum < limit) yield break;
        var officers = parts.Select(one => one.Officer).Distinct().ToList();
        var his = officers.Count == 1 && parts.Count >= terms["h"] ? officers[0] : null;
        yield return Finding.OfCase(line, his, parts.Count, sum / limit,
            [.. parts.Select(one => one.When.Event)]);
    }
}
