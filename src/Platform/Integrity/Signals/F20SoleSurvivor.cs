using EGov.Casework;
using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>F20: lots are drawn among one.</summary>
/// <remarks>
/// All who could be drawn for a file but one were excluded: |pool| = 1 and |pool| + |excluded| ≥ k. Where a department
/// has one officer only there is nobody to exclude. Single bidding as a measure of risk: M. Fazekas and G. Kocsis,
/// British Journal of Political Science 50 (2020), pp. 155–164.
/// </remarks>
public sealed class F20SoleSurvivor : Indicator
{
    public override Text Title => new("تنها بازمانده", "Sole survivor");

    public override Text Rule => new(
        "در قرعه‌کشی برای یک پرونده همه جز یک نفر کنار گذاشته شده‌اند.",
        "Lots were drawn for a file after everybody but one had been excluded.");

    public override string Formula => "|pool| = 1  and  |pool| + |excluded| ≥ k";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
        [(IndicatorTerms.Window, 180), (IndicatorTerms.Least, 1), (IndicatorTerms.Most, 0.05m), ("k", 3)];

    public override IEnumerable<Finding> OnEvent(IEvent e, CaseLine line, CaseBook book, IndicatorTerms terms)
    {
        if (e.Data is DrawRequested { Pool.Count: 1 } draw && 1 + draw.Excluded.Count >= terms["k"])
            yield return Finding.OfCase(line, null, 1 + draw.Excluded.Count, draw.Excluded.Count, e.Id);
    }
}
