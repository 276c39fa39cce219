using System.Security.Cryptography.X509Certificates;
using System.Text;
using EGov.Ledger;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EGov.Proofs;

/// <summary>Has the latest checkpoint stamped by an outside clock, and puts the stamp on record as an event.</summary>
/// <remarks>
/// The stamped bytes are the text of the note: origin, size, root, a line each. A stamp stands in the ledger itself, so
/// that a later checkpoint, and its stamp, vouch for it when the authority's certificate has run out.
/// </remarks>
public sealed class StampCheckpoint(
    LedgerSettings settings, PublishCheckpoint publish, IDocumentStore store, HandbookShelf shelf, LedgerWatch watch,
    [FromKeyedServices(Clock.OfActs)] TimeProvider clock, ILogger<StampCheckpoint> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.TsaUrl is not { } url) return;
        using var authority = new TimeStampAuthority(url, Trusted());
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var pause = Pause;
                if (publish.Latest is { } latest)
                {
                    await RunAsync(latest, authority, stoppingToken);
                    pause = settings.TsaEvery;
                }

                await Task.Delay(pause, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (watch.Stamp?.Fault != e.Message)
                    logger.LogWarning(e, "No checkpoint is stamped; it is tried again.");
                watch.Stamp = (watch.Stamp ?? new(0, null, null)) with { Fault = e.Message };
                var pause = settings.TsaEvery / 10;
                await Task.Delay(pause < Pause ? Pause : pause, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Stamps a checkpoint, unless nothing but the last stamp has come since the one before.</summary>
    private async Task RunAsync(SignedNote latest, TimeStampAuthority authority, CancellationToken cancellation)
    {
        var checkpoint = Checkpoint.Parse(latest.Text);
        await using var session = store.LightweightSession();
        var last = await session.LoadAsync<Stamps>(Stamps.TheOne, cancellation);
        watch.Stamp = new(last?.Size ?? 0, last?.At, null);
        if (!(last ?? new()).IsOutgrownBy(checkpoint.Size)) return;

        var stamp = await authority.StampAsync(Encoding.UTF8.GetBytes(latest.Text), cancellation);
        var root = checkpoint.Root.ToBase64();
        var stamped = new CheckpointStamped(
            clock.GetUtcNow(), checkpoint.Size, root, stamp.Authority, Convert.ToBase64String(stamp.Token.Span));
        // Of two hosts that stamp one checkpoint, the event's id lets one put it on record.
        using var begun = Act.Begin(new()
        {
            Actor = Actor.Platform,
            Now = stamped.At,
            Handbook = shelf.Current,
            Key = $"stamp:{checkpoint.Size}:{root}",
        });
        if (last is null) session.Events.StartStream<Stamps>(Stamps.TheOne, stamped);
        else session.Events.Append(Stamps.TheOne, stamped);
        await session.SaveChangesAsync(cancellation);
        watch.Stamp = new(stamped.Size, stamped.At, null);
    }

    private X509Certificate2Collection Trusted()
    {
        var trusted = new X509Certificate2Collection();
        trusted.ImportFromPemFile(settings.TsaCertificate
            ?? throw new ArgumentException("Ledger:Tsa:Certificate names no file: whose stamps would be believed?"));
        return trusted;
    }
}
