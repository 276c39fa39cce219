using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Words">What is wrong in the minutes, and how it was; sealed.</param>
/// <param name="Line">What the public reads of that, if anything.</param>
public record CorrectMinutes(Guid MeetingId, string Words, Text? Line = null);

public static class CorrectMinutesHandler
{
    /// <summary>Puts a correction beside minutes that are closed; what stands in them stays.</summary>
    [WolverinePost("/api/meetings/{meetingId}/correct"), EmptyResponse]
    public static MinutesCorrected Handle(
        CorrectMinutes command, [WriteModel] Meeting meeting, Actor actor, DateTimeOffset now)
    {
        if (actor.Code.Length == 0 || (actor.Code != meeting.Chair && !meeting.Writers.Contains(actor.Code)
                && !meeting.Present.Contains(actor.Code)))
            throw new Refused("minutes.not-yours-to-correct") { Status = 403 };
        if (meeting.Status is not (MeetingStatus.Closed or MeetingStatus.Approved))
            throw new Refused("minutes.not-closed");
        return new(now, meeting.Corrections + 1, OfficialWords.LineOrNone(command.Line),
            OfficialWords.Seal(command.Words) ?? throw new Refused("minutes.correction-empty") { Status = 422 },
            actor.Code);
    }
}
