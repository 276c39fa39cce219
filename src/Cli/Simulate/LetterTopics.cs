namespace EGov.Cli.Simulate;

/// <summary>Something that offices write to each other about.</summary>
/// <param name="Departments">Whom it may concern; who gets it passes it on among them.</param>
/// <param name="Words">What the letter says.</param>
/// <param name="Law">On what its writer relies.</param>
/// <param name="Done">What is reported.</param>
/// <param name="Proof">By what that is to be seen.</param>
internal sealed record LetterTopic(
    Text Line, IReadOnlyList<string> Departments, string Words, string Effect, string Evidence, string Law, string Done,
    string Proof);

/// <summary>What the simulated offices write about.</summary>
internal static class LetterTopics
{
    public static readonly IReadOnlyList<LetterTopic> All =
    [
        new(new("تعیین حریم رودخانه در طرح هادی روستا", "River bounds in a village plan"),
            ["regional-water", "housing-foundation", "natural-resources"],
            "طرح هادی روستا بی‌نقشهٔ حریم رودخانه مانده و پروانه‌ها متوقف است.",
            "نقشهٔ حریم رودخانه در محدودهٔ طرح ابلاغ شده باشد.", "نقشهٔ ابلاغ‌شده با شماره و تاریخ",
            "قانون توزیع عادلانهٔ آب، مادهٔ ۲", "نقشهٔ حریم ابلاغ شد.", "نقشهٔ شمارهٔ ۱۴ با مهر دستگاه"),
        new(new("جابه‌جایی تیر برق از مسیر راه روستایی", "A power pole in the way of a village road"),
            ["electricity", "roads", "housing-foundation"],
            "تعریض راه روستا پشت تیر برق مانده است.", "تیر برق از مسیر راه جابه‌جا شده باشد.", "عکس محل با تاریخ",
            "آیین‌نامهٔ حریم راه‌ها", "تیر جابه‌جا شد و راه باز است.", "عکس‌های محل، چهار قطعه"),
        new(new("فاضلاب واحد صنعتی کنار رود", "Waste water of a works by the river"),
            ["environment", "water-and-sewerage", "industry"],
            "گزارش مردم از رنگ آب رود دو بار رسیده است.", "خروجی واحد به تصفیه‌خانه وصل و آب رود پاک باشد.",
            "نتیجهٔ نمونه‌برداری آزمایشگاه", "قانون حفاظت و بهسازی محیط زیست، مادهٔ ۹",
            "واحد به شبکه وصل شد و نمونه‌ها در حد مجاز است.", "برگهٔ آزمایشگاه، سه نمونه"),
        new(new("استعلام مالکیت زمین ورزشگاه شهرستان", "Who owns the land of a county sports ground"),
            ["housing-foundation", "natural-resources", "roads"],
            "ساخت ورزشگاه بی‌پاسخ استعلام مالکیت مانده است.", "پاسخ قطعی استعلام با شمارهٔ ملک رسیده باشد.",
            "نامهٔ پاسخ با شمارهٔ ملک", "قانون ثبت، مادهٔ ۲۲", "پاسخ استعلام داده شد.", "پاسخ استعلام با شمارهٔ ملک"),
        new(new("انشعاب آب مرکز بهداشت روستا", "Water for a village health house"),
            ["water-and-sewerage", "regional-water", "welfare"],
            "مرکز بهداشت با تانکر آب می‌گیرد.", "آب لوله‌کشی در مرکز بهداشت روان باشد.", "صورت‌جلسهٔ وصل",
            "مصوبهٔ کارگروه زیربنایی استان", "انشعاب وصل شد.", "صورت‌جلسهٔ وصل با امضای دهیار"),
        new(new("بیمهٔ کارگران فصلی شالیزار", "Insurance of seasonal workers in the rice fields"),
            ["labour", "agriculture", "welfare"],
            "کارگران فصلی دو سال است که بی‌بیمه کار می‌کنند.", "فهرست بیمهٔ کارگران فصلی پذیرفته شده باشد.",
            "شمار بیمه‌شدگان در سامانه", "قانون تأمین اجتماعی، مادهٔ ۲۸", "فهرست بیمه پذیرفته شد.",
            "فهرست با رسید سامانه"),
        new(new("ایمن‌سازی پل چوبی مسیر گردشگری", "A wooden bridge on a walking route made safe"),
            ["heritage", "roads", "natural-resources"],
            "پل چوبی مسیر آبشار پوسیده و پرخطر است.", "پل بازسازی یا مسیر بسته شده باشد.", "عکس پل با تاریخ",
            "آیین‌نامهٔ ایمنی مسیرهای گردشگری", "پل بازسازی شد.", "عکس و صورت‌جلسهٔ تحویل"),
        new(new("پاسخ به استعلام کاربری کشاورزی", "An inquiry about farm land"),
            ["agriculture", "housing-foundation", "environment"],
            "پروندهٔ تغییر کاربری بی‌پاسخ مانده است.", "نظر قطعی دستگاه با مستند رسیده باشد.", "نامهٔ نظر با نقشه",
            "قانون حفظ کاربری اراضی زراعی و باغ‌ها، تبصرهٔ ۱", "نظر دستگاه داده شد.", "نظر دستگاه با نقشهٔ پیوست"),
    ];

    /// <summary>What is told and wants nothing.</summary>
    public static readonly IReadOnlyList<Text> News =
    [
        new("برنامهٔ آموزش ضمن خدمت فصل", "Training of the season"),
        new("ساعت کار اداره‌ها در روزهای گرم", "Office hours on hot days"),
        new("نشانی تازهٔ ساختمان ستاد", "The new address of the head office"),
        new("فراخوان هفتهٔ دولت", "The week of the administration"),
    ];

    /// <summary>What people from outside write about.</summary>
    public static readonly IReadOnlyList<Text> FromOutside =
    [
        new("نامهٔ اهالی دربارهٔ آب روستا", "Villagers write about their water"),
        new("نامهٔ یک انجمن دربارهٔ جنگل", "An association writes about the forest"),
        new("نامهٔ یک بنگاه دربارهٔ پروانه", "A firm writes about a permit"),
    ];
}
