using EGov.Proofs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EGov.Privacy;

/// <summary>Has this node forget a key at once that another node, or a tool, has destroyed.</summary>
/// <remarks>While it hears nothing, no key outlives the ten minutes for which the vault remembers it.</remarks>
internal sealed class ForgetErased(
    Vault vault, VaultTable table, LedgerSettings settings, ILogger<ForgetErased> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(cancellation);
            }
            catch (Exception failed) when (failed is NpgsqlException or IOException
                && !cancellation.IsCancellationRequested)
            {
                logger.LogWarning(failed, "Erasures of other nodes are not heard; listening is begun again.");
                await Task.Delay(Pause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>What cannot be read leaves the key as it was: it is tried again where a row asks for another.</summary>
    private void ReadAgain()
    {
        try
        {
            vault.Master.Reload();
        }
        catch (Exception failed) when (failed is MasterKeyRefused or IOException or UnauthorizedAccessException)
        {
            logger.LogError(failed, "The master key could not be read again; the one before stays.");
        }
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(settings.Connection)
        {
            Pooling = false,
            KeepAlive = 30,
        }.ConnectionString);
        connection.Notification += (_, notice) =>
        {
            if (Guid.TryParse(notice.Payload, out var subject)) vault.Forget(subject);
            else if (notice.Payload == VaultTable.ReadAgain) ReadAgain();
        };
        await connection.OpenAsync(cancellation);
        await using (var listen = new NpgsqlCommand($"listen \"{table.Channel}\"", connection))
            await listen.ExecuteNonQueryAsync(cancellation);
        // What was said before this node listened, it cannot have heard.
        vault.ForgetAll();
        while (true) await connection.WaitAsync(cancellation);
    }
}
