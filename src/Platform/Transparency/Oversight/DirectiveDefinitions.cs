using EGov.Oversight;

namespace EGov.Transparency;

/// <summary>What the figures about directives mean.</summary>
public static class DirectiveDefinitions
{
    private static readonly DateOnly First = new(2026, 3, 21);
    private static readonly Text Parts = new("دستور برای هر دستگاه", "directives, once a department");
    private static readonly Text Days = new("روز کاری", "working days");
    private static readonly Text Times = new("بار", "times");
    private static readonly Text Now = new(
        "در پایان روزی که پرسیده شده است.", "At the end of the day that is asked about.");
    private static readonly Text Ever = new("از نخستین ثبت تا پایان روزی که پرسیده شده است.",
        "From the first record to the end of the day that is asked about.");

    private static readonly Text Nothing = new("چیزی کنار گذاشته نمی‌شود.", "Nothing.");

    public static IReadOnlyList<Definition> All { get; } =
    [
        new("DIR-ISSUED", 1, ["issued", "withdrawn"], new("دستورها", "Directives"),
            new("آنچه استانداری از دستگاه‌ها خواسته است؛ دستوری به چند دستگاه برای هر یک شمرده می‌شود.",
                "What the governorate asked of departments; one to several departments counts for each."),
            "issued = count(directive, department)", Parts, Ever, Nothing, First, null,
            [nameof(DirectiveIssued), nameof(DirectiveWithdrawn)],
            new("از مهم بودن یا درست بودن دستور چیزی نمی‌گوید.",
                "Not how important a directive is, nor whether it is right.")),
        new("DIR-OPEN", 1, ["open", "openLate"], new("دستورهای باز", "Open directives"),
            new("دستورهایی که اثرشان تأیید نشده و پس گرفته نشده‌اند؛ و از میانشان آن‌هایی که سررسیدشان "
                    + "بی‌گزارش گذشته است.",
                "Those whose effect is not verified and which are not withdrawn; and of these, those past their due "
                    + "date without a report."),
            "open = issued − effective − withdrawn; openLate = open without a report that counts, today > due", Parts,
            Now, Nothing, First, null,
            [nameof(DirectiveIssued), nameof(DirectiveReported), nameof(DirectiveVerified), nameof(DirectiveExtended),
                nameof(DirectiveRedated), nameof(DirectiveWithdrawn)],
            new("سررسید را استانداری می‌گذارد و تمدید می‌کند؛ مهلت کوتاه‌تر دیرکرد بیشتری نشان می‌دهد.",
                "The governorate sets the due date and extends it: a shorter time shows more lateness.")),
        new("DIR-AWAITING", 1, ["awaitingVerification"], new("در انتظار تأیید", "Awaiting verification"),
            new("دستگاه گزارش داده است و هنوز کس دیگری اثر را ندیده است.",
                "The department has reported, and nobody else has seen the effect yet."),
            "awaitingVerification = reported − verified − returned", Parts, Now, Nothing, First, null,
            [nameof(DirectiveReported), nameof(DirectiveVerified), nameof(DirectiveReturned)],
            new("این انتظار کار تأییدکننده است و دیرکرد دستگاه نیست.",
                "The wait is the verifier’s, and no lateness of the department.")),
        new("DIR-EFFECTIVE", 1, ["effectiveOnTime", "effective", "effectiveLate"],
            new("اثر تأییدشده", "Verified effect"),
            new("دستورهایی که کسی جز مجری اثرشان را دیده است؛ به‌هنگام آن است که گزارش تأییدشده تا سررسید رسیده باشد.",
                "Those whose effect somebody other than the executor has seen; on time where the report that was "
                    + "verified came by the due date."),
            $"{Statistics.Formula}; n = effective", Parts, Ever,
            new("سهم با کمتر از ۲۰ دستور حساب نمی‌شود.", "No share below 20 of them."), First, Statistics.Minimum,
            [nameof(DirectiveVerified)],
            new("تأیید گفتهٔ نفر دوم است، نه سنجشی جداگانه. تمدید سررسید را جابه‌جا می‌کند و شمار آن کنارش آمده است.",
                "A verification is what a second person says, and no measurement of its own. An extension moves the "
                    + "due date; how often stands beside it.")),
        new("DIR-RETURNED", 1, ["returned"], new("برگشت‌ها", "Returns"),
            new("بارهایی که نفر دوم اثر را ندیده و دستور را برگردانده است.",
                "How often a second person had not seen the effect and returned it."),
            "returned = count(returned)", Times, Ever, Nothing, First, null, [nameof(DirectiveReturned)],
            new("برگشت بیشتر می‌تواند نشان کار کم‌مایه باشد یا نشان تأییدکنندهٔ دقیق.",
                "More returns may mean poor work, or a careful verifier.")),
        new("DIR-TIME", 1, ["medianDays", "extended", "escalated"], new("زمان تا اثر", "Time to effect"),
            new("میانهٔ روزهای کاری از صدور تا گزارشی که تأیید شد؛ و بارهایی که مهلت تمدید شد یا دیرکرد بالا رفت.",
                "Median working days from the issue to the report that was verified; how often time was extended, "
                    + "and how often lateness went up."),
            "smallest d with count(days ≤ d) ≥ 0.50 n (nearest rank), n = effective", Days, Ever,
            new("دستورهایی که هنوز اثری ندارند. میانه با کمتر از ۲۰ دستور حساب نمی‌شود.",
                "Those without an effect yet. No median below 20 of them."), First, Statistics.Minimum,
            [nameof(DirectiveVerified), nameof(DirectiveExtended), nameof(DirectiveEscalated)],
            new("دستورهای سخت و آسان با هم شمرده می‌شوند.", "Hard and easy directives are counted together.")),
        new("DIR-SUPPORT", 1, ["supportAsked", "supportGiven"], new("پشتیبانی", "Support"),
            new("بارهایی که دستگاه از استانداری چیزی خواسته و بارهایی که داده شده است.",
                "How often departments asked the governorate for something, and how often it was given."),
            "count(asked), count(given)", Times, Ever, Nothing, First, null,
            [nameof(SupportAsked), nameof(SupportAnswered)],
            new("نمی‌گوید درخواست بجا بوده یا آنچه داده شده بس بوده است.",
                "Not whether the request was sound, nor whether what was given was enough.")),
    ];
}
