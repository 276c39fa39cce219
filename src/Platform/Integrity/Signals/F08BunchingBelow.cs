using EGov.Casework;

namespace EGov.Integrity;

/// <summary>F08: sums granted crowd together just below a threshold.</summary>
/// <remarks>
/// n[T − δ, T) against n[T, T + δ): P(X ≥ x), binomial with p = ½, ≤ α. A break in the density at a threshold:
/// J. McCrary, Journal of Econometrics 142 (2008), pp. 698–714, in its simplest form.
/// </remarks>
public sealed class F08BunchingBelow : Indicator
{
    public override Text Title => new("تلنبار شدن زیر حد نصاب", "Bunching below a threshold");

    public override Text Rule => new(
        "مبلغ‌هایی که داده می‌شود درست زیر حد نصاب بسیار بیشتر از درست بالای آن است.",
        "Sums that are granted lie just below a threshold far more often than just above it.");

    public override string Formula => "n[T − δ, T) of n[T − δ, T + δ):  P(X ≥ x | n, ½) ≤ α";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
    [
        (IndicatorTerms.Window, 365), (IndicatorTerms.Least, 20), (IndicatorTerms.Most, 0.05m),
        ("limit", 50_000_000), ("delta", 0.1m), (IndicatorTerms.Alpha, 0.001m),
    ];

    public override IEnumerable<Finding> AtDayEnd(CaseBook book, IndicatorTerms terms)
    {
        foreach (var office in book.Decisions.Since(book.Since(terms.Days))
            .Where(one => one is { Outcome: Outcome.Granted, Fact.ValueRials: not null })
            .ByOffice(one => (one.Service, one.Department)))
        {
            var limit = terms.For("limit", office.Key.Service);
            var delta = terms.For("delta", office.Key.Service) * limit;
            var near = office.Where(one => Math.Abs(one.Fact.ValueRials!.Value - limit) < delta
                || one.Fact.ValueRials == limit - delta).ToList();
            var below = near.Where(one => one.Fact.ValueRials < limit).ToList();
            if (near.Count < terms.Fewest) continue;
            if (Chance.Binomial(near.Count, 0.5, below.Count) > terms[IndicatorTerms.Alpha]) continue;
            yield return new($"{office.Key.Service}\n{office.Key.Department}", near.Count,
                (double)below.Count / near.Count, [.. below.Select(one => one.When.Event)])
            {
                Service = office.Key.Service,
                Department = office.Key.Department,
            };
        }
    }
}
