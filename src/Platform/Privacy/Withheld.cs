using System.Collections.Concurrent;
using System.Text.Json;
using Marten;

namespace EGov.Privacy;

/// <summary>Which withholding is about which request: told to who may know, and to nobody before its day.</summary>
public sealed class Withheld(Vault vault)
{
    // What a withholding is about never changes: it is unsealed once by each process.
    private readonly ConcurrentDictionary<Guid, Guid> _requests = new();

    /// <summary>Openings that were withheld until a day that has passed, as their applicants see them.</summary>
    public async Task<IReadOnlyList<FileOpening>> AppearedAsync(
        IReadOnlyCollection<Guid> requests, IQuerySession session, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = now.Day();
        var ended = await session.Query<Withholding>().Where(one => one.Until < today).ToListAsync(cancellation);
        return await OfAsync(requests, ended, cancellation);
    }

    /// <summary>Puts on record that a file is being read under a withholding, before it is shown.</summary>
    public async Task RecordAsync(
        IDocumentStore store, Guid withholding, Guid request, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        var found = await session.LoadAsync<Withholding>(withholding, cancellation);
        if (found is null || await RequestOfAsync(found, cancellation) != request)
            throw new Refused("withholding.of-another-file") { Status = 404 };
        if (found.AskedBy != actor.Code) throw new Refused("withholding.of-another-officer") { Status = 403 };
        if (!found.IsInForce(now.Day())) throw new Refused("withholding.not-agreed-or-over") { Status = 403 };
        session.Events.Append(withholding, new WithheldFileOpened(now, actor.Code, actor.Role, actor.Department));
        await session.SaveChangesAsync(cancellation);
    }

    /// <summary>All openings of a file that were ever withheld: for auditors alone.</summary>
    public async Task<IReadOnlyList<Withholding>> OfAsync(
        Guid request, IQuerySession session, CancellationToken cancellation)
    {
        var found = new List<Withholding>();
        foreach (var one in await session.Query<Withholding>().ToListAsync(cancellation))
            if (await RequestOfAsync(one, cancellation) == request) found.Add(one);
        return found;
    }

    /// <summary>The request that a withholding is about; empty when its office's key no longer exists.</summary>
    public async Task<Guid> RequestOfAsync(Withholding withholding, CancellationToken cancellation)
    {
        if (_requests.TryGetValue(withholding.Id, out var known)) return known;
        if (withholding.Request is null) return Guid.Empty;
        var opened = await vault.OpenAsync(withholding.Request, cancellation);
        if (opened.ValueKind is not JsonValueKind.String) return Guid.Empty;
        return _requests.GetOrAdd(withholding.Id, opened.GetGuid());
    }

    private async Task<IReadOnlyList<FileOpening>> OfAsync(
        IReadOnlyCollection<Guid> requests, IEnumerable<Withholding> withholdings, CancellationToken cancellation)
    {
        var found = new List<FileOpening>();
        foreach (var one in withholdings.Where(one => one.Openings.Count > 0))
        {
            var request = await RequestOfAsync(one, cancellation);
            if (!requests.Contains(request)) continue;
            found.AddRange(one.Openings.Select(opening => FileOpening.Of(opening, request)));
        }

        return found;
    }
}
