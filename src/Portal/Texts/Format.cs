using System.Globalization;

namespace EGov.Texts;

/// <summary>Numbers and dates as readers of one language write them; needs no culture tables of the machine.</summary>
public sealed class Format
{
    public static readonly Format Fa = new(isPersian: true);
    public static readonly Format En = new(isPersian: false);

    private static readonly PersianCalendar Calendar = new();
    private static readonly TimeZoneInfo Zone = FindZone();

    private static readonly string[] JalaliFa =
    [
        "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
    ];

    private static readonly string[] JalaliEn =
    [
        "Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar",
        "Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand",
    ];

    private static readonly string[] GregorianEn =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    private static readonly string[] WeekdaysFa =
        ["یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه"];

    private readonly bool _isPersian;

    private Format(bool isPersian) => _isPersian = isPersian;

    /// <summary>The months of the calendar that readers of this language fill in, first to last.</summary>
    public IReadOnlyList<string> Months => _isPersian ? JalaliFa : GregorianEn;

    /// <summary>Rounds half away from zero, as people do by hand.</summary>
    public string Number(decimal value, int decimals = 0)
    {
        var rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        var latin = Math.Abs(rounded).ToString("N" + decimals, CultureInfo.InvariantCulture);
        return (rounded < 0 ? "−" : "") + Digits(latin);
    }

    /// <summary>A share between 0 and 1 with the sign of per cent.</summary>
    public string Percent(decimal share, int decimals = 1) =>
        Number(share * 100, decimals) + (_isPersian ? "٪" : "%");

    /// <summary>Day, month and year: Jalali in fa, Gregorian in en.</summary>
    public string Day(DateOnly day) => $"{ShortDay(day)} {Plain(YearOf(day))}";

    public string ShortDay(DateOnly day)
    {
        var (_, month, date) = _isPersian ? Jalali(day) : (day.Year, day.Month, day.Day);
        return $"{Plain(date)} {Months[month - 1]}";
    }

    public string Weekday(DateOnly day) => _isPersian ? WeekdaysFa[(int)day.DayOfWeek] : day.DayOfWeek.ToString();

    /// <summary>A period's name: the Jalali month and year that hold the day, in both languages.</summary>
    public string Month(DateOnly day) => $"{MonthName(day)} {Plain(Jalali(day).Year)}";

    public string MonthName(DateOnly day) => (_isPersian ? JalaliFa : JalaliEn)[Jalali(day).Month - 1];

    public string Time(DateTimeOffset instant, bool seconds = false) =>
        Digits(Local(instant).ToString(seconds ? "HH:mm:ss" : "HH:mm", CultureInfo.InvariantCulture));

    /// <summary>A number without grouping: a year, a day of the month, a code made of digits.</summary>
    public string Plain(int number) => Digits(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Latin digits and marks in the script of the language; every other character stays.</summary>
    public string Digits(string latin) => !_isPersian ? latin : string.Create(latin.Length, latin, (persian, source) =>
    {
        for (var i = 0; i < source.Length; i++)
            persian[i] = source[i] switch
            {
                >= '0' and <= '9' => (char)(source[i] - '0' + '۰'),
                ',' => '٬',
                '.' => '٫',
                _ => source[i],
            };
    });

    /// <summary>The day in Iran at an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>The year of an instant in this language's calendar.</summary>
    public int YearOf(DateTimeOffset instant) => YearOf(DayOf(instant));

    public static (int Year, int Month, int Day) Jalali(DateOnly day)
    {
        var noon = day.ToDateTime(new TimeOnly(12, 0));
        return (Calendar.GetYear(noon), Calendar.GetMonth(noon), Calendar.GetDayOfMonth(noon));
    }

    /// <summary>The day that three typed parts mean in this language's calendar; null for no such day.</summary>
    public DateOnly? Day(string? year, string? month, string? date) =>
        Fold.Number(year) is { } y && Fold.Number(month) is { } m && Fold.Number(date) is { } d ? Day(y, m, d) : null;

    private DateOnly? Day(decimal year, decimal month, decimal date)
    {
        var (lowest, highest) = _isPersian ? (1200, 1600) : (1800, 2200);
        if (year < lowest || year > highest || month is < 1 or > 12 || date is < 1 or > 31) return null;
        if (year % 1 != 0 || month % 1 != 0 || date % 1 != 0) return null;
        var (y, m, d) = ((int)year, (int)month, (int)date);
        var length = _isPersian ? Calendar.GetDaysInMonth(y, m) : DateTime.DaysInMonth(y, m);
        if (d > length) return null;
        return _isPersian ? DateOnly.FromDateTime(Calendar.ToDateTime(y, m, d, 12, 0, 0, 0)) : new DateOnly(y, m, d);
    }

    private int YearOf(DateOnly day) => _isPersian ? Jalali(day).Year : day.Year;

    private static DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    // Iran has had no summer time since 2022; a machine without zone tables still shows today's hours rightly.
    private static TimeZoneInfo FindZone() => TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Tehran", out var zone)
        ? zone
        : TimeZoneInfo.CreateCustomTimeZone("Asia/Tehran", TimeSpan.FromMinutes(210), "Asia/Tehran", "Asia/Tehran");
}
