using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>A day as somebody typed it, in three parts and in the calendar of the page's language.</summary>
public sealed class DateEntry
{
    public string? Day { get; set; }
    public string? Month { get; set; }
    public string? Year { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Day + Month + Year);

    /// <summary>The day meant; null when there is no such day.</summary>
    public DateOnly? Read(Language language) => language.Format.Day(Year, Month, Day);

    public static DateEntry Of(DateOnly day, Language language)
    {
        var (year, month, date) = language.IsRightToLeft ? Format.Jalali(day) : (day.Year, day.Month, day.Day);
        return new DateEntry
        {
            Day = language.Format.Plain(date),
            Month = $"{month}",
            Year = language.Format.Plain(year),
        };
    }
}
