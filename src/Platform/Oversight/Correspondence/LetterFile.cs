using System.Text.Json;
using EGov.Privacy;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>One letter with its words, its thread and what happened to it, at the moment when it is read.</summary>
/// <param name="Draft">As it stands, before it is sent.</param>
/// <param name="Checks">What it must have before it is sent; none afterwards.</param>
/// <param name="Thread">The letters of the same thread, the oldest first, itself among them.</param>
/// <param name="Acts">What you may do with it now: the last part of each address.</param>
/// <param name="Executors">To whom you may give it, where you may.</param>
public sealed record LetterFile(
    LetterLine Line, long Version, LetterWords Words, LetterDraft? Draft, IReadOnlyList<LetterCheck> Checks,
    IReadOnlyList<LetterLine> Thread, IReadOnlyList<LetterLink> Links, IReadOnlyList<OpenedEvent> Events,
    IReadOnlyList<string> Acts, IReadOnlyList<string> Executors) : Versioned<LetterFile>;

/// <summary>What a letter says; a value whose key is gone is none.</summary>
/// <param name="Correspondent">Who wrote it or is written to from outside.</param>
/// <param name="TheirNumber">In the sender's register, or in the one that it was brought over from.</param>
public sealed record LetterWords(
    string? Correspondent, string? Contact, string? TheirNumber, string? Words, string? Effect, string? Evidence,
    string? LegalReference);

/// <param name="Rule">one-subject, effect, evidence, date, owner, legal-reference, or information-only.</param>
/// <param name="Code">Why it may not be sent so; none where it is as it should be.</param>
public sealed record LetterCheck(string Rule, string? Code);

public static class LetterFileEndpoint
{
    /// <summary>A letter with its words, its thread and all that happened to it. The reading is recorded.</summary>
    [WolverineGet("/api/letters/{letterId}")]
    public static async Task<LetterFile> Get(
        Guid letterId, IDocumentStore store, Vault vault, Handbook handbook, Actor actor, DateTimeOffset now,
        CancellationToken cancellation) =>
        await FindAsync(letterId, store, vault, handbook, actor, now, cancellation);

    /// <summary>A file of a letter. The reading is recorded.</summary>
    [WolverineGet("/api/letters/{letterId}/files/{digest}")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status410Gone)]
    public static async Task<OpenedFile> GetFile(
        Guid letterId, string digest, IDocumentStore store, Vault vault, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var (_, events) = await ReadableAsync(letterId, store, actor, cancellation);
        if (events.FirstOrDefault(e => e.Data is LetterFileAttached attached && attached.File.Digest == digest) is not
            { Data: LetterFileAttached named } found)
            throw new Refused("letter.file-unknown") { Status = 404 };
        await RecordAsync(letterId, store, vault, actor, now, cancellation);
        return await OpenedFile.OpenAsync(named.About, named.File, found.Id, vault, cancellation);
    }

    public static async Task<LetterFile> FindAsync(
        Guid id, IDocumentStore store, Vault vault, Handbook handbook, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var (letter, events) = await ReadableAsync(id, store, actor, cancellation);
        await RecordAsync(id, store, vault, actor, now, cancellation);
        var draft = letter.Status is LetterStatus.Draft
            ? LetterDraft.Read(await vault.OpenAsync(letter.Draft!, cancellation),
                await OpenAsync(letter.Correspondent, vault, cancellation))
            : null;
        await using var session = store.QuerySession();
        var thread = await session.Query<OfficialLetter>().Where(one => one.Thread == letter.Thread)
            .ToListAsync(cancellation);
        return new(LetterLine.Of(letter, handbook, now.Day()), events[^1].Version,
            draft is null ? await WordsAsync(events, vault, cancellation) : OfDraft(draft), draft,
            draft is null ? [] : [.. LetterQuality.Of(draft, handbook)
                .Select(rule => new LetterCheck(rule.Rule, rule.Broken?.Code))],
            [
                .. thread.Where(one => one.IsSent || one.IsReadableBy(actor)).OrderBy(one => one.SentAt ?? now)
                    .ThenBy(one => one.InReplyTo is not null).Select(one => LetterLine.Of(one, handbook, now.Day())),
            ],
            draft?.Links ?? LinksOf(events), await vault.OpenAsync(events, cancellation),
            LetterActs.Of(letter, draft, handbook, actor, now),
            LetterActs.ExecutorsFor(letter, handbook, actor, now));
    }

    /// <summary>The words of a letter that was sent or registered, or of one that never was.</summary>
    internal static async Task<LetterWords> WordsAsync(
        IEnumerable<IEvent> events, Vault vault, CancellationToken cancellation)
    {
        var kept = events.Select(e => e.Data switch
        {
            LetterSent sent => new[]
            {
                sent.Correspondent, sent.FormerNumber, sent.Words, sent.Effect, sent.Evidence, sent.LegalReference,
            },
            LetterRegistered registered =>
            [
                registered.Correspondent, registered.TheirNumber, registered.Words, registered.Effect, null, null,
            ],
            _ => null,
        }).FirstOrDefault(found => found is not null) ?? new Sealed?[6];
        var opened = await OpenAsync(kept[0], vault, cancellation);
        var outsider = opened.ValueKind is JsonValueKind.Object ? Outsider.Read(opened) : null;
        return new(outsider?.Name, outsider?.Contact, await vault.WordsAsync(kept[1], cancellation),
            await vault.WordsAsync(kept[2], cancellation), await vault.WordsAsync(kept[3], cancellation),
            await vault.WordsAsync(kept[4], cancellation), await vault.WordsAsync(kept[5], cancellation));
    }

    internal static IReadOnlyList<LetterLink> LinksOf(IEnumerable<IEvent> events) =>
        events.Select(e => e.Data switch
        {
            LetterSent sent => sent.Links,
            LetterRegistered registered => registered.Links,
            _ => null,
        }).FirstOrDefault(links => links is not null) ?? [];

    private static LetterWords OfDraft(LetterDraft draft) => new(draft.Correspondent, draft.Contact, null, draft.Words,
        draft.Effect, draft.Evidence, draft.LegalReference);

    private static async Task<JsonElement> OpenAsync(Sealed? value, Vault vault, CancellationToken cancellation) =>
        value is null ? default : await vault.OpenAsync(value, cancellation);

    /// <summary>The letter and its events, still sealed, for whoever may read it.</summary>
    private static async Task<(OfficialLetter, IReadOnlyList<IEvent>)> ReadableAsync(
        Guid id, IDocumentStore store, Actor actor, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(id, token: cancellation);
        if (events.Count == 0 || events[0].Data is not (LetterDrafted or LetterRegistered))
            throw new Refused("letter.unknown") { Status = 404 };
        var letter = events.Aggregate(new OfficialLetter(), (state, e) => state.Evolve(e));
        return letter.IsReadableBy(actor)
            ? (letter, events)
            : throw new Refused("letter.not-for-you") { Status = 403 };
    }

    /// <summary>Once a day for each reader: that he reads it is known before he does.</summary>
    private static Task RecordAsync(
        Guid id, IDocumentStore store, Vault vault, Actor actor, DateTimeOffset now, CancellationToken cancellation) =>
        Listing.RecordAsync(store, vault.Master, actor, $"letter {id}", true, now, cancellation);
}
