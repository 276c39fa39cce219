namespace EGov.Integrity;

/// <summary>F15: an officer's decisions fall on appeal far more often than others'.</summary>
/// <remarks>
/// overturned/appealed > Q3 + 1.5·IQR of the officers who were appealed against at least n times, and beyond chance
/// against the others (binomial, Benjamini–Hochberg). Reversal rates: R. A. Posner, How Judges Think (2008).
/// </remarks>
public sealed class F15AppealsOverturned : Indicator
{
    public override Text Title => new("تصمیم‌های برگشته در تجدیدنظر", "Decisions overturned on appeal");

    public override Text Rule => new(
        "تصمیم‌های یک کارمند در تجدیدنظر بسیار بیش از تصمیم‌های دیگران برمی‌گردد.",
        "One officer's decisions are overturned on appeal far more often than those of others.");

    public override string Formula => "overturned/appealed > Q3 + 1.5·IQR;  P(X ≥ x | n, p_others) ≤ α";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
    [
        (IndicatorTerms.Window, 365), (IndicatorTerms.Least, 8), (IndicatorTerms.Most, 0.05m),
        (IndicatorTerms.Groups, 4), (IndicatorTerms.Hits, 4), (IndicatorTerms.Alpha, 0.001m),
        (IndicatorTerms.FalseRate, 0.05m),
    ];

    public override IEnumerable<Finding> AtDayEnd(CaseBook book, IndicatorTerms terms)
    {
        var officers = book.Decisions.Since(book.Since(terms.Days)).Where(one => one.Appealed is not null)
            .GroupBy(one => one.Officer).Select(his => (Count: new OfficerCount(his.Key,
                his.Count(one => one.Overturned is not null), his.Count(),
                [.. his.Select(one => one.Overturned).OfType<Guid>()]), his.Last().Department)).ToList();
        var looked = officers.Where(one => one.Count.All >= terms.Fewest).ToList();
        if (looked.Count < terms[IndicatorTerms.Groups]) yield break;
        var fence = Spread.Fences(looked.Select(one => (double)one.Count.Hits / one.Count.All)).High;
        foreach (var officer in Colleagues.Beyond(officers.Select(one => one.Count), terms))
            if ((double)officer.Hits / officer.All > fence)
                yield return new(officer.Officer, officer.All, (double)officer.Hits / officer.All, officer.Evidence)
                {
                    Officer = officer.Officer,
                    Department = officers.First(one => one.Count.Officer == officer.Officer).Department,
                };
    }
}
