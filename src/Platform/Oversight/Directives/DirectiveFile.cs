using EGov.Privacy;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>One directive with all that was said and done, from its events at the moment when it is read.</summary>
/// <param name="Effect">What shall be different then; none where the key of the office is gone.</param>
/// <param name="Evidence">By what that is to be seen.</param>
/// <param name="Support">What the governorate gives for it.</param>
/// <param name="Acts">What you may do with it now.</param>
/// <param name="Executors">To whom you may give it, where you may.</param>
public sealed record DirectiveFile(
    DirectiveLine Line, long Version, string? Effect, string? Evidence, string? Support,
    IReadOnlyList<OpenedEvent> Events, IReadOnlyList<DirectiveAct> Acts, IReadOnlyList<string> Executors)
    : Versioned<DirectiveFile>;

public static class DirectiveFileEndpoint
{
    /// <summary>A directive with its words and everything that happened to it. The reading is recorded.</summary>
    [WolverineGet("/api/directives/{directiveId}")]
    public static async Task<DirectiveFile> Get(
        Guid directiveId, IDocumentStore store, Vault vault, Handbook handbook, Actor actor, DateTimeOffset now,
        CancellationToken cancellation) =>
        await FindAsync(directiveId, store, vault, handbook, actor, now, cancellation);

    /// <summary>A file that shows the effect. The reading is recorded.</summary>
    [WolverineGet("/api/directives/{directiveId}/evidence/{digest}")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status410Gone)]
    public static async Task<OpenedFile> GetEvidence(
        Guid directiveId, string digest, IDocumentStore store, Vault vault, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var (_, events) = await ReadableAsync(directiveId, store, actor, cancellation);
        if (events.FirstOrDefault(e => e.Data is EvidenceAttached attached && attached.File.Digest == digest) is not
            { Data: EvidenceAttached named } found)
            throw new Refused("evidence.unknown") { Status = 404 };
        await RecordAsync(directiveId, store, vault, actor, now, cancellation);
        return await OpenedFile.OpenAsync(named.About, named.File, found.Id, vault, cancellation);
    }

    public static async Task<DirectiveFile> FindAsync(
        Guid id, IDocumentStore store, Vault vault, Handbook handbook, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var (directive, events) = await ReadableAsync(id, store, actor, cancellation);
        await RecordAsync(id, store, vault, actor, now, cancellation);
        var issued = (DirectiveIssued)events[0].Data;
        return new(DirectiveLine.Of(directive, handbook, now.Day()), events[^1].Version,
            await vault.WordsAsync(issued.Effect, cancellation), await vault.WordsAsync(issued.Evidence, cancellation),
            await vault.WordsAsync(issued.Support, cancellation), await vault.OpenAsync(events, cancellation),
            DirectiveActs.Of(directive, handbook, actor, now),
            DirectiveActs.ExecutorsFor(directive, handbook, actor, now));
    }

    /// <summary>The directive and its events, still sealed, for whoever may read it.</summary>
    private static async Task<(Directive, IReadOnlyList<JasperFx.Events.IEvent>)> ReadableAsync(
        Guid id, IDocumentStore store, Actor actor, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(id, token: cancellation);
        if (events.Count == 0 || events[0].Data is not DirectiveIssued)
            throw new Refused("directive.unknown") { Status = 404 };
        var directive = events.Aggregate(new Directive(), (state, e) => state.Evolve(e));
        return directive.IsReadableBy(actor)
            ? (directive, events)
            : throw new Refused("directive.not-for-you") { Status = 403 };
    }

    /// <summary>Once a day for each reader: that he reads it is known before he does.</summary>
    private static Task RecordAsync(
        Guid id, IDocumentStore store, Vault vault, Actor actor, DateTimeOffset now, CancellationToken cancellation) =>
        Listing.RecordAsync(store, vault.Master, actor, $"directive {id}", true, now, cancellation);
}
