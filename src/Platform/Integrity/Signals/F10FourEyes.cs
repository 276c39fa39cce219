using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>F10: the second pair of eyes is the first one, or stands under it.</summary>
/// <remarks>
/// preparer = approver, or the preparer is a superior of the approver, however far above. Where the service asks for
/// two officers, where a decision overrides its criteria, or where the thresholds name a service's preparing and
/// approving steps. Separation of duties: D. D. Clark and D. R. Wilson, IEEE Symposium on Security and Privacy (1987),
/// pp. 184–194.
/// </remarks>
public sealed class F10FourEyes : Indicator
{
    public override Text Title => new("نقض قاعدهٔ دو امضا", "Four-eyes breach");

    public override Text Rule => new(
        "تصمیم را همان کسی گرفته که پیش‌نویس کرده است، یا کسی که زیردست پیش‌نویس‌کننده است.",
        "A decision was taken by whoever had prepared it, or by somebody who stands under the preparer.");

    public override string Formula => "preparer = approver  or  approver under preparer";

    public override IReadOnlyList<string> StepNames { get; } = ["preparing", "approving"];

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
        [(IndicatorTerms.Window, 180), (IndicatorTerms.Least, 1), (IndicatorTerms.Most, 0.05m)];

    public override IEnumerable<Finding> OnEvent(IEvent e, CaseLine line, CaseBook book, IndicatorTerms terms)
    {
        if (line.Steps[^1] is not { Officer: { } officer } step || step.When.Event != e.Id) yield break;
        var (preparing, approving) = (
            terms.Steps("preparing", line.Service), terms.Steps("approving", line.Service));
        // Without steps that are named for it, only a lawful duty of two makes one person too few.
        if (preparing.Count == 0 && line.Decision?.Fact.SecondOfficer is null
            && book.TermsOf(line) is not { FourEyes: true }) yield break;
        bool Prepares(CaseStep one) => one.Code == "prepared" ? one == line.Preparation || preparing.Count > 0
            : preparing.Any(one.Is);
        bool Approves(CaseStep one) => one.Code == "decided" || approving.Any(one.Is);
        // A file that was opened again is prepared and decided anew, and the two may change places.
        var others = line.Steps.Where(other => other.Round == step.Round
            && (Approves(step) ? Prepares(other) : Prepares(step) && Approves(other)));
        foreach (var other in others)
        {
            var (preparer, approver) = Approves(step) ? (other.Officer, officer) : (officer, other.Officer);
            if (preparer is null || approver is null) continue;
            if (preparer != approver && !book.IsUnder(approver, preparer)) continue;
            yield return Finding.OfCase(line, approver, 1, preparer == approver ? 1 : 2, other.When.Event, e.Id);
            yield break;
        }
    }
}
