using System.Globalization;
using System.Text.Json;
using EGov.Ledger;

namespace EGov.Proofs;

/// <summary>
/// Walks the leaves in their order and holds three witnesses of each against one another: its entry in the public
/// files, its row in the event store, its hash in the tile.
/// </summary>
/// <remarks>
/// Two that agree show which is the third. The tree grows out of what they agree on, a bundle at a time, so that a root
/// that was signed still shows a forger who has changed all three.
/// </remarks>
internal sealed class AuditTree(Audited audited)
{
    private readonly Dictionary<int, TileBytes> _partial = [];

    /// <summary>The root of the tree at each size that was asked for.</summary>
    public Dictionary<long, Hash> Roots { get; } = [];

    /// <summary>The leaves under a hash of a higher tile that is not the one their entries give.</summary>
    public List<(long First, long End, Tile Tile)> Differing { get; } = [];

    /// <summary>Whether a leaf is known by none of the three: then no root can be told.</summary>
    public bool IsBroken { get; private set; }

    /// <param name="edge">The tree as far as it was audited before.</param>
    /// <param name="sizes">At which the root is wanted.</param>
    public async Task WalkAsync(TreeEdge edge, long end, IEnumerable<long> sizes, Action<double>? progress)
    {
        var start = edge.Size;
        // Where most of the table is to be looked at, it is read as it lies.
        var matches = audited.IsFull ? new AuditMatches(audited, start, end) : null;
        if (matches is not null) await matches.ReadAsync(progress);
        var cuts = new SortedSet<long>(sizes.Append(end));
        Roots[start] = edge.Root;
        // A few rows of a large table at a time: to read the whole for each would be the planner's mistake.
        await audited.DoAsync("set local enable_hashjoin = off; set local enable_mergejoin = off");
        for (var (from, to) = (start, 0L); from < end; from = to)
        {
            to = Math.Min(end, ((from / Tile.FullWidth) + 1) * Tile.FullWidth);
            var tile = Tile.At(end, 0, from / Tile.FullWidth);
            // Where the whole cannot be read, what was signed of it may: then what follows is the first to be missing.
            Tile[] widths = [tile, .. cuts.GetViewBetween(from + 1, to).Reverse().Where(cut => cut < to)
                .Select(cut => tile with { Width = (int)(cut - to) + tile.Width })];
            var leaves = matches?.Has(from, to) is true
                ? Stored(Hashes(widths, to), from, to)
                : await ExamineAsync(widths, from, to);
            Grow(edge, leaves, cuts);
            if (matches is null) progress?.Invoke((double)(to - start) / (end - start));
        }

        foreach (var (_, tile) in _partial.Where(last => last.Value.Tile.Level > 0)) Compare(tile);
        await audited.DoAsync("set local enable_hashjoin = on; set local enable_mergejoin = on");
    }

    private static List<Hash> Stored(ReadOnlyMemory<byte> hashes, long from, long to) =>
    [
        .. Enumerable.Range((int)(from % Tile.FullWidth), (int)(to - from))
            .Select(place => Hash.Read(hashes.Span.Slice(place * Hash.Length, Hash.Length))),
    ];

    /// <summary>Looks at each leaf of a bundle with all that is known of it.</summary>
    private async Task<List<Hash>> ExamineAsync(Tile[] widths, long from, long to)
    {
        var (entries, hashes) = (Entries(widths, to), Hashes(widths, to));
        var rows = (await audited.ListAsync(
            $"""
            select {StoredEvent.Columns}, l.leaf_index, l.event_id
            from {audited.Leaves} l left join {audited.Events} e on e.id = l.event_id
            where l.leaf_index >= $1 and l.leaf_index < $2
            """,
            row => new Row(row.GetInt64(8), row.GetGuid(9), row.IsDBNull(0) ? null : StoredEvent.Read(row)), from, to))
            .ToLookup(row => row.Leaf);
        var leaves = new List<Hash>();
        for (var leaf = from; leaf < to; leaf++)
        {
            var place = (int)(leaf % Tile.FullWidth);
            leaves.Add(Examine(leaf, [.. rows[leaf]], place < entries.Count ? entries[place] : null,
                place < hashes.Length / Hash.Length ? Hash.Read(hashes.Span.Slice(place * Hash.Length, Hash.Length))
                    : null));
        }

        return leaves;
    }

