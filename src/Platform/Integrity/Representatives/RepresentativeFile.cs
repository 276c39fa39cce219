using EGov.Privacy;
using EGov.Transparency;
using Marten;
using Wolverine.Http;

namespace EGov.Integrity;

/// <summary>One contact that files for others, with the signals that are about it.</summary>
public sealed record RepresentativeFile(
    DateOnly From, DateOnly Until, RepresentativeLine Line, IReadOnlyList<SignalLine> Signals);

public static class RepresentativeFileEndpoint
{
    /// <summary>A contact that files for others, and the signals that are about it. The reading is recorded.</summary>
    [WolverineGet("/api/representatives/{representativeId}")]
    public static async Task<ListAnswer<RepresentativeFile>> Get(
        Guid representativeId, IDocumentStore store, MasterKey master, Actor actor, DateTimeOffset now,
        CancellationToken cancellation) =>
        ListAnswer.Json(await FindAsync(representativeId, store, master, actor, now, cancellation)
            ?? throw new Refused("representatives.unknown") { Status = 404 });

    /// <summary>Null where there is none under this id.</summary>
    public static async Task<RepresentativeFile?> FindAsync(
        Guid id, IDocumentStore store, MasterKey master, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        if (await session.LoadAsync<RepresentativeTally>(id, cancellation) is not { } tally) return null;
        await Listing.RecordAsync(store, master, actor, $"representative {id}", true, now, cancellation);
        var signals = await session.LoadManyAsync<Signal>(cancellation, [.. tally.Signals]);
        return new(tally.From, tally.Until, RepresentativeLine.Of(tally), await SignalQuery.LinesAsync(
            [.. signals.OrderByDescending(signal => signal.Number)], session, cancellation));
    }

    /// <summary>The contact that a signal is about; null where it is about none, or about none any more.</summary>
    public static async Task<Guid?> AboutAsync(Guid signal, IQuerySession session, CancellationToken cancellation) =>
        (await session.Query<RepresentativeTally>().Where(tally => tally.Signals.Contains(signal))
            .FirstOrDefaultAsync(cancellation))?.Id;
}
