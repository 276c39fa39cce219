using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Privacy;

/// <param name="Words">Why not; sealed.</param>
public record RefuseWithholding(Guid WithholdingId, string Words);

public static class RefuseWithholdingHandler
{
    /// <summary>A second person does not agree that openings are withheld, or withheld longer.</summary>
    [WolverinePost("/api/withholdings/{withholdingId}/refuse"), EmptyResponse]
    public static WithholdingRefused Handle(
        RefuseWithholding command, [WriteModel] Withholding withholding, Actor actor, DateTimeOffset now)
    {
        if (withholding.AskedUntil is null) throw new Refused("withholding.nothing-to-refuse");
        if (withholding.Waits == actor.Code) throw new Refused("withholding.refused-by-the-same") { Status = 403 };
        if (string.IsNullOrWhiteSpace(command.Words))
            throw new Refused("withholding.refusal-without-words") { Status = 422 };
        return new(now, actor.Code, actor.Role, Sealed.Of(Subjects.OfficeOf(actor), command.Words.Trim()));
    }
}
