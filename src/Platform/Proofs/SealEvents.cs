using EGov.Ledger;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EGov.Proofs;

/// <summary>The platform's own hand: seals what was committed and publishes it, several times a second.</summary>
public sealed class SealEvents(
    Sealer sealer, PublishCheckpoint publish, ISigner signer, Receipts receipts, LedgerFolder folder,
    LedgerSettings settings, LedgerWatch watch, ILogger<SealEvents> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<Tile> _full = [];
    private DateTime _askAgain;

    /// <summary>A ledger has no name, and so no receipt, before its signer was met once.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (folder.Vkey is null) await signer.MeetAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ShowKeys();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await TurnAsync(stoppingToken))
                {
                    // There is a backlog: no rest.
                }

                watch.Fault = null;
                await Task.Delay(settings.Interval, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (watch.Fault != e.Message) logger.LogError(e, "Events are not sealed; it is tried again.");
                watch.Fault = e.Message;
                var pause = settings.Interval * (e is LedgerBroken or SignerRefused ? 50 : 5);
                await Task.Delay(pause, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>Whether more waits.</returns>
    private async Task<bool> TurnAsync(CancellationToken cancellation)
    {
        if (!await sealer.HoldsAsync(cancellation))
        {
            publish.Leave();
            return false;
        }

        var batch = await sealer.SealAsync(cancellation);
        _full.AddRange(batch.Full);
        await PublishAsync(cancellation);
        return batch.Events == Sealer.BatchSize;
    }

    private void ShowKeys()
    {
        var vkey = signer.Verifier.Vkey + "\n";
        if (folder.Vkey != vkey) folder.Vkey = vkey;
        folder.WriteText("receipts.vkey", receipts.Verifier.Vkey + "\n");
    }

    /// <summary>Sealing goes on while the signer is away: what waits is published at once when it is back.</summary>
    private async Task PublishAsync(CancellationToken cancellation)
    {
        if (DateTime.UtcNow < _askAgain) return;
        try
        {
            await publish.RunAsync(sealer.Head, cancellation);
        }
        catch (SignerAway away)
        {
            if (watch.SignerFault != away.Message) logger.LogError(away, "Nothing is published; it is tried again.");
            watch.SignerIs(away.Message);
            _askAgain = DateTime.UtcNow + (settings.Interval * 5);
            return;
        }

        watch.SignerIs(null);
        foreach (var tile in _full) folder.ForgetPartials(tile);
        _full.Clear();
    }

    /// <summary>Seals all that is committed by now, whoever does it: this process, or a host beside it.</summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        ShowKeys();
        await using var database = new NpgsqlConnection(settings.Connection);
        await database.OpenAsync(cancellation);
        await using var last = new NpgsqlCommand(
            $"select coalesce(max(seq_id), 0) from {settings.Schema}.{LedgerTables.Queue}", database);
        var until = (long)(await last.ExecuteScalarAsync(cancellation))!;
        await using var rest = new NpgsqlCommand(
            $"select exists (select from {settings.Schema}.{LedgerTables.Queue} where seq_id <= $1)", database);
        rest.Parameters.Add(new() { Value = until });
        var patience = DateTime.UtcNow + Patience;
        _askAgain = default;
        do
        {
            while (await TurnAsync(cancellation)) patience = DateTime.UtcNow + Patience;
        }
        while (await rest.ExecuteScalarAsync(cancellation) is true && await PauseAsync());

        async Task<bool> PauseAsync()
        {
            if (DateTime.UtcNow > patience)
                throw new LedgerBroken(
                    "Another process holds the ledger and seals nothing: look at its /health/ready.");
            await Task.Delay(settings.Interval, cancellation);
            return true;
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await sealer.DisposeAsync();
    }
}
