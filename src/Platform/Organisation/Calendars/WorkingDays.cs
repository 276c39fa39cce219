using Wolverine.Http;

namespace EGov.Organisation;

public static class WorkingDaysEndpoint
{
    /// <summary>The province's working calendar: weekly days of rest, office hours, and every holiday ever declared.</summary>
    [WolverineGet("/api/calendar")]
    public static WorkingCalendar Get(Handbook handbook) => handbook.Calendar;
}
