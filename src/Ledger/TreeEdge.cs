namespace EGov.Ledger;

/// <summary>The right edge of a growing tree: all that is needed to append to it, at most 64 KiB at any size.</summary>
/// <remarks>
/// <para>Holds the partial tile of each level. Appending n leaves takes n hashes and gives the tiles to be written, no
/// tile twice.</para>
/// <para>Not for several threads. Where writing the tiles may fail, append to a <see cref="Copy"/> and keep it only
/// once they are durable.</para>
/// </remarks>
public sealed class TreeEdge
{
    private const int Levels = 64 / Tile.Height;

    private readonly List<Hash>[] _partial;

    private TreeEdge(long size, IEnumerable<List<Hash>> partial) => (Size, _partial) = (size, [.. partial]);

    /// <summary>How many leaves the tree has.</summary>
    public long Size { get; private set; }

    /// <summary>The root of the tree as it is.</summary>
    public Hash Root => MerkleTree.Root(Size, tile => Bytes(_partial[tile.Level]));

    /// <summary>The edge of a tree that is stored as tiles.</summary>
    /// <param name="size">How many leaves; 0 for a new tree, for which nothing is read.</param>
    /// <param name="read">Asked for the partial tile of each level, at most eight.</param>
    /// <returns>What the tiles say: compare <see cref="Root"/> with a signed root before building on it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    /// <exception cref="FormatException">A tile has the wrong number of bytes.</exception>
    public static TreeEdge Load(long size, TileReader read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return new TreeEdge(size, Enumerable.Range(0, Levels).Select(level => Partial(size, level, read)));
    }

    /// <summary>An edge of the same tree that grows on its own.</summary>
    public TreeEdge Copy() => new(Size, _partial.Select(hashes => new List<Hash>(hashes)));

    /// <summary>Lets the tree grow by some leaves.</summary>
    /// <param name="leaves">What <see cref="MerkleTree.Leaf"/> gave for each entry, in their order.</param>
    /// <returns>
    /// The tiles to be written before the new size is published: every tile that became full, and the partial tile of
    /// every level that changed. The other partial tiles of the new size are those of the size before, and written.
    /// </returns>
    /// <exception cref="OverflowException">The tree would have more than 2^63 - 1 leaves.</exception>
    public IReadOnlyList<TileBytes> Append(IReadOnlyList<Hash> leaves)
    {
        var size = checked(Size + leaves.Count);
        var written = new List<TileBytes>();
        IReadOnlyList<Hash> grown = leaves;
        for (var (level, hashes) = (0, Size); grown.Count > 0; level++, hashes >>= Tile.Height)
        {
            var partial = _partial[level];
            var index = hashes >> Tile.Height;
            var above = new List<Hash>();
            foreach (var hash in grown)
            {
                partial.Add(hash);
                if (partial.Count < Tile.FullWidth) continue;
                var full = Bytes(partial);
                written.Add(new TileBytes(new Tile(level, index++, Tile.FullWidth), full));
                above.Add(MerkleTree.Fold(full));
                partial.Clear();
            }
            if (partial.Count > 0) written.Add(new TileBytes(new Tile(level, index, partial.Count), Bytes(partial)));
            grown = above;
        }
        Size = size;
        return written;
    }

    private static List<Hash> Partial(long size, int level, TileReader read)
    {
        var hashes = size >> (level * Tile.Height);
        var width = (int)(hashes % Tile.FullWidth);
        if (width == 0) return [];
        var tile = new Tile(level, hashes >> Tile.Height, width);
        var answer = read(tile);
        return [.. Enumerable.Range(0, width)
            .Select(i => Hash.Read(tile.Prefix(answer.Span).Slice(i * Hash.Length, Hash.Length)))];
    }

    private static byte[] Bytes(List<Hash> hashes)
    {
        var bytes = new byte[hashes.Count * Hash.Length];
        for (var i = 0; i < hashes.Count; i++) hashes[i].CopyTo(bytes.AsSpan(i * Hash.Length));
        return bytes;
    }
}

/// <summary>A tile with its hashes, 32 bytes each.</summary>
public readonly record struct TileBytes(Tile Tile, ReadOnlyMemory<byte> Bytes);
