using EGov.Oversight;

namespace EGov.Cli.Simulate;

/// <summary>Something in the simulated province that is to be understood in one way.</summary>
/// <param name="Department">Whom it binds, and who may ask.</param>
/// <param name="Service">In which cases it comes up.</param>
/// <param name="Question">What the department does not know.</param>
/// <param name="Objection">What it thinks of the draft.</param>
internal sealed record GuidanceTopic(
    string Department, string Service, Text Line, string Question, string Objection, Text Basis,
    IReadOnlyList<Text> Clauses)
{
    public GuidanceText Text => new(Line, Basis, Clauses, [Department], [Service]);

    public static readonly IReadOnlyList<GuidanceTopic> All =
    [
        new("environment", "environmental-opinion",
            new("فاصلهٔ واحد از رودخانه از کجا شمرده می‌شود", "From where the distance to a river is measured"),
            "برخی از میانهٔ رودخانه و برخی از دیوار واحد می‌شمرند و پاسخ‌ها یکی نیست.",
            "در رودخانه‌های فصلی بستر هر سال جابه‌جا می‌شود.",
            new("آیین‌نامهٔ حریم رودخانه‌ها", "By-law on the margins of rivers"),
            [
                new("فاصله از لبهٔ بستر رودخانه تا نزدیک‌ترین دیوار واحد شمرده می‌شود.",
                    "The distance is measured from the edge of the river bed to the nearest wall of the unit."),
                new("لبهٔ بستر همان است که آب منطقه‌ای اعلام کرده است.",
                    "The edge of the bed is the one that Regional Water has announced."),
            ]),
        new("housing-foundation", "building-permit",
            new("نقشهٔ کدام مهندس پذیرفته است", "Whose drawings are accepted"),
            "پروانهٔ مهندس میان پذیرش پرونده و تصمیم تمام می‌شود؛ نقشه پذیرفته است یا نه؟",
            "برای مهندسان روستایی تمدید زمان می‌برد.",
            new("قانون نظام مهندسی، مادهٔ ۳۰", "Engineering Act, article 30"),
            [
                new("پروانهٔ مهندس باید در روز ثبت درخواست معتبر باشد.",
                    "The engineer’s licence has to be valid on the day of the request."),
                new("تمام شدن آن پس از این روز چیزی را عوض نمی‌کند.", "That it ends later changes nothing."),
            ]),
        new("water-and-sewerage", "water-branch",
            new("خانه‌ای که سند آن مشاع است", "A house that is held in common"),
            "برای انشعاب خانهٔ مشاع امضای همهٔ شریکان لازم است یا یکی؟",
            "گاه شریک در دسترس نیست و خانه بی‌آب می‌ماند.",
            new("آیین‌نامهٔ عملیاتی شرکت‌های آب و فاضلاب", "Operating by-law of water companies"),
            [
                new("امضای شریکی که در خانه می‌نشیند بس است.", "The signature of the owner who lives there is enough."),
                new("به شریکان دیگر خبر داده می‌شود و هفت روز برای اعتراض دارند.",
                    "The others are told, and have seven days to object."),
            ]),
        new("agriculture", "land-use-change",
            new("خانهٔ خود کشاورز چیست", "What a farmer’s own home is"),
            "کشاورزی که در شهر خانه دارد می‌تواند در زمین خود خانه بسازد؟",
            "بسیاری از کشاورزان زمستان در شهر زندگی می‌کنند.",
            new("قانون حفظ کاربری اراضی، تبصرهٔ ۲ مادهٔ ۱", "Land Use Act, article 1, note 2"),
            [
                new("کسی که درآمد اصلی او از آن زمین است کشاورز است.",
                    "A farmer is who has his main income from that land."),
                new("داشتن خانه در شهر به‌تنهایی مانع نیست.", "A house in town alone is no obstacle."),
            ]),
        new("environment", "environmental-opinion",
            new("نقشهٔ نوفه از چه زمانی باید باشد", "How old a noise map may be"),
            "نقشه‌های نوفهٔ پنج‌ساله هم می‌آورند.", "اندازه‌گیری تازه برای واحدهای کوچک گران است.",
            new("ضوابط آلودگی صوتی", "Rules on noise"),
            [new("نقشهٔ نوفه نباید از دو سال کهنه‌تر باشد.", "A noise map may be two years old at most.")]),
    ];
}
