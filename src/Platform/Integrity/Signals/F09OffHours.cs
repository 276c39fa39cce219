namespace EGov.Integrity;

/// <summary>F09: decisions are taken when the office is closed.</summary>
/// <remarks>
/// Share of an officer's decisions outside the days and hours of the calendar > Q3 + 1.5·IQR of all officers, at least
/// five of them, and beyond chance against the others (binomial, Benjamini–Hochberg). Fences: J. W. Tukey, Exploratory
/// Data Analysis (1977). An imported file tells no hours.
/// </remarks>
public sealed class F09OffHours : Indicator
{
    public override Text Title => new("تصمیم در ساعت‌های تعطیل", "Off-hours decisions");

    public override Text Rule => new(
        "کارمندی بسیار بیش از دیگران در روزها یا ساعت‌هایی تصمیم می‌گیرد که اداره بسته است.",
        "One officer decides on days or at hours on which the office is closed, far more often than others.");

    public override string Formula => "share outside the calendar > Q3 + 1.5·IQR;  P(X ≥ x | n, p_others) ≤ α";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
    [
        (IndicatorTerms.Window, 180), (IndicatorTerms.Least, 20), (IndicatorTerms.Most, 0.05m),
        (IndicatorTerms.Groups, 5), (IndicatorTerms.Hits, 5), (IndicatorTerms.Alpha, 0.0001m),
        (IndicatorTerms.FalseRate, 0.05m),
    ];

    public override IEnumerable<Finding> AtDayEnd(CaseBook book, IndicatorTerms terms)
    {
        var officers = book.Decisions.Since(book.Since(terms.Days)).Where(one => !one.Line.IsImported)
            .GroupBy(one => one.Officer).Select(his => (his.Last().Department, Count: new OfficerCount(his.Key,
                his.Count(one => one.IsOffHours), his.Count(),
                [.. his.Where(one => one.IsOffHours).Select(one => one.When.Event)]))).ToList();
        double[] shares =
        [
            .. officers.Where(one => one.Count.All >= terms.Fewest)
                .Select(one => (double)one.Count.Hits / one.Count.All),
        ];
        if (shares.Length < terms[IndicatorTerms.Groups]) yield break;
        var fence = Spread.Fences(shares).High;
        foreach (var officer in Colleagues.Beyond(officers.Select(one => one.Count), terms))
            if ((double)officer.Hits / officer.All > fence)
                yield return new(officer.Officer, officer.All, (double)officer.Hits / officer.All, officer.Evidence)
                {
                    Officer = officer.Officer,
                    Department = officers.First(one => one.Count.Officer == officer.Officer).Department,
                };
    }
}
