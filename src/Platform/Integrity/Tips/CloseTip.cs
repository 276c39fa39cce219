using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Integrity;

/// <param name="Outcome">substantiated, unsubstantiated, referred, not-competent, or duplicate.</param>
public record CloseTip(Guid TipId, string Outcome);

public static class CloseTipHandler
{
    public static readonly IReadOnlyList<string> Outcomes =
        ["substantiated", "unsubstantiated", "referred", "not-competent", "duplicate"];

    /// <summary>You say what the tip came to. The public counts it.</summary>
    [WolverinePost("/api/tips/{tipId}/close"), EmptyResponse]
    public static TipClosed Handle(
        CloseTip command, [WriteModel(nameof(CloseTip.TipId))] Tip tip, Actor actor, DateTimeOffset now)
    {
        if (tip.Outcome is not null) throw new Refused("tip.already-closed");
        if (!Outcomes.Contains(command.Outcome)) throw new Refused("tip.outcome-unknown") { Status = 422 };
        return new(now, actor.Code, command.Outcome);
    }
}
