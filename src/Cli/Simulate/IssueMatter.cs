namespace EGov.Cli.Simulate;

/// <summary>Something that is wrong or missing in the simulated province.</summary>
/// <param name="Department">Whom it concerns.</param>
/// <param name="Words">What is wrong, where, and for whom.</param>
/// <param name="Steps">By which it is to be solved.</param>
/// <param name="Missing">What those who raised it miss at first.</param>
internal sealed record IssueMatter(
    Text Line, string Department, string Words, IReadOnlyList<Text> Steps, string Missing)
{
    public static readonly IReadOnlyList<IssueMatter> All =
    [
        new(new("پساب شهرک به رودخانه می‌ریزد", "The estate's waste water runs into the river"), "environment",
            "از اردیبهشت ماهی‌ها می‌میرند و دو روستای پایین‌دست آب ندارند.",
            [new("خروجی پساب بسته شود", "The outlet is closed"),
                new("تصفیه‌خانه به کار بیفتد", "The treatment plant works")],
            "شب‌ها هنوز پساب می‌آید."),
        new(new("پل روستا پس از سیل ساخته نشده است", "The village bridge was not rebuilt after the flood"), "roads",
            "دانش‌آموزان هر روز چهار کیلومتر دور می‌زنند.",
            [new("پل موقت نصب شود", "A temporary bridge is put up"), new("پل دائم ساخته شود", "The bridge is built")],
            "نرده ندارد و شب‌ها خطرناک است."),
        new(new("آب آشامیدنی محلهٔ بالا قطع و وصل می‌شود", "Drinking water fails in the upper quarter"),
            "water-and-sewerage", "هر روز از ظهر تا شب آب نیست و سالمندان نمی‌توانند آب بیاورند.",
            [new("لولهٔ فرسوده عوض شود", "The old pipe is replaced")], "طبقه‌های بالا هنوز آب ندارند."),
        new(new("درمانگاه دامپزشکی شهرستان بسته است", "The county's veterinary clinic is closed"), "agriculture",
            "دامداران برای هر واکسن به مرکز استان می‌روند.",
            [new("دامپزشک گمارده شود", "A vet is posted"), new("یخچال واکسن تعمیر شود", "The refrigerator works")],
            "هفته‌ای یک روز باز است و نوبت نمی‌رسد."),
        new(new("سند خانه‌های نوساز داده نمی‌شود", "Deeds of new houses are not issued"), "housing-foundation",
            "صد و ده خانوار سه سال است پول داده‌اند و سند ندارند.",
            [new("فهرست پرونده‌ها بسته شود", "The list of files is complete"),
                new("سندها داده شود", "The deeds are issued")],
            "یازده خانوار هنوز سند ندارند."),
        new(new("نوبت بیمهٔ بیکاری سه ماه است", "Unemployment benefit takes three months"), "labour",
            "کارگران فصلی پیش از رسیدن نوبت دوباره بیکار می‌شوند.",
            [new("دو کارشناس افزوده شود", "Two officers more")], "هنوز شش هفته است."),
        new(new("زباله در ورودی جنگل انباشته است", "Rubbish piles up at the forest's gate"), "natural-resources",
            "گراز و سگ گرد آمده‌اند و خانواده‌ها دیگر نمی‌آیند.",
            [new("محل پاک‌سازی شود", "The place is cleared"), new("سطل گذاشته شود", "Bins are put up")],
            "پس از تعطیلات دوباره پر شد."),
        new(new("روشنایی راه روستا خاموش است", "The village road has no light"), "electricity",
            "دو تصادف در یک ماه؛ پیرزنی زمین خورد.", [new("چراغ‌ها تعمیر شود", "The lamps are repaired")],
            "سه چراغ در پیچ خاموش است."),
    ];
}
