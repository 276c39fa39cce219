using EGov.Ledger;
using Npgsql;

namespace EGov.Proofs;

/// <summary>How far the ledger has come.</summary>
/// <param name="Published">How many events the latest checkpoint covers.</param>
/// <param name="Witnessed">How many events the latest checkpoint covers that a quorum has cosigned.</param>
/// <param name="Waiting">How many committed events are not sealed yet.</param>
/// <param name="OldestSeconds">How long the oldest of them has waited.</param>
/// <param name="IsLate">Whether one waits longer than receipts promise.</param>
/// <param name="Fault">Why this process seals nothing at present; none while all is well.</param>
/// <param name="CanChangeEvents">
/// Whether the platform works under a role that triggers alone keep from changing events: give it one of its own.
/// </param>
/// <param name="AuditedSize">How many events the last audit that found nothing covers.</param>
/// <param name="AuditFault">What the last audit found first, or why there was none; none while all is well.</param>
public sealed record LedgerState(
    long Published, long Witnessed, long Waiting, long OldestSeconds, bool IsLate, string? Fault, bool CanChangeEvents,
    long AuditedSize, string? AuditFault);

/// <summary>Looks how the ledger fares; the sealer tells it what stops it, the audit what it found.</summary>
public sealed class LedgerWatch(LedgerSettings settings, LedgerFolder folder)
{
    public string? Fault { get; internal set; }
    public long AuditedSize { get; internal set; }
    public string? AuditFault { get; internal set; }

    public async Task<LedgerState> LookAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var database = new NpgsqlConnection(settings.Connection);
        await database.OpenAsync(cancellation);
        await using var ask = new NpgsqlCommand(
            $"""
            select count(*), min(e.timestamp), has_table_privilege('{settings.Schema}.mt_events', 'update')
            from {settings.Schema}.{LedgerTables.Queue} q left join {settings.Schema}.mt_events e using (seq_id)
            """, database);
        await using var row = await ask.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        var waited = row.IsDBNull(1) ? TimeSpan.Zero : now - row.GetFieldValue<DateTimeOffset>(1);
        return new(SizeOf(folder.Checkpoint), SizeOf(folder.Witnessed), row.GetInt64(0), (long)waited.TotalSeconds,
            waited > settings.MaximumMergeDelay, Fault, row.GetBoolean(2), AuditedSize, AuditFault);
    }

    private static long SizeOf(string? checkpoint) =>
        checkpoint is null ? 0 : Checkpoint.Parse(SignedNote.Parse(checkpoint).Text).Size;
}
