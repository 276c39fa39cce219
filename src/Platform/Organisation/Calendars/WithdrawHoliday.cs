using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Organisation;

public record WithdrawHoliday(DateOnly Day)
{
    public Guid CalendarId { get; } = Calendar.TheOne;
}

public static class WithdrawHolidayHandler
{
    /// <summary>Takes a declared holiday back; the dates of running files move with it.</summary>
    [WolverinePost("/api/calendar/holidays/withdraw"), EmptyResponse]
    public static HolidayWithdrawn Handle(
        WithdrawHoliday command, [WriteModel(nameof(WithdrawHoliday.CalendarId))] Calendar calendar, DateTimeOffset now)
    {
        if (!calendar.Working.Holidays.Any(holiday => holiday.Day == command.Day && holiday.UntilVersion is null))
            throw new Refused("holiday.not-declared");
        return new(now, command.Day);
    }
}
