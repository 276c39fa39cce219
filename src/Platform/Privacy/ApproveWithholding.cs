using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Privacy;

public record ApproveWithholding(Guid WithholdingId);

public static class ApproveWithholdingHandler
{
    /// <summary>A second person agrees that openings are withheld, or withheld longer.</summary>
    [WolverinePost("/api/withholdings/{withholdingId}/approve"), EmptyResponse]
    public static WithholdingApproved Handle(
        ApproveWithholding command, [WriteModel] Withholding withholding, WithholdingTerms terms, Actor actor,
        DateTimeOffset now)
    {
        if (withholding.AskedUntil is not { } until) throw new Refused("withholding.nothing-to-approve");
        if (withholding.Waits == actor.Code)
            throw new Refused("withholding.approved-by-the-same") { Status = 403 };
        terms.Check(until, now.Day());
        return new(now, actor.Code, actor.Role, until);
    }
}
