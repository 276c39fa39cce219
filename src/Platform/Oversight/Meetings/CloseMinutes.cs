using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

public record CloseMinutes(Guid MeetingId);

public static class CloseMinutesHandler
{
    public static Task<CouncilMatters> LoadAsync(
        CloseMinutes command, Meeting meeting, IQuerySession session, CancellationToken cancellation) =>
        CouncilMatters.OfAsync(meeting.Council, session, cancellation);

    /// <summary>The chair closes the minutes, when every open resolution of earlier meetings was dealt with.</summary>
    [WolverinePost("/api/meetings/{meetingId}/close"), EmptyResponse]
    public static MinutesClosed Handle(
        CloseMinutes command, [WriteModel] Meeting meeting, CouncilMatters matters, Actor actor, DateTimeOffset now)
    {
        if (actor.Code != meeting.Chair) throw new Refused("meeting.not-its-chair") { Status = 403 };
        if (!meeting.IsRunning) throw new Refused("meeting.nothing-to-close");
        if (!meeting.Present.Contains(meeting.Chair) || meeting.Present.Count < 2)
            throw new Refused("meeting.attendance-missing");
        var left = matters.Open.Where(one => one.Meeting != meeting.Id && one.ContinuedIn != meeting.Id).ToList();
        if (left.Count > 0)
            throw new Refused("meeting.resolutions-not-dealt-with", string.Join(" ", left.Select(one => one.Number)));
        return new(now, actor.Code);
    }
}
