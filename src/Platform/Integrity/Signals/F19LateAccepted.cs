using EGov.Casework;
using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>F19: what was handed in after its last day was taken, and the request granted.</summary>
/// <remarks>
/// An answer after the day that was set for it, and outcome granted. Late bids that are accepted: World Bank, Fraud and
/// Corruption Awareness Handbook (2009).
/// </remarks>
public sealed class F19LateAccepted : Indicator
{
    public override Text Title => new("پذیرش پس از مهلت", "Late and accepted");

    public override Text Rule => new(
        "مدرکی پس از آخرین روز آن پذیرفته شده و با درخواست موافقت شده است.",
        "Something was handed in after the last day set for it, and the request was granted.");

    public override string Formula => "answered after its last day  and  granted";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
        [(IndicatorTerms.Window, 180), (IndicatorTerms.Least, 1), (IndicatorTerms.Most, 0.05m)];

    public override IEnumerable<Finding> OnEvent(IEvent e, CaseLine line, CaseBook book, IndicatorTerms terms)
    {
        if (e.Data is RequestDecided { Outcome: Outcome.Granted } decided && line.LateEvidence is { } late)
            yield return Finding.OfCase(line, decided.Officer, 1, (decided.At - late.At).TotalDays, late.Event, e.Id);
    }
}
