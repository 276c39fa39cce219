using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Oversight;

public record AcknowledgeGuidance(Guid GuidanceId);

public static class AcknowledgeGuidanceHandler
{
    /// <summary>Your department has read the latest edition and works by it.</summary>
    [WolverinePost("/api/guidance/{guidanceId}/acknowledge"), EmptyResponse]
    public static GuidanceAcknowledged Handle(
        AcknowledgeGuidance command, [WriteModel("guidanceId")] GuidanceNote note, Actor actor, DateTimeOffset now)
    {
        note.OnlyUnlessRepealed();
        var edition = note.Latest ?? throw new Refused("guidance.not-issued");
        if (!edition.Text.Binds(actor.Department!)) throw new Refused("guidance.not-binding") { Status = 403 };
        if (edition.Acknowledged.Contains(actor.Department!)) throw new Refused("guidance.already-acknowledged");
        return new(now, edition.Edition, actor.Department!, actor.Code);
    }
}
