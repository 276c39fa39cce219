using EGov.Casework;
using Marten;
using Wolverine.Http;

namespace EGov.Privacy;

/// <summary>One person's erasure as its custodians see it; the person is known by his requests alone.</summary>
/// <param name="Words">What the person said; none once erased.</param>
/// <param name="Reasons">Why it was proposed or refused; none once erased.</param>
/// <param name="HeldUntil">The last day of a hold of the law that is in force.</param>
public sealed record ErasureLine(
    Guid Id, ErasureStage Stage, IReadOnlyList<ErasureOf> Requests, DateTimeOffset? AskedAt, string? Words,
    string? Basis, string? ProposedBy, DateTimeOffset? ProposedAt, string? Reasons, DateOnly? HeldUntil,
    string? HoldGround, DateTimeOffset? EndedAt, string? EndedBy);

/// <summary>A request of the person, by which the acts of an erasure name him.</summary>
public sealed record ErasureOf(Guid RequestId, string TrackingNumber, bool IsOpen);

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record ErasurePage(IReadOnlyList<ErasureLine> Items, int Total, string? Next);

public static class ErasuresEndpoint
{
    /// <summary>Erasures, what waits first; or that of one person, by a request of his.</summary>
    /// <param name="request">The id or the tracking number of a request.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/erasures")]
    public static async Task<ErasurePage> Get(
        string? request, string? after, int? limit, IQuerySession session, Vault vault, DateTimeOffset now,
        CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(request))
        {
            var all = await session.Query<Erasure>().ToListAsync(cancellation);
            var (items, total, next) = Paging.Cut(
                all.Where(one => one.Stage is not ErasureStage.None), Place, Paging.IsPlace, after, limit);
            var lines = new List<ErasureLine>();
            foreach (var one in items) lines.Add(await ShowAsync(one, one.Subject, session, vault, now, cancellation));
            return new(lines, total, next);
        }

        var file = await FindAsync(request, session, cancellation);
        if (file is null) return new([], 0, null);
        var erasure = await session.LoadAsync<Erasure>(Erasure.Of(file.Applicant), cancellation) ?? new();
        return new([await ShowAsync(erasure, file.Applicant, session, vault, now, cancellation)], 1, null);
    }

    /// <summary>What waits for an answer stands first, the oldest above; then what is done, the latest above.</summary>
    private static string Place(Erasure one) => one.Stage is ErasureStage.Asked or ErasureStage.Proposed
        ? Paging.Place(0, (one.AskedAt ?? one.ProposedAt)!.Value.UtcTicks, one.Id)
        : Paging.Place(1, -one.EndedAt!.Value.UtcTicks, one.Id);

    private static async Task<Request?> FindAsync(string said, IQuerySession session, CancellationToken cancellation)
    {
        if (Guid.TryParse(said, out var id)) return await session.LoadAsync<Request>(id, cancellation);
        return TrackingNumber.Read(said) is { } number
            ? await session.Query<Request>().Where(file => file.TrackingNumber == number)
                .SingleOrDefaultAsync(cancellation)
            : null;
    }

    private static async Task<ErasureLine> ShowAsync(
        Erasure one, Guid? subject, IQuerySession session, Vault vault, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var files = subject is { } whose
            ? await session.Query<Request>().Where(file => file.Applicant == whose).OrderBy(file => file.SubmittedAt)
                .ToListAsync(cancellation)
            : [];
        var isHeld = one.HeldUntil >= now.Day();
        return new(one.Id, one.Stage,
            [.. files.Select(file => new ErasureOf(file.Id, file.TrackingNumber, file.IsOpen))], one.AskedAt,
            await vault.WordsAsync(one.Words, cancellation), one.Basis, one.ProposedBy, one.ProposedAt,
            await vault.WordsAsync(one.Reasons, cancellation), isHeld ? one.HeldUntil : null,
            isHeld ? one.HoldGround : null, one.EndedAt, one.EndedBy);
    }
}
