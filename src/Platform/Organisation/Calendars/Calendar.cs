using JasperFx.Events;

namespace EGov.Organisation;

/// <summary>The province's working calendar; one stream.</summary>
public record Calendar
{
    public static readonly Guid TheOne = Identity.Of("calendar", "province");

    public Guid Id { get; init; }
    public WorkingCalendar Working { get; init; } = new();

    public Calendar Evolve(IEvent e) => e.Data switch
    {
        CalendarOpened opened => new()
        {
            Id = e.StreamId,
            Working = new()
            {
                Version = 1,
                Weekend = opened.Weekend,
                OpensAt = opened.OpensAt,
                ClosesAt = opened.ClosesAt,
                Holidays = [.. opened.Holidays.Select(holiday => new Holiday(holiday.Day, holiday.Name, 1))],
            },
        },
        HolidayDeclared declared => this with { Working = Working.With(new Holiday(declared.Day, declared.Name)) },
        HolidayWithdrawn withdrawn => this with { Working = Working.Without(withdrawn.Day) },
        _ => this,
    };
}
