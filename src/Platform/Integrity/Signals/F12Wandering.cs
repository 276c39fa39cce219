using EGov.Casework;
using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>F12: a file is sent from office to office.</summary>
/// <remarks>
/// Loops A → B → A of transfers ≥ 1, said at the transfer; or distinct departments visited over those planned ≥ r, said
/// at the decision. Ping-pong as a pattern of hand-overs: W. M. P. van der Aalst, Process Mining (2016), ch. 9.
/// </remarks>
public sealed class F12Wandering : Indicator
{
    public override Text Title => new("سرگردانی پرونده", "Wandering and ping-pong");

    public override Text Rule => new(
        "پرونده‌ای میان دستگاه‌ها رفت و برگشت داشته، یا به دستگاه‌هایی بسیار بیش از برنامهٔ خدمت رفته است.",
        "A file went from one department to another and back, or came to far more departments than the "
            + "service plans for.");

    public override string Formula => "loops A→B→A ≥ 1;  distinct departments / planned ≥ r";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
        [(IndicatorTerms.Window, 180), (IndicatorTerms.Least, 1), (IndicatorTerms.Most, 0.05m), ("r", 3)];

    public override IEnumerable<Finding> OnEvent(IEvent e, CaseLine line, CaseBook book, IndicatorTerms terms)
    {
        if (e.Data is RequestTransferred moved)
        {
            var moves = line.Moves;
            var loops = Enumerable.Range(2, Math.Max(0, moves.Count - 2)).Count(i => moves[i] == moves[i - 2]);
            if (loops > 0) yield return Finding.OfCase(line, moved.Officer, 1, loops, e.Id);
        }

        if (e.Data is RequestDecided decided && book.TermsOf(line) is { PlannedSteps.Count: > 0 and var planned })
        {
            var part = (double)line.Visits.Distinct().Count() / planned;
            if (part >= terms["r"]) yield return Finding.OfCase(line, decided.Officer, 1, part, line.Filed.Event, e.Id);
        }
    }
}
