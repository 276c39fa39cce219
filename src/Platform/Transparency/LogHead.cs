using Marten;
using Npgsql;

namespace EGov.Transparency;

/// <summary>The last event that is counted.</summary>
internal readonly record struct LogHead(long Sequence, DateTimeOffset Recorded)
{
    /// <summary>Up to which event is told what was known at a moment; without an end where none is said.</summary>
    public static async ValueTask<long> LastAsync(
        IQuerySession session, DateTimeOffset? asOf, CancellationToken cancellation) =>
        asOf is null ? long.MaxValue : (await AtAsync(session.DocumentStore, asOf, cancellation)).Sequence;

    /// <summary>The last event that had been recorded by a moment; of all where none is said.</summary>
    /// <remarks>Moments of the log rise with its sequence: what is looked for is found by halving.</remarks>
    public static async Task<LogHead> AtAsync(IDocumentStore store, DateTimeOffset? by, CancellationToken cancellation)
    {
        await using var connection = store.Storage.Database.CreateConnection();
        await connection.OpenAsync(cancellation);
        var last = await At("seq_id desc", long.MaxValue, "<=");
        if (last is not { } head || by is not { } moment || head.Recorded <= moment) return last ?? default;
        var (low, high, found) = (0L, head.Sequence, default(LogHead));
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (await At("seq_id", middle, ">=") is { } probe && probe.Recorded <= moment)
                (found, low) = (probe, probe.Sequence + 1);
            else high = middle;
        }

        return found;

        async Task<LogHead?> At(string order, long sequence, string comparison)
        {
            await using var command = new NpgsqlCommand(
                $"select seq_id, timestamp from {store.Options.Events.DatabaseSchemaName}.mt_events "
                + $"where seq_id {comparison} $1 order by {order} limit 1", connection)
            {
                Parameters = { new() { Value = sequence } },
            };
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            return await reader.ReadAsync(cancellation)
                ? new(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1))
                : null;
        }
    }
}
