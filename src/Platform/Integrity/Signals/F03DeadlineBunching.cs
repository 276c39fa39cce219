namespace EGov.Integrity;

/// <summary>F03: an office decides an unusual part of its files just before their limit.</summary>
/// <remarks>
/// Share of an office's decisions taken in the last tenth of the limit &gt; Q3 + 1.5·IQR of all offices; offices with
/// at least n decisions, and enough of these. Work that is done to the target and not to the need: G. Bevan and C.
/// Hood, Public Administration 84 (2006), pp. 517–538.
/// </remarks>
public sealed class F03DeadlineBunching : Indicator
{
    public override Text Title => new("تلنبار شدن در پایان مهلت", "Bunching at the deadline");

    public override Text Rule => new(
        "دستگاهی بخش نامعمولی از پرونده‌هایش را درست پیش از پایان مهلت به تصمیم می‌رساند.",
        "An office takes an unusual part of its decisions just before their legal limit.");

    public override string Formula => "share decided in the last tenth of the limit > Q3 + 1.5·IQR of all offices";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
    [
        (IndicatorTerms.Window, 180), (IndicatorTerms.Least, 20), (IndicatorTerms.Most, 0.05m),
        (IndicatorTerms.Groups, 5), (IndicatorTerms.Hits, 5),
    ];

    public override IEnumerable<Finding> AtDayEnd(CaseBook book, IndicatorTerms terms)
    {
        var offices = book.Decisions.Since(book.Since(terms.Days)).GroupBy(one => one.Department)
            .Where(office => office.Count() >= terms.Fewest).OrderBy(office => office.Key, StringComparer.Ordinal)
            .Select(office => (Office: office.Key, All: office.Count(),
                Last: office.Where(one => one.IsInLastTenth).Select(one => one.When.Event).ToList())).ToList();
        if (offices.Count < terms[IndicatorTerms.Groups]) yield break;
        var fence = Spread.Fences(offices.Select(one => (double)one.Last.Count / one.All)).High;
        foreach (var (office, all, last) in offices)
            if (last.Count >= terms[IndicatorTerms.Hits] && (double)last.Count / all > fence)
                yield return new(office, all, (double)last.Count / all, last) { Department = office };
    }
}
