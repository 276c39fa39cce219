namespace EGov.Integrity;

/// <summary>F13: the clock is stopped where it saves the limit, rather than where something is missing.</summary>
/// <remarks>
/// Of an officer who held the files, whoever decided: stops begun in the last tenth of the limit, and files whose
/// stopped part is above the upper fence of the service, each against the others of the same services, as a sum of
/// binomials. How long an applicant takes to answer is not the officer's alone: there more has to speak against
/// chance. A stop without an outgoing question cannot be recorded here at all. Gaming of time limits: G. Bevan and
/// C. Hood, Public Administration 84 (2006), pp. 517–538.
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
        ("alpha-stood", 0.0000000001m),
    ];

    public override IEnumerable<Finding> AtDayEnd(CaseBook book, IndicatorTerms terms) =>
        book.Decisions.Since(book.Since(terms.Days)).ByDepartment(one => one.Department)
            .SelectMany(department => InDepartment(department.Key, [.. department], book, terms));

    private static IEnumerable<Finding> InDepartment(
        string department, IReadOnlyList<CaseDecision> all, CaseBook book, IndicatorTerms terms)
    {
        if (all.Count < terms.Fewest) return [];
        var services = all.GroupBy(one => one.Service, StringComparer.Ordinal)
            .OrderBy(service => service.Key, StringComparer.Ordinal).ToList();
        var stops = book.Stops.Since(book.Since(terms.Days)).Where(stop => stop.Department == department)
            .ToLookup(stop => (stop.Service, stop.Officer));
        var late = services.Select(service => service.GroupBy(Holder).Select(his =>
        {
            var asked = stops[(service.Key, his.Key)].ToList();
            return new OfficerCount(his.Key, asked.Count(stop => stop.IsLate), Math.Max(his.Count(), asked.Count),
                [.. asked.Where(stop => stop.IsLate).Select(stop => stop.When.Event)]);
        }));
        var stood = services.Select(service =>
        {
            var fence = Math.Max(Spread.Fences(service.Select(Part)).High, 0);
            bool IsLong(CaseDecision one) => Part(one) > fence;
            return service.GroupBy(Holder).Select(his => new OfficerCount(his.Key,
                his.Count(IsLong), his.Count(), [.. his.Where(IsLong).Select(one => one.When.Event)]));
        });
        return Colleagues.BeyondTogether(late, terms)
            .Concat(Colleagues.BeyondTogether(stood, terms, "alpha-stood"))
            .Select(officer => Colleagues.Of(department,
                [.. services.Where(service => service.Any(one => Holder(one) == officer.Officer))
                    .Select(service => service.Key)], officer));
    }

    // Who prepares a decision for another has held the file, and asks.
    private static string Holder(CaseDecision decision) => decision.Preparation?.Officer ?? decision.Officer;

    private static double Part(CaseDecision decision) =>
        decision.StoppedMinutes == 0 ? 0 : decision.StoppedMinutes / (decision.StoppedMinutes + decision.Minutes);
}
