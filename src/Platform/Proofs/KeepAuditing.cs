using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EGov.Proofs;

/// <summary>
/// Audits the ledger once a day beside everything else, and once a week in full: an old row that is changed is found by
/// reading it again. What it finds is told at /health/ready.
/// </summary>
public sealed partial class KeepAuditing(
    AuditLedger audit, LedgerSettings settings, LedgerWatch watch, ILogger<KeepAuditing> logger)
    : BackgroundService
{
    // Not while the platform starts: that is when most is asked of it.
    private static readonly TimeSpan First = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.AuditEvery <= TimeSpan.Zero) return;
        watch.AuditedSize = AuditMark.Read(settings.AuditState)?.Head.Size ?? 0;
        var pause = First < settings.AuditEvery ? First : settings.AuditEvery;
        for (; !stoppingToken.IsCancellationRequested; pause = settings.AuditEvery)
        {
            try
            {
                await Task.Delay(pause, stoppingToken);
                Tell(await audit.RunAsync(IsFullDue(), null, stoppingToken));
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // An audit that cannot be made is told, and stops nothing.
                watch.AuditFault = "The audit could not be made: " + e.Message;
                NotAudited(e);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private bool IsFullDue() =>
        AuditMark.Read(settings.AuditState) is not { } mark
        || DateTimeOffset.UtcNow - mark.LastFull >= settings.AuditFullEvery;

    private void Tell(AuditReport report)
    {
        watch.AuditFault = report.IsClean ? null : report.Findings[0].ToString();
        if (report.IsClean) watch.AuditedSize = report.Head.Size;
        foreach (var finding in report.Findings) Found(finding);
    }

    [LoggerMessage(LogLevel.Critical, "The audit of the ledger found: {Finding}")]
    private partial void Found(Finding finding);

    [LoggerMessage(LogLevel.Error, "The audit of the ledger could not be made.")]
    private partial void NotAudited(Exception e);
}
