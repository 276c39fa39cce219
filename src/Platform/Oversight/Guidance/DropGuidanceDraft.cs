using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

/// <param name="Reason">Public.</param>
public record DropGuidanceDraft(Guid GuidanceId, Text Reason);

public static class DropGuidanceDraftHandler
{
    /// <summary>Puts a draft away; the edition that holds goes on to hold.</summary>
    [WolverinePost("/api/guidance/{guidanceId}/drop-draft"), EmptyResponse]
    public static GuidanceDraftDropped Handle(
        DropGuidanceDraft command, [WriteModel("guidanceId")] GuidanceNote note, Actor actor, DateTimeOffset now) =>
        new(now, note.OpenDraft().Draft, actor.Code, OfficialWords.Line(command.Reason));
}
