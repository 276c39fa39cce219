using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Organisation;

public record WithdrawInterest(Guid InterestId);

public static class WithdrawInterestHandler
{
    /// <summary>You withdraw an interest that is no more; that you had declared it stays on record.</summary>
    [WolverinePost("/api/officers/mine/interests/withdraw"), EmptyResponse]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public static async Task Handle(
        WithdrawInterest command, IDocumentSession session, Handbook handbook, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var withdrawn = Decide(command, handbook, actor, now);
        var own = await session.Events.FetchForWriting<Officer>(Identity.Of("officer", actor.Code), cancellation);
        own.AppendOne(withdrawn);
    }

    public static InterestWithdrawn Decide(
        WithdrawInterest command, Handbook handbook, Actor actor, DateTimeOffset now)
    {
        var own = handbook.Officers.GetValueOrDefault(actor.Code)?.Interests ?? [];
        if (own.All(interest => interest.Id != command.InterestId))
            throw new Refused("interest.not-yours") { Status = 404 };
        return new(now, actor.Code, command.InterestId);
    }
}
