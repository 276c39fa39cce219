using System.Globalization;

namespace EGov.Transparency;

/// <param name="Name">Year and month, such as 1405-08.</param>
public sealed record JalaliMonth(string Name, DateOnly From, DateOnly To);

/// <summary>The months of the province's calendar.</summary>
public static class JalaliMonths
{
    /// <summary>Fifty years: a longer series is a mistake, in the question or in a date.</summary>
    public const int Most = 600;

    private static readonly PersianCalendar Calendar = new();
    private static readonly DateOnly Epoch = DateOnly.FromDateTime(Calendar.MinSupportedDateTime);

    /// <summary>The months that a period touches, the first and the last cut to it.</summary>
    public static IReadOnlyList<JalaliMonth> In((DateOnly First, DateOnly Last)? period)
    {
        if (period is not { } days) return [];
        var months = new List<JalaliMonth>();
        var first = days.First < Epoch ? Epoch : days.First;
        while (first <= days.Last)
        {
            if (months.Count == Most) throw new Refused("performance.series-too-long", Most) { Status = 400 };
            var moment = first.ToDateTime(TimeOnly.MinValue);
            var (year, month) = (Calendar.GetYear(moment), Calendar.GetMonth(moment));
            var left = Calendar.GetDaysInMonth(year, month) - Calendar.GetDayOfMonth(moment);
            var end = first.DayNumber + left >= days.Last.DayNumber ? days.Last : first.AddDays(left);
            months.Add(new(string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}"), first, end));
            if (end == DateOnly.MaxValue) break;
            first = end.AddDays(1);
        }

        return months;
    }
}
