using System.Globalization;
using System.Text.RegularExpressions;
using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>A moment as people type it: day, month and year of either calendar, with or without the hour; or ISO 8601.</summary>
/// <remarks>What is left out means the end: of the day, the minute or the second. So what a page shows can be sent again.</remarks>
public static partial class Moment
{
    private const int LastJalaliYear = 1699;

    // The first day of the Jalali calendar: none before it can be shown.
    private static readonly DateOnly First = new(622, 3, 22);

    private static readonly string[][] JalaliNames =
    [
        [.. Format.Fa.Months],
        [.. Enumerable.Range(1, 12).Select(month => Format.En.MonthName(Format.Fa.Day("1405", $"{month}", "1")!.Value))],
    ];

    private static readonly string[][] GregorianNames =
        [[.. CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Take(12)]];

    /// <summary>The moment meant; null when what was typed is none, or one that cannot be shown.</summary>
    public static DateTimeOffset? Read(string? typed) =>
        Parse(typed) is { } moment && moment.Day() >= First ? moment : null;

    private static DateTimeOffset? Parse(string? typed)
    {
        var text = Fold.Text(typed).Replace('،', ' ').Replace(',', ' ').Trim();
        if (Instant().IsMatch(text))
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant)
                ? instant
                : null;
        var parts = Hour().Match(text);
        var day = ReadDay(parts.Success ? text[..parts.Index] : text);
        if (day is not { } known) return null;
        if (!parts.Success) return known == DateOnly.MaxValue ? null : known.AddDays(1).Start().AddMicroseconds(-1);

        var time = Array.ConvertAll(parts.Groups[1].Value.Split(':'), part => int.Parse(part, CultureInfo.InvariantCulture));
        if (time[0] > 23 || time[1] > 59 || (time.Length > 2 && time[2] > 59)) return null;
        var local = known.ToDateTime(new TimeOnly(time[0], time[1], time.Length > 2 ? time[2] : 0));
        return new DateTimeOffset(local, Clock.Zone.GetUtcOffset(local)).ToUniversalTime()
            .AddSeconds(time.Length > 2 ? 1 : 60).AddMicroseconds(-1);
    }

    /// <summary>The day meant: 2026-11-23, 1405/9/2, 2 آذر 1405, 23 Nov 2026.</summary>
    public static DateOnly? ReadDay(string? typed)
    {
        var text = Fold.Text(typed);
        if (Numbers().Match(text) is { Success: true } numbers)
            return DayOf(numbers.Groups[1].Value, int.Parse(numbers.Groups[2].Value, CultureInfo.InvariantCulture), numbers.Groups[3].Value);
        if (Named().Match(text) is not { Success: true } named) return null;
        var (date, name, year) = (named.Groups[1].Value, named.Groups[2].Value, named.Groups[3].Value);
        var calendars = IsJalali(year) ? JalaliNames : GregorianNames;
        var month = calendars.Select(names => Array.FindIndex(names, known => IsNamed(known, name))).Max() + 1;
        return month > 0 ? DayOf(year, month, date) : null;
    }

    /// <summary>As <see cref="Read"/> reads it again, to the minute.</summary>
    public static string Write(DateTimeOffset moment, Language language)
    {
        var format = language.Format;
        return $"{format.Day(moment.Day())}{(language.IsRightToLeft ? "،" : ",")} {format.Time(moment)}";
    }

    /// <summary>For an address: exact, and read by the API as well.</summary>
    public static string Iso(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    // Years of the two calendars lie six centuries apart, so that the year tells which one is meant.
    private static DateOnly? DayOf(string year, int month, string date) =>
        (IsJalali(year) ? Format.Fa : Format.En).Day(year, $"{month}", date);

    private static bool IsJalali(string year) => int.Parse(year, CultureInfo.InvariantCulture) <= LastJalaliYear;

    private static bool IsNamed(string name, string typed) =>
        Fold.Key(name) is var known && Fold.Key(typed) is var key
        && (known == key || (char.IsAscii(key[0]) && key.Length >= 3 && known.StartsWith(key, StringComparison.Ordinal)));

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Instant();

    [GeneratedRegex(@"[ T](\d{1,2}:\d\d(?::\d\d)?)$")]
    private static partial Regex Hour();

    [GeneratedRegex(@"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^(\d{1,2}) (\p{L}+) (\d{4})$")]
    private static partial Regex Named();
}
