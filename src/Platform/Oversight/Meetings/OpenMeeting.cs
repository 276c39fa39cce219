using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

public record OpenMeeting(Guid MeetingId);

/// <summary>What a council has besides a meeting: its open resolutions, and whether it is meeting already.</summary>
/// <param name="Open">Every resolution that is not at its end, the oldest first.</param>
public sealed record CouncilMatters(IReadOnlyList<Resolution> Open, bool IsMeeting)
{
    public static async Task<CouncilMatters> OfAsync(
        string council, IQuerySession session, CancellationToken cancellation)
    {
        var open = await session.Query<Resolution>()
            .Where(resolution => resolution.Council == council && resolution.IsOpen).ToListAsync(cancellation);
        var isMeeting = await session.Query<Meeting>()
            .AnyAsync(meeting => meeting.Council == council && meeting.IsRunning, cancellation);
        return new(Ordered(open), isMeeting);
    }

    public static IReadOnlyList<Resolution> Ordered(IEnumerable<Resolution> resolutions) =>
        [.. resolutions.OrderBy(one => one.AdoptedAt).ThenBy(one => one.Id)];
}

public static class OpenMeetingHandler
{
    public static Task<CouncilMatters> LoadAsync(
        OpenMeeting command, Meeting meeting, IQuerySession session, CancellationToken cancellation) =>
        CouncilMatters.OfAsync(meeting.Council, session, cancellation);

    /// <summary>The meeting begins. Every open resolution of the council stands first on its agenda.</summary>
    [WolverinePost("/api/meetings/{meetingId}/open"), EmptyResponse]
    public static MeetingOpened Handle(
        OpenMeeting command, [WriteModel] Meeting meeting, CouncilMatters matters, Actor actor, DateTimeOffset now)
    {
        if (actor.Code != meeting.Writer && actor.Code != meeting.Chair)
            throw new Refused("meeting.not-yours-to-open") { Status = 403 };
        meeting.OnlyBeforeItBegins();
        if (now.Day() < meeting.Day) throw new Refused("meeting.not-its-day");
        if (matters.IsMeeting) throw new Refused("meeting.another-is-running");
        return new(now, actor.Code, [.. matters.Open.Select(resolution => resolution.Id)]);
    }
}
