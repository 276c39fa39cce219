using EGov.Privacy;
using Marten;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>One resolution with all that was said and done about it.</summary>
/// <param name="Words">What else was resolved; none where there is nothing, or the key of the office is gone.</param>
/// <param name="Running">The council's meeting that runs now, in which it can go on or be given up.</param>
/// <param name="Acts">What you may do with it now.</param>
public sealed record ResolutionFile(
    ResolutionLine Line, long Version, string? Words, Guid? Running, IReadOnlyList<OpenedEvent> Events,
    IReadOnlyList<string> Acts) : Versioned<ResolutionFile>;

public static class ResolutionFileEndpoint
{
    /// <summary>A resolution with its words and everything that happened to it. The reading is recorded.</summary>
    [WolverineGet("/api/resolutions/{resolutionId}")]
    public static async Task<ResolutionFile> Get(
        Guid resolutionId, IDocumentStore store, Vault vault, Handbook handbook, Actor actor, DateTimeOffset now,
        CancellationToken cancellation) =>
        await FindAsync(resolutionId, store, vault, handbook, actor, now, cancellation);

    public static async Task<ResolutionFile> FindAsync(
        Guid id, IDocumentStore store, Vault vault, Handbook handbook, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(id, token: cancellation);
        if (events.Count == 0 || events[0].Data is not ResolutionAdopted adopted)
            throw new Refused("resolution.unknown") { Status = 404 };
        var resolution = events.Aggregate(new Resolution(), (state, e) => state.Evolve(e));
        if (!resolution.IsReadableBy(actor)) throw new Refused("resolution.not-for-you") { Status = 403 };
        await Listing.RecordAsync(store, vault.Master, actor, $"resolution {id}", true, now, cancellation);
        var running = await session.Query<Meeting>()
            .Where(meeting => meeting.Council == resolution.Council && meeting.IsRunning)
            .FirstOrDefaultAsync(cancellation);
        var directive = await DirectResolutionHandler.OfAsync(resolution, session, cancellation);
        return new(ResolutionLine.Of(resolution, now.Day()), events[^1].Version,
            await vault.WordsAsync(adopted.Words, cancellation), running?.Id,
            await vault.OpenAsync(events, cancellation),
            MeetingActs.Of(resolution, running, directive, handbook, actor, now));
    }
}
