using Npgsql;

namespace EGov.Proofs;

/// <summary>How far the ledger has come.</summary>
/// <param name="Published">How many events the latest checkpoint covers.</param>
/// <param name="Witnessed">How many events the latest checkpoint covers that a quorum has cosigned.</param>
/// <param name="Waiting">How many committed events are not sealed yet.</param>
/// <param name="OldestSeconds">How long the oldest of them has waited.</param>
/// <param name="IsLate">Whether one waits longer than receipts promise.</param>
/// <param name="Fault">Why this process seals nothing at present; none while all is well.</param>
/// <param name="SignerFault">Why what is sealed is not published at present; none while all is well.</param>
/// <param name="Witnesses">Those whom this process asks, in the order of the policy.</param>
/// <param name="Stamp">None where no authority stamps checkpoints, or another process asks it.</param>
/// <param name="CanChangeEvents">
/// Whether the platform works under a role that triggers alone keep from changing events: give it one of its own.
/// </param>
/// <param name="AuditedSize">How many events the last audit that found nothing covers.</param>
/// <param name="AuditFault">What the last audit found first, or why there was none; none while all is well.</param>
public sealed record LedgerState(
    long Published, long Witnessed, long Waiting, long OldestSeconds, bool IsLate, string? Fault, string? SignerFault,
    IReadOnlyList<WitnessState> Witnesses, StampState? Stamp, bool CanChangeEvents, long AuditedSize,
    string? AuditFault);

/// <summary>How a witness fares; none of them keeps the platform from its work.</summary>
/// <param name="Name">As the policy calls it.</param>
/// <param name="Size">How many events the largest checkpoint covers that it has cosigned.</param>
/// <param name="Time">When it cosigned last, by its own clock.</param>
/// <param name="Fault">Why it does not cosign at present; none while all is well.</param>
public sealed record WitnessState(string Name, long Size, DateTimeOffset? Time, string? Fault);

/// <summary>The latest stamp of a time-stamping authority.</summary>
/// <param name="Size">How many events the stamped checkpoint covers.</param>
/// <param name="Fault">Why there is no newer one; none while all is well.</param>
public sealed record StampState(long Size, DateTimeOffset? At, string? Fault);

/// <summary>Looks how the ledger fares; sealer, witnesses' asker, stamper and audit tell it what they met.</summary>
public sealed class LedgerWatch(LedgerSettings settings, LedgerFolder folder)
{
    private DateTimeOffset? _signerAwaySince;

    public string? Fault { get; internal set; }
    public string? SignerFault { get; private set; }
    public IReadOnlyList<WitnessState> Witnesses { get; internal set; } = [];
    public StampState? Stamp { get; internal set; }
    public long AuditedSize { get; internal set; }
    public string? AuditFault { get; internal set; }

    internal void SignerIs(string? fault)
    {
        _signerAwaySince = fault is null ? null : _signerAwaySince ?? DateTimeOffset.UtcNow;
        SignerFault = fault;
    }

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
        var unsigned = _signerAwaySince is { } since ? DateTimeOffset.UtcNow - since : TimeSpan.Zero;
        var (published, witnessed) = (LedgerFolder.SizeOf(folder.Checkpoint), LedgerFolder.SizeOf(folder.Witnessed));
        return new(published, witnessed, row.GetInt64(0), (long)waited.TotalSeconds,
            waited > settings.MaximumMergeDelay || unsigned > settings.MaximumMergeDelay, Fault, SignerFault,
            Witnesses, Stamp, row.GetBoolean(2), AuditedSize, AuditFault);
    }
}
