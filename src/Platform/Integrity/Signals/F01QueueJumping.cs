using EGov.Casework;
using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>F01: a later file is taken, or decided, while earlier ones of the same queue wait.</summary>
/// <remarks>
/// skips(i) = |{ j in q, same priority : a_j &lt; a_i, j waits for the same hands when i is taken }|. Of one file: no
/// recorded ground, and skips(i) ≥ max(upper fence of the queue, k). Of an officer: his share of acts that skip, with a
/// ground or without, against that of the others in the queue, binomial. First in, first out as the measure of a fair
/// queue: R. C. Larson, Operations Research 35 (1987), pp. 895–905.
/// </remarks>
public sealed class F01QueueJumping : Indicator
{
    public override Text Title => new("پیش افتادن از صف", "Queue jumping");

    public override Text Rule => new(
        "پرونده‌ای که دیرتر آمده زودتر برداشته یا تصمیم‌گیری شده است، بی آن‌که دلیلی قانونی ثبت شده باشد؛ یا کارمندی "
            + "بسیار بیش از همکاران صف خود از نوبت می‌گذرد.",
        "A file that came later was taken or decided before earlier ones, and no lawful ground stands "
            + "on record; or one "
            + "officer leaves the order far more often than the colleagues of the same queue.");

    public override string Formula =>
        "skips(i) = |{j : a_j < a_i, j waits}|;  skips(i) ≥ max(Q3 + 1.5·IQR, k);  P(X ≥ x | n, p_others) ≤ α";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
    [
        (IndicatorTerms.Window, 180), (IndicatorTerms.Least, 20), (IndicatorTerms.Most, 0.05m), ("k", 1),
        (IndicatorTerms.Hits, 3), (IndicatorTerms.Alpha, 0.0001m), (IndicatorTerms.FalseRate, 0.05m),
    ];

    public override IEnumerable<Finding> OnEvent(IEvent e, CaseLine line, CaseBook book, IndicatorTerms terms)
    {
        var (passed, officer) = e.Data switch
        {
            RequestAssigned { Ground: null } assigned => (TakingOf(e, book)?.Passed, assigned.Officer),
            RequestDecided { OvertakingGround: null } decided => (line.Decision?.Passed, decided.Officer),
            _ => (null, null),
        };
        if (passed is not { Count: > 0 }) yield break;
        double[] skips =
        [
            .. ActsOf(book, terms).Where(act => (act.Service, act.Department) == (line.Service, line.Department))
                .Select(act => act.Ground is null ? (double)act.Skips : 0),
        ];
        if (skips.Length < terms.Fewest || passed.Count < Math.Max(Spread.Fences(skips).High, terms["k"])) yield break;
        yield return Finding.OfCase(line, officer, skips.Length, passed.Count, [e.Id, .. passed]);
    }

    public override IEnumerable<Finding> AtDayEnd(CaseBook book, IndicatorTerms terms) =>
        ActsOf(book, terms).ByOffice(act => (act.Service, act.Department)).SelectMany(queue =>
            Colleagues.Beyond(queue.GroupBy(act => act.Officer).Select(his => new OfficerCount(his.Key,
                    his.Count(act => act.Skips > 0), his.Count(),
                    [.. his.Where(act => act.Skips > 0).Select(act => act.Event)])), terms)
                .Select(one => Colleagues.Of(queue.Key, one.Officer)));

    private static CaseTaking? TakingOf(IEvent e, CaseBook book) =>
        book.Takings.Latest is { } latest && latest.When.Event == e.Id ? latest : null;

    private static IEnumerable<Served> ActsOf(CaseBook book, IndicatorTerms terms) =>
        book.Takings.Since(book.Since(terms.Days))
            .Select(one => new Served(
                one.Officer, one.Service, one.Department, one.Passed.Count, one.Ground, one.When.Event))
            .Concat(book.Decisions.Since(book.Since(terms.Days)).Select(one => new Served(
                one.Officer, one.Service, one.Department, one.Passed.Count, one.Fact.OvertakingGround,
                one.When.Event)));

    private sealed record Served(
        string Officer, string Service, string Department, int Skips, string? Ground, Guid Event);
}
