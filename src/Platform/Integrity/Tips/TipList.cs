using EGov.Casework;
using EGov.Privacy;
using Marten;
using Wolverine.Http;

namespace EGov.Integrity;

/// <summary>One tip in the list of the office of integrity, or of the custodian.</summary>
/// <param name="IsNamed">Whether an identity was given; the custodian alone can open it.</param>
/// <param name="AwaitsOffice">Whoever holds the receipt spoke last.</param>
public sealed record TipLine(
    Guid TipId, DateOnly ReceivedOn, bool IsNamed, bool AwaitsOffice, string? Outcome, int TimesIdentityOpened);

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record TipPage(IReadOnlyList<TipLine> Items, int Total, string? Next);

/// <summary>A tip as the office of integrity reads it.</summary>
/// <param name="About">The file that he named himself, as he wrote it.</param>
/// <param name="Linked">Tracking numbers of the files that it was linked to.</param>
public sealed record TipFile(
    Guid TipId, DateOnly ReceivedOn, string? Topic, string? About, bool IsNamed, string? Outcome,
    IReadOnlyList<string> Linked, IReadOnlyList<TipMessage> Messages);

public static class TipListEndpoint
{
    /// <summary>Every tip, the latest first; for the custodian those that were given with a name.</summary>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/tips")]
    public static async Task<TipPage> Get(
        string? after, int? limit, IQuerySession session, Actor actor, CancellationToken cancellation)
    {
        var tips = await session.Query<Tip>().ToListAsync(cancellation);
        var (items, total, next) = Paging.Cut(
            tips.Where(tip => actor.Role is "integrity" || tip.Identity is not null),
            tip => Paging.Place(0, -tip.ReceivedOn.DayNumber, tip.Id), Paging.IsPlace, after, limit);
        return new(
            [
                .. items.Select(tip => new TipLine(tip.Id, tip.ReceivedOn, tip.Identity is not null, tip.AwaitsOffice,
                    tip.Outcome, tip.TimesIdentityOpened)),
            ],
            total, next);
    }

    /// <summary>One tip with its messages. Who reads it is put on record.</summary>
    [WolverineGet("/api/tips/{tipId}")]
    public static async Task<TipFile> GetOne(
        Guid tipId, IDocumentStore store, Vault vault, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(tipId, token: cancellation);
        if (events.Count == 0 || events[0].Data is not TipSubmitted submitted)
            throw new Refused("tip.unknown") { Status = 404 };
        await Listing.RecordAsync(store, vault.Master, actor, $"tip {tipId}", true, now, cancellation);
        var linked = new List<string>();
        foreach (var link in events.Select(e => e.Data).OfType<TipLinked>())
            if (Guid.TryParse(await vault.WordsAsync(link.Request, cancellation), out var request))
                linked.Add(TrackingNumber.Of(request));
        return new(tipId, submitted.At.Day(), await vault.WordsAsync(submitted.Topic, cancellation),
            await vault.WordsAsync(submitted.About, cancellation), submitted.Identity is not null,
            events.Select(e => e.Data).OfType<TipClosed>().LastOrDefault()?.Outcome, linked,
            await MyTip.MessagesAsync(tipId, session, vault, cancellation));
    }
}
