using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Organisation;

public record OpenCalendar(
    IReadOnlyList<DayOfWeek> Weekend, TimeOnly OpensAt, TimeOnly ClosesAt, IReadOnlyList<KnownHoliday> Holidays);

public static class OpenCalendarHandler
{
    /// <summary>Opens the working calendar of the province, once.</summary>
    [WolverinePost("/api/calendar"), EmptyResponse]
    public static IStartStream Handle(OpenCalendar command, DateTimeOffset now) =>
        MartenOps.StartStream<Calendar>(Calendar.TheOne, Decide(command, now));

    public static CalendarOpened Decide(OpenCalendar command, DateTimeOffset now)
    {
        if (command.Weekend.Distinct().Count() >= 7) throw new Refused("calendar.no-working-day");
        return new(now, command.Weekend, command.OpensAt, command.ClosesAt, command.Holidays);
    }
}
