using EGov.Oversight;

namespace EGov.Transparency;

/// <summary>What the figures about letters mean.</summary>
public static class LetterDefinitions
{
    private static readonly DateOnly First = new(2026, 3, 21);
    private static readonly Text Letters = new("نامه", "letters");
    private static readonly Text Days = new("روز کاری", "working days");
    private static readonly Text Times = new("بار", "times");
    private static readonly Text Now = new(
        "در پایان روزی که پرسیده شده است.", "At the end of the day that is asked about.");
    private static readonly Text Ever = new("از نخستین ثبت تا پایان روزی که پرسیده شده است.",
        "From the first record to the end of the day that is asked about.");

    private static readonly Text Nothing = new("چیزی کنار گذاشته نمی‌شود.", "Nothing.");

    public static IReadOnlyList<Definition> All { get; } =
    [
        new("LET-SENT", 1, ["sent", "information", "registered", "withdrawn"], new("نامه‌ها", "Letters"),
            new("نامه‌هایی که دستگاه فرستاده و اثری می‌خواهند، آن‌هایی که تنها برای آگاهی‌اند، و نامه‌هایی که از جای "
                    + "دیگر رسیده و ثبت شده‌اند.",
                "Letters that the department sent and that want an effect, those for information only, and those that "
                    + "came from elsewhere and were registered."),
            "sent = count(sent, wants an effect); information = count(sent, wants nothing); "
                + "registered = count(came in)", Letters, Ever,
            new("پیش‌نویس‌هایی که فرستاده نشده‌اند.", "Drafts that were not sent."), First, null,
            [nameof(LetterSent), nameof(LetterRegistered), nameof(LetterWithdrawn)],
            new("نامهٔ بیشتر کار بیشتر نیست.", "More letters are not more work done.")),
        new("LET-EFFECT", 1, ["withEffect", "askedWithEffect", "asked"], new("نامهٔ بااثر", "With effect"),
            new("نامه‌هایی که کسی جز پدیدآورنده اثرشان را دیده است؛ یک بار نزد دستگاه فرستنده و یک بار نزد دستگاهی "
                    + "که اثر با آن بوده است.",
                "Those whose effect somebody other than who brought it about has seen; once with the department that "
                    + "sent them, once with the one that had it to bring about."),
            "withEffect = count(sent, verified); askedWithEffect = count(asked, verified)", Letters, Ever, Nothing,
            First, null, [nameof(LetterEffectVerified)],
            new("تأیید گفتهٔ نفر دوم است، نه سنجشی جداگانه.",
                "A verification is what a second person says, and no measurement of its own.")),
        new("LET-WITHOUT", 1, ["withoutEffect", "askedWithoutEffect"], new("نامهٔ بی‌اثر", "Without effect"),
            new("نامه‌هایی که موعدشان گذشته است و گزارشی که پذیرفته شده باشد ندارند.",
                "Those past their date without a report that counts."),
            "withoutEffect = count(open or returned, today > due)", Letters, Now,
            new("نامه‌های پس‌گرفته، و آن‌هایی که گزارششان در انتظار تأیید است.",
                "Those withdrawn, and those whose report waits to be verified."), First, null,
            [nameof(LetterSent), nameof(LetterRegistered), nameof(LetterEffectReported), nameof(LetterReturned),
                nameof(LetterEffectVerified), nameof(LetterRedated), nameof(LetterWithdrawn)],
            new("موعد را فرستنده می‌گذارد؛ موعد کوتاه‌تر نامهٔ بی‌اثر بیشتری نشان می‌دهد.",
                "The sender sets the date: a shorter one shows more without effect.")),
        new("LET-AWAITING", 1, ["awaitingVerification", "returned"], new("در انتظار تأیید", "Awaiting verification"),
            new("نامه‌هایی که اثرشان گزارش شده و هنوز کس دیگری آن را ندیده است؛ و بارهایی که نفر دوم آن را ندید.",
                "Those whose effect was reported and that nobody else has seen yet; and how often a second person had "
                    + "not seen it."),
            "awaitingVerification = reported − verified − returned; returned = count(returned)", Letters, Now, Nothing,
            First, null, [nameof(LetterEffectReported), nameof(LetterEffectVerified), nameof(LetterReturned)],
            new("این انتظار کار تأییدکننده است و دیرکرد مجری نیست.",
                "The wait is the verifier’s, and no lateness of who brought it about.")),
        new("LET-TIME", 1, ["medianDays", "askedMedianDays"], new("زمان از نامه تا اثر", "Time from letter to effect"),
            new("میانهٔ روزهای کاری از تاریخ نامه تا گزارشی که تأیید شد.",
                "Median working days from the date of the letter to the report that was verified."),
            "smallest d with count(days ≤ d) ≥ 0.50 n (nearest rank), n = with effect", Days, Ever,
            new("نامه‌هایی که هنوز اثری ندارند. میانه با کمتر از ۲۰ نامه حساب نمی‌شود.",
                "Those without an effect yet. No median below 20 of them."), First, Statistics.Minimum,
            [nameof(LetterEffectVerified)],
            new("نامه‌های سخت و آسان با هم شمرده می‌شوند.", "Hard and easy letters are counted together.")),
        new("LET-LOOPS", 1, ["loops"], new("دور زدن نامه", "Loops"),
            new("نامه‌ای که اثری می‌خواهد به دستگاهی برمی‌گردد که خود همان موضوع را به دستگاه دیگری فرستاده بود و از "
                    + "آنجا دست‌به‌دست شده است، بی‌آنکه در این میان اثری تأیید شده باشد. هر دستگاهِ در راه یک بار "
                    + "شمرده می‌شود و برای استان هر دور یک بار.",
                "A letter that wants an effect comes back to a department which had itself sent the same matter on, "
                    + "from where it went from hand to hand, while no effect was verified in between. Each "
                    + "department on the way counts it once, and the province once."),
            "A → B → … → A in one thread, each step a letter that wants an effect", Times, Ever,
            new("پاسخی که چیزی نمی‌خواهد، و نامه‌های پس‌گرفته.",
                "Answers that want nothing, and letters that were withdrawn."), First, null,
            [nameof(LetterSent), nameof(LetterEffectVerified), nameof(LetterWithdrawn)],
            new("نمی‌گوید کدام دستگاه باید کار را می‌کرد.", "Not which department should have acted.")),
    ];
}
