using System.Collections.Concurrent;
using EGov.Privacy;
using Marten;
using Marten.Events;

namespace EGov.Integrity;

/// <summary>About which requests contacts were reported: told to the figures, and to nobody.</summary>
public sealed class Contacts(IDocumentStore store, Vault vault)
{
    // What a contact is about never changes: it is unsealed once by each process.
    private readonly ConcurrentDictionary<Guid, Guid> _abouts = new();

    /// <summary>Every contact there is, with the id of the request it is about; empty where its key is gone.</summary>
    /// <param name="by">Only those that had been reported by then; none: all.</param>
    public async Task<IReadOnlyList<(InfluenceReported Reported, Guid Request)>> AllAsync(
        DateTimeOffset? by, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var asked = session.Events.QueryAllRawEvents().Where(e => e.EventTypesAre(typeof(InfluenceReported)));
        if (by is { } moment) asked = asked.Where(e => e.Timestamp <= moment);
        var events = await asked.OrderBy(e => e.Sequence).ToListAsync(cancellation);
        var all = new List<(InfluenceReported, Guid)>(events.Count);
        foreach (var e in events)
        {
            var reported = (InfluenceReported)e.Data;
            if (!_abouts.TryGetValue(e.Id, out var about))
            {
                var opened = await vault.WordsAsync(reported.About, cancellation);
                about = _abouts[e.Id] = Guid.TryParse(opened, out var id) ? id : Guid.Empty;
            }

            all.Add((reported, about));
        }

        return all;
    }
}
