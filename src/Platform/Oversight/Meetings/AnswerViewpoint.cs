using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Viewpoint">Its number in the meeting.</param>
/// <param name="Outcome">taken-up, taken-up-in-part, or not-taken-up.</param>
/// <param name="Reasons">Why; sealed.</param>
/// <param name="Resolution">In which it is taken up, if in one of this meeting.</param>
/// <param name="Line">What the public reads of the answer, if anything.</param>
public record AnswerViewpoint(
    Guid MeetingId, int Viewpoint, string Outcome, string Reasons, Guid? Resolution = null, Text? Line = null);

public static class AnswerViewpointHandler
{
    public static readonly IReadOnlyList<string> Outcomes = ["taken-up", "taken-up-in-part", "not-taken-up"];

    /// <summary>Says what becomes of a viewpoint, and why: in the meeting, or after it.</summary>
    [WolverinePost("/api/meetings/{meetingId}/answer-viewpoint"), EmptyResponse]
    public static ViewpointAnswered Handle(
        AnswerViewpoint command, [WriteModel] Meeting meeting, Actor actor, DateTimeOffset now)
    {
        if (actor.Role is not "governor" && actor.Code != meeting.Chair)
            throw new Refused("viewpoint.not-yours-to-answer") { Status = 403 };
        var viewpoint = meeting.Viewpoints.FirstOrDefault(one => one.Number == command.Viewpoint)
            ?? throw new Refused("viewpoint.unknown") { Status = 422 };
        if (viewpoint.Outcome is not null) throw new Refused("viewpoint.answered-already");
        if (viewpoint.Speaker == actor.Code) throw new Refused("viewpoint.your-own") { Status = 403 };
        if (!Outcomes.Contains(command.Outcome))
            throw new Refused("viewpoint.outcome-not-listed") { Status = 422 };
        if (command.Resolution is { } resolution && !meeting.Resolutions.Contains(resolution))
            throw new Refused("viewpoint.not-resolved-here") { Status = 422 };
        return new(now, viewpoint.Number, command.Outcome, command.Resolution, OfficialWords.LineOrNone(command.Line),
            OfficialWords.Seal(command.Reasons)
                ?? throw new Refused("viewpoint.answer-without-reasons") { Status = 422 },
            actor.Code);
    }
}
