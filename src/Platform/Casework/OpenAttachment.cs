using System.Reflection;
using System.Text.Json;
using EGov.Privacy;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Wolverine.Http;

namespace EGov.Casework;

/// <summary>An attached file as it was handed in: to be saved, never to be shown as a page of ours.</summary>
public sealed class OpenedFile(AttachedFile about, byte[] content) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status200OK, typeof(byte[]), [.. AttachFileHandler.MediaTypes]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(about.Name);
        headers.ContentDisposition = disposition.ToString();
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        httpContext.Response.ContentType = about.MediaType;
        httpContext.Response.ContentLength = content.Length;
        await httpContext.Response.Body.WriteAsync(content, httpContext.RequestAborted);
    }

    /// <summary>Whether one of the request's events names it: where none does, nobody has opened anything.</summary>
    public static async Task<(Guid Event, FileAttached Named)> MustBeThereAsync(
        string digest, Guid request, IQuerySession session, CancellationToken cancellation)
    {
        var events = await session.Events.FetchStreamAsync(request, token: cancellation);
        var found = events.FirstOrDefault(e => e.Data is FileAttached attached && attached.File.Digest == digest);
        return found?.Data is FileAttached named
            ? (found.Id, named)
            : throw new Refused("attachment.unknown") { Status = 404 };
    }

    /// <summary>Reads a file that one of the request's events names.</summary>
    public static async Task<OpenedFile> FindAsync(
        string digest, Guid request, IQuerySession session, Vault vault, CancellationToken cancellation)
    {
        var (id, named) = await MustBeThereAsync(digest, request, session, cancellation);
        var about = await vault.OpenAsync(named.About, cancellation);
        var content = await vault.OpenFileAsync(named.File, named.About.Subject, id, cancellation);
        return about.ValueKind is JsonValueKind.Object && content is not null
            ? new(AttachedFile.Read(about), content)
            : throw new Refused("attachment.gone") { Status = 410 };
    }
}

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
        return await OpenedFile.FindAsync(digest, request.Id, session, vault, cancellation);
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
        await OpenedFile.MustBeThereAsync(digest, requestId, session, cancellation);
        await RequestFileEndpoint.Get(requestId, purpose, explanation, withholding, store, vault, withheld, handbook,
            actor, now, cancellation);
        return await OpenedFile.FindAsync(digest, requestId, session, vault, cancellation);
    }
}
