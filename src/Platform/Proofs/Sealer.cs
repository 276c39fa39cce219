using EGov.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace EGov.Proofs;

/// <summary>
/// Takes committed events from the queue, gives each the next index and integrates it into the tree. One sealer at a
/// time: whoever holds the lock of the database, on a connection that does nothing else.
/// </summary>
public sealed class Sealer(string connection, string schema, LedgerFolder folder) : IAsyncDisposable
{
    /// <summary>How many events one transaction seals at most: a backlog is worked off in constant memory.</summary>
    public const int BatchSize = 4_096;

    private readonly string _take =
        $"""
        with taken as (
            delete from {schema}.{LedgerTables.Queue} where seq_id in
                (select seq_id from {schema}.{LedgerTables.Queue} order by seq_id limit {BatchSize})
            returning seq_id, event_id)
        select {StoredEvent.Columns}, t.event_id
        from taken t left join {schema}.mt_events e using (seq_id) order by seq_id
        """;

    private readonly NodeLock _lock = new(connection, schema, 1, "egov-sealer");
    private TreeEdge? _edge;
    private List<ReadOnlyMemory<byte>> _bundle = [];

    /// <summary>The tree as far as it is integrated; durable, and not signed yet.</summary>
    public TreeHead Head => _edge is { } edge ? new(edge.Size, edge.Root) : new(0, MerkleTree.EmptyRoot);

    /// <summary>Whether this is the sealer; tries to become it.</summary>
    /// <exception cref="LedgerBroken">Database and files do not fit each other.</exception>
    public async Task<bool> HoldsAsync(CancellationToken cancellation)
    {
        if (_lock.IsHeld && _edge is not null) return true;
        await LeaveAsync();
        if (!await _lock.HoldsAsync(cancellation)) return false;
        try
        {
            Load(await LedgerTables.HeadAsync(_lock.Connection!, schema, cancellation));
            return true;
        }
        catch
        {
            await LeaveAsync();
            throw;
        }
    }

    /// <summary>Seals what is in the queue, up to a batch.</summary>
    /// <returns>The tiles that became full, and how many events were sealed.</returns>
    /// <exception cref="LedgerBroken">An event is gone, or the tree has moved on without this sealer.</exception>
    public async Task<Batch> SealAsync(CancellationToken cancellation)
    {
        var database = _lock.Connection ?? throw new InvalidOperationException("Only who holds the lock seals.");
        try
        {
            await using var transaction = await database.BeginTransactionAsync(cancellation);
            var events = await TakeAsync(database, cancellation);
            if (events.Count == 0) return Batch.None;
            Check(events);
            await CheckPredecessorsAsync(database, events, cancellation);

            var edge = _edge!.Copy();
            var before = edge.Size;
            var entries = events.ConvertAll(e => e.Entry().Bytes);
            var tiles = edge.Append(entries.ConvertAll(entry => MerkleTree.Leaf(entry.Span)));
            var bundle = WriteBundles(before, entries);
            foreach (var tile in tiles) folder.Write(tile);
            await WriteLeavesAsync(database, before, events, cancellation);
            await MoveHeadAsync(database, edge, cancellation);
            await transaction.CommitAsync(cancellation);
            (_edge, _bundle) = (edge, bundle);
            return new(events.Count, [.. tiles.Where(tile => tile.Tile.IsFull).Select(tile => tile.Tile)]);
        }
        catch
        {
            // Whether the commit came through is not known here: the next turn reads it from the database.
            await LeaveAsync();
            throw;
        }
    }

    /// <param name="Full">Tiles that became full: their partial files can go once the new size is published.</param>
    public sealed record Batch(int Events, IReadOnlyList<Tile> Full)
    {
        public static readonly Batch None = new(0, []);
    }

    private void Load(TreeHead head)
    {
        var published = LedgerFolder.SizeOf(folder.Checkpoint);
        if (published > head.Size)
            throw new LedgerBroken(
                $"The database has {head.Size} sealed events, and {published} are published in {folder.Path}: "
                + "it was restored from an older backup, or belongs to another ledger. Nothing is sealed. Restore the "
                + "database to a later moment, or begin a new ledger under another name.");
        var edge = TreeEdge.Load(head.Size, folder.Read);
        if (edge.Root != head.Root)
            throw new LedgerBroken(
                $"The files in {folder.Path} give another root over {head.Size} events than the database has.");
        var width = (int)(head.Size % Tile.FullWidth);
        _bundle = width == 0 ? [] : [.. folder.ReadEntries(new(0, head.Size / Tile.FullWidth, width))];
        _edge = edge;
    }

