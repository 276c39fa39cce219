using System.Collections.Frozen;
using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>What a public figure means and how it is computed. Another meaning is another version.</summary>
/// <param name="Figures">The members of the answers that are computed by it.</param>
/// <param name="Formula">In the words of the figures themselves.</param>
/// <param name="Clock">Which day a case is counted on, and which days count.</param>
/// <param name="Since">The first day on which it is used.</param>
public sealed record Definition(
    string Id, int Version, IReadOnlyList<string> Figures, Text Name, Text Meaning, string Formula, Text Unit, Text Clock,
    Text LeftOut, DateOnly Since)
{
    /// <summary>Id and version in one, such as PERF-ONTIME/1.</summary>
    public string Reference => $"{Id}/{Version}";
}

public static class Definitions
{
    private static readonly DateOnly First = new(2026, 3, 21);

    private static readonly Text Requests = new("پرونده", "requests");
    private static readonly Text WorkingDays = new("روز کاری", "working days");
    private static readonly Text Share = new("نسبت، از صفر تا یک", "share, from 0 to 1");
    private static readonly Text Nothing = new("چیزی کنار گذاشته نمی‌شود.", "Nothing.");
    private static readonly Text ByItsDay = new("هر پرونده در روزِ همان رویداد شمرده می‌شود.", "Each is counted on the day it happened.");
    private static readonly Text AtTheEnd = new("در پایان روز آخر دوره.", "At the end of the last day of the period.");
    private static readonly Text ByDecision = new(
        "هر پرونده در روز تصمیم شمرده می‌شود. روزهای کاری از تکمیل پرونده تا تصمیم است، بدون روزهایی که منتظر متقاضی بوده‌ایم.",
        "Each is counted on the day of its decision. Working days run from the complete file to the decision, without the days spent waiting for the applicant.");
    private static readonly Text NotDecided = new(
        "پرونده‌های پس‌گرفته‌شده، و تصمیمی که به مختومه‌شدنش اعتراض شده است تا تصمیم تازه.",
        "Withdrawn files, and a decision whose closure is contested until it is decided anew.");
    private static readonly Text NotDecidedAndFew = new(
        NotDecided.Fa + " با کمتر از ۲۰ تصمیم محاسبه نمی‌شود.",
        NotDecided.En + " Not computed below 20 decisions.");

