using System.Globalization;
using EGov.Casework;

namespace EGov.Cli.Simulate;

/// <summary>Invented people: family names that nobody bears, and numbers of series that are given to nobody.</summary>
internal static class People
{
    private static readonly string[] Women =
    [
        "زهرا", "فاطمه", "مریم", "نرگس", "سمیه", "لیلا", "مینا", "شیرین", "پریسا", "نسرین", "الهام", "مهسا", "ریحانه",
        "سارا",
        "گلناز", "ژاله", "طاهره", "معصومه", "رویا", "شهلا", "هانیه", "نیلوفر", "آرزو", "فرزانه", "کبری", "سکینه",
        "بهاره", "یلدا",
    ];

    private static readonly string[] Men =
    [
        "علی", "رضا", "حسین", "مهدی", "محمد", "امیر", "سعید", "بهرام", "کاوه", "حمید", "مجتبی", "جواد", "ابراهیم",
        "یوسف", "فرهاد",
        "احسان", "مسعود", "داوود", "نادر", "عباس", "سیاوش", "آرش", "کریم", "رحیم", "هادی", "پیمان", "بابک", "اسماعیل",
    ];

    private static readonly string[] Families =
    [
        "شالی‌نشان", "مه‌بان", "شبنم‌آیین", "ابرگذر", "نارنج‌خواه", "سروآیین", "موج‌آرا", "باران‌نژاد", "جنگل‌مهر",
        "دریادل‌پور",
        "برنج‌آرا", "چشمه‌ساز", "پرچین‌زاده", "تمشک‌چین", "راش‌بان", "توسکاپور", "کوهپایه‌منش", "نی‌نوازمنش",
        "صدف‌آیین", "ماسه‌نشین",
        "پامچال‌مهر", "انارآیین", "آبشارپور", "بنفشه‌منش", "سپیده‌بان", "مرغابی‌دوست", "ساحل‌یار", "بادبان‌زاده",
        "قایق‌ران‌پور",
        "چای‌چین", "مرکبات‌دوست", "ارغوان‌نژاد", "خزرنشان", "تالاب‌یار", "مرجان‌زاده", "نمدآرا", "گیلاس‌پور",
        "پونه‌منش",
        "آویشن‌مهر", "کیوی‌کار", "شمشادآیین", "ممرزپور", "افراآرا", "زیتون‌نشان", "کندوبان", "رودآهنگ", "سنگچین‌زاده",
        "شب‌پره‌نژاد",
    ];

    /// <summary>Lawyers and offices that stand in for several applicants, each with one telephone.</summary>
    public const int Agents = 36;

    public static Person Applicant(int seed, int index) => Of(seed, "applicant", index, "09990");

    /// <summary>Somebody with an account, who comes more than once.</summary>
    public static Person Regular(int seed, int number) => Of(seed, "regular", 700_000 + number, "09990");

    public static Person Relative(int seed, int index) => Of(seed, "relative", index, "09991") with { NationalNumber = null };

    public static Person Agent(int seed, int number) => Of(seed, "agent", number, "09992") with { NationalNumber = null };

    /// <summary>Somebody who stands for a post.</summary>
    public static Person Candidate(int seed, int number, bool isWoman)
    {
        var dice = Dice.For(seed, "person", "candidate", number);
        return new($"{dice.Pick(isWoman ? Women : Men)} {dice.Pick(Families)}", NationalNumber(800_000 + number),
            "09993" + number.ToString("D6", CultureInfo.InvariantCulture));
    }

    /// <summary>Of the series 999, which no registry office gives out, with its check digit.</summary>
    public static string NationalNumber(int number)
    {
        var digits = "999" + (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var rest = digits.Select((digit, i) => (digit - '0') * (10 - i)).Sum() % 11;
        return digits + (rest < 2 ? rest : 11 - rest).ToString(CultureInfo.InvariantCulture);
    }

    private static Person Of(int seed, string kind, int number, string series)
    {
        var dice = Dice.For(seed, "person", kind, number);
        var first = dice.Pick(dice.Chance(0.46) ? Women : Men);
        return new($"{first} {dice.Pick(Families)}", NationalNumber(number),
            series + (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture));
    }
}