    /// <summary>What one statement sees, by sequence: within a stream that is the order of versions.</summary>
    private async Task<List<StoredEvent>> TakeAsync(NpgsqlConnection database, CancellationToken cancellation)
    {
        var events = new List<StoredEvent>();
        await using var take = new NpgsqlCommand(_take, database);
        await using var row = await take.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            if (row.IsDBNull(0))
                throw new LedgerBroken($"Event {row.GetGuid(8)} was committed, and is gone before it was sealed.");
            events.Add(StoredEvent.Read(row));
        }

        return events;
    }

    private static void Check(List<StoredEvent> events)
    {
        var last = new Dictionary<Guid, long>();
        foreach (var e in events.Where(e => e.Type != StoredEvent.Tombstone))
        {
            if (last.TryGetValue(e.Stream, out var version) && e.Version != version + 1)
                throw new LedgerBroken(
                    $"Event {e.Id} is version {e.Version} of its stream and follows version {version}.");
            last[e.Stream] = e.Version;
        }
    }

    /// <summary>What a stream's first event in the batch continues has been sealed before.</summary>
    private async Task CheckPredecessorsAsync(
        NpgsqlConnection database, List<StoredEvent> events, CancellationToken cancellation)
    {
        var first = events.Where(e => e.Type != StoredEvent.Tombstone).DistinctBy(e => e.Stream)
            .Where(e => e.Version > 1).ToList();
        if (first.Count == 0) return;
        await using var ask = new NpgsqlCommand(
            $"""
            select n.id from unnest($1, $2, $3) as n(id, stream, version)
            left join {schema}.mt_events e on e.stream_id = n.stream and e.version = n.version - 1
            left join {schema}.{LedgerTables.Leaf} l on l.event_id = e.id
            where l.event_id is null limit 1
            """, database);
        ask.Parameters.Add(new() { Value = first.Select(e => e.Id).ToArray() });
        ask.Parameters.Add(new() { Value = first.Select(e => e.Stream).ToArray() });
        ask.Parameters.Add(new() { Value = first.Select(e => e.Version).ToArray() });
        if (await ask.ExecuteScalarAsync(cancellation) is Guid orphan)
            throw new LedgerBroken($"Event {orphan} continues its stream, and what it continues is not sealed.");
    }

    private List<ReadOnlyMemory<byte>> WriteBundles(long before, List<ReadOnlyMemory<byte>> entries)
    {
        var bundle = _bundle.ToList();
        var index = before / Tile.FullWidth;
        foreach (var entry in entries)
        {
            bundle.Add(entry);
            if (bundle.Count < Tile.FullWidth) continue;
            folder.WriteEntries(new(0, index++, Tile.FullWidth), bundle);
            bundle = [];
        }

        if (bundle.Count > 0) folder.WriteEntries(new(0, index, bundle.Count), bundle);
        return bundle;
    }

    private async Task WriteLeavesAsync(
        NpgsqlConnection database, long before, List<StoredEvent> events, CancellationToken cancellation)
    {
        await using var rows = await database.BeginBinaryImportAsync(
            $"copy {schema}.{LedgerTables.Leaf} (leaf_index, event_id) from stdin (format binary)", cancellation);
        foreach (var e in events)
        {
            await rows.StartRowAsync(cancellation);
            await rows.WriteAsync(before++, NpgsqlDbType.Bigint, cancellation);
            await rows.WriteAsync(e.Id, NpgsqlDbType.Uuid, cancellation);
        }

        await rows.CompleteAsync(cancellation);
    }

    /// <summary>Compare and set: the lock would not stop a sealer that a broken connection left behind.</summary>
    private async Task MoveHeadAsync(NpgsqlConnection database, TreeEdge edge, CancellationToken cancellation)
    {
        await using var move = new NpgsqlCommand(
            $"""
            insert into {schema}.{LedgerTables.Head} as h (one, size, root) values (true, $1, $2)
            on conflict (one) do update set size = excluded.size, root = excluded.root where h.size = $3 and h.root = $4
            """, database);
        move.Parameters.Add(new() { Value = edge.Size });
        move.Parameters.Add(new() { Value = edge.Root.ToArray() });
        move.Parameters.Add(new() { Value = Head.Size });
        move.Parameters.Add(new() { Value = Head.Root.ToArray() });
        if (await move.ExecuteNonQueryAsync(cancellation) != 1)
            throw new LedgerBroken("The tree has grown by somebody else's hand meanwhile.");
    }

    private async Task LeaveAsync()
    {
        await _lock.LeaveAsync();
        _edge = null;
    }

    public async ValueTask DisposeAsync() => await LeaveAsync();
}
