namespace EGov;

/// <summary>Days are the province's days; instants are stored in UTC.</summary>
public static class Clock
{
    /// <summary>Key of the time that acts happen at; apart from the time by which sessions and tokens expire.</summary>
    public const string OfActs = "acts";

    /// <summary>Iran Standard Time: UTC+03:30 all year since 2022; +03:30 throughout where the zone is unknown.</summary>
    public static readonly TimeZoneInfo Zone =
        TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Tehran", out var zone)
            ? zone
            : TimeZoneInfo.CreateCustomTimeZone("Asia/Tehran", new(3, 30, 0), "Asia/Tehran", "Asia/Tehran");

    /// <summary>The day on the province's wall calendar at this instant.</summary>
    public static DateOnly Day(this DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The first instant of a day of the province.</summary>
    public static DateTimeOffset Start(this DateOnly day)
    {
        if (day == DateOnly.MinValue) return DateTimeOffset.MinValue;
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}

/// <summary>Says when an act happened; when it was written stands beside it in the event's metadata.</summary>
public interface IHappened
{
    DateTimeOffset At { get; }
}
