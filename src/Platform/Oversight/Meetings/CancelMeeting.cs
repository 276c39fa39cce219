using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Ground">no-quorum, postponed, or no-longer-needed.</param>
/// <param name="Reasons">Sealed.</param>
public record CancelMeeting(Guid MeetingId, string Ground, string Reasons);

public static class CancelMeetingHandler
{
    public static readonly IReadOnlyList<string> Grounds = ["no-quorum", "postponed", "no-longer-needed"];

    /// <summary>A meeting that was called is not held; what is open comes first on the next one.</summary>
    [WolverinePost("/api/meetings/{meetingId}/cancel"), EmptyResponse]
    public static MeetingCancelled Handle(
        CancelMeeting command, [WriteModel] Meeting meeting, Actor actor, DateTimeOffset now)
    {
        meeting.OnlyBeforeItBegins();
        if (!Grounds.Contains(command.Ground)) throw new Refused("meeting.ground-not-listed") { Status = 422 };
        return new(now, command.Ground, OfficialWords.Seal(command.Reasons)
            ?? throw new Refused("meeting.cancelled-without-reasons") { Status = 422 }, actor.Code);
    }
}