    private sealed record Row(long Leaf, Guid Id, StoredEvent? Event);

    private IReadOnlyList<ReadOnlyMemory<byte>> Entries(Tile[] widths, long end)
    {
        var failure = "";
        foreach (var bundle in widths)
        {
            try
            {
                var entries = audited.Folder.ReadEntries(bundle);
                if (bundle != widths[0]) Missing(bundle.Width);
                return entries;
            }
            catch (Exception broken) when (broken is LedgerBroken or FormatException or IOException)
            {
                if (failure.Length == 0) failure = broken.Message;
            }
        }

        Missing(0);
        return [];

        void Missing(int from) => audited.Found("bundle.missing", $"The entries from this leaf on cannot be read: "
            + $"{failure} The rows are held against the hashes alone.", leaf: end - widths[0].Width + from);
    }

    private ReadOnlyMemory<byte> Hashes(Tile[] widths, long end)
    {
        var failure = "";
        foreach (var tile in widths)
        {
            try
            {
                var hashes = audited.Folder.Read(tile)[..tile.ByteCount];
                if (tile != widths[0]) Missing(tile.Width);
                return hashes;
            }
            catch (Exception broken) when (broken is LedgerBroken or IOException)
            {
                if (failure.Length == 0) failure = broken.Message;
            }
        }

        Missing(0);
        return default;

        void Missing(int from) => audited.Found("tile.missing", $"The hashes from this leaf on cannot be read: "
            + $"{failure} Proofs of these events cannot be made.", leaf: end - widths[0].Width + from);
    }

    /// <returns>The leaf's hash, as most of its witnesses have it.</returns>
    private Hash Examine(long leaf, List<Row> rows, ReadOnlyMemory<byte>? entry, Hash? stored)
    {
        var row = rows.FirstOrDefault();
        if (rows.Count > 1)
            audited.Found("event.doubled", "Two rows stand for this leaf.", rows[1].Id, leaf, rows[1].Event?.Stream);
        var (derived, failure) = row?.Event is { } known ? Derive(known) : (null, null);
        var hash = entry is { } bytes ? MerkleTree.Leaf(bytes.Span) : default(Hash?);
        if (entry is not null && derived is not null && entry.Value.Span.SequenceEqual(derived.Value.Span))
        {
            if (stored is { } other && other != hash)
                audited.Found("tile.changed", "The tile has another hash than the event's row and entry give. The "
                    + "event is untouched; proofs made from this tile fail.", row!.Id, leaf, row.Event!.Stream);
            return hash!.Value;
        }

        var said = entry is { } text ? TryParse(text.Span) : null;
        var fromRow = derived is { } made ? MerkleTree.Leaf(made.Span) : default(Hash?);
        if (row is null)
        {
            audited.Found("leaf.missing", "The database no longer knows which event stands at this leaf.",
                said?.Id, leaf, said?.Stream);
        }
        else if (said is not null && said.Id != row.Id && hash == stored)
        {
            audited.Found("leaf.swapped", $"The database names event {row.Id} for this leaf, and the sealed entry is "
                + "that of another.", said.Id, leaf, said.Stream);
        }
        else if (row.Event is null)
        {
            audited.Found("event.missing", "The event was sealed and its row is gone: it was deleted, or its id was "
                + "changed. Its public entry is still there.", row.Id, leaf, said?.Stream);
        }
        else if (entry is not null && fromRow is not null && fromRow == stored)
        {
            audited.Found("entry.changed", "The public entry is not the one that was sealed; row and tile are. Who "
                + $"reads the ledger reads a forgery ({Differences(said, row.Event)}).", row.Id, leaf,
                row.Event.Stream);
        }
        else if (entry is not null || (stored is not null && fromRow != stored))
        {
            audited.Found("event.changed", $"The row is not what was sealed: {failure ?? Differences(said, row.Event)}."
                + (stored is null ? " Or its entry is not: the tile that would tell is gone."
                    : hash == stored ? " Its public entry shows what it was."
                    : " Its entry and tile do not fit each other either."),
                row.Id, leaf, row.Event.Stream);
            if (entry is not null && stored is not null && hash != stored)
                audited.Found("entry.changed", "The public entry does not give the hash in the tile.", row.Id, leaf,
                    row.Event.Stream);
        }

        if (row?.Event is null && hash is not null && stored is not null && hash != stored)
            audited.Found("entry.changed", "The public entry does not give the hash in the tile.", said?.Id ?? row?.Id,
                leaf, said?.Stream);
        var best = stored ?? hash ?? fromRow;
        IsBroken |= best is null;
        return best ?? default;
    }

