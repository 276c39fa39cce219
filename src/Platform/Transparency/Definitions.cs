using System.Collections.Frozen;
using EGov.Casework;
using EGov.Catalogue;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>What a public figure means and how it is computed. Another meaning is another version.</summary>
/// <param name="Figures">The members of the answers that are computed by it; of oversight the first is shown.</param>
/// <param name="Formula">In the words of the figures themselves.</param>
/// <param name="Clock">Which day a case is counted on, and which days count.</param>
/// <param name="Since">The first day on which it is used.</param>
/// <param name="Minimum">Below so many cases no median, share or place is given; none for a plain count.</param>
/// <param name="Events">The events that are counted, by type.</param>
/// <param name="DoesNotSay">What a reader could take it for, and it is not.</param>
public sealed record Definition(
    string Id, int Version, IReadOnlyList<string> Figures, Text Name, Text Meaning, string Formula, Text Unit, Text Clock,
    Text LeftOut, DateOnly Since, int? Minimum, IReadOnlyList<string> Events, Text DoesNotSay)
{
    private static readonly Text FirstOne = new(
        "نسخهٔ نخست: پیش از آن نسخه‌ای نبود.", "The first version: there was none before it.");

    /// <summary>Id and version in one, such as PERF-ONTIME/1.</summary>
    public string Reference => $"{Id}/{Version}";

    /// <summary>This version and all before it, the latest first.</summary>
    public IReadOnlyList<DefinitionVersion> History { get; init; } = [new(1, Since, FirstOne)];
}

/// <summary>One version of a definition.</summary>
/// <param name="Since">The first day on which it was used.</param>
/// <param name="Changed">What it means otherwise than the version before it, and why.</param>
public sealed record DefinitionVersion(int Version, DateOnly Since, Text Changed);

