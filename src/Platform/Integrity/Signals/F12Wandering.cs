using EGov.Casework;
using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>F12: a file is sent from office to office.</summary>
/// <remarks>
/// Of one file: loops A → B → A of transfers ≥ 1, said at the transfer; or distinct departments visited over those
/// planned ≥ r, said at the decision. Who of the two was wrong is not said by that, so that nobody is named. Of an
/// officer: his transfers that came straight back, of all files that he sent on or decided, against those of the
/// others, binomial. Ping-pong as a pattern of hand-overs: W. M. P. van der Aalst, Process Mining (2016), ch. 9.
/// </remarks>
public sealed class F12Wandering : Indicator
{
    public override Text Title => new("سرگردانی پرونده", "Wandering and ping-pong");

    public override Text Rule => new(
        "پرونده‌ای میان دستگاه‌ها رفت و برگشت داشته، یا به دستگاه‌هایی بسیار بیش از برنامهٔ خدمت رفته است؛ یا آن‌چه یک "
            + "کارمند به دستگاه دیگر می‌فرستد بسیار بیش از همکاران برگردانده می‌شود.",
        "A file went from one department to another and back, or came to far more departments than the "
            + "service plans for; or what one officer sends to another department comes back far more often than with "
            + "the colleagues.");

    public override string Formula =>
        "loops A→B→A ≥ 1;  distinct departments / planned ≥ r;  sent back: P(X ≥ x | n, p_others) ≤ α";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
    [
        (IndicatorTerms.Window, 180), (IndicatorTerms.Least, 20), (IndicatorTerms.Most, 0.05m), ("r", 3),
        (IndicatorTerms.Hits, 5), (IndicatorTerms.Alpha, 0.0001m), (IndicatorTerms.FalseRate, 0.05m),
    ];

    public override IEnumerable<Finding> OnEvent(IEvent e, CaseLine line, CaseBook book, IndicatorTerms terms)
    {
        if (e.Data is RequestTransferred && line.Moves is { Count: > 1 } moves && moves[^2].Returned is not null)
            yield return Finding.OfCase(line, null, 1, moves.Count(move => move.Returned is not null),
                moves[^2].When.Event, e.Id);

        if (e.Data is RequestDecided decided && book.TermsOf(line) is { PlannedSteps.Count: > 0 and var planned })
        {
            var part = (double)line.Visits.Distinct().Count() / planned;
            if (part >= terms["r"]) yield return Finding.OfCase(line, decided.Officer, 1, part, line.Filed.Event, e.Id);
        }
    }

    public override IEnumerable<Finding> AtDayEnd(CaseBook book, IndicatorTerms terms)
    {
        var since = book.Since(terms.Days);
        var sent = book.Moves.Since(since)
            .Select(one => new Sent(one.Officer, (one.Service, one.From), one.When.Event, one.Returned?.Event));
        var kept = book.Decisions.Since(since)
            .Select(one => new Sent(one.Officer, (one.Service, one.Department), one.When.Event, null));
        return sent.Concat(kept).ByOffice(one => one.Office).SelectMany(office =>
            Colleagues.Beyond(office.GroupBy(one => one.Officer).Select(his => new OfficerCount(his.Key,
                    his.Count(one => one.Returned is not null), his.Count(),
                    [.. his.SelectMany(one => one.Returned is { } back ? (Guid[])[one.Event, back] : [])])), terms)
                .Select(one => Colleagues.Of(office.Key, one)));
    }

    /// <param name="Returned">What sent it back.</param>
    private sealed record Sent(string Officer, (string Service, string Department) Office, Guid Event, Guid? Returned);
}