    private static (ReadOnlyMemory<byte>? Entry, string? Failure) Derive(StoredEvent e)
    {
        try
        {
            return (e.Entry().Bytes, null);
        }
        catch (Exception impossible) when (impossible is FormatException or ArgumentException)
        {
            return (null, "it has no entry at all: " + impossible.Message.TrimEnd('.'));
        }
    }

    private static Entry? TryParse(ReadOnlySpan<byte> entry)
    {
        try
        {
            return Entry.Parse(entry);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Which members differ, by name: what they hold may be nobody's business here.</summary>
    private static string Differences(Entry? entry, StoredEvent row)
    {
        if (entry is null) return "the entry cannot be read";
        var differing = new List<string>();
        Note("by", entry.By == row.By);
        Note("id", entry.Id == row.Id);
        Note("recorded", entry.Recorded == row.Recorded);
        Note("seq", entry.Seq == row.Sequence);
        Note("stream", entry.Stream == row.Stream);
        Note("type", entry.Type == row.Type);
        Note("ver", entry.Ver == row.Version);
        if (Derive(row) is ({ } bytes, _))
        {
            var (sealed_, stored) = (Members(entry.Data), Members(Entry.Parse(bytes.Span).Data));
            differing.AddRange(sealed_.Keys.Union(stored.Keys).Order(StringComparer.Ordinal)
                .Where(name => sealed_.GetValueOrDefault(name) != stored.GetValueOrDefault(name))
                .Select(name => "data." + name));
        }

        return differing.Count == 0 ? "its form is not canonical" : $"{string.Join(", ", differing)} differs";

        void Note(string member, bool isSame)
        {
            if (!isSame) differing.Add(member);
        }

        static Dictionary<string, string> Members(JsonElement data) =>
            data.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetRawText());
    }

    /// <summary>Appends the leaves of a bundle, stopping where a root is wanted.</summary>
    private void Grow(TreeEdge edge, List<Hash> leaves, SortedSet<long> cuts)
    {
        for (var done = 0; done < leaves.Count;)
        {
            var rest = leaves.Count - done;
            var next = cuts.GetViewBetween(edge.Size + 1, edge.Size + rest);
            var count = next.Count > 0 ? (int)(next.Min - edge.Size) : rest;
            foreach (var tile in edge.Append(leaves.GetRange(done, count)))
            {
                if (!tile.Tile.IsFull)
                {
                    _partial[tile.Tile.Level] = tile;
                    continue;
                }

                _partial.Remove(tile.Tile.Level);
                if (tile.Tile.Level > 0) Compare(tile);
            }

            done += count;
            if (next.Count > 0) Roots[edge.Size] = edge.Root;
        }
    }

    private void Compare(TileBytes tile)
    {
        var (level, index, width) = tile.Tile;
        var span = 1L << (level * Tile.Height);
        ReadOnlySpan<byte> stored;
        try
        {
            stored = audited.Folder.Read(tile.Tile).Span;
        }
        catch (Exception broken) when (broken is LedgerBroken or IOException)
        {
            audited.Found("tile.missing", string.Create(CultureInfo.InvariantCulture,
                $"The tile over the leaves from {index * Tile.FullWidth * span} on cannot be read: {broken.Message}"),
                leaf: index * Tile.FullWidth * span);
            return;
        }

        for (var i = 0; i < width; i++)
        {
            var place = i * Hash.Length;
            if (stored.Slice(place, Hash.Length).SequenceEqual(tile.Bytes.Span.Slice(place, Hash.Length))) continue;
            var first = ((index * Tile.FullWidth) + i) * span;
            Differing.Add((first, first + span, tile.Tile));
            return;
        }
    }
}
