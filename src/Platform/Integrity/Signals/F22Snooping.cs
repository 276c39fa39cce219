namespace EGov.Integrity;

/// <summary>F22: files are opened without a task on them, or decided faster than they can be read.</summary>
/// <remarks>
/// Openings without an open task per reader ≥ max(upper fence of all readers, k); or ≥ k′ decisions by one officer
/// within m minutes. Auditors and integrity officers look into files as their task. Access without need as a measure of
/// misuse: Data Tracker, Information System Authority of Estonia (2017).
/// </remarks>
public sealed class F22Snooping : Indicator
{
    public override Text Title => new("سرک کشیدن و مهر زدن بی خواندن", "Snooping and rubber stamps");

    public override Text Rule => new(
        "کارمندی بسیار بیش از دیگران پرونده‌هایی را که کاری با آن‌ها ندارد باز می‌کند، یا در چند دقیقه "
            + "چند تصمیم می‌گیرد.",
        "One member of staff opens files without a task on them far more often than others, or decides several files "
            + "within a few minutes.");

    public override string Formula =>
        "openings without task > Q3 + 1.5·IQR, ≥ k;  or  k′ decisions within m minutes";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
    [
        (IndicatorTerms.Window, 90), (IndicatorTerms.Least, 10), (IndicatorTerms.Most, 0.05m), ("k", 5),
        ("decisions", 5), ("minutes", 10),
    ];

    public override IEnumerable<Finding> AtDayEnd(CaseBook book, IndicatorTerms terms) =>
        Snoopers(book, terms).Concat(Stampers(book, terms));

    private static IEnumerable<Finding> Snoopers(CaseBook book, IndicatorTerms terms)
    {
        var readers = book.Openings.Since(book.Since(terms.Days))
            .Where(one => one.Role is "officer" or "manager" or "clerk")
            .GroupBy(one => one.Reader).OrderBy(his => his.Key, StringComparer.Ordinal)
            .Select(his => (Reader: his.Key, his.First().Department, All: his.Count(),
                Without: his.Where(one => !one.HasTask).Select(one => one.When.Event).ToList())).ToList();
        if (readers.Count < terms.Fewest) yield break;
        var fence = Spread.Fences(readers.Select(one => (double)one.Without.Count)).High;
        foreach (var (reader, department, all, without) in readers.Where(one =>
            one.Without.Count > fence && one.Without.Count >= terms["k"]))
            yield return new($"opened\n{reader}", all, without.Count, without)
            {
                Officer = reader,
                Department = department,
            };
    }

    private static IEnumerable<Finding> Stampers(CaseBook book, IndicatorTerms terms)
    {
        var (many, span) = ((int)terms["decisions"], TimeSpan.FromMinutes(terms["minutes"]));
        foreach (var his in book.Decisions.Since(book.Today).Where(one => !one.Line.IsImported)
            .GroupBy(one => one.Officer).OrderBy(his => his.Key, StringComparer.Ordinal))
        {
            var decisions = his.OrderBy(one => one.When.At).ToList();
            var first = Enumerable.Range(0, Math.Max(0, decisions.Count - many + 1))
                .FirstOrDefault(i => decisions[i + many - 1].When.At - decisions[i].When.At <= span, -1);
            if (first < 0) continue;
            var stamped = decisions.Skip(first)
                .TakeWhile(one => one.When.At - decisions[first].When.At <= span).ToList();
            yield return new($"stamped\n{his.Key}", stamped.Count,
                (stamped[^1].When.At - stamped[0].When.At).TotalMinutes, [.. stamped.Select(one => one.When.Event)])
            {
                Officer = his.Key,
                Department = stamped[0].Department,
            };
        }
    }
}
