using System.Globalization;
using System.Text.Json;
using EGov.Casework;
using EGov.Privacy;

namespace EGov.Cli.Simulate;

/// <summary>What an invented applicant answers to the questions of a service: mostly a case that can be granted.</summary>
internal sealed class FactSheet(Dice dice)
{
    private readonly Dictionary<string, JsonElement> _facts = [];

    /// <param name="sound">Every criterion that is computed from the facts is met.</param>
    public static Dictionary<string, JsonElement> Of(string service, Dice dice, DateOnly day, bool sound = false)
    {
        var sheet = new FactSheet(dice) { IsSound = sound };
        switch (service)
        {
            case "building-permit": sheet.Building(); break;
            case "environmental-opinion": sheet.Unit(); break;
            case "land-use-change": sheet.Land(); break;
            case "business-licence": sheet.Shop(); break;
            case "water-branch": sheet.Water(); break;
            case "electricity-branch": sheet.Electricity(); break;
            case "ngo-permit": sheet.Association(); break;
            case "social-support": sheet.Household(); break;
            case "information-request": sheet.Information(); break;
            case "complaint-about-office": sheet.Complaint(day); break;
            case "gravel-extraction": sheet.Gravel(); break;
            case "tourism-lodging": sheet.Lodging(); break;
            default: throw new ArgumentException($"Nobody knows what to answer for {service}.", nameof(service));
        }

        return sheet._facts;
    }

    private bool IsSound { get; init; }

    private void Building()
    {
        var plot = dice.Whole(120, 520);
        Put("insideBoundary", Mostly(0.965));
        Put("plotArea", plot);
        Put("footprint", (int)(plot * (Mostly(0.93) ? dice.Between(0.28, 0.59) : dice.Between(0.62, 0.8))));
        Put("storeys", Mostly(0.95) ? dice.Whole(1, 2) : 3);
        Put("watercourseDistance", Exact(Mostly(0.95) ? dice.Between(2.2, 60) : dice.Between(0.4, 1.9)));
        Put("plotAddress", Address());
    }

    private void Unit()
    {
        var (zone, group) = dice.Pick([("industrial-estate", 6), ("agricultural", 3), ("village-margin", 2)]);
        if (!Mostly(0.985)) (zone, group) = ("forest-or-coast", 0);
        Put("distanceToSettlement", Mostly(0.93) ? dice.Whole(510, 4200) : dice.Whole(140, 495));
        Put("zone", zone);
        Put("tradeGroup", group > 0 && Mostly(0.95) ? dice.Whole(1, group) : Math.Min(group + 1, 7));
        Put("dailyEffluent", Exact(dice.Chance(0.3) ? 0 : dice.Between(0.2, 35)));
        Put("siteAddress", Address());
        Put("postcode", "9" + Digits(9));
        if (dice.Chance(0.6)) Put(Conflicts.CompanyFact, Company());
    }

    private void Land()
    {
        var use = dice.Weighted([("own-home", 0.42), ("farm-building", 0.3), ("public-building", 0.05), ("workshop", 0.11), ("lodging", 0.12)]);
        var ceiling = use switch { "own-home" => 500, "farm-building" => 3000, _ => 1500 };
        Put("requestedArea", (int)(ceiling * (Mostly(0.9) ? dice.Between(0.3, 0.99) : dice.Between(1.05, 1.9))));
        Put("intendedUse", use);
        Put("landKind", use is "workshop" or "lodging" && Mostly(0.93)
            ? dice.Pick(["orchard", "irrigated", "dry-farmed"])
            : dice.Pick(["paddy", "paddy", "orchard", "irrigated", "dry-farmed"]));
        Put("distanceToVillage", use != "own-home" || Mostly(0.92) ? dice.Whole(0, 290) : dice.Whole(320, 1800));
        Put("alreadyBuilt", !Mostly(0.94));
        Put("plotNumber", $"{Number(dice.Whole(2, 980))} فرعی از {Number(dice.Whole(1, 64))} اصلی");
    }

    private void Shop()
    {
        var trade = dice.Weighted([("food-retail", 0.34), ("bakery", 0.08), ("clothing", 0.22), ("vehicle-repair", 0.1), ("other-services", 0.26)]);
        var least = trade switch { "food-retail" => 15, "bakery" => 40, "vehicle-repair" => 60, _ => 9 };
        Put("trade", trade);
        Put("premisesArea", Mostly(0.9) ? dice.Whole(least, least * 3) : dice.Whole(least * 2 / 3, least - 1));
        Put("commercialUse", Mostly(0.94));
        Put("trainingDone", Mostly(0.95));
        Put("premisesAddress", Address());
    }

