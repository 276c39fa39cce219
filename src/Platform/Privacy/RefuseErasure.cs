using EGov.Casework;
using Marten;
using Wolverine.Http;
using Wolverine.Persistence;

namespace EGov.Privacy;

/// <param name="RequestId">Any request of the person concerned.</param>
/// <param name="Reasons">The person reads them; sealed.</param>
public record RefuseErasure(Guid RequestId, string Reasons);

public static class RefuseErasureHandler
{
    /// <summary>What was asked or proposed is refused, with reasons, by another than who proposed it.</summary>
    [WolverinePost("/api/requests/{requestId}/erasure/refuse")]
    public static async Task Handle(
        RefuseErasure command, [Entity] Request request, IDocumentSession session, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var file = await ErasureFile.OfAsync(request.Applicant, session, cancellation);
        file.Stream.AppendOne(Decide(command, file.State, file.Subject, actor, now));
    }

    public static ErasureRefused Decide(
        RefuseErasure command, Erasure erasure, Guid subject, Actor actor, DateTimeOffset now)
    {
        var reasons = Sealed.OfWords(subject, command.Reasons)
            ?? throw new Refused("erasure.refusal-unexplained") { Status = 422 };
        if (erasure.Stage is not (ErasureStage.Asked or ErasureStage.Proposed))
            throw new Refused("erasure.nothing-to-refuse");
        if (erasure.ProposedBy == actor.Code) throw new Refused("erasure.own-proposal") { Status = 403 };
        return new(now, erasure.Basis, actor.Code, reasons);
    }
}
