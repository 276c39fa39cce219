namespace EGov.Integrity;

/// <summary>F13: the clock is stopped where it saves the limit, rather than where something is missing.</summary>
/// <remarks>
/// Of an officer: stops begun in the last tenth of the limit, and files whose stopped part is at or above the upper
/// fence of the service, each against the others of the service, binomial. A stop without an outgoing question cannot
/// be recorded here at all. Gaming of time limits: G. Bevan and C. Hood, Public Administration 84 (2006), pp. 517–538.
/// </remarks>
public sealed class F13ClockStops : Indicator
{
    public override Text Title => new("نگه داشتن ساعت مهلت", "Clock stops that save the limit");

    public override Text Rule => new(
        "کارمندی بسیار بیش از همکاران در آخر مهلت از متقاضی چیزی می‌پرسد، یا بخش بزرگی از زمان "
            + "پرونده‌هایش را نگه می‌دارد.",
        "One officer asks the applicant at the very end of the limit, or keeps the clock standing for a "
            + "large part of the "
            + "time, far more often than the colleagues of the same service.");

    public override string Formula =>
        "stop begun at ≥ 9/10 of the limit;  stopped/total > Q3 + 1.5·IQR;  P(X ≥ x | n, p_others) ≤ α";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
    [
        (IndicatorTerms.Window, 180), (IndicatorTerms.Least, 20),
        (IndicatorTerms.Most, 0.05m), (IndicatorTerms.Hits, 3),
        (IndicatorTerms.Alpha, 0.000001m), (IndicatorTerms.FalseRate, 0.05m),
        ("alpha-stood", 0.000001m),
    ];

    public override IEnumerable<Finding> AtDayEnd(CaseBook book, IndicatorTerms terms) =>
        book.Decisions.Since(book.Since(terms.Days)).ByOffice(one => (one.Service, one.Department))
            .SelectMany(office => InOffice(office.Key, [.. office], book, terms));

    private static IEnumerable<Finding> InOffice(
        (string Service, string Department) office, IReadOnlyList<CaseDecision> decisions, CaseBook book,
        IndicatorTerms terms)
    {
        if (decisions.Count < terms.Fewest) yield break;
        var stops = book.Stops.Since(book.Since(terms.Days))
            .Where(stop => (stop.Service, stop.Department) == office).ToLookup(stop => stop.Officer);
        var late = decisions.GroupBy(one => one.Officer).Select(his => new OfficerCount(his.Key,
            stops[his.Key].Count(stop => stop.IsLate), Math.Max(his.Count(), stops[his.Key].Count()),
            [.. stops[his.Key].Where(stop => stop.IsLate).Select(stop => stop.When.Event)]));
        foreach (var (officer, _) in Colleagues.Beyond(late, terms)) yield return Colleagues.Of(office, officer);

        var fence = Math.Max(Spread.Fences(decisions.Select(Part)).High, 0);
        bool IsLong(CaseDecision one) => Part(one) > fence;
        var stood = decisions.GroupBy(one => one.Officer).Select(his => new OfficerCount(his.Key,
            his.Count(IsLong), his.Count(), [.. his.Where(IsLong).Select(one => one.When.Event)]));
        // How long an applicant takes to answer is not the officer's alone: more has to speak against chance.
        foreach (var (officer, others) in Colleagues.Beyond(stood, terms))
            if (Chance.Binomial(officer.All, others, officer.Hits) <= terms["alpha-stood"])
                yield return Colleagues.Of(office, officer);
    }

    private static double Part(CaseDecision decision) =>
        decision.StoppedMinutes == 0 ? 0 : decision.StoppedMinutes / (decision.StoppedMinutes + decision.Minutes);
}
