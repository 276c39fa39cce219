using System.Globalization;

namespace EGov.Appointments;

/// <summary>A quarter of the province's calendar.</summary>
/// <param name="Name">Year and quarter, such as 1405-1.</param>
/// <param name="Until">Its last day.</param>
public sealed record Quarter(string Name, DateOnly Until)
{
    private static readonly PersianCalendar Calendar = new();

    /// <summary>The one that a day lies in.</summary>
    public static Quarter Of(DateOnly day)
    {
        var moment = day.ToDateTime(TimeOnly.MinValue);
        var (year, quarter) = (Calendar.GetYear(moment), ((Calendar.GetMonth(moment) - 1) / 3) + 1);
        var last = Calendar.GetDaysInMonth(year, quarter * 3);
        return new(string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{quarter}"),
            DateOnly.FromDateTime(Calendar.ToDateTime(year, quarter * 3, last, 0, 0, 0, 0)));
    }

    public Quarter Next => Of(Until.AddDays(1));

    /// <summary>The latest that is over before a day.</summary>
    public static Quarter Before(DateOnly day)
    {
        // No quarter is longer than 93 days.
        var quarter = Of(day.AddDays(-94));
        while (quarter.Next.Until < day) quarter = quarter.Next;
        return quarter;
    }
}