    private void Water()
    {
        var (size, most) = dice.Weighted([(("half-inch", 2), 0.7), (("three-quarter-inch", 6), 0.2), (("one-inch", 20), 0.1)]);
        Put("lawfulBuilding", Mostly(0.95));
        Put("units", Mostly(0.97) ? dice.Whole(1, most) : most + 1);
        Put("branchSize", size);
        Put("distanceToMain", Mostly(0.93) ? dice.Whole(2, 98) : dice.Whole(105, 420));
        Put("sewageOutlet", Mostly(0.97) ? dice.Pick(["network", "septic-tank"]) : "none");
        Put("serviceAddress", Address());
    }

    private void Electricity()
    {
        var single = dice.Chance(0.78);
        Put("lawfulBuilding", Mostly(0.96));
        Put("phases", single ? "single-phase" : "three-phase");
        Put("amperes", single ? Mostly(0.97) ? dice.Pick([15, 25, 32]) : 40 : dice.Pick([25, 32, 50, 63, 80]));
        Put("distanceToNetwork", dice.Chance(0.88) ? dice.Whole(3, 80) : dice.Whole(85, 600));
        Put("lineClearance", Mostly(0.955) ? dice.Whole(155, 900) : dice.Whole(60, 148));
        Put("serviceAddress", Address());
    }

    private void Association()
    {
        Put("founders", Mostly(0.95) ? dice.Whole(5, 14) : dice.Whole(3, 4));
        Put("activityArea", dice.Weighted([("environment", 0.2), ("relief-and-charity", 0.22), ("health", 0.1), ("women-and-family", 0.18),
            ("youth-and-sport", 0.1), ("culture-and-heritage", 0.12), ("village-development", 0.08)]));
        Put("scope", Mostly(0.96) ? dice.Pick(["county", "county", "province"]) : "national");
        Put("sharesProfit", !Mostly(0.97));
        Put("proposedName", $"انجمن {dice.Pick(Names)}");
        Put("objectives", dice.Pick(Objectives));
    }

    private void Household()
    {
        var size = dice.Weighted([(1, 0.14), (2, 0.2), (3, 0.25), (4, 0.24), (5, 0.12), (6, 0.05)]);
        var disability = dice.Weighted([("none", 0.62), ("mild", 0.2), ("severe", 0.18)]);
        var ceiling = size * (disability == "severe" ? 52_000_000L : 35_000_000L);
        var kind = dice.Weighted([("allowance", 0.42), ("assistive-device", 0.2), ("rent-help", 0.26), ("training", 0.12)]);
        var income = (long)(ceiling * (Mostly(0.9) ? dice.Between(0.1, 0.98) : dice.Between(1.05, 1.9)));
        Put("householdSize", size);
        Put("monthlyIncome", income / 100_000 * 100_000);
        Put("disability", disability);
        Put("otherSupport", kind is "allowance" or "rent-help" ? !Mostly(0.95) : dice.Chance(0.2));
        Put("supportKind", kind);
        Put("homeAddress", Address());
    }

    private void Information()
    {
        Put("holder", Mostly(0.97)
            ? dice.Weighted([("governorate", 0.2), ("housing-foundation", 0.12), ("environment", 0.12), ("roads", 0.1), ("agriculture", 0.09),
                ("municipality", 0.1), ("welfare", 0.06), ("regional-water", 0.06), ("industry", 0.06), ("elites", 0.045),
                ("women-and-family", 0.025), ("service-desk", 0.02)])
            : "outside-province");
        Put("recordKind", Mostly(0.96)
            ? dice.Pick(
            [
                "document", "figures", "contract", "map-or-plan", "minutes", "own-record",
            ]) : "other-persons-record");
        Put("form", dice.Pick(["electronic-copy", "electronic-copy", "paper-copy", "viewing"]));
        if (dice.Chance(0.5)) Put("sinceYear", dice.Whole(1396, 1404));
        Put("description", dice.Pick(Descriptions));
    }

