using EGov.Casework;

namespace EGov.Integrity;

/// <summary>F06: an officer, or an office, refuses far more than others do.</summary>
/// <remarks>
/// refused/decided > Q3 + 1.5·IQR of the officers of the service, and beyond chance against the others (binomial,
/// Benjamini–Hochberg); of an office, against all offices. Fences: J. W. Tukey, Exploratory Data Analysis (1977).
/// </remarks>
public sealed class F06ExcessRefusals : Indicator
{
    public override Text Title => new("ردهای بیش از اندازه", "Excess of refusals");

    public override Text Rule => new(
        "کارمندی بسیار بیش از همکاران خدمت خود، یا دستگاهی بسیار بیش از دستگاه‌های دیگر، درخواست‌ها را رد می‌کند.",
        "One officer refuses far more than the colleagues of the service, or one office far more than other offices.");

    public override string Formula => "refused/decided > Q3 + 1.5·IQR;  P(X ≥ x | n, p_others) ≤ α";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
    [
        (IndicatorTerms.Window, 180), (IndicatorTerms.Least, 20), (IndicatorTerms.Most, 0.05m),
        (IndicatorTerms.Groups, 4), (IndicatorTerms.Hits, 5), (IndicatorTerms.Alpha, 0.0001m),
        (IndicatorTerms.FalseRate, 0.05m),
    ];

    public override IEnumerable<Finding> AtDayEnd(CaseBook book, IndicatorTerms terms)
    {
        var decisions = book.Decisions.Since(book.Since(terms.Days)).ToList();
        foreach (var office in decisions.ByOffice(one => (one.Service, one.Department)))
        {
            var officers = office.GroupBy(one => one.Officer).Select(his => Of(his.Key, his)).ToList();
            var fence = Fence(officers, terms);
            foreach (var officer in Colleagues.Beyond(officers, terms))
                if (Share(officer) > fence) yield return Colleagues.Of(office.Key, officer);
        }

        var offices = decisions.GroupBy(one => one.Department).Select(office => Of(office.Key, office)).ToList();
        var limit = Fence(offices, terms);
        foreach (var office in Colleagues.Beyond(offices, terms))
            if (Share(office) > limit)
                yield return new(office.Officer, office.All, Share(office), office.Evidence)
                {
                    Department = office.Officer,
                };
    }

    private static OfficerCount Of(string name, IEnumerable<CaseDecision> his) => new(name,
        his.Count(IsRefused), his.Count(), [.. his.Where(IsRefused).Select(one => one.When.Event)]);

    /// <summary>Among too few of them there is no fence, and nobody is beyond it.</summary>
    private static double Fence(IReadOnlyList<OfficerCount> counts, IndicatorTerms terms)
    {
        var looked = counts.Where(one => one.All >= terms.Fewest).ToList();
        return looked.Count < terms[IndicatorTerms.Groups] ? double.PositiveInfinity
            : Spread.Fences(looked.Select(Share)).High;
    }

    private static double Share(OfficerCount count) => (double)count.Hits / count.All;

    private static bool IsRefused(CaseDecision decision) => decision.Outcome is Outcome.Refused;
}
