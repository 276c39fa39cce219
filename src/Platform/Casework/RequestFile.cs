using EGov.Privacy;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Casework;

/// <summary>One file as its office sees it, built from its events at the moment it is opened.</summary>
public sealed record RequestFile(
    Guid RequestId, long Version, string TrackingNumber, Matter Matter, RequestStatus Status, string? Officer, int Priority,
    DateTimeOffset SubmittedAt, Deadline? LegalLimit, Deadline? Promise, DateOnly? AnswerBy,
    IReadOnlyDictionary<int, string> OpenReferrals, DecisionPrepared? Prepared, RequestDecided? Decision,
    Closure? Closure, bool OwesRemedy, IReadOnlyList<OpenedEvent> Events, IReadOnlyList<FileOpened> Openings)
{
    /// <summary>Reads the file for a member of staff; the purpose stated is recorded first.</summary>
    public static async Task<RequestFile> OpenAsync(
        Guid requestId, string? purpose, IDocumentStore store, Vault vault, Handbook handbook, Actor actor,
        DateTimeOffset now, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(requestId, token: cancellation);
        if (events.Count == 0 || events[0].Data is not RequestSubmitted)
            throw new Refused("file.unknown") { Status = 404 };
        var request = events.Aggregate(new Request(), (state, e) => state.Evolve(e));
        if (!request.IsReadableBy(actor)) throw new Refused("file.not-for-this-department") { Status = 403 };

        await Privacy.Openings.RecordAsync(store, requestId, actor, purpose, now, cancellation);
        var openings = await session.Events.FetchStreamAsync(Privacy.Openings.Of(requestId), token: cancellation);
        var (limit, promise) = request.Clocks(handbook.Calendar);
        return new(requestId, events[^1].Version, request.TrackingNumber, request.Matter, request.Status, request.Officer,
            request.Priority, request.SubmittedAt, limit, promise, request.AnswerBy, request.OpenReferrals,
            request.Prepared, request.Decision, request.Closure, request.OwesRemedy,
            await vault.OpenAsync(events, cancellation), [.. openings.Select(e => (FileOpened)e.Data)]);
    }
}

public static class RequestFileEndpoint
{
    /// <summary>The whole file. Needs the header Purpose; the opening is recorded and the applicant sees it.</summary>
    [Authorize(Roles = "officer,manager,auditor"), WolverineGet("/api/requests/{requestId}/file")]
    public static Task<RequestFile> Get(
        Guid requestId, [FromHeader(Name = "Purpose")] string? purpose, IDocumentStore store, Vault vault,
        Handbook handbook, Actor actor, DateTimeOffset now, CancellationToken cancellation) =>
        RequestFile.OpenAsync(requestId, purpose, store, vault, handbook, actor, now, cancellation);
}
