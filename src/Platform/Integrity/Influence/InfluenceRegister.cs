using EGov.Privacy;
using JasperFx.Events;
using Marten;
using Marten.Events;
using Wolverine.Http;

namespace EGov.Integrity;

/// <summary>A contact as the office of integrity reads it.</summary>
/// <param name="ReportedOn">The day; nobody knows the hour.</param>
/// <param name="TrackingNumber">Number of what it is about; none where the key of the office is gone.</param>
/// <param name="Reporter">Public code of who reported it. This office tells nobody.</param>
public sealed record InfluenceLine(
    Guid ContactId, DateOnly ReportedOn, string On, string? Department, string? Service, string Kind,
    string? TrackingNumber, string? Category, string? Contact, string? Channel, string? Asked, string? Answer,
    string? Words, string? Reporter);

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record InfluencePage(IReadOnlyList<InfluenceLine> Items, int Total, string? Next);

public static class InfluenceRegisterEndpoint
{
    /// <summary>Every contact that was reported, the latest first. Who reads this is put on record.</summary>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/influence")]
    public static async Task<InfluencePage> Get(
        string? after, int? limit, IDocumentStore store, Vault vault, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var all = await session.Events.QueryAllRawEvents()
            .Where(e => e.EventTypesAre(typeof(InfluenceReported))).ToListAsync(cancellation);
        var (items, total, next) = Paging.Cut(all, e => Paging.Place(0, -((IHappened)e.Data).At.Ticks, e.Id),
            Paging.IsPlace, after, limit);
        await Listing.RecordAsync(
            store, vault.Master, actor, "influence", after is { Length: > 0 }, now, cancellation);
        var lines = new List<InfluenceLine>();
        foreach (var e in items) lines.Add(await ShowAsync(e, (InfluenceReported)e.Data, session, vault, cancellation));
        return new(lines, total, next);
    }

    private static async Task<InfluenceLine> ShowAsync(
        IEvent e, InfluenceReported reported, IQuerySession session, Vault vault, CancellationToken cancellation)
    {
        var number = Guid.TryParse(await WordsOf(reported.About), out var id)
            ? await InfluencedMatter.NumberOfAsync(reported.On, id, session, cancellation)
            : null;
        return new(e.Id, reported.At.Day(), reported.On, reported.Department, reported.Service, reported.Kind, number,
            await WordsOf(reported.Category), await WordsOf(reported.Contact), await WordsOf(reported.Channel),
            await WordsOf(reported.Asked), await WordsOf(reported.Answer), await WordsOf(reported.Words),
            await WordsOf(reported.Reporter));

        ValueTask<string?> WordsOf(Sealed? value) => vault.WordsAsync(value, cancellation);
    }
}
