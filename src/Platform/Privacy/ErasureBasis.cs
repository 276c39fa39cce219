namespace EGov.Privacy;

/// <summary>A legal basis on which a person's data may be erased. The list is the law's, not the code's.</summary>
/// <param name="NeedsAsking">Holds only where the person asked for it.</param>
public sealed record ErasureBasis(string Code, Text Name, bool NeedsAsking = false)
{
    public static readonly IReadOnlyList<ErasureBasis> All =
    [
        new("own-request",
            new("درخواست خود شخص (منشور حقوق شهروندی، مواد ۳۱ و ۳۶ تا ۳۹)",
                "The person’s own request (Charter on Citizens’ Rights, articles 31 and 36 to 39)"), NeedsAsking: true),
        new("purpose-ended",
            new("پایان یافتن کاری که داده برای آن گرفته شده بود",
                "What the data was collected for has ended")),
        new("collected-unlawfully",
            new("گردآوری بدون مجوز قانونی", "It was collected without a ground in law")),
        new("about-another",
            new("ثبت شدن به نام شخصی دیگر", "It was recorded in the name of somebody else")),
        new("court-order", new("حکم دادگاه", "An order of a court")),
    ];

    public static ErasureBasis? Of(string code) => All.FirstOrDefault(basis => basis.Code == code);
}

/// <summary>Why what is kept about a person may not be erased for a while.</summary>
public sealed record HoldGround(string Code, Text Name)
{
    public static readonly IReadOnlyList<HoldGround> All =
    [
        new("court-order", new("دستور مرجع قضایی", "An order of a court")),
        new("lawful-investigation", new("رسیدگی قانونی در جریان", "A lawful investigation under way")),
        new("legal-claim", new("دعوای حقوقی در جریان", "A legal claim under way")),
        new("audit", new("حسابرسی یا بازرسی در جریان", "An audit or inspection under way")),
    ];
}
