using System.IO.Compression;
using EGov.Proofs;
using Marten;

namespace EGov.Transparency;

/// <summary>How far the making of files is, on this node.</summary>
/// <param name="File">Which is being made.</param>
/// <param name="Made">How many are finished, of <paramref name="Of"/>.</param>
/// <param name="Share">Of the one that is being made, from 0 to 1, where that can be told.</param>
public sealed record FilesProgress(string File, int Made, int Of, double? Share);

/// <summary>
/// Makes all open data as files, as of one size of the ledger: every event, the event logs, every public table in every
/// form; with their digests in a list that is signed.
/// </summary>
public sealed class MakeFiles(
    LedgerSettings settings, PublishedLedger ledger, EventLogs logs, FileSets sets, Receipts receipts,
    IDocumentStore store, IServiceProvider services)
{
    /// <summary>Another node that finds it held leaves the files to it.</summary>
    private const int LockNumber = 4;

    /// <summary>How many sets are kept whole; of those before them, the figures are kept for good.</summary>
    public const int Whole = 7;

    private static readonly Form[] Forms = [Form.Csv, Form.JsonLines, Form.Parquet, Form.Xlsx];

    private volatile FilesProgress? _progress;

    public FilesProgress? Progress => _progress;

    /// <returns>The set that was made; none where another node makes one, or nothing has come since the last.</returns>
    public async Task<FileSet?> RunAsync(
        DateTimeOffset now, Action<FilesProgress>? say, CancellationToken cancellation)
    {
        await using var alone = new NodeLock(settings.Connection, settings.Schema, LockNumber, "egov-files");
        if (!await alone.HoldsAsync(cancellation)) return null;
        var (checkpoint, head) = ledger.Latest;
        if (head.Size == 0 || (sets.Making is null && sets.Latest?.Size == head.Size)) return null;
        try
        {
            var set = sets.Begin(head, checkpoint, size => ledger.At(size), now);
            var parts = Parts(set.Size, now, say);
            foreach (var (index, (name, mediaType, write)) in parts.Index())
            {
                Tell(new(name, index, parts.Count, null), say);
                set = await sets.AddAsync(set, name, mediaType, to => write(to, cancellation), cancellation);
            }

            return sets.Show(set with { MadeAt = DateTimeOffset.UtcNow, Note = receipts.Sign(set.Text) }, Whole,
                file => PublicTables.AreFigures(file.Name));
        }
        finally
        {
            _progress = null;
        }
    }

    private void Tell(FilesProgress progress, Action<FilesProgress>? say)
    {
        _progress = progress;
        say?.Invoke(progress);
    }

    private List<(string Name, string MediaType, Func<Stream, CancellationToken, Task> Write)> Parts(
        long size, DateTimeOffset now, Action<FilesProgress>? say)
    {
        // The ledger may have grown since the set was begun, and keeps no earlier signature.
        var signed = sets.CheckpointOfMaking;
        List<(string, string, Func<Stream, CancellationToken, Task>)> parts =
        [
            Packed("events.jsonl.gz", (to, cancellation) => WriteEventsAsync(size, to, Told, cancellation)),
            Packed("event-log.xes.gz", (to, cancellation) =>
                logs.WriteAsync(Form.Xes, new(size), signed, to, cancellation, Told)),
            Packed("event-log.jsonocel.gz", (to, cancellation) =>
                logs.WriteAsync(Form.Ocel, new(size), signed, to, cancellation, Told)),
        ];
        foreach (var table in PublicTables.All)
            foreach (var form in Forms)
                parts.Add(($"{table.Name}.{form.Name}", form.ContentType, (to, cancellation) =>
                    WriteTableAsync(table, form, now, to, cancellation)));
        return parts;

        void Told(long events)
        {
            if (_progress is { } progress) Tell(progress with { Share = Math.Min(1, (double)events / size) }, say);
        }
    }

    private async Task WriteTableAsync(
        PublicTable table, Form form, DateTimeOffset now, Stream to, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var rows = await table.Read(new(session, services, now, cancellation));
        await Task.Run(() => rows.Write(form, isRightToLeft: true, to), cancellation);
    }

    private static (string, string, Func<Stream, CancellationToken, Task>) Packed(
        string name, Func<Stream, CancellationToken, Task> write)
    {
        return (name, "application/gzip", PackAsync);

        async Task PackAsync(Stream to, CancellationToken cancellation)
        {
            await using var packed = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true);
            await write(packed, cancellation);
        }
    }

    private async Task WriteEventsAsync(long size, Stream to, Action<long> told, CancellationToken cancellation)
    {
        foreach (var (index, bytes) in ledger.Entries(0, size))
        {
            await to.WriteAsync(bytes, cancellation);
            to.WriteByte((byte)'\n');
            if (index % 10_000 == 0) told(index);
        }
    }
}
