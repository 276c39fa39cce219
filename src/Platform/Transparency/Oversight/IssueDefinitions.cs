using EGov.Oversight;

namespace EGov.Transparency;

/// <summary>What the figures about issues of the province mean.</summary>
public static class IssueDefinitions
{
    private static readonly DateOnly First = new(2026, 3, 21);
    private static readonly Text Issues = new("مسئله برای هر دستگاه مربوط", "issues, once a department concerned");
    private static readonly Text Days = new("روز", "days");
    private static readonly Text Times = new("بار", "times");
    private static readonly Text Now = new(
        "در پایان روزی که پرسیده شده است.", "At the end of the day that is asked about.");
    private static readonly Text Ever = new("از نخستین ثبت تا پایان روزی که پرسیده شده است.",
        "From the first record to the end of the day that is asked about.");

    private static readonly Text Nothing = new("چیزی کنار گذاشته نمی‌شود.", "Nothing.");

    public static IReadOnlyList<Definition> All { get; } =
    [
        new("ISS-RAISED", 1, ["raised"], new("مسئله‌های مطرح‌شده", "Issues raised"),
            new("آنچه در استان نادرست یا کم است و کسی خواسته است حل شود؛ برای هر دستگاه مربوط شمرده می‌شود و برای "
                    + "استان یک بار.",
                "What is wrong or missing in the province and somebody wants solved; counted for each department "
                    + "concerned, and once for the province."),
            "raised = count(issue, department)", Issues, Ever, Nothing, First, null, [nameof(IssueRaised)],
            new("نمی‌گوید کدام مسئله مهم‌تر است.", "Not which of them matters more.")),
        new("ISS-OPEN", 1, ["openIssues", "oldestDays"], new("مسئله‌های باز", "Open issues"),
            new("نه حل شده‌اند و نه کنار گذاشته شده‌اند؛ و سن کهنه‌ترین آن‌ها.",
                "Neither solved nor dropped; and the age of the oldest of them."),
            "openIssues = raised − solved − dropped; oldestDays = max(today − raised on)", Issues, Now, Nothing, First,
            null, [nameof(IssueRaised), nameof(IssueVerified), nameof(IssueDropped), nameof(IssueReopened)],
            new("مسئله‌های سخت دیرتر حل می‌شوند.", "Hard issues take longer.")),
        new("ISS-SILENT", 1, ["silent", "medianSilence"], new("سکوت", "Silence"),
            new("مسئله‌های بازی که سی روز یا بیشتر کسی دربارهٔ آن‌ها کاری نکرده یا سخنی نگفته است؛ و میانهٔ روزهای "
                    + "سکوت.",
                "Open issues about which nobody has done or said anything for thirty days or more; and the median of "
                    + "the days of silence."),
            "silent = count(open, today − heard on ≥ 30); median by nearest rank, n = openIssues", Days, Now,
            new("یادآوری سامانه سخن شمرده نمی‌شود. میانه با کمتر از ۲۰ مسئله حساب نمی‌شود.",
                "The reminders of the platform count for nothing. No median below 20 of them."), First,
            Statistics.Minimum,
            [nameof(IssueOwnerNamed), nameof(IssuePlanned), nameof(IssueStepCompleted), nameof(IssueFollowedUp),
                nameof(IssueReported), nameof(IssueReturned), nameof(IssueReopened)],
            new("نمی‌گوید آنچه گفته یا انجام شده به جایی رسیده است.",
                "Not whether what was said or done has led anywhere.")),
        new("ISS-SOLVED", 1, ["solved", "unverified", "medianDaysToSolved"], new("مسئله‌های حل‌شده", "Issues solved"),
            new("آن‌هایی که خود مطرح‌کنندگان حل شدنشان را دیده‌اند؛ آنچه تنها گزارش شده حل شده نیست. میانهٔ روزها از "
                    + "طرح تا گزارشی که تأیید شد.",
                "Those that the ones who raised them have seen solved; what is only reported is not. Median days from "
                    + "being raised to the report that was verified."),
            "solved = verified − reopened; unverified = reported − verified − returned; nearest rank, n = solved", Days,
            Ever, new("میانه با کمتر از ۲۰ مسئله حساب نمی‌شود.", "No median below 20 of them."), First,
            Statistics.Minimum, [nameof(IssueReported), nameof(IssueVerified), nameof(IssueReopened)],
            new("تأیید گفتهٔ مطرح‌کنندگان است، نه سنجشی جداگانه.",
                "A verification is what those say who raised it, and no measurement of its own.")),
        new("ISS-BACK", 1, ["returnedIssues", "reopened"], new("برگشت و بازگشایی", "Returns and reopenings"),
            new("بارهایی که مطرح‌کنندگان حل را ندیده‌اند، و بارهایی که آنچه پایان یافته بود دوباره باز شد.",
                "How often those who raised it had not seen it solved, and how often what was at its end was opened "
                    + "again."),
            "count(returned), count(reopened)", Times, Ever, Nothing, First, null,
            [nameof(IssueReturned), nameof(IssueReopened)],
            new("نمی‌گوید حق با کدام سو بوده است.", "Not which side was right.")),
        new("ISS-DROPPED", 1, ["dropped"], new("کنار گذاشته‌شده", "Issues dropped"),
            new("آن‌هایی که استانداری دیگر پیگیری نمی‌کند و حل نشده‌اند.",
                "Those that the governorate follows no longer, and which were not solved."),
            "dropped = dropped − reopened", Issues, Now, Nothing, First, null,
            [nameof(IssueDropped), nameof(IssueReopened)],
            new("دلیل هر یک در فهرست آمده است؛ درستی آن را نمی‌گوید.",
                "The ground of each stands in the list; not whether it was right.")),
    ];
}
