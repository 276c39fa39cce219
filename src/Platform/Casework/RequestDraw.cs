using Marten;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>The platform's own: nobody holds the file, and lots are drawn for who handles it.</summary>
/// <param name="Contributors">
/// Who adds what nobody can foresee: the platform first, then the witnesses it knows.
/// </param>
/// <param name="Patience">How long they have.</param>
/// <param name="NoncePatience">How long the applicant has before them, if he committed to a nonce.</param>
public record RequestDraw(
    Guid RequestId, IReadOnlyList<DrawContributor> Contributors, TimeSpan Patience, TimeSpan NoncePatience);

public static class RequestDrawHandler
{
    /// <summary>How many open files each officer there holds, once nobody of them is tied to this one.</summary>
    public static async Task<HeldFiles> LoadAsync(
        Request request, Handbook handbook, IQuerySession session, Conflicts conflicts, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var department = request.Matter.Department;
        var staff = handbook.Officers.Values.Where(officer => officer.Department == department && officer.IsServing);
        await conflicts.RecuseTiedAsync(request, staff, handbook, now, cancellation);
        var held = await session.Query<QueuedFile>()
            .Where(file => file.Department == department && file.Officer != null)
            .Select(file => file.Officer!).ToListAsync(cancellation);
        return new(held.CountBy(officer => officer).ToDictionary());
    }

    /// <summary>Lots are to be drawn; or nobody is left to draw from, and a manager must give it to somebody.</summary>
    public static IEnumerable<object> Handle(
        RequestDraw command, [WriteModel] Request request, HeldFiles open, Handbook handbook, DateTimeOffset now)
    {
        if (!request.IsDrawnBy(handbook)) throw new Refused("draw.not-by-lot");
        if (request.Queue is null) throw new Refused("draw.nothing-waits");
        if (request.Officer is not null) throw new Refused("draw.held-already", request.Officer);
        if (request.Draw is not null) throw new Refused("draw.running-already");
        if (request.IsPastDrawing) throw new Refused("draw.nobody-left");

        var id = Identity.Of("draw", request.Id.ToString(), $"{request.Draws + 1}");
        var policy = DrawPolicy.For(request, handbook, open.ByOfficer);
        if (policy.Pool.Count == 0)
            return [new DrawAborted(now, request.Matter, id, AbortDrawHandler.NobodyEligible, policy.Excluded)];
        DateTimeOffset? nonceBy = request.NonceDigest is null ? null : now + command.NoncePatience;
        return
        [
            new DrawRequested(now, request.Matter, id, policy.Pool, policy.Excluded, DrawPolicy.Version,
                policy.Pool.Count, command.Contributors, (nonceBy ?? now) + command.Patience, request.NonceDigest,
                nonceBy),
        ];
    }
}

/// <summary>How many open files each officer holds.</summary>
public sealed record HeldFiles(IReadOnlyDictionary<string, int> ByOfficer);
