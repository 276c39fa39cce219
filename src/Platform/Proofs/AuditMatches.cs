using System.Collections.Concurrent;
using System.Threading.Channels;
using EGov.Ledger;
using Npgsql;

namespace EGov.Proofs;

/// <summary>
/// Finds the leaves of which nothing more need be said: one row stands for each, the row gives its public entry to the
/// last byte, and the entry gives the hash in the tile.
/// </summary>
/// <remarks>
/// Reads the table of events once, in the order in which it lies on disk, and derives on all processors: a look-up for
/// each leaf would cost many times as much. Remembers one bit a leaf. What is not found in order here is for
/// <see cref="AuditTree"/> to look at leaf by leaf.
/// </remarks>
internal sealed class AuditMatches(Audited audited, long from, long end)
{
    private const int Batch = 512, Bundles = 16;

    private readonly int[] _once = new int[(end - from + 31) / 32];
    private readonly ConcurrentDictionary<long, bool> _doubtful = new();

    /// <summary>Whether all leaves of a bundle, from one to another, are in order.</summary>
    public bool Has(long first, long to)
    {
        if (_doubtful.ContainsKey(first / Tile.FullWidth)) return false;
        for (var leaf = first; leaf < to; leaf++)
            if ((_once[(leaf - from) / 32] & Bit(leaf)) == 0) return false;
        return true;
    }

    public async Task ReadAsync(Action<double>? progress)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(audited.Cancellation);
        var batches = Channel.CreateBounded<List<Row>>(2 * Environment.ProcessorCount);
        var matching = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(async () =>
        {
            try
            {
                await foreach (var batch in batches.Reader.ReadAllAsync(stop.Token)) Match(batch);
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        })).ToList();
        try
        {
            await RowsAsync(batches.Writer, progress, stop.Token);
        }
        finally
        {
            batches.Writer.Complete();
            await Task.WhenAll(matching);
        }
    }

    private async Task RowsAsync(
        ChannelWriter<List<Row>> batches, Action<double>? progress, CancellationToken cancellation)
    {
        await audited.DoAsync("set local enable_nestloop = off; set local enable_mergejoin = off; "
            + "set local max_parallel_workers_per_gather = 0; set local work_mem = '128MB'");
        await using var ask = new NpgsqlCommand(
            $"""
            select {StoredEvent.Columns}, l.leaf_index
            from {audited.Events} e join {audited.Leaves} l on l.event_id = e.id
            where l.leaf_index >= $1 and l.leaf_index < $2
            """, audited.Database);
        ask.Parameters.Add(new NpgsqlParameter<long> { TypedValue = from });
        ask.Parameters.Add(new NpgsqlParameter<long> { TypedValue = end });
        await using (var row = await ask.ExecuteReaderAsync(cancellation))
        {
            var (batch, done) = (new List<Row>(Batch), 0L);
            while (await row.ReadAsync(cancellation))
            {
                batch.Add(new(row.GetInt64(8), StoredEvent.Read(row)));
                if (batch.Count < Batch) continue;
                await batches.WriteAsync(batch, cancellation);
                batch = new(Batch);
                progress?.Invoke(Math.Min(1, (double)(done += Batch) / (end - from)));
            }

            await batches.WriteAsync(batch, cancellation);
        }

        await audited.DoAsync("set local enable_nestloop = on; set local enable_mergejoin = on; "
            + "set local max_parallel_workers_per_gather to default; set local work_mem to default");
    }

    private void Match(List<Row> batch)
    {
        // Rows lie much as they were sealed, so that a few bundles serve a batch.
        var near = new Dictionary<long, (IReadOnlyList<ReadOnlyMemory<byte>> Entries, ReadOnlyMemory<byte> Hashes)>();
        foreach (var (leaf, row) in batch)
        {
            var bundle = leaf / Tile.FullWidth;
            if (!near.TryGetValue(bundle, out var files))
            {
                if (near.Count == Bundles) near.Clear();
                near[bundle] = files = Files(Tile.At(end, 0, bundle));
            }

            var place = (int)(leaf % Tile.FullWidth);
            var isInOrder = place < files.Entries.Count
                && Derives(row, files.Entries[place].Span)
                && MerkleTree.Leaf(files.Entries[place].Span)
                    == Hash.Read(files.Hashes.Span.Slice(place * Hash.Length, Hash.Length))
                && (Interlocked.Or(ref _once[(leaf - from) / 32], Bit(leaf)) & Bit(leaf)) == 0;
            if (!isInOrder) _doubtful[bundle] = true;
        }
    }

    /// <returns>Nothing where one of them cannot be read.</returns>
    private (IReadOnlyList<ReadOnlyMemory<byte>> Entries, ReadOnlyMemory<byte> Hashes) Files(Tile tile)
    {
        try
        {
            return (audited.Folder.ReadEntries(tile), audited.Folder.Read(tile));
        }
        catch (Exception broken) when (broken is LedgerBroken or FormatException or IOException)
        {
            return ([], default);
        }
    }

    private static bool Derives(StoredEvent row, ReadOnlySpan<byte> entry)
    {
        try
        {
            return row.Entry().Bytes.Span.SequenceEqual(entry);
        }
        catch (Exception impossible) when (impossible is FormatException or ArgumentException)
        {
            return false;
        }
    }

    private int Bit(long leaf) => 1 << (int)((leaf - from) % 32);

    private sealed record Row(long Leaf, StoredEvent Event);
}
