using EGov.Casework;
using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>F01: a later file is taken, or decided, while earlier ones of the same queue wait.</summary>
/// <remarks>
/// skips(i) = |{ j in q, same priority : a_j &lt; a_i, j waits }|. Of one file, without a recorded ground: skips of
/// what waited for the same hands when i was taken or decided are &gt; Q3 + 1.5·IQR of the queue and ≥ k; or i,
/// complete, was handed to another officer and decided there, with half of its limit left and skips of all that waited
/// for anybody &gt; Q3 + 1.5·IQR and ≥ h. Of an officer: his acts that skip, with a ground or by such a hand-over
/// beyond the median of the queue, against those of the others, binomial. First in, first out as the measure of a fair
/// queue: R. C. Larson, Operations Research 35 (1987), pp. 895–905.
/// </remarks>
public sealed class F01QueueJumping : Indicator
{
    public override Text Title => new("پیش افتادن از صف", "Queue jumping");

    public override Text Rule => new(
        "پرونده‌ای که دیرتر آمده زودتر برداشته یا تصمیم‌گیری شده است، بی آن‌که دلیلی قانونی ثبت شده باشد؛ یا کارمندی "
            + "بسیار بیش از همکاران صف خود از نوبت می‌گذرد.",
        "A file that came later was taken or decided before earlier ones, and no lawful ground stands on record; or "
            + "one officer leaves the order far more often than the colleagues of the same queue.");

    public override string Formula =>
        "skips(i) = |{j : a_j < a_i, j waits}|;  skips(i) > Q3 + 1.5·IQR, ≥ k;  P(X ≥ x | n, p_others) ≤ α";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
    [
        (IndicatorTerms.Window, 180), (IndicatorTerms.Least, 20), (IndicatorTerms.Most, 0.05m), ("k", 1), ("h", 5),
        (IndicatorTerms.Hits, 3), (IndicatorTerms.Alpha, 0.0001m), (IndicatorTerms.FalseRate, 0.05m),
    ];

    public override IEnumerable<Finding> OnEvent(IEvent e, CaseLine line, CaseBook book, IndicatorTerms terms)
    {
        var (passed, officer) = e.Data switch
        {
            RequestAssigned { Ground: null } assigned => (TakingOf(e, book)?.Passed ?? [], assigned.Officer),
            RequestDecided { OvertakingGround: null } decided => (line.Decision!.Passed, decided.Officer),
            _ => ([], ""),
        };
        var office = (line.Service, line.Department);
        if (passed.Count >= terms["k"])
        {
            double[] skips =
            [
                .. ActsOf(book, terms, line.Service).Where(act => act.Office == office)
                    .Select(act => act.Ground is null ? (double)act.Skips : 0),
            ];
            if (skips.Length >= terms.Fewest && passed.Count > Spread.Fences(skips).High)
                yield return Finding.OfCase(line, officer, skips.Length, passed.Count, [e.Id, .. passed]);
        }

        if (e.Data is not RequestDecided { OvertakingGround: null } || line.Decision is not { } decision
            || decision.HandedOver is not { } handed || decision.Ahead.Count < terms["h"]) yield break;
        double[] ahead =
        [
            .. book.Decisions.Since(book.Since(terms.Days), line.Service)
                .Where(one => (one.Service, one.Department) == office).Select(one => (double)one.Waiting),
        ];
        if (ahead.Length >= terms.Fewest && decision.Ahead.Count > Spread.Fences(ahead).High)
            yield return Finding.OfCase(
                line, decision.Officer, ahead.Length, decision.Ahead.Count, [handed.Event, e.Id, .. decision.Ahead]);
    }

    public override IEnumerable<Finding> AtDayEnd(CaseBook book, IndicatorTerms terms)
    {
        var usual = book.Decisions.Since(book.Since(terms.Days)).GroupBy(one => (one.Service, one.Department))
            .ToDictionary(queue => queue.Key, queue => Spread.Median(queue.Select(one => (double)one.Waiting)));
        bool Skips(Served act) => act.Skips > 0
            || (act.Ahead >= terms["h"] && act.Ahead > usual.GetValueOrDefault(act.Office));
        return ActsOf(book, terms).ByOffice(act => act.Office).SelectMany(queue =>
            Colleagues.Beyond(queue.GroupBy(act => act.Officer).Select(his => new OfficerCount(his.Key,
                    his.Count(Skips), his.Count(), [.. his.Where(Skips).Select(act => act.Event)])), terms)
                .Select(one => Colleagues.Of(queue.Key, one)));
    }

    private static CaseTaking? TakingOf(IEvent e, CaseBook book) =>
        book.Takings.Latest is { } latest && latest.When.Event == e.Id ? latest : null;

    private static IEnumerable<Served> ActsOf(CaseBook book, IndicatorTerms terms, string? service = null) =>
        book.Takings.Since(book.Since(terms.Days), service).Select(one => new Served(
                one.Officer, (one.Service, one.Department), one.Passed.Count, 0, one.Ground, one.When.Event))
            .Concat(book.Decisions.Since(book.Since(terms.Days), service).Select(one => new Served(
                one.Officer, (one.Service, one.Department), one.Passed.Count,
                one.HandedOver is null ? 0 : one.Ahead.Count, one.Fact.OvertakingGround, one.When.Event)));

    /// <param name="Ahead">What waited for anybody, where the file was handed over.</param>
    private sealed record Served(
        string Officer, (string Service, string Department) Office, int Skips, int Ahead, string? Ground, Guid Event);
}
