using System.Collections.Concurrent;
using EGov.Proofs;
using JasperFx;
using Marten;
using Marten.Exceptions;
using Npgsql;
using Wolverine.Persistence.Durability;

namespace EGov.Portal.Api;

/// <summary>Whether this host can serve, and the figures behind the answer.</summary>
/// <param name="Status">ready or unready.</param>
/// <param name="Written">Sequence of the latest event.</param>
/// <param name="Messages">None while the database does not answer.</param>
/// <param name="Ledger">None while the database does not answer.</param>
/// <param name="Unready">What is in the way: database, ledger, or projections by name.</param>
public sealed record Readiness(
    string Status, long Written, IReadOnlyList<ProjectionLag> Projections, MessageDepth? Messages,
    LedgerState? Ledger, IReadOnlyList<string> Unready);

/// <param name="Seen">Sequence of the last event it has taken in.</param>
/// <param name="Behind">How many sequence numbers lie between it and the latest event.</param>
/// <param name="State">current; following; stopped, by a failure or for want of a step; or too-far-behind.</param>
public sealed record ProjectionLag(string Name, long Seen, long Behind, string State);

/// <summary>Messages in the durable outbox and inbox, those for later, and those nobody could handle.</summary>
public sealed record MessageDepth(int Outgoing, int Incoming, int Scheduled, int DeadLetters);

/// <summary>Our own look at the projections: Marten's checks call a dead daemon healthy.</summary>
/// <remarks>A view that is behind and moves is no reason to turn anybody away; at a start most are.</remarks>
public sealed class Health(
    IDocumentStore store, IMessageStore messages, Marten.Events.Daemon.Coordination.IProjectionCoordinator coordinator,
    LedgerWatch ledger, TimeProvider clock, IConfiguration configuration)
{
    /// <summary>How long a projection may be behind without a step, while it is on its way from node to node.</summary>
    private readonly TimeSpan _patience = configuration.GetValue("Health:Patience", TimeSpan.FromSeconds(60));
    private readonly long _tooFar = configuration.GetValue("Health:TooFarBehind", 500_000L);
    private readonly ConcurrentDictionary<string, (long Seen, DateTimeOffset Since)> _steps = new();

    public async Task<Readiness> LookAsync(CancellationToken cancellation)
    {
        try
        {
            var (written, projections) = await ProjectionsAsync(cancellation);
            var counts = await messages.Admin.FetchCountsAsync();
            var sealing = await ledger.LookAsync(clock.GetUtcNow(), cancellation);
            string[] unready =
            [
                .. projections.Where(lag => lag.State is "stopped" or "too-far-behind").Select(lag => lag.Name),
                .. sealing.IsLate ? ["ledger"] : Array.Empty<string>(),
            ];
            return new(unready.Length == 0 ? "ready" : "unready", written, projections,
                new(counts.Outgoing, counts.Incoming, counts.Scheduled, counts.DeadLetter), sealing, unready);
        }
        catch (Exception e) when (e is NpgsqlException or MartenException or TimeoutException)
        {
            return new("unready", 0, [], null, null, ["database"]);
        }
    }

    private async Task<(long Written, IReadOnlyList<ProjectionLag>)> ProjectionsAsync(CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var schema = store.Options.DatabaseSchemaName;
        var written = (await session.AdvancedSql.QueryAsync<long>(
            $"select coalesce(max(seq_id), 0) from {schema}.mt_events", cancellation))[0];
        var seen = (await store.Advanced.AllProjectionProgress(token: cancellation))
            .ToDictionary(progress => progress.ShardName, progress => progress.Sequence);
        var paused = coordinator.DaemonForMainDatabase().CurrentAgents()
            .Where(agent => agent.Status is AgentStatus.Paused).Select(agent => agent.Name.Identity).ToHashSet();
        return (written,
        [
            .. ((DocumentStore)store).Options.Projections.AllShards().Select(shard => shard.Name.Identity)
                .Order(StringComparer.Ordinal).Select(name => Lag(name, seen.GetValueOrDefault(name), written, paused)),
        ]);
    }

    private ProjectionLag Lag(string name, long seen, long written, HashSet<string> paused)
    {
        var behind = Math.Max(0, written - seen);
        var now = clock.GetUtcNow();
        var (_, since) = _steps.AddOrUpdate(name, _ => (seen, now),
            (_, step) => step.Seen == seen && behind > 0 ? step : (seen, now));
        return new(name, seen, behind,
            paused.Contains(name) || (behind > 0 && now - since > _patience) ? "stopped"
            : behind > _tooFar ? "too-far-behind"
            : behind > 0 ? "following"
            : "current");
    }
}
