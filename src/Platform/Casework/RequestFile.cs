using EGov.Privacy;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Casework;

/// <summary>One file as its office sees it, built from its events at the moment it is opened.</summary>
public sealed record RequestFile(
    Guid RequestId, long Version, string TrackingNumber, Matter Matter, RequestStatus Status, string? Officer,
    int Priority, DateTimeOffset SubmittedAt, Deadline? LegalLimit, Deadline? Promise, DateOnly? AnswerBy,
    IReadOnlyDictionary<int, string> OpenReferrals, DecisionPrepared? Prepared, RequestDecided? Decision,
    Closure? Closure, bool OwesRemedy, IReadOnlyList<OpenedEvent> Events, IReadOnlyList<FileOpening> Openings)
    : Versioned<RequestFile>
{
    /// <summary>Reads the file for a member of staff; the purpose stated is recorded first.</summary>
    public static async Task<RequestFile> OpenAsync(
        Guid requestId, StatedPurpose stated, IDocumentStore store, Vault vault, Withheld withheld, Handbook handbook,
        Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var (events, request) = await FoldAsync(session, requestId, actor, cancellation);
        if (stated.Withholding is { } withholding)
            await withheld.RecordAsync(store, withholding, requestId, actor, now, cancellation);
        else await Privacy.Openings.RecordAsync(
            store, OpenFile.Decide(request, stated.Purpose, stated.Explanation, actor, handbook, now), cancellation);
        return await ShowAsync(session, events, request, vault, withheld, handbook, now, cancellation);
    }

    /// <summary>The file once more for a reader whose opening, made since a moment, is on record already.</summary>
    /// <returns>With its facts as a test sees them; null, and nothing is unsealed, where there is no opening.</returns>
    public static async Task<(RequestFile File, OpenFacts Facts)?> ReopenAsync(
        Guid requestId, DateTimeOffset since, IDocumentStore store, Vault vault, Withheld withheld, Handbook handbook,
        Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var (events, request) = await FoldAsync(session, requestId, actor, cancellation);
        var openings = await session.Events.FetchStreamAsync(Privacy.Openings.Of(requestId), token: cancellation);
        if (!openings.Any(e => e.Data is FileOpened opened && opened.Reader == actor.Code && opened.At >= since))
            return null;
        return (await ShowAsync(session, events, request, vault, withheld, handbook, now, cancellation),
            await OpenFacts.OfAsync(request, vault, cancellation));
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
        IQuerySession session, IReadOnlyList<IEvent> events, Request request, Vault vault, Withheld withheld,
        Handbook handbook, DateTimeOffset now, CancellationToken cancellation)
    {
        var (limit, promise) = request.Clocks(handbook.Calendar);
        return new(request.Id, events[^1].Version, request.TrackingNumber, request.Matter, request.Status, request.Officer,
            request.Priority, request.SubmittedAt, limit, promise, request.AnswerBy, request.OpenReferrals,
            request.Prepared, request.Decision, request.Closure, request.OwesRemedy,
            await vault.OpenAsync(events, cancellation),
            await FileOpening.OfAsync([request.Id], session, withheld, now, cancellation));
    }
}

/// <summary>What somebody says before a file is shown to him.</summary>
/// <param name="Withholding">An agreed withholding of his on this file: it says the purpose.</param>
public sealed record StatedPurpose(string? Purpose, string? Explanation = null, Guid? Withholding = null);

public static class RequestFileEndpoint
{
    /// <summary>The whole file. Needs the header Purpose; the opening is recorded and the applicant sees it.</summary>
    /// <param name="explanation">
    /// Who has no open task for the purpose says here why he opens the file, in 20 to 500 letters, percent-encoded
    /// (RFC 3986) where they are not ASCII. The words are sealed; the applicant sees that there are some.
    /// </param>
    /// <param name="withholding">
    /// In place of a purpose: the withholding under which an integrity officer opens the file. The applicant sees the
    /// opening after its last day.
    /// </param>
    [WolverineGet("/api/requests/{requestId}/file")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status400BadRequest)]
    public static Task<RequestFile> Get(
        Guid requestId, [FromHeader(Name = "Purpose")] string? purpose,
        [FromHeader(Name = "Purpose-Explanation")] string? explanation,
        [FromHeader(Name = "Withholding")] Guid? withholding, IDocumentStore store, Vault vault, Withheld withheld,
        Handbook handbook, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var words = explanation is null ? null : Uri.UnescapeDataString(explanation);
        return RequestFile.OpenAsync(requestId, new(purpose, words, withholding), store, vault, withheld, handbook,
            actor, now, cancellation);
    }
}
