namespace EGov.Integrity;

/// <summary>
/// F04: the files of one applicant, or of one representative, come to one officer more often than chance.
/// </summary>
/// <remarks>
/// P(X ≥ x), hypergeometric: of N decisions of a queue n_b are of the applicant and n_o of the officer, x of both; ≤ α,
/// and after Benjamini–Hochberg over all pairs of the queue. lift = x·N / (n_b·n_o). The test of a two-way table by its
/// margins: R. A. Fisher (1935). Where only one officer decides, every file must come to him: P = 1.
/// </remarks>
public sealed class F04Concentration : Indicator
{
    private const string Representative = "representative";

    public override Text Title => new("تمرکز پرونده‌های یک متقاضی یا نماینده نزد یک کارمند",
        "Concentration of an applicant or representative on one officer");

    public override Text Rule => new(
        "پرونده‌های یک متقاضی یا یک نماینده بسیار بیش از آن‌که از تصادف برآید نزد یک کارمند تصمیم‌گیری شده است.",
        "Files of one applicant, or of one representative, were decided by one officer far more often "
            + "than chance gives.");

    public override string Formula => "P(X ≥ x | N, n_b, n_o) ≤ α;  lift = x·N / (n_b·n_o)";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
    [
        (IndicatorTerms.Window, 180), (IndicatorTerms.Least, 20),
        (IndicatorTerms.Most, 0.05m), (IndicatorTerms.Hits, 4),
        (IndicatorTerms.Alpha, 0.0003m), (IndicatorTerms.FalseRate, 0.05m),
    ];

    public override IEnumerable<Finding> AtDayEnd(CaseBook book, IndicatorTerms terms) =>
        book.Decisions.Since(book.Since(terms.Days)).ByOffice(one => (one.Service, one.Department))
            .SelectMany(queue => InQueue(queue.Key, [.. queue], terms));

    private static IEnumerable<Finding> InQueue(
        (string, string) office, IReadOnlyList<CaseDecision> decisions, IndicatorTerms terms)
    {
        if (decisions.Count < terms.Fewest) yield break;
        var officers = decisions.GroupBy(one => one.Officer).ToDictionary(his => his.Key, his => his.Count());
        var pairs = Pairs(decisions, one => one.Line.Applicant, "applicant", terms)
            .Concat(Pairs(decisions, one => one.Line.Representative, Representative, terms)).ToList();
        double[] p =
        [
            .. pairs.Select(pair => Chance.Hypergeometric(
                decisions.Count, pair.Marked, officers[pair.Officer], pair.Both.Count)),
        ];
        var adjusted = FalseDiscovery.Adjust(p);
        for (var i = 0; i < pairs.Count; i++)
        {
            var (subject, contact, officer, marked, both) = pairs[i];
            if (p[i] > terms[IndicatorTerms.Alpha] || adjusted[i] > terms[IndicatorTerms.FalseRate]) continue;
            var lift = (double)both.Count * decisions.Count / ((double)marked * officers[officer]);
            yield return Colleagues.Of(office, new(officer, both.Count, decisions.Count, [.. both])) with
            {
                Subject = $"{officer}\n{subject}\n{office}",
                Value = lift,
                Contact = contact,
            };
        }
    }

    /// <summary>The pairs that occur often enough to be looked at.</summary>
    private static IEnumerable<
        (string Subject, string? Contact, string Officer, int Marked, IReadOnlyList<Guid> Both)> Pairs(
        IEnumerable<CaseDecision> decisions, Func<CaseDecision, string?> mark, string kind, IndicatorTerms terms) =>
        from his in decisions.Where(one => mark(one) is not null).GroupBy(one => mark(one)!)
        let marked = his.Count()
        where marked >= terms[IndicatorTerms.Hits]
        orderby his.Key
        from pair in his.GroupBy(one => one.Officer)
        where pair.Count() >= terms[IndicatorTerms.Hits]
        orderby pair.Key
        select ($"{kind}\n{his.Key}", kind == Representative ? his.Key : null, pair.Key, marked,
            (IReadOnlyList<Guid>)[.. pair.Select(one => one.When.Event)]);
}
