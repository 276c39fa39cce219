using EGov.Privacy;
using Marten;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>One guidance note with all that was asked, said and done, from its events when it is read.</summary>
/// <param name="Question">None where the governorate began it.</param>
/// <param name="Words">The question in full; none where there was none, or the key of the office is gone.</param>
/// <param name="Draft">The draft that is open.</param>
/// <param name="Acts">What you may do with it now.</param>
public sealed record GuidanceFile(
    GuidanceLine Line, long Version, GuidanceQuestion? Question, string? Words, GuidanceDraft? Draft,
    IReadOnlyList<GuidanceEdition> Editions, IReadOnlyList<OpenedEvent> Events, IReadOnlyList<string> Acts)
    : Versioned<GuidanceFile>;

public static class GuidanceFileEndpoint
{
    /// <summary>A guidance note with its words and everything that happened to it. The reading is recorded.</summary>
    [WolverineGet("/api/guidance/{guidanceId}")]
    public static async Task<GuidanceFile> Get(
        Guid guidanceId, IDocumentStore store, Vault vault, Handbook handbook, Actor actor, DateTimeOffset now,
        CancellationToken cancellation) =>
        await FindAsync(guidanceId, store, vault, handbook, actor, now, cancellation);

    public static async Task<GuidanceFile> FindAsync(
        Guid id, IDocumentStore store, Vault vault, Handbook handbook, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(id, token: cancellation);
        if (events.Count == 0 || events[0].Data is not IOnGuidance)
            throw new Refused("guidance.unknown") { Status = 404 };
        var note = events.Aggregate(new GuidanceNote(), (state, e) => state.Evolve(e));
        if (!note.IsReadableBy(actor)) throw new Refused("guidance.not-for-you") { Status = 403 };
        // Once a day for each reader: that he reads it is known before he does.
        await Listing.RecordAsync(store, vault.Master, actor, $"guidance {id}", true, now, cancellation);
        var asked = events[0].Data as GuidanceAsked;
        return new(GuidanceLine.Of(note, handbook, now.Day()), events[^1].Version, note.Question,
            await vault.WordsAsync(asked?.Words, cancellation), note.Draft, note.Editions,
            await vault.OpenAsync(events, cancellation), GuidanceActs.Of(note, handbook, actor, now));
    }
}
