using System.Reflection;
using EGov.Privacy;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Casework;

/// <summary>One file as its office sees it, built from its events at the moment it is opened.</summary>
public sealed record RequestFile(
    Guid RequestId, long Version, string TrackingNumber, Matter Matter, RequestStatus Status, string? Officer,
    int Priority, DateTimeOffset SubmittedAt, Deadline? LegalLimit, Deadline? Promise, DateOnly? AnswerBy,
    IReadOnlyDictionary<int, string> OpenReferrals, DecisionPrepared? Prepared, RequestDecided? Decision,
    Closure? Closure, bool OwesRemedy, IReadOnlyList<OpenedEvent> Events, IReadOnlyList<FileOpened> Openings)
    : IHttpAware
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(RequestFile)));

    void IHttpAware.Apply(HttpContext context) => context.Response.Headers.ETag = $"\"{Version}\"";

    /// <summary>Reads the file for a member of staff; the purpose stated is recorded first.</summary>
    public static async Task<RequestFile> OpenAsync(
        Guid requestId, string? purpose, IDocumentStore store, Vault vault, Handbook handbook, Actor actor,
        DateTimeOffset now, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var (events, request) = await FoldAsync(session, requestId, actor, cancellation);
        await Privacy.Openings.RecordAsync(store, requestId, actor, purpose, now, cancellation);
        return await ShowAsync(session, events, request, vault, handbook, cancellation);
    }

    /// <summary>The file once more for a reader whose opening, made since a moment, is on record already.</summary>
    /// <returns>Null, and nothing is shown, where there is no such opening.</returns>
    public static async Task<RequestFile?> ReopenAsync(
        Guid requestId, DateTimeOffset since, IDocumentStore store, Vault vault, Handbook handbook, Actor actor,
        CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var (events, request) = await FoldAsync(session, requestId, actor, cancellation);
        var file = await ShowAsync(session, events, request, vault, handbook, cancellation);
        return file.Openings.Any(opening => opening.Reader == actor.Code && opening.At >= since) ? file : null;
    }

    /// <summary>The file and its events, still sealed, for whoever may read it.</summary>
    internal static async Task<(IReadOnlyList<IEvent>, Request)> FoldAsync(
        IQuerySession session, Guid requestId, Actor actor, CancellationToken cancellation)
    {
        var events = await session.Events.FetchStreamAsync(requestId, token: cancellation);
        if (events.Count == 0 || events[0].Data is not RequestSubmitted)
            throw new Refused("file.unknown") { Status = 404 };
        var request = events.Aggregate(new Request(), (state, e) => state.Evolve(e));
        if (request.Recused.Contains(actor.Code)) throw new Refused("file.reader-recused") { Status = 403 };
        if (!request.IsReadableBy(actor)) throw new Refused("file.not-for-this-department") { Status = 403 };
        return (events, request);
    }

    private static async Task<RequestFile> ShowAsync(
        IQuerySession session, IReadOnlyList<IEvent> events, Request request, Vault vault, Handbook handbook,
        CancellationToken cancellation)
    {
        var openings = await session.Events.FetchStreamAsync(Privacy.Openings.Of(request.Id), token: cancellation);
        var (limit, promise) = request.Clocks(handbook.Calendar);
        return new(request.Id, events[^1].Version, request.TrackingNumber, request.Matter, request.Status, request.Officer,
            request.Priority, request.SubmittedAt, limit, promise, request.AnswerBy, request.OpenReferrals,
            request.Prepared, request.Decision, request.Closure, request.OwesRemedy,
            await vault.OpenAsync(events, cancellation), [.. openings.Select(e => (FileOpened)e.Data)]);
    }
}

public static class RequestFileEndpoint
{
    /// <summary>The whole file. Needs the header Purpose; the opening is recorded and the applicant sees it.</summary>
    [WolverineGet("/api/requests/{requestId}/file")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    public static Task<RequestFile> Get(
        Guid requestId, [FromHeader(Name = "Purpose")] string? purpose, IDocumentStore store, Vault vault,
        Handbook handbook, Actor actor, DateTimeOffset now, CancellationToken cancellation) =>
        RequestFile.OpenAsync(requestId, purpose, store, vault, handbook, actor, now, cancellation);
}
