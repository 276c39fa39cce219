namespace EGov.Cli.Simulate;

/// <summary>Something that a simulated council talks about.</summary>
/// <param name="Departments">Whom it concerns.</param>
/// <param name="Viewpoint">What somebody says about it.</param>
/// <param name="Line">What the council resolves.</param>
/// <param name="Effect">What shall be different then.</param>
internal sealed record CouncilMatter(
    Text Item, IReadOnlyList<string> Departments, string Viewpoint, Text Line, string Effect)
{
    public static readonly IReadOnlyList<CouncilMatter> All =
    [
        new(new("کم‌آبی تابستان", "Water in the summer"), ["regional-water", "water-and-sewerage"],
            "سهمیهٔ آب کشاورزی پایین‌دست هر سال دیرتر از بالادست می‌رسد.",
            new("برنامهٔ نوبت‌بندی آب پیش از آغاز کشت منتشر شود", "The rota of water is published before sowing"),
            "کشاورز هر روستا پیش از کشت بداند آب چه روزی می‌رسد."),
        new(new("پسماند شهرهای ساحلی", "Waste of the towns on the coast"), ["environment"],
            "دو شهر هنوز پسماند را کنار رودخانه می‌ریزند و کسی نمی‌گوید تا کی.",
            new("دفن پسماند کنار رودخانه پایان یابد", "No waste is dumped beside the river any more"),
            "هیچ شهری پسماند را کنار رودخانه نریزد."),
        new(new("زمان انتظار در میزهای خدمت", "Waiting at the service desks"), ["civil-registration", "welfare"],
            "مردم برای یک امضا دو بار می‌آیند؛ دستگاه‌ها باید میان خودشان نامه بفرستند.",
            new("هیچ مراجعه‌کننده‌ای نامه‌رسان دستگاه‌ها نباشد", "Nobody carries letters between departments"),
            "هیچ دستگاهی از مردم نخواهد نامه‌ای را از دستگاه دیگر بیاورد."),
        new(new("ایمنی راه‌های کوهستانی", "Safety of the mountain roads"), ["roads"],
            "گردنه هر زمستان بسته می‌شود و خبر آن دیر به روستاها می‌رسد.",
            new("روستاهای پشت گردنه یک روز پیش از بسته شدن راه خبر داشته باشند",
                "Villages beyond the pass are told a day before it is closed"),
            "یک روز پیش از بسته شدن راه همهٔ دهیاران خبر داشته باشند."),
        new(new("اشتغال دانش‌آموختگان", "Work for graduates"), ["labour", "industry"],
            "جوانان آگهی‌های استخدام را از آشنا می‌شنوند؛ همه‌جا باید نوشته شود.",
            new("همهٔ آگهی‌های استخدام در یک جا منتشر شوند", "All vacancies are published in one place"),
            "هیچ استخدامی بی آگهی در درگاه استان انجام نشود."),
        new(new("برق روستاهای دوردست", "Electricity in remote villages"), ["electricity"],
            "خاموشی روستاها برنامه ندارد و پمپ آب را هم می‌خواباند.",
            new("برنامهٔ خاموشی هر روستا سه روز پیش اعلام شود", "Outages are announced three days before"),
            "هر روستا سه روز پیش بداند برق کی قطع می‌شود."),
        new(new("زنان در مدیریت", "Women in management"), ["women-and-family"],
            "در فهرست‌های گزینش نام زنان شایسته می‌آید و سپس کنار گذاشته می‌شود.",
            new("دلیل کنار گذاشتن هر نامزد شایسته نوشته شود", "It is written why a qualified candidate is passed over"),
            "برای هر گزینش دلیل نوشته و قابل خواندن باشد."),
        new(new("جنگل‌های آسیب‌دیده", "Damaged forests"), ["natural-resources"],
            "آتش‌سوزی پارسال هنوز پاک‌سازی نشده و امسال خشک‌تر است.",
            new("پیش از فصل گرما محدودهٔ آتش پارسال پاک‌سازی شود", "Last year's burnt area is cleared before the heat"),
            "چوب خشکی در محدودهٔ آتش پارسال نماند."),
    ];

    public static readonly IReadOnlyList<string> Doubts =
    [
        "اعتبار این کار دیده نشده است و بی آن شدنی نیست.",
        "مهلت کوتاه است؛ سال پیش هم همین را تصویب کردیم.",
        "دستگاه ما تنها از پس آن برنمی‌آید.",
    ];

    public static readonly IReadOnlyList<string> GoingOn =
    [
        "نیمی از کار انجام شده و باقی تا جلسهٔ بعد به پایان می‌رسد.",
        "بارندگی کار را عقب انداخت.",
        "در انتظار پاسخ پیمانکار است.",
    ];
}