    public static IReadOnlyList<Definition> All { get; } =
    [
        new("PERF-SUBMITTED", 1, ["submitted"], new("درخواست‌های رسیده", "Requests received"),
            new("درخواست‌هایی که ثبت شده‌اند، نزد دستگاهی که نخست به آن رسیده‌اند.",
                "Requests that were filed, at the department they came to first."),
            "submitted = count(filed)", Requests, ByItsDay, Nothing, First),
        new("PERF-OPEN", 1, ["open"], new("پرونده‌های باز", "Open files"),
            new("پرونده‌هایی که ثبت شده‌اند و هنوز بسته نشده‌اند، نزد دستگاهی که پرونده اکنون در دست آن است.",
                "Files that were filed and are not closed, at the department that holds them."),
            "open = filed − closed + reopened + appealed after closing, since the first record", Requests, AtTheEnd,
            Nothing, First),
        new("PERF-PASTLIMIT", 1, ["openPastLimit"], new("باز و گذشته از مهلت", "Open past their limit"),
            new("پرونده‌های باز و بی‌تصمیم که مهلت قانونی‌شان گذشته است.",
                "Open, undecided files whose legal limit has passed."),
            "openPastLimit = breached − decided or closed since", Requests, AtTheEnd, Nothing, First),
        new("PERF-DECIDED", 1, ["decided"], new("تصمیم‌ها", "Decisions"),
            new("پرونده‌هایی که درباره‌شان تصمیم گرفته شده است؛ شاخص‌های دیگر از همین تعداد محاسبه می‌شوند.",
                "Files that were decided; the n of the other figures."),
            "decided = decisions − decisions whose closure is contested", Requests, ByDecision, NotDecided, First),
        new("PERF-MEDIAN", 1, ["medianDays"], new("میانهٔ زمان رسیدگی", "Median handling time"),
            new("نیمی از پرونده‌ها در این تعداد روز یا زودتر به تصمیم رسیده‌اند.",
                "Half of the files were decided in this many days or fewer."),
            "smallest d with count(days ≤ d) ≥ 0.50 n (nearest rank)", WorkingDays, ByDecision, NotDecidedAndFew, First),
        new("PERF-P90", 1, ["p90Days"], new("صدک نودم زمان رسیدگی", "90th percentile of handling time"),
            new("از هر ده پرونده، نُه پرونده در این تعداد روز یا زودتر به تصمیم رسیده‌اند.",
                "Nine of ten files were decided in this many days or fewer."),
            "smallest d with count(days ≤ d) ≥ 0.90 n (nearest rank)", WorkingDays, ByDecision, NotDecidedAndFew, First),
        new("PERF-ONTIME", 1, ["onTime"], new("پاسخ در مهلت قانونی", "Answered within the legal limit"),
            new("تصمیم‌هایی که تا پایان مهلت قانونی گرفته شده‌اند، از همهٔ تصمیم‌ها؛ با بازهٔ ۹۵٪ ویلسون.",
                "Decisions taken by the end of the legal limit, of all decisions; with the 95 % Wilson interval."),
            "k / n; (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n), z = 1.96", Share, ByDecision, NotDecidedAndFew, First),
        new("PERF-PLACE", 1, ["place"], new("جایگاه", "Place"),
            new("جایگاه، بازه‌ای است میان بهترین و بدترین رتبه‌ای که با بازه‌های اطمینان سازگار است؛ گروهی که بازه‌اش با دیگری هم‌پوشانی دارد از آن جدا نمی‌شود.",
                "Between the best and the worst place that the intervals allow: groups whose intervals overlap are not told apart."),
            "best = 1 + count(low > my high); worst = count − count(high < my low)", new("رتبه", "place"), ByDecision,
            NotDecidedAndFew, First),
        new("PERF-REFUSED", 1, ["refused", "refusedShare"], new("رد درخواست", "Refusals"),
            new("تصمیم‌هایی که درخواست را رد کرده‌اند، از تصمیم‌هایی که نتیجه‌شان ثبت شده است.",
                "Decisions that refused, of those whose outcome is recorded."),
            "refused / (decided − outcome unstated)", Share, ByDecision, NotDecidedAndFew, First),
        new("PERF-OVERRIDE", 1, ["overridden"], new("تصمیم‌های خلاف ضابطه", "Decisions against the criteria"),
            new("تصمیم‌هایی که نتیجه‌شان با نتیجهٔ محاسبه‌شده از معیارها یکی نیست؛ هر یک با دلیل و تأیید کارشناس دوم.",
                "Decisions whose outcome is not the one the criteria give; each with a ground and a second officer."),
            "overridden = count(outcome given ≠ outcome computed)", Requests, ByDecision, NotDecided, First),
        new("PERF-APPEAL", 1, ["appealed", "appealsDecided", "overturned", "overturnedShare"],
            new("تجدیدنظر", "Appeals"),
            new("درخواست‌های تجدیدنظر، رسیدگی‌شده‌ها، و آن‌هایی که تصمیم نخست را برگردانده‌اند.",
                "Appeals made, appeals decided, and those by which the first decision fell."),
            "overturnedShare = overturned / appealsDecided", Share, ByItsDay,
            new("نسبت با کمتر از ۲۰ تجدیدنظرِ رسیدگی‌شده محاسبه نمی‌شود.", "No share below 20 decided appeals."), First),
        new("PERF-CONTEST", 1, ["closed", "contested", "contestedShare"],
            new("اعتراض به مختومه‌شدن", "Contested closures"),
            new("پرونده‌های مختومه‌ای که متقاضی به بسته‌شدنشان اعتراض کرده است، از همهٔ مختومه‌ها.",
                "Closures that the applicant contested, of all closures."),
            "contested / closed", Share,
            new("هر دو در روز مختومه‌شدن شمرده می‌شوند؛ مختومه‌های تازه هنوز فرصت اعتراض دارند.",
                "Both are counted on the day of the closure; recent closures can still be contested."),
            new("پرونده‌های پس‌گرفته‌شده. نسبت با کمتر از ۲۰ مختومه محاسبه نمی‌شود.",
                "Withdrawn files. No share below 20 closures."), First),
        new("PERF-WITHDRAWN", 1, ["withdrawn"], new("پس‌گرفته‌شده", "Withdrawn"),
            new("درخواست‌هایی که متقاضی پیش از تصمیم پس گرفته است.", "Requests that the applicant took back before a decision."),
            "withdrawn = count(withdrawn)", Requests, ByItsDay, Nothing, First),
        new("PERF-BREACH", 1, ["breaches"], new("نقض مهلت قانونی", "Breaches of the legal limit"),
            new("پرونده‌هایی که مهلت قانونی‌شان بی‌تصمیم گذشت؛ سامانه خود آن را در نخستین روز پس از مهلت ثبت می‌کند.",
                "Files whose legal limit passed without a decision, recorded by the platform on the first day after it."),
            "breaches = count(limit passed)", Requests, ByItsDay, Nothing, First),
        new("PERF-LATESTEP", 1, ["steps", "lateSteps"], new("گام‌های دیرانجام", "Late steps"),
            new("کارهای ثبت‌شده روی پرونده که پس از موعدِ خود انجام شده‌اند.", "Steps recorded on files that were done after their own due day."),
            "lateSteps = count(done after due day)", new("گام", "steps"), ByItsDay,
            new("گام‌هایی که موعدی ندارند دیرانجام شمرده نمی‌شوند.", "A step without a due day is never late."), First),
        new("PERF-PATH", 1, ["referred", "transferred"], new("استعلام و ارجاع", "Referrals and transfers"),
            new("دفعاتی که نظر دستگاه دیگری خواسته شد، و پرونده‌هایی که دستگاه به دستگاه صالح فرستاد.",
                "Times another department was asked for its opinion, and files that the department sent to the competent one."),
            "referred = count(asked); transferred = count(sent away)", Requests, ByItsDay, Nothing, First),
        new("PERF-TURN", 1, ["outOfTurn", "outOfTurnWithoutGround"], new("خارج از نوبت", "Out of turn"),
            new("پرونده‌هایی که پیش از پرونده‌های زودتر برداشته یا تصمیم‌گیری شدند، و آن‌هایی که دلیلی برایشان ثبت نشده است.",
                "Files that were taken or decided while earlier ones waited, and those without a recorded ground."),
            "outOfTurn = count(overtook > 0)", Requests, ByItsDay,
            new("خدماتی که برایشان نوبت وعده داده نشده است.", "Services that promise no order."), First),
        new("PERF-WANDER", 1, ["wandering", "wanderingFiles"], new("شاخص سرگردانی", "Wandering index"),
            new("دفعاتی که پرونده به دستگاهی رسیده (ثبت، ارجاع و استعلام)، تقسیم بر دستگاه‌هایی که برای آن خدمت پیش‌بینی شده است؛ یک یعنی کسی سرگردان نشد.",
                "How often the file came to a department (filing, transfers, referrals) ÷ departments planned by the service; 1 means nobody wandered."),
            "mean over decided files of visits / planned", new("نسبت", "ratio"), ByDecision,
            new("خدماتی که مسیری پیش‌بینی نکرده‌اند. با کمتر از ۲۰ پرونده محاسبه نمی‌شود.",
                "Services that plan no path. Not computed below 20 files."), First),
    ];

    /// <summary>For each figure of the answers, the definition it is computed by.</summary>
    public static IReadOnlyDictionary<string, string> Versions { get; } = All
        .SelectMany(definition => definition.Figures.Select(figure => (figure, definition.Reference)))
        .ToFrozenDictionary(pair => pair.figure, pair => pair.Reference);
}

public static class DefinitionsEndpoint
{
    private static readonly Answer<IReadOnlyList<Definition>> All = Answers.Json(Definitions.All);

    /// <summary>What every public figure means: formula, unit, clock, and what is left out.</summary>
    [AllowAnonymous, WolverineGet("/api/public/definitions")]
    public static Answer<IReadOnlyList<Definition>> Get() => All;
}
