using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Organisation;

public record DeclareHoliday(DateOnly Day, Text Name)
{
    /// <summary>There is one calendar for the province.</summary>
    public Guid CalendarId { get; } = Calendar.TheOne;
}

public static class DeclareHolidayHandler
{
    /// <summary>Declares a holiday; the dates of running files move with it.</summary>
    [WolverinePost("/api/calendar/holidays"), EmptyResponse]
    public static HolidayDeclared Handle(
        DeclareHoliday command, [WriteModel(nameof(DeclareHoliday.CalendarId))] Calendar calendar, DateTimeOffset now)
    {
        if (calendar.Working.Holidays.Any(holiday => holiday.Day == command.Day && holiday.UntilVersion is null))
            throw new Refused("holiday.already-declared");
        return new(now, command.Day, command.Name);
    }
}
