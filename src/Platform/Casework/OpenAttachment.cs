using EGov.Privacy;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Casework;

public static class OpenAttachmentEndpoint
{
    /// <summary>A file of one's own request, for who holds the secret of its receipt or filed it signed in.</summary>
    [WolverineGet("/api/requests/{trackingNumber}/attachments/{digest}")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status410Gone)]
    public static async Task<OpenedFile> GetOwn(
        string trackingNumber, string digest, [FromHeader(Name = "Request-Secret")] string? secret,
        IQuerySession session, Vault vault, Actor actor, CancellationToken cancellation)
    {
        var request = await MyRequestsEndpoint.FindAsync(
            trackingNumber, secret, session, vault.Master, actor, cancellation);
        return await FindAsync(digest, request.Id, session, vault, cancellation);
    }

    /// <summary>A file among the papers, for staff. Needs the header Purpose: the request counts as opened.</summary>
    [WolverineGet("/api/requests/{requestId}/file/attachments/{digest}")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status410Gone)]
    public static async Task<OpenedFile> Get(
        Guid requestId, string digest, [FromHeader(Name = "Purpose")] string? purpose,
        [FromHeader(Name = "Purpose-Explanation")] string? explanation,
        [FromHeader(Name = "Withholding")] Guid? withholding, IDocumentStore store, IQuerySession session, Vault vault,
        Withheld withheld, Handbook handbook, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        await RequestFile.FoldAsync(session, requestId, actor, cancellation);
        await MustBeThereAsync(digest, requestId, session, cancellation);
        await RequestFileEndpoint.Get(requestId, purpose, explanation, withholding, store, vault, withheld, handbook,
            actor, now, cancellation);
        return await FindAsync(digest, requestId, session, vault, cancellation);
    }

    /// <summary>Reads a file that one of the request's events names.</summary>
    public static async Task<OpenedFile> FindAsync(
        string digest, Guid request, IQuerySession session, Vault vault, CancellationToken cancellation)
    {
        var (id, named) = await MustBeThereAsync(digest, request, session, cancellation);
        return await OpenedFile.OpenAsync(named.About, named.File, id, vault, cancellation);
    }

    /// <summary>Whether one of the request's events names it: where none does, nobody has opened anything.</summary>
    private static async Task<(Guid Event, FileAttached Named)> MustBeThereAsync(
        string digest, Guid request, IQuerySession session, CancellationToken cancellation)
    {
        var events = await session.Events.FetchStreamAsync(request, token: cancellation);
        var found = events.FirstOrDefault(e => e.Data is FileAttached attached && attached.File.Digest == digest);
        return found?.Data is FileAttached named
            ? (found.Id, named)
            : throw new Refused("attachment.unknown") { Status = 404 };
    }
}
