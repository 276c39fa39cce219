namespace EGov.Organisation;

// What can happen to the working calendar. These records are stored and hashed into the ledger for good:
// add members and new records freely; never rename, remove or retype one.

/// <summary>The province's working calendar, with the days it rests every week and the holidays known then.</summary>
public record CalendarOpened(
    DateTimeOffset At, IReadOnlyList<DayOfWeek> Weekend, TimeOnly OpensAt, TimeOnly ClosesAt,
    IReadOnlyList<KnownHoliday> Holidays) : IHappened;

public record KnownHoliday(DateOnly Day, Text Name);

/// <summary>A further day off. Running requests are re-dated.</summary>
public record HolidayDeclared(DateTimeOffset At, DateOnly Day, Text Name) : IHappened;

public record HolidayWithdrawn(DateTimeOffset At, DateOnly Day) : IHappened;
