using EGov.Casework;
using Marten;
using Wolverine.Http;
using Wolverine.Persistence;

namespace EGov.Privacy;

/// <param name="RequestId">Any request of the person concerned.</param>
/// <param name="Ground">Code of a ground in law.</param>
/// <param name="Until">The last day of the hold; a year ahead at most, for a hold is looked at again.</param>
public record PlaceLegalHold(Guid RequestId, string Ground, DateOnly Until);

public static class PlaceLegalHoldHandler
{
    private const int MostDays = 366;

    /// <summary>Until a day nothing kept about the person who made a request may be erased.</summary>
    [WolverinePost("/api/requests/{requestId}/legal-hold")]
    public static async Task Handle(
        PlaceLegalHold command, [Entity] Request request, IDocumentSession session, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var file = await ErasureFile.OfAsync(request.Applicant, session, cancellation);
        file.Stream.AppendOne(Decide(command, file.State, actor, now));
    }

    public static LegalHoldPlaced Decide(PlaceLegalHold command, Erasure erasure, Actor actor, DateTimeOffset now)
    {
        if (HoldGround.All.All(ground => ground.Code != command.Ground))
            throw new Refused("hold.ground-not-listed", command.Ground) { Status = 422 };
        if (command.Until < now.Day() || command.Until > now.Day().AddDays(MostDays))
            throw new Refused("hold.until-out-of-range", MostDays) { Status = 422 };
        erasure.OnlyOnce();
        return new(now, command.Ground, actor.Code, command.Until);
    }
}
