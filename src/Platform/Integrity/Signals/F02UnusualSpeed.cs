using EGov.Casework;
using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>F02: files are decided far faster than such files are.</summary>
/// <remarks>
/// z = (ln t − median(ln t)) / (1.4826·MAD); t in working time, stops left out. Of one file: z ≤ −z₁, or t under the
/// stated minimum. Of an officer: his files with z ≤ −z₀ against those of the others, binomial, and they are at least
/// the share s of his: quick files come in a row when little lies there, and a habit is most of what somebody does.
/// The robust z: B. Iglewicz and D. C. Hoaglin, How to Detect and Handle Outliers (1993). A file that was opened again,
/// or has a lawful ground to go first, is lawfully quick; an imported one tells no hours.
/// </remarks>
public sealed class F02UnusualSpeed : Indicator
{
    public override Text Title => new("سرعت نامعمول", "Unusual speed");

    public override Text Rule => new(
        "پرونده‌ای بی‌اندازه زودتر از پرونده‌های همانند، یا در کمتر از کمینهٔ تعیین‌شده، به تصمیم رسیده است؛ یا "
            + "بیشتر پرونده‌های یک کارمند بسیار تند به تصمیم می‌رسد، بسیار بیش از همکاران.",
        "A file was decided beyond measure sooner than files of its kind, or in less than the least "
            + "time stated for it; or most files of one officer are very quick, far more than with the colleagues.");

    public override string Formula =>
        "z = (ln t − median) / (1.4826·MAD);  z ≤ −z₁  or  t < minimum;  z ≤ −z₀: P(X ≥ x | n, p_others) ≤ α, x/n ≥ s";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
    [
        (IndicatorTerms.Window, 180), (IndicatorTerms.Least, 20), (IndicatorTerms.Most, 0.05m), ("z0", 3), ("z1", 20),
        ("minimum", 5), ("share", 0.5m), (IndicatorTerms.Hits, 8), (IndicatorTerms.Alpha, 0.0000001m),
        (IndicatorTerms.FalseRate, 0.05m),
    ];

    public override IEnumerable<Finding> OnEvent(IEvent e, CaseLine line, CaseBook book, IndicatorTerms terms)
    {
        if (e.Data is not RequestDecided || line.Decision is not { } decision || !IsTold(decision)) yield break;
        double[] spans =
        [
            .. book.Decisions.Since(book.Since(terms.Days), decision.Service).Where(other =>
                IsTold(other) && other != decision && other.Department == decision.Department).Select(Span),
        ];
        if (spans.Length < terms.Fewest) yield break;
        var z = Spread.RobustZ(Span(decision), spans);
        if (z <= -terms["z1"] || decision.Minutes < terms.For("minimum", decision.Service))
            yield return Finding.OfCase(line, decision.Officer, spans.Length, z ?? 0, line.Queued.Event, e.Id);
    }

    public override IEnumerable<Finding> AtDayEnd(CaseBook book, IndicatorTerms terms) =>
        book.Decisions.Since(book.Since(terms.Days)).Where(IsTold).ByOffice(one => (one.Service, one.Department))
            .SelectMany(office => InOffice(office.Key, [.. office], terms));

    private static IEnumerable<Finding> InOffice(
        (string, string) office, IReadOnlyList<CaseDecision> decisions, IndicatorTerms terms)
    {
        if (decisions.Count < terms.Fewest) return [];
        double[] spans = [.. decisions.Select(Span)];
        var centre = Spread.Median(spans);
        var deviation = Spread.Deviation(spans, centre);
        bool IsQuick(CaseDecision one) => Span(one) - centre <= -terms["z0"] * deviation && deviation > 0;
        return Colleagues.Beyond(decisions.GroupBy(one => one.Officer).Select(his => new OfficerCount(his.Key,
                his.Count(IsQuick), his.Count(), [.. his.Where(IsQuick).Select(one => one.When.Event)])), terms)
            .Where(one => one.Hits >= terms["share"] * one.All)
            .Select(one => Colleagues.Of(office, one));
    }

    private static bool IsTold(CaseDecision decision) =>
        decision is { IsFirst: true, Line: { IsImported: false, IsHurried: false } };

    private static double Span(CaseDecision decision) => Math.Log(Math.Max(1, decision.Minutes));
}
