using System.Buffers;
using System.Numerics;

namespace EGov.Ledger;

/// <summary>The hash tree over the entries of the ledger, its proofs and their verification (RFC 9162).</summary>
/// <remarks>
/// <para>MTH(D[n]) = node(MTH(D[0:k]), MTH(D[k:n])) with k the largest power of two below n (RFC 9162 §2.1.1). Leaves
/// and nodes are hashed under different prefixes, so that no node can be passed off as an entry.</para>
/// <para>Sizes and indices are numbers of leaves, from 0 to 2^63 - 1. Proofs are read from tiles, of which a tree of a
/// billion leaves needs a handful for any proof.</para>
/// </remarks>
public static class MerkleTree
{
    /// <summary>More hashes than any proof has: the longest is of a tree of 2^63 - 1 leaves.</summary>
    public const int MaxProofHashes = 63;

    private const int LargeEntry = 1024;

    /// <summary>SHA-256(""), the root of a tree without leaves.</summary>
    public static Hash EmptyRoot { get; } = Hash.Of([]);

    /// <summary>SHA-256(0x00 || entry), RFC 9162 §2.1.1.</summary>
    /// <param name="entry">The bytes of an entry, of any length.</param>
    public static Hash Leaf(ReadOnlySpan<byte> entry)
    {
        var rented = entry.Length > LargeEntry ? ArrayPool<byte>.Shared.Rent(entry.Length + 1) : null;
        Span<byte> preimage = rented ?? stackalloc byte[LargeEntry + 1];
        preimage[0] = 0x00;
        entry.CopyTo(preimage[1..]);
        var leaf = Hash.Of(preimage[..(entry.Length + 1)]);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return leaf;
    }

    /// <summary>SHA-256(0x01 || left || right), RFC 9162 §2.1.1.</summary>
    public static Hash Node(Hash l, Hash r)
    {
        Span<byte> preimage = stackalloc byte[1 + (2 * Hash.Length)];
        preimage[0] = 0x01;
        l.CopyTo(preimage[1..]);
        r.CopyTo(preimage[(1 + Hash.Length)..]);
        return Hash.Of(preimage);
    }

    /// <summary>The root over leaf hashes in their order.</summary>
    /// <param name="leaves">What <see cref="Leaf"/> gave for each entry; may be none.</param>
    public static Hash Root(ReadOnlySpan<Hash> leaves)
    {
        if (leaves.Length == 0) return EmptyRoot;
        if (leaves.Length == 1) return leaves[0];
        var split = (int)Split(leaves.Length);
        return Node(Root(leaves[..split]), Root(leaves[split..]));
    }

    /// <summary>The root of a tree of a size, from its tiles.</summary>
    /// <param name="size">How many leaves.</param>
    /// <param name="read">Asked for the partial tiles of that size, one a level.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    /// <exception cref="FormatException">A tile has the wrong number of bytes.</exception>
    public static Hash Root(long size, TileReader read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? EmptyRoot : new Subtrees(size, read).Root(0, size);
    }

    /// <summary>The hashes that lead from a leaf to the root: its sibling first, the root's child last.</summary>
    /// <param name="index">The leaf's place, from 0.</param>
    /// <param name="size">How many leaves the tree has whose root the path leads to.</param>
    /// <param name="read">Asked for tiles of the tree of that size.</param>
    /// <returns>At most <see cref="MaxProofHashes"/> hashes, in the order of RFC 9162 §2.1.3.1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    /// <exception cref="FormatException">A tile has the wrong number of bytes.</exception>
    public static IReadOnlyList<Hash> InclusionPath(long index, long size, TileReader read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);

