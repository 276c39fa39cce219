using System.Globalization;
using EGov.Organisation;
using Marten;

namespace EGov.Oversight;

/// <summary>The part of the area's watch that looks at programmes.</summary>
internal static class ProgrammeWatch
{
    /// <returns>How many commands were carried out.</returns>
    public static async Task<int> LookAsync(
        IQuerySession session, OwnCommands own, WorkingCalendar calendar, DateOnly today,
        CancellationToken cancellation)
    {
        var done = 0;
        var watched = await session.Query<Programme>().Where(programme => programme.WatchFrom <= today)
            .ToListAsync(cancellation);
        foreach (var programme in watched)
            foreach (var duty in ProgrammeDuty.Of(programme, calendar, today))
            {
                var events = await session.Events.FetchStreamAsync(programme.Id, token: cancellation);
                var cause = events.LastOrDefault(e => duty.IsSetBy(e.Data))?.Id;
                if (await own.GiveAsync(programme.Id, programme.Version, duty.Command, cause, cancellation,
                        duty.Milestone.ToString(CultureInfo.InvariantCulture))) done++;
            }

        return done;
    }
}
