using System.Globalization;

namespace EGov.Cli.Simulate;

/// <summary>Instants from days and hours of the province.</summary>
internal static class Clockwork
{
    private static readonly PersianCalendar Jalali = new();

    public static DateTimeOffset At(this DateOnly day, double hour) =>
        day.Start().AddMilliseconds(Math.Round(hour * 3_600_000));

    /// <summary>The hour of the province's day, as a decimal.</summary>
    public static double Hour(this DateTimeOffset instant) => (instant - instant.Day().Start()).TotalHours;

    public static int JalaliMonth(this DateOnly day) => Jalali.GetMonth(day.ToDateTime(TimeOnly.MinValue));
}
