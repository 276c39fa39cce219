namespace EGov.Integrity;

/// <summary>F17: one contact acts for many applicants, and their files go faster than others.</summary>
/// <remarks>
/// Distinct applicants per contact mark ≥ max(upper fence of all contacts, k), and median over the contact's files of
/// t / median t of the queue ≤ r. The contact is known by a keyed hash alone. Intermediaries who sell access:
/// M. Bertrand et al., Obtaining a Driver's License in India, Quarterly Journal of Economics 122 (2007), pp. 1639–1676.
/// </remarks>
public sealed class F17Brokers : Indicator
{
    public const string OwnCode = "F17";

    public override Text Title => new("تمرکز نزد یک واسطه", "Broker concentration");

    public override Text Rule => new(
        "یک راه تماس نمایندهٔ متقاضیان بسیاری است و پرونده‌هایشان زودتر از دیگران به تصمیم می‌رسد.",
        "One contact acts for many applicants, and their files are decided sooner than those of others.");

    public override string Formula =>
        "distinct applicants per contact > Q3 + 1.5·IQR, ≥ k;  median(t / median t of the queue) ≤ r";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
    [
        (IndicatorTerms.Window, 180), (IndicatorTerms.Least, 20), (IndicatorTerms.Most, 0.05m), ("k", 8), ("r", 0.5m),
    ];

    public override IEnumerable<Finding> AtDayEnd(CaseBook book, IndicatorTerms terms)
    {
        var decisions = book.Decisions.Since(book.Since(terms.Days)).Where(one => one.IsFirst).ToList();
        var contacts = Represented.In(decisions)
            .Select(his => (his.Contact, his.Files, Applicants: Represented.Applicants(his.Lines))).ToList();
        if (contacts.Count < terms.Fewest) yield break;
        var fence = Spread.Fences(contacts.Select(one => (double)one.Applicants)).High;
        var usual = new UsualTimes(decisions, terms.Fewest);
        foreach (var (contact, files, applicants) in contacts
            .Where(one => one.Applicants > fence && one.Applicants >= terms["k"]))
        {
            var parts = usual.PartsOf(files);
            if (parts.Count < terms["k"] || Spread.Median(parts) > terms["r"]) continue;
            var officers = files.Select(one => one.Officer).Distinct().ToList();
            var departments = files.Select(one => one.Department).Distinct().ToList();
            var services = files.Select(one => one.Service).Distinct().ToList();
            yield return new(contact, contacts.Count, applicants, [.. files.Select(one => one.When.Event)])
            {
                Contact = contact,
                Officer = officers.Count == 1 ? officers[0] : null,
                Department = departments.Count == 1 ? departments[0] : null,
                Service = services.Count == 1 ? services[0] : null,
            };
        }
    }
}
