using EGov.Casework;
using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>F21: an act is dated before it was written by more than its service tolerates, or out of order.</summary>
/// <remarks>
/// written − At &gt; tolerance of the service, or At before that of the event before it on the same file, by more than
/// slack minutes. A step that is taken outside, such as a visit, may be written on one of the next working days; what
/// was taken over from another system is exempt: it was written there. Two clocks for every act: R. T. Snodgrass,
/// Developing Time-Oriented Database Applications in SQL (2000), on valid and transaction time.
/// </remarks>
public sealed class F21Backdating : Indicator
{
    public override Text Title => new("تاریخ‌گذاری به گذشته", "Backdating");

    public override Text Rule => new(
        "کاری بسیار دیرتر از زمانی که برایش گفته شده ثبت شده، یا ترتیب ثبت با ترتیب زمان‌ها نمی‌خواند.",
        "An act was written down far later than the time it is dated at, or the order of writing is not "
            + "that of the times.");

    public override string Formula => "written − At > tolerance,  or  At_n < At_(n−1) − slack";

    protected override IEnumerable<(string Name, decimal Value)> Begin() =>
    [
        (IndicatorTerms.Window, 180), (IndicatorTerms.Least, 1), (IndicatorTerms.Most, 0.05m),
        ("hours", 1), ("slack", 5),
        ("step-days", 1),
    ];

    public override IEnumerable<Finding> OnEvent(IEvent e, CaseLine line, CaseBook book, IndicatorTerms terms)
    {
        if (line.IsImported || e.Data is not (IOnRequest or OfficerRecused)) yield break;
        var at = ((IHappened)e.Data).At;
        var gap = (e.Timestamp - at).TotalHours;
        var tolerated = Math.Max(book.TermsOf(line)?.Tolerance ?? 0, terms["hours"]);
        // Who is out on a visit writes it down when he is back.
        if (e.Data is StepRecorded
            && book.Calendar.WorkingDaysBetween(at.Day(), e.Timestamp.Day()) <= terms["step-days"]) gap = 0;
        var isDisordered = at < line.LastAt.AddMinutes(-terms["slack"]);
        if (gap <= tolerated && !isDisordered) yield break;
        yield return Finding.OfCase(line, OfficerOf(e), 1, gap, e.Id);
    }

    /// <summary>Who wrote it, by public code; an applicant or the platform itself is no officer.</summary>
    private static string? OfficerOf(IEvent e) =>
        e.UserName?.Split(':') is ["officer" or "manager" or "clerk", var code] ? code : null;
}
