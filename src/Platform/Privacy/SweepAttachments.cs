using Marten;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EGov.Privacy;

/// <summary>Removes ciphertexts that no event names: the acts that wrote them were refused at the commit.</summary>
/// <remarks>
/// Once a day, and only what has lain there for a day: by then no commit is still on its way to name it. What an
/// event names it names for good, so each file is looked at once by each process.
/// </remarks>
public sealed partial class SweepAttachments(
    Attachments attachments, IDocumentStore store, ILogger<SweepAttachments> logger) : BackgroundService
{
    private const int Batch = 1_000;

    // Not while the platform starts: that is when most is asked of it.
    private static readonly TimeSpan First = TimeSpan.FromMinutes(20), Day = TimeSpan.FromDays(1);

    private DateTime _lookedAt = DateTime.MinValue;
    private bool _hasNamed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = First; !stoppingToken.IsCancellationRequested; pause = Day)
        {
            try
            {
                await Task.Delay(pause, stoppingToken);
                await SweepAsync(DateTime.UtcNow - Day, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or Npgsql.NpgsqlException
                or Marten.Exceptions.MartenException)
            {
                NotSwept(e);
            }
        }
    }

    /// <param name="before">What was written or written again since then is left alone.</param>
    /// <returns>How many files were removed.</returns>
    public async Task<int> SweepAsync(DateTime before, CancellationToken cancellation)
    {
        var unnamed = new List<FileInfo>();
        foreach (var files in attachments.Written(_lookedAt, before).Chunk(Batch))
        {
            var named = await NamedAsync([.. files.Select(file => file.Name)], cancellation);
            _hasNamed |= named.Count > 0;
            unnamed.AddRange(files.Where(file => !named.Contains(file.Name)));
        }

        // A database that knows none of the files is another one than theirs.
        if (!_hasNamed && unnamed.Count > 0)
        {
            NothingIsNamed(attachments.Folder);
            return 0;
        }

        var removed = unnamed.Count(file => Attachments.Remove(file, before));
        _lookedAt = before;
        if (removed > 0) Removed(removed, attachments.Folder);
        return removed;
    }

    private async Task<HashSet<string>> NamedAsync(string[] digests, CancellationToken cancellation)
    {
        var members = store.Options.Events.AllKnownEventTypes()
            .SelectMany(type => Attachments.MembersOf(type.EventType).Select(name => (type.EventTypeName, Name: name)))
            .ToList();
        if (members.Count == 0) return [];
        var schema = store.Options.DatabaseSchemaName;
        await using var session = store.QuerySession();
        return
        [
            .. await session.AdvancedSql.QueryAsync<string>(
                string.Join(" union ", members.Select(member =>
                    $"select data ->> '{member.Name}' from {schema}.mt_events "
                    + $"where type = '{member.EventTypeName}' and data ->> '{member.Name}' = any(?)")),
                cancellation, [.. members.Select(object (_) => digests)]),
        ];
    }

    [LoggerMessage(LogLevel.Information, "Removed {Count} files from {Folder} that no event names.")]
    private partial void Removed(int count, string folder);

    [LoggerMessage(LogLevel.Warning, "No event names any file in {Folder}: is it that of another database? All stay.")]
    private partial void NothingIsNamed(string folder);

    [LoggerMessage(LogLevel.Warning, "Files that no event names could not be looked for; it is tried again tomorrow.")]
    private partial void NotSwept(Exception e);
}