    private void Complaint(DateOnly day)
    {
        Put("office", Mostly(0.96)
            ? dice.Weighted([("welfare", 0.16), ("agriculture", 0.14), ("housing-foundation", 0.14), ("municipality", 0.12), ("industry", 0.1),
                ("water-and-sewerage", 0.09), ("electricity", 0.06), ("environment", 0.07), ("roads", 0.06), ("service-desk", 0.06)])
            : "outside-province");
        Put("matter", dice.Weighted([("delay", 0.4), ("sent-elsewhere", 0.2), ("refusal-without-ground", 0.14), ("conduct", 0.16),
            ("unlawful-charge", 0.08), ("favour-asked", 0.02)]));
        Put("eventDate", day.AddDays(-dice.Whole(2, 70)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Put("askedOffice", dice.Chance(0.6));
        Put("beforeCourt", !Mostly(0.965));
        Put("account", dice.Pick(Accounts));
    }

    private void Gravel()
    {
        Put("bridgeDistance", Mostly(0.9) ? dice.Whole(1010, 6000) : dice.Whole(200, 900));
        Put("depth", Exact(Mostly(0.94) ? dice.Between(0.6, 2) : dice.Between(2.2, 4)));
        Put("annualVolume", Mostly(0.9) ? dice.Whole(2, 29) * 1000 : dice.Whole(31, 60) * 1000);
        Put("spawningMonths", !Mostly(0.95));
        Put("reach", $"{dice.Pick(Rivers)}، {dice.Pick(Places)}");
        if (dice.Chance(0.7)) Put(Conflicts.CompanyFact, Company());
    }

    private void Lodging()
    {
        var (kind, most) = dice.Weighted([(("home-rooms", 5), 0.35), (("eco-lodge", 15), 0.45), (("guest-house", 40), 0.2)]);
        var rooms = Mostly(0.95) ? dice.Whole(2, most) : most + dice.Whole(1, 3);
        Put("lodgingKind", kind);
        Put("rooms", rooms);
        Put("bathrooms", Mostly(0.93) ? (rooms + 2) / 3 + dice.Whole(0, 2) : Math.Max(0, (rooms + 2) / 3 - 1));
        Put("fireEquipment", Mostly(0.95));
        Put("accessibleRoom", dice.Chance(0.35));
        Put("lodgingAddress", Address());
    }

    private bool Mostly(double probability) => dice.Chance(probability) | IsSound;

    private void Put<T>(string name, T value) => _facts[name] = JsonSerializer.SerializeToElement(value);

    private static string Exact(double value) => ((decimal)value).ToString("0.#", CultureInfo.InvariantCulture);

    private string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + dice.Whole(0, 9))));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of a company that does not exist, with its check digit.</summary>
    private string Company()
    {
        var number = "10" + Digits(8);
        return number + Enumerable.Range(0, 10).First(digit => CivilNumber.IsOfCompany($"{number}{digit}"));
    }

    private string Address() =>
        $"{dice.Pick(Places)}، {dice.Pick(Streets)}، {dice.Pick(Lanes)} {Number(dice.Whole(1, 24))}، پلاک {Number(dice.Whole(1, 180))}";

    private static readonly string[] Places =

        [
            "روستای نمونه‌کلا", "آبادی تمشک‌محله", "روستای بالاسرو", "شهرک شبنم", "روستای مه‌کلا", "محلهٔ نارنج‌بن",
            "روستای پایین‌چشمه", "کوی ماسه‌نشین",
        ];

    private static readonly string[] Streets =
        ["خیابان ابر", "خیابان ساحل فرضی", "جادهٔ شالیزار", "خیابان سرو", "راه جنگلی", "خیابان مرکبات"];

    private static readonly string[] Lanes = ["کوچهٔ", "بن‌بست", "گذر", "کوی"];

    private static readonly string[] Rivers = ["رود نمونه‌رود", "شاخهٔ مه‌رود", "رود آبشاران", "رود سنگ‌چین"];

    private static readonly string[] Names =

        [
            "یاران تالاب", "مهر شالیزار", "دوستداران جنگل", "همراهان توان", "میراث بام و بوم", "نوای کوهپایه",
            "دست‌های سبز", "پرچین دوستی",
        ];

    private static readonly string[] Objectives =
    [
        "پاک‌سازی ساحل و آموزش کودکان دربارهٔ پسماند.",
        "کمک به خانواده‌های کم‌درآمد برای درمان و تحصیل فرزندان.",
        "نگهداری از خانه‌های قدیمی روستا و ثبت خاطره‌های سالخوردگان.",
        "کارآموزی برای زنان سرپرست خانوار و فروش دست‌ساخته‌های آنان.",
    ];

    private static readonly string[] Descriptions =
    [
        "صورت‌جلسه‌های کمیسیونی که دربارهٔ راه دسترسی روستای ما تصمیم گرفت.",
        "آمار سالانهٔ پروانه‌های داده‌شده و ردشده در شهرستان، به تفکیک علت.",
        "قرارداد نگهداری جاده با پیوست‌های مالی آن.",
        "نقشهٔ حریم رودخانه در محدودهٔ زمین‌های ما.",
        "پرونده‌ای که خودم پنج سال پیش داده‌ام و نسخه‌ای از آن ندارم.",
    ];

    private static readonly string[] Accounts =
    [
        "سه بار رفتم و هر بار گفتند مسئولش نیست. هیچ رسیدی هم ندادند.",
        "مهلت قانونی گذشت و هنوز نمی‌دانم پرونده‌ام دست کیست.",
        "درخواستم را شفاهی رد کردند و حاضر نشدند دلیلش را بنویسند.",
        "مرا از این دستگاه به آن دستگاه فرستادند و در پایان همان مدرک اول را خواستند.",
        "با من و پدر سالخورده‌ام تند حرف زدند. می‌خواهم رسیدگی شود.",
        "مبلغی بیش از آنچه روی تابلو نوشته بود گرفتند و رسید ندادند.",
    ];
}
