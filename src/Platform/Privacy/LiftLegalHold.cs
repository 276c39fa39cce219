using EGov.Casework;
using Marten;
using Wolverine.Http;
using Wolverine.Persistence;

namespace EGov.Privacy;

/// <param name="RequestId">Any request of the person concerned.</param>
public record LiftLegalHold(Guid RequestId);

public static class LiftLegalHoldHandler
{
    /// <summary>The ground of a hold has ended before its day.</summary>
    [WolverinePost("/api/requests/{requestId}/legal-hold/lift")]
    public static async Task Handle(
        LiftLegalHold command, [Entity] Request request, IDocumentSession session, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var file = await ErasureFile.OfAsync(request.Applicant, session, cancellation);
        file.Stream.AppendOne(Decide(file.State, actor, now));
    }

    public static LegalHoldLifted Decide(Erasure erasure, Actor actor, DateTimeOffset now)
    {
        if (!(erasure.HeldUntil >= now.Day())) throw new Refused("hold.none");
        return new(now, actor.Code);
    }
}
