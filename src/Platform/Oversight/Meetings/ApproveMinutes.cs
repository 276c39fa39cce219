using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

public record ApproveMinutes(Guid MeetingId);

public static class ApproveMinutesHandler
{
    /// <summary>You were there, neither wrote nor closed the minutes, and they are right.</summary>
    [WolverinePost("/api/meetings/{meetingId}/approve"), EmptyResponse]
    public static MinutesApproved Handle(
        ApproveMinutes command, [WriteModel] Meeting meeting, Actor actor, DateTimeOffset now)
    {
        if (actor.Code.Length == 0 || meeting.Writers.Contains(actor.Code) || meeting.ClosedBy == actor.Code)
            throw new Refused("minutes.your-own") { Status = 403 };
        if (!meeting.Present.Contains(actor.Code)) throw new Refused("minutes.you-were-not-there") { Status = 403 };
        if (meeting.Status is not MeetingStatus.Closed) throw new Refused("minutes.nothing-to-approve");
        return new(now, actor.Code);
    }
}
