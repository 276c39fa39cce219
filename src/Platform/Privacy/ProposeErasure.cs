using EGov.Casework;
using Marten;
using Wolverine.Http;
using Wolverine.Persistence;

namespace EGov.Privacy;

/// <param name="RequestId">Any request of the person concerned.</param>
/// <param name="Basis">Code of a legal basis.</param>
/// <param name="Reasons">Why it applies; sealed under the person's key, and gone with it.</param>
public record ProposeErasure(Guid RequestId, string Basis, string Reasons);

public static class ProposeErasureHandler
{
    /// <summary>A custodian proposes to erase everything kept about the person who made a request.</summary>
    [WolverinePost("/api/requests/{requestId}/erasure")]
    public static async Task Handle(
        ProposeErasure command, [Entity] Request request, IDocumentSession session, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var file = await ErasureFile.OfAsync(request.Applicant, session, cancellation);
        file.Stream.AppendOne(Decide(command, file.State, file.Subject, file.Files, actor, now));
    }

    public static ErasureProposed Decide(
        ProposeErasure command, Erasure erasure, Guid subject, IReadOnlyList<Request> files, Actor actor,
        DateTimeOffset now)
    {
        var basis = ErasureBasis.Of(command.Basis)
            ?? throw new Refused("erasure.basis-not-listed", command.Basis) { Status = 422 };
        var reasons = Sealed.OfWords(subject, command.Reasons)
            ?? throw new Refused("erasure.reasons-empty") { Status = 422 };
        if (erasure.Stage is ErasureStage.Proposed)
            throw new Refused("erasure.proposed-already", erasure.ProposedBy!);
        if (basis.NeedsAsking && !erasure.IsAsked) throw new Refused("erasure.not-asked");
        erasure.OnlyWhereNothingIsOwed(files, now.Day());
        return new(now, basis.Code, actor.Code, reasons);
    }
}
