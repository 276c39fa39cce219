using EGov.Oversight;

namespace EGov.Transparency;

/// <summary>What the figures about meetings mean.</summary>
public static class MeetingDefinitions
{
    private static readonly DateOnly First = new(2026, 3, 21);
    private static readonly Text Meetings = new("جلسه", "meetings");
    private static readonly Text Viewpoints = new("دیدگاه", "viewpoints");
    private static readonly Text Resolutions = new("مصوبه", "resolutions");
    private static readonly Text Now = new(
        "در پایان روزی که پرسیده شده است.", "At the end of the day that is asked about.");
    private static readonly Text Ever = new("از نخستین ثبت تا پایان روزی که پرسیده شده است.",
        "From the first record to the end of the day that is asked about.");

    private static readonly Text Nothing = new("چیزی کنار گذاشته نمی‌شود.", "Nothing.");

    public static IReadOnlyList<Definition> All { get; } =
    [
        new("MTG-HELD", 1, ["meetings"], new("جلسه‌ها", "Meetings"),
            new("جلسه‌هایی که آغاز شده‌اند.", "Meetings that have begun."), "meetings = count(opened)", Meetings, Ever,
            new("جلسه‌های لغوشده و آن‌هایی که هنوز آغاز نشده‌اند.", "Those cancelled, and those that have not begun."),
            First, null, [nameof(MeetingOpened)],
            new("از سودمندی جلسه چیزی نمی‌گوید.", "Not what a meeting was good for.")),
        new("MTG-VIEWPOINTS", 1, ["viewpoints", "unnamed", "dissents"], new("دیدگاه‌ها", "Viewpoints"),
            new("آنچه حاضران گفته‌اند و در صورت‌جلسه آمده است؛ و از میان آن‌ها دیدگاه‌های بی‌نام و مخالفت با مصوبه‌ها.",
                "What those present said and was minuted; and of these, the ones without a name and dissent from "
                    + "resolutions."),
            "count(minuted)", Viewpoints, Ever, Nothing, First, null, [nameof(ViewpointMinuted)],
            new("آنچه گفته نشده یا نوشته نشده شمرده نمی‌شود.", "What was not said, or not minuted, is not counted.")),
        new("MTG-ANSWERED", 1, ["viewpointsAnswered", "answered", "viewpointsTakenUp"],
            new("دیدگاه‌های پاسخ‌گرفته", "Viewpoints answered"),
            new("دیدگاه‌هایی که گفته شده است پذیرفته شدند یا نه و چرا؛ و از میانشان آن‌ها که همه یا بخشی‌شان "
                    + "پذیرفته شد.",
                "Those of which it was said whether they are taken up, and why; and of these, those taken up wholly "
                    + "or in part."),
            $"{Statistics.Formula}; n = viewpoints", Viewpoints, Ever,
            new("سهم با کمتر از ۲۰ دیدگاه حساب نمی‌شود.", "No share below 20 of them."), First, Statistics.Minimum,
            [nameof(ViewpointMinuted), nameof(ViewpointAnswered)],
            new("نمی‌گوید پاسخ خوب بوده است.", "Not whether an answer was a good one.")),
        new("MTG-RESOLUTIONS", 1, ["resolutions", "resolutionsOpen", "resolutionsLate"], new("مصوبه‌ها", "Resolutions"),
            new("آنچه شورا تصویب کرده است؛ آنچه هنوز باز است؛ و از میانشان آن‌ها که روزشان گذشته است.",
                "What the council resolved; what of it is open; and of these, what is past its day."),
            "resolutionsOpen = resolutions − done − dropped; late = open, today > due", Resolutions, Now, Nothing,
            First, null, [nameof(ResolutionAdopted), nameof(ResolutionContinued)],
            new("روز مصوبه را شورا می‌گذارد و جابه‌جا می‌کند.", "The council sets the day, and moves it.")),
        new("MTG-DONE", 1, ["resolutionsDone", "resolutionsDropped"],
            new("مصوبه‌های انجام‌شده", "Resolutions done"),
            new("آن‌هایی که کسی جز مسئول انجامشان را دیده یا اثر دستورشان تأیید شده است؛ و آن‌هایی که شورا کنار "
                    + "گذاشته است.",
                "Those that somebody other than the owner has seen done, or whose directive’s effect was verified; and "
                    + "those that the council gave up."),
            "count(verified or settled), count(dropped)", Resolutions, Ever, Nothing, First, null,
            [nameof(ResolutionVerified), nameof(ResolutionSettled), nameof(ResolutionDropped)],
            new("مصوبه‌های سخت و آسان با هم شمرده می‌شوند.", "Hard and easy resolutions are counted together.")),
    ];
}
