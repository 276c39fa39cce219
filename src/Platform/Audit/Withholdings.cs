using EGov.Casework;
using EGov.Privacy;
using Marten;
using Wolverine.Http;

namespace EGov.Audit;

/// <summary>A withholding as those see it who decide about it and who audit it.</summary>
/// <param name="RequestId">Whose openings; none where the key of the office no longer exists.</param>
/// <param name="Words">Why, in the words of who asked.</param>
/// <param name="State">waiting, in-force, ended, or refused.</param>
/// <param name="Until">The last day agreed to.</param>
/// <param name="AskedUntil">The day that is asked for and waits for a second person.</param>
/// <param name="Waits">Who asked for that day, and so may not agree to it.</param>
public sealed record WithholdingLine(
    Guid WithholdingId, Guid? RequestId, string? TrackingNumber, string AskedBy, DateTimeOffset AskedAt, string Basis,
    string? Words, string State, DateOnly? Until, DateOnly? AskedUntil, string? Waits, string? ApprovedBy,
    int Openings);

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record WithholdingPage(IReadOnlyList<WithholdingLine> Items, int Total, string? Next);

public static class WithholdingsEndpoint
{
    /// <summary>Every withholding, the latest first. Who reads this is put on record.</summary>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/audit/withholdings")]
    public static async Task<WithholdingPage> Get(
        string? after, int? limit, IDocumentStore store, Vault vault, Withheld withheld, Actor actor,
        DateTimeOffset now, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var all = await session.Query<Withholding>().ToListAsync(cancellation);
        var (items, total, next) = Paging.Cut(
            all, one => Paging.Place(0, -one.AskedAt.Ticks, one.Id), Paging.IsPlace, after, limit);
        await Listing.RecordAsync(
            store, vault.Master, actor, "withholdings", after is { Length: > 0 }, now, cancellation);
        var lines = new List<WithholdingLine>();
        foreach (var one in items) lines.Add(await ShowAsync(one, vault, withheld, now, cancellation));
        return new(lines, total, next);
    }

    /// <summary>One withholding; null where there is none under this id. Who reads it is put on record.</summary>
    public static async Task<WithholdingLine?> FindAsync(
        Guid id, IDocumentStore store, Vault vault, Withheld withheld, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        if (await session.LoadAsync<Withholding>(id, cancellation) is not { } found) return null;
        await Listing.RecordAsync(store, vault.Master, actor, $"withholding {id}", true, now, cancellation);
        return await ShowAsync(found, vault, withheld, now, cancellation);
    }

    private static async Task<WithholdingLine> ShowAsync(
        Withholding one, Vault vault, Withheld withheld, DateTimeOffset now, CancellationToken cancellation)
    {
        var request = await withheld.RequestOfAsync(one, cancellation);
        return new(one.Id, request == Guid.Empty ? null : request,
            request == Guid.Empty ? null : TrackingNumber.Of(request), one.AskedBy, one.AskedAt, one.Basis,
            await vault.WordsAsync(one.Words, cancellation), StateOf(one, now.Day()), one.Until, one.AskedUntil,
            one.Waits, one.ApprovedBy, one.Openings.Count);
    }

    private static string StateOf(Withholding one, DateOnly today) =>
        one.IsRefused ? "refused" : one.Until is null ? "waiting" : one.IsInForce(today) ? "in-force" : "ended";
}