        var subtrees = new Subtrees(size, read);
        var path = new List<Hash>();
        for (long from = 0, to = size; to - from > 1;)
        {
            var split = from + Split(to - from);
            if (index < split)
            {
                path.Add(subtrees.Root(split, to));
                to = split;
            }
            else
            {
                path.Add(subtrees.Root(from, split));
                from = split;
            }
        }
        path.Reverse();
        return path;
    }

    /// <summary>The hashes that show a tree to be the beginning of a greater one.</summary>
    /// <param name="first">The smaller size; 0 needs no proof.</param>
    /// <param name="second">The greater size; if it is the same, there is nothing to prove.</param>
    /// <param name="read">Asked for tiles of the tree of the greater size.</param>
    /// <returns>At most <see cref="MaxProofHashes"/> hashes, in the order of RFC 9162 §2.1.4.1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The first size is negative or above the second.</exception>
    /// <exception cref="FormatException">A tile has the wrong number of bytes.</exception>
    public static IReadOnlyList<Hash> ConsistencyProof(long first, long second, TileReader read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        if (first == 0 || first == second) return [];

        // Down to the subtree that ends where the first tree does. As long as it also starts where that tree does, its
        // root is the first root, which the verifier has.
        var subtrees = new Subtrees(second, read);
        var proof = new List<Hash>();
        long from = 0, to = second;
        while (first != to)
        {
            var split = from + Split(to - from);
            if (first <= split)
            {
                proof.Add(subtrees.Root(split, to));
                to = split;
            }
            else
            {
                proof.Add(subtrees.Root(from, split));
                from = split;
            }
        }
        if (from > 0) proof.Add(subtrees.Root(from, to));
        proof.Reverse();
        return proof;
    }

    /// <summary>Whether a path leads from a leaf at its place to a root.</summary>
    /// <param name="index">The leaf's place, from 0.</param>
    /// <param name="size">How many leaves the tree has.</param>
    /// <param name="leaf">What <see cref="Leaf"/> gives for the entry.</param>
    /// <param name="path">As <see cref="InclusionPath"/> gives it; one hash too many or too few fails.</param>
    /// <param name="root">From a checkpoint whose signature has been verified.</param>
    /// <returns>False for anything else, an impossible index or size included. RFC 9162 §2.1.3.2.</returns>
    public static bool IsIncluded(long index, long size, Hash leaf, IReadOnlyList<Hash> path, Hash root)
    {
        if (index < 0 || index >= size) return false;
        var (node, last, hash) = (index, size - 1, leaf);
        foreach (var sibling in path)
        {
            if (last == 0) return false;
            hash = Climb(ref node, ref last) ? Node(sibling, hash) : Node(hash, sibling);
        }
        return last == 0 && hash == root;
    }

    /// <summary>Whether a proof shows a tree to be the beginning of a greater one.</summary>
    /// <param name="first">The smaller size.</param>
    /// <param name="second">The greater size, or the same.</param>
    /// <param name="firstRoot">The root that the verifier knows of the smaller tree.</param>
    /// <param name="secondRoot">The root of the greater tree.</param>
    /// <param name="proof">As <see cref="ConsistencyProof"/> gives it; empty for equal sizes and from 0.</param>
    /// <returns>
    /// False for anything else, impossible sizes and a root of no leaves other than <see cref="EmptyRoot"/> included.
    /// RFC 9162 §2.1.4.2.
    /// </returns>
    public static bool IsConsistent(
        long first, long second, Hash firstRoot, Hash secondRoot, IReadOnlyList<Hash> proof)
    {
        if (first < 0 || first > second) return false;
        if (first == 0 && firstRoot != EmptyRoot) return false;
        if (first == second) return proof.Count == 0 && firstRoot == secondRoot;
        if (first == 0) return proof.Count == 0;
        if (proof.Count == 0) return false;

        // The subtree that ends where the first tree does: that tree itself, if its size is a power of two.
        var whole = BitOperations.IsPow2(first);
        var (node, last) = (first - 1, second - 1);
        var shift = BitOperations.TrailingZeroCount(~node);
        (node, last) = (node >> shift, last >> shift);
        var start = whole ? firstRoot : proof[0];
        var (before, after) = (start, start);
        for (var i = whole ? 0 : 1; i < proof.Count; i++)
        {
            if (last == 0) return false;
            if (Climb(ref node, ref last))
            {
                before = Node(proof[i], before);
                after = Node(proof[i], after);
            }
            else
            {
                after = Node(after, proof[i]);
            }
        }
        return last == 0 && before == firstRoot && after == secondRoot;
    }

    // One step towards the root, in the path of the node and of the last node of its row; true where the sibling is on
    // the left. A last node without sibling first rises until it is a right child: nothing is hashed on the way.
    // Callers see to it that the root is not reached yet: last is above 0, and so is a node that equals it.
    private static bool Climb(ref long node, ref long last)
    {
        var left = (node & 1) == 1 || node == last;
        var shift = 1 + (left ? BitOperations.TrailingZeroCount(node) : 0);
        (node, last) = (node >> shift, last >> shift);
        return left;
    }

    private static int BitLength(long number) => 64 - BitOperations.LeadingZeroCount((ulong)number);

    /// <summary>The largest power of two below a size of at least 2.</summary>
    private static long Split(long size) => 1L << (BitLength(size - 1) - 1);

    /// <summary>The roots of subtrees of a tree of one size; each tile is read once.</summary>
    private sealed class Subtrees(long size, TileReader read)
    {
        private readonly Dictionary<Tile, ReadOnlyMemory<byte>> _tiles = [];

        /// <summary>MTH(D[from:to]) for a range that the recursion over the tree meets.</summary>
        public Hash Root(long from, long to)
        {
            var leaves = to - from;
            if (BitOperations.IsPow2(leaves)) return Whole(BitLength(leaves) - 1, from / leaves);
            var split = from + Split(leaves);
            return Node(Root(from, split), Root(split, to));
        }

        // The root of 2^level leaves: made of the 2^(level mod 8) hashes under it in the tile of the level below.
        private Hash Whole(int level, long index)
        {
            var (row, within) = Math.DivRem(level, Tile.Height);
            var first = index << within;
            var tile = Tile.At(size, row, first >> Tile.Height);
            if (!_tiles.TryGetValue(tile, out var bytes)) _tiles[tile] = bytes = read(tile);

            var from = (int)(first % Tile.FullWidth) * Hash.Length;
            return Fold(tile.Prefix(bytes.Span).Slice(from, Hash.Length << within));
        }
    }

    /// <summary>The root over a power of two of hashes, 32 bytes each.</summary>
    internal static Hash Fold(ReadOnlySpan<byte> hashes)
    {
        if (hashes.Length == Hash.Length) return Hash.Read(hashes);
        var half = hashes.Length / 2;
        return Node(Fold(hashes[..half]), Fold(hashes[half..]));
    }
}