/// <summary>What the figures of casework mean, and the list of all definitions.</summary>
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

    private static readonly string[] Decisions = [nameof(RequestDecided), nameof(ClosureContested)];

    public static IReadOnlyList<Definition> All { get; } =
    [
        new("PERF-SUBMITTED", 1, ["submitted"], new("درخواست‌های رسیده", "Requests received"),
            new("درخواست‌هایی که ثبت شده‌اند، نزد دستگاهی که نخست به آن رسیده‌اند.",
                "Requests that were filed, at the department they came to first."),
            "submitted = count(filed)", Requests, ByItsDay, Nothing, First,
            null, [nameof(RequestSubmitted)],
            new("نیاز مردم را نشان نمی‌دهد، فقط آنچه را که خواسته شد. دستگاهی که خدمت پرمراجعه دارد بدتر یا بهتر نیست.",
                "Not what people need, only what they asked for. A department with a popular service is neither "
                    + "better nor worse for it.")),
        new("PERF-OPEN", 1, ["open"], new("پرونده‌های باز", "Open files"),
            new("پرونده‌هایی که ثبت شده‌اند و هنوز بسته نشده‌اند، نزد دستگاهی که پرونده اکنون در دست آن است.",
                "Files that were filed and are not closed, at the department that holds them."),
            "open = filed − closed + reopened + appealed after closing, since the first record", Requests, AtTheEnd,
            Nothing, First,
            null, [
                nameof(RequestSubmitted), nameof(RequestTransferred), nameof(RequestClosed),
                nameof(RequestReopened), nameof(DecisionAppealed),
            ],
            new("پروندهٔ باز پروندهٔ عقب‌مانده نیست؛ بسیاری از آن‌ها تازه رسیده‌اند یا منتظر متقاضی‌اند.",
                "An open file is not a late one: many have just come in, or wait for the applicant.")),
        new("PERF-PASTLIMIT", 1, ["openPastLimit"], new("باز و گذشته از مهلت", "Open past their limit"),
            new("پرونده‌های باز و بی‌تصمیم که مهلت قانونی‌شان گذشته است.",
                "Open, undecided files whose legal limit has passed."),
            "openPastLimit = breached − decided or closed since", Requests, AtTheEnd, Nothing, First,
            null, [
                nameof(LimitBreached), nameof(RequestTransferred),
                nameof(RequestDecided), nameof(RequestClosed),
            ],
            new("نمی‌گوید تأخیر چقدر است و تقصیر کیست؛ پروندهٔ فرستاده‌شده نزد دستگاه تازه شمرده می‌شود.",
                "Not how late, and not whose fault: a file that was sent on is counted at the office that holds "
                    + "it now.")),
        new("PERF-DECIDED", 1, ["decided"], new("تصمیم‌ها", "Decisions"),
            new("پرونده‌هایی که درباره‌شان تصمیم گرفته شده است؛ شاخص‌های دیگر از همین تعداد محاسبه می‌شوند.",
                "Files that were decided; the n of the other figures."),
            "decided = decisions − decisions whose closure is contested", Requests, ByDecision, NotDecided, First,
            null, Decisions,
            new("شمار تصمیم‌ها از درستی آن‌ها چیزی نمی‌گوید.",
                "How many decisions were taken, not whether they were right.")),
        new("PERF-MEDIAN", 1, ["medianDays"], new("میانهٔ زمان رسیدگی", "Median handling time"),
            new("نیمی از پرونده‌ها در این تعداد روز یا زودتر به تصمیم رسیده‌اند.",
                "Half of the files were decided in this many days or fewer."),
            "smallest d with count(days ≤ d) ≥ 0.50 n (nearest rank)", WorkingDays, ByDecision, NotDecidedAndFew, First,
            Statistics.Minimum, Decisions,
            new("پرونده‌هایی را که هنوز تصمیم نگرفته‌اند نمی‌بیند؛ دستگاهی که پرونده‌های دشوار را نگه دارد "
                    + "تندتر می‌نماید. خدمت‌های گوناگون با هم سنجیدنی نیستند.",
                "Files still undecided are not in it, so an office that lets the hard ones lie looks faster. "
                    + "Different services cannot be compared by it.")),
        new("PERF-P90", 1, ["p90Days"], new("صدک نودم زمان رسیدگی", "90th percentile of handling time"),
            new("از هر ده پرونده، نُه پرونده در این تعداد روز یا زودتر به تصمیم رسیده‌اند.",
                "Nine of ten files were decided in this many days or fewer."),
            "smallest d with count(days ≤ d) ≥ 0.90 n (nearest rank)", WorkingDays, ByDecision, NotDecidedAndFew, First,
            Statistics.Minimum, Decisions,
            new("یک پرونده از هر ده پرونده بیش از این طول کشیده است، و نمی‌گوید چقدر بیشتر.",
                "One file in ten took longer than this, and it does not say how much longer.")),
        new("PERF-ONTIME", 1, ["onTime"], new("پاسخ در مهلت قانونی", "Answered within the legal limit"),
            new("تصمیم‌هایی که تا پایان مهلت قانونی گرفته شده‌اند، از همهٔ تصمیم‌ها؛ با بازهٔ ۹۵٪ ویلسون.",
                "Decisions taken by the end of the legal limit, of all decisions; with the 95 % Wilson interval."),
            Statistics.Formula, Share, ByDecision, NotDecidedAndFew, First,
            Statistics.Minimum, Decisions,
            new("نمی‌گوید پاسخ درست یا رضایت‌بخش بوده است. خدمت با مهلت بلند آسان‌تر در مهلت می‌ماند؛ دستگاه‌ها "
                    + "را در یک خدمت بسنجید.",
                "Not whether the answer was right or welcome. A service with a long limit is easier to keep: "
                    + "compare departments within one service.")),
        new("PERF-PLACE", 1, ["place"], new("جایگاه", "Place"),
            new("جایگاه، بازه‌ای است میان بهترین و بدترین رتبه‌ای که با بازه‌های اطمینان سازگار است؛ گروهی که بازه‌اش با دیگری هم‌پوشانی دارد از آن جدا نمی‌شود.",
                "Between the best and the worst place that the intervals allow: groups whose intervals overlap are not told apart."),
            "best = 1 + count(low > my high); worst = count − count(high < my low)", new("رتبه", "place"), ByDecision,
            NotDecidedAndFew, First,
            Statistics.Minimum, Decisions,
            new("دو دستگاه با بازهٔ مشترک را از هم جدا نمی‌کند و نمی‌گوید کدام بهتر است. از کیفیت تصمیم چیزی در "
                    + "آن نیست.",
                "It does not tell apart two groups whose intervals overlap, nor say which is better. Nothing of "
                    + "a decision’s quality is in it.")),
        new("PERF-REFUSED", 1, ["refused", "refusedShare"], new("رد درخواست", "Refusals"),
            new("تصمیم‌هایی که درخواست را رد کرده‌اند، از تصمیم‌هایی که نتیجه‌شان ثبت شده است.",
                "Decisions that refused, of those whose outcome is recorded."),
            "refused / (decided − outcome unstated)", Share, ByDecision, NotDecidedAndFew, First,
            Statistics.Minimum, Decisions,
            new("رد بسیار نشانهٔ سخت‌گیری نیست: شاید درخواست‌ها شرط‌ها را نداشته‌اند.",
                "Many refusals are no sign of harshness: the requests may not have met the criteria.")),
        new("PERF-OVERRIDE", 1, ["overridden"], new("تصمیم‌های خلاف معیارها", "Decisions against the criteria"),
            new("تصمیم‌هایی که نتیجه‌شان با نتیجهٔ محاسبه‌شده از معیارها یکی نیست؛ هر یک با دلیل و تأیید کارشناس دوم.",
                "Decisions whose outcome is not the one the criteria give; each with a ground and a second officer."),
            "overridden = count(outcome given ≠ outcome computed)", Requests, ByDecision, NotDecided, First,
            null, Decisions,
            new("تصمیم خلاف معیارها لزوماً نادرست نیست؛ قانون برای آن دلیل‌هایی می‌شناسد. شمارش آن دلیلی برای "
                    + "نگاه کردن است.",
                "A decision against the criteria is not wrong for that: the law knows grounds for it. The count "
                    + "is a reason to look.")),
        new("PERF-APPEAL", 1, ["appealed", "appealsDecided", "overturned", "overturnedShare"],
            new("تجدیدنظر", "Appeals"),
            new("درخواست‌های تجدیدنظر، رسیدگی‌شده‌ها، و آن‌هایی که تصمیم نخست را برگردانده‌اند.",
                "Appeals made, appeals decided, and those by which the first decision fell."),
            "overturnedShare = overturned / appealsDecided", Share, ByItsDay,
            new("نسبت با کمتر از ۲۰ تجدیدنظرِ رسیدگی‌شده محاسبه نمی‌شود.", "No share below 20 decided appeals."), First,
            Statistics.Minimum, [nameof(DecisionAppealed), nameof(AppealDecided)],
            new("همهٔ تصمیم‌های نادرست به تجدیدنظر نمی‌رسند، و تجدیدنظرِ کم نشانهٔ رضایت نیست.",
                "Not every wrong decision is appealed, and few appeals are no proof that people are content.")),
        new("PERF-CONTEST", 1, ["closed", "contested", "contestedShare"],
            new("اعتراض به مختومه‌شدن", "Contested closures"),
            new("پرونده‌های مختومه‌ای که متقاضی به بسته‌شدنشان اعتراض کرده است، از همهٔ مختومه‌ها.",
                "Closures that the applicant contested, of all closures."),
            "contested / closed", Share,
            new("هر دو در روز مختومه‌شدن شمرده می‌شوند؛ مختومه‌های تازه هنوز فرصت اعتراض دارند.",
                "Both are counted on the day of the closure; recent closures can still be contested."),
            new("پرونده‌های پس‌گرفته‌شده. نسبت با کمتر از ۲۰ مختومه محاسبه نمی‌شود.",
                "Withdrawn files. No share below 20 closures."), First,
            Statistics.Minimum, [nameof(RequestClosed), nameof(ClosureContested)],
            new("نمی‌گوید اعتراض درست بوده است؛ تصمیم تازه آن را روشن می‌کند.",
                "Not whether the applicant was right: the next decision shows that.")),
        new("PERF-WITHDRAWN", 1, ["withdrawn"], new("پس‌گرفته‌شده", "Withdrawn"),
            new("درخواست‌هایی که متقاضی پیش از تصمیم پس گرفته است.", "Requests that the applicant took back before a decision."),
            "withdrawn = count(withdrawn)", Requests, ByItsDay, Nothing, First,
            null, [nameof(RequestWithdrawn)],
            new("نمی‌گوید چرا پس گرفته شد: شاید نیاز برطرف شد، شاید متقاضی خسته شد.",
                "Not why: the need may have passed, or the applicant may have given up.")),
        new("PERF-BREACH", 1, ["breaches"], new("نقض مهلت قانونی", "Breaches of the legal limit"),
            new("پرونده‌هایی که مهلت قانونی‌شان بی‌تصمیم گذشت؛ سامانه خود آن را در نخستین روز پس از مهلت ثبت می‌کند.",
                "Files whose legal limit passed without a decision, recorded by the platform on the first day after it."),
            "breaches = count(limit passed)", Requests, ByItsDay, Nothing, First,
            null, [nameof(LimitBreached)],
            new("هر نقض یک بار شمرده می‌شود، چه یک روز تأخیر باشد چه صد روز. پرونده‌ای که با تصمیمش از "
                    + "سامانه‌ای دیگر آمده باشد نقضی ندارد، هرچند دیر شده باشد؛ آنجا سهم پاسخ در مهلت را ببینید.",
                "Each is counted once, whether by one day or a hundred. A file that came with its decision from "
                    + "another system’s log has none, even if it was late: see the share on time there.")),
        new("PERF-LATESTEP", 1, ["steps", "lateSteps"], new("گام‌های دیرانجام", "Late steps"),
            new("کارهای ثبت‌شده روی پرونده که پس از موعدِ خود انجام شده‌اند.", "Steps recorded on files that were done after their own due day."),
            "lateSteps = count(done after due day)", new("گام", "steps"), ByItsDay,
            new("گام‌هایی که موعدی ندارند دیرانجام شمرده نمی‌شوند.", "A step without a due day is never late."), First,
            null, [nameof(StepRecorded)],
            new("دیر شدن یک گام دیر شدن پاسخ نیست: مهلت پرونده جداست. دستگاهی که گام‌هایش را ثبت نمی‌کند گام "
                    + "دیری هم ندارد.",
                "A late step is not a late answer: the file has its own limit. An office that records no steps "
                    + "has no late ones either.")),
        new("PERF-PATH", 1, ["referred", "transferred"], new("استعلام و ارجاع", "Referrals and transfers"),
            new("دفعاتی که نظر دستگاه دیگری خواسته شد، و پرونده‌هایی که دستگاه به دستگاه صالح فرستاد.",
                "Times another department was asked for its opinion, and files that the department sent to the competent one."),
            "referred = count(asked); transferred = count(sent away)", Requests, ByItsDay, Nothing, First,
            null, [nameof(RequestReferred), nameof(RequestTransferred)],
            new("استعلام خواستن یا فرستادن پرونده به خودی خود خوب یا بد نیست؛ سرگردانی را شاخص دیگری می‌سنجد.",
                "To ask or to send on is neither good nor bad in itself; wandering has an index of its own.")),
        new("PERF-TURN", 1, ["outOfTurn", "outOfTurnWithoutGround"], new("خارج از نوبت", "Out of turn"),
            new("پرونده‌هایی که پیش از پرونده‌های زودتر برداشته یا تصمیم‌گیری شدند، و آن‌هایی که دلیلی برایشان ثبت نشده است.",
                "Files that were taken or decided while earlier ones waited, and those without a recorded ground."),
            "outOfTurn = count(overtook > 0)", Requests, ByItsDay,
            new("خدماتی که برایشان نوبت وعده داده نشده است.", "Services that promise no order."), First,
            null, [nameof(RequestAssigned), nameof(RequestDecided)],
            new("نمی‌گوید به کسی لطف شده است. آنچه دلیل ثبت‌شده ندارد دلیلی برای نگاه کردن است.",
                "Not that anybody was favoured. What has no recorded ground is a reason to look.")),
        new("PERF-WANDER", 1, ["wandering", "wanderingFiles"], new("شاخص سرگردانی", "Wandering index"),
            new("دفعاتی که پرونده به دستگاهی رسیده (ثبت، ارجاع و استعلام)، تقسیم بر دستگاه‌هایی که برای آن خدمت پیش‌بینی شده است؛ یک یعنی کسی سرگردان نشد.",
                "How often the file came to a department (filing, transfers, referrals) ÷ departments planned by the service; 1 means nobody wandered."),
            "mean over decided files of visits / planned", new("نسبت", "ratio"), ByDecision,
            new("خدماتی که مسیری پیش‌بینی نکرده‌اند. با کمتر از ۲۰ پرونده محاسبه نمی‌شود.",
                "Services that plan no path. Not computed below 20 files."), First,
            Statistics.Minimum, [
                nameof(ServiceOffered), nameof(RequestSubmitted), nameof(RequestReferred),
                nameof(RequestTransferred), nameof(RequestDecided), nameof(ClosureContested),
            ],
            new("رفت‌وآمد پرونده را می‌شمارد، نه رفت‌وآمد مردم را. کمتر از یک یعنی گامِ پیش‌بینی‌شده‌ای لازم نشد.",
                "It counts the journeys of files, not of people. Below 1 a step that was planned was not needed.")),
    ];

    /// <summary>All that there are, by what they are about: the part of the portal that shows them.</summary>
    public static IReadOnlyList<(string About, IReadOnlyList<Definition> Definitions)> ByTheme { get; } =
        [("performance", All), .. OversightKind.All.Select(kind => (kind.Name, kind.Definitions))];

    public static IReadOnlyList<Definition> Every { get; } = [.. ByTheme.SelectMany(theme => theme.Definitions)];

    public static Definition? Find(string id) =>
        Every.FirstOrDefault(one => one.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    /// <summary>For each figure of the answers, the definition it is computed by.</summary>
    public static IReadOnlyDictionary<string, string> Versions { get; } = All
        .SelectMany(definition => definition.Figures.Select(figure => (figure, definition.Reference)))
        .ToFrozenDictionary(pair => pair.figure, pair => pair.Reference);
}

public static class DefinitionsEndpoint
{
    private static readonly Answer<IReadOnlyList<Definition>> All = Answers.Json(Definitions.Every);

    /// <summary>What every public figure means: formula, unit, clock, what is left out, and all its versions.</summary>
    [WolverineGet("/api/public/definitions")]
    public static Answer<IReadOnlyList<Definition>> Get() => All;
}
