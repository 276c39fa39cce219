using EGov.Ledger;
using Npgsql;

namespace EGov.Proofs;

/// <summary>Makes the public files again from the events: they follow from rows alone, and the root shows it.</summary>
public sealed class MendFiles(LedgerSettings settings, LedgerFolder folder)
{
    /// <returns>How many entries were written.</returns>
    /// <exception cref="LedgerBroken">The events no longer give the root that was sealed: trust no file.</exception>
    public async Task<long> RunAsync(CancellationToken cancellation)
    {
        await using var database = new NpgsqlConnection(settings.Connection);
        await database.OpenAsync(cancellation);
        var head = await LedgerTables.HeadAsync(database, settings.Schema, cancellation);
        var edge = TreeEdge.Load(0, folder.Read);
        var partial = new Dictionary<int, TileBytes>();
        while (edge.Size < head.Size)
        {
            // A batch is a bundle: none of the files that this writes is partial but the last.
            var entries = await EntriesAsync(database, edge.Size, cancellation);
            if (entries.Count == 0) throw new LedgerBroken($"The event of leaf {edge.Size} is gone from the database.");
            folder.WriteEntries(new(0, edge.Size / Tile.FullWidth, entries.Count), entries);
            foreach (var tile in edge.Append([.. entries.Select(entry => MerkleTree.Leaf(entry.Span))]))
            {
                partial.Remove(tile.Tile.Level);
                if (tile.Tile.IsFull) folder.Write(tile);
                else partial.Add(tile.Tile.Level, tile);
            }
        }

        foreach (var tile in partial.Values) folder.Write(tile);
        return edge.Root == head.Root ? head.Size
            : throw new LedgerBroken(
                $"The {head.Size} sealed events of the database give another root than was sealed: run an audit.");
    }

    private async Task<List<ReadOnlyMemory<byte>>> EntriesAsync(
        NpgsqlConnection database, long from, CancellationToken cancellation)
    {
        await using var ask = new NpgsqlCommand(
            $"""
            select {StoredEvent.Columns} from {settings.Schema}.{LedgerTables.Leaf} l
            join {settings.Schema}.mt_events e on e.id = l.event_id
            where l.leaf_index >= $1 and l.leaf_index < $2 order by l.leaf_index
            """, database);
        ask.Parameters.Add(new() { Value = from });
        ask.Parameters.Add(new() { Value = from + Tile.FullWidth });
        await using var row = await ask.ExecuteReaderAsync(cancellation);
        var entries = new List<ReadOnlyMemory<byte>>();
        while (await row.ReadAsync(cancellation)) entries.Add(StoredEvent.Read(row).Entry().Bytes);
        return entries;
    }
}
