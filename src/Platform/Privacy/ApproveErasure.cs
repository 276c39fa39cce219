using EGov.Casework;
using Marten;
using Wolverine.Http;
using Wolverine.Persistence;

namespace EGov.Privacy;

/// <param name="RequestId">Any request of the person concerned.</param>
public record ApproveErasure(Guid RequestId);

public static class ApproveErasureHandler
{
    /// <summary>A second person agrees, and the key is destroyed: what was sealed under it is gone.</summary>
    [WolverinePost("/api/requests/{requestId}/erasure/approve")]
    public static async Task Handle(
        ApproveErasure command, [Entity] Request request, IDocumentSession session, Vault vault, Actor actor,
        DateTimeOffset now, CancellationToken cancellation)
    {
        var file = await ErasureFile.OfAsync(request.Applicant, session, cancellation);
        var values = file.State.Stage is ErasureStage.Proposed
            ? await SealedAsync(file, session, cancellation)
            : 0;
        file.Stream.AppendOne(Decide(file.State, file.Files, values, actor, now));
        vault.Destroy(file.Subject, now, session);
    }

    public static SubjectErased Decide(
        Erasure erasure, IReadOnlyList<Request> files, int values, Actor actor, DateTimeOffset now)
    {
        erasure.OnlyOnce();
        if (erasure.Stage is not ErasureStage.Proposed) throw new Refused("erasure.not-proposed");
        if (erasure.ProposedBy == actor.Code) throw new Refused("erasure.same-person") { Status = 403 };
        erasure.OnlyWhereNothingIsOwed(files, now.Day());
        return new(now, erasure.Basis!, erasure.ProposedBy!, actor.Code, files.Count, values);
    }

    /// <summary>How many sealed values lose their key, on the files and in the erasure itself.</summary>
    private static async Task<int> SealedAsync(
        ErasureFile file, IDocumentSession session, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var stream in file.Files.Select(request => request.Id).Append(file.State.Id))
            foreach (var e in await session.Events.FetchStreamAsync(stream, token: cancellation))
                count += SealedMembers.Of(e.Data).Count(found => found.Value.Subject == file.Subject);
        return count;
    }
}
