using System.Globalization;

namespace EGov.Ledger;

/// <summary>Up to 256 neighbouring hashes of one level of the tree: its stored and served form (C2SP
/// tlog-tiles).</summary>
/// <param name="Level">0 holds leaf hashes; hash i of level l is the root of 256^l leaves. 0 to 63.</param>
/// <param name="Index">The tile's place in its level, from 0.</param>
/// <param name="Width">How many hashes it has: 256 when full, fewer at the right edge of the tree, never 0.</param>
/// <remarks>
/// <para>tile(l, n)[i] = MTH(D[(n·256 + i)·256^l : (n·256 + i + 1)·256^l]); only whole subtrees stand in a tile, so a
/// tree of a size has ⌊size / 256^l⌋ hashes at level l, and a tile once full never changes.</para>
/// <para>The entries of a tile of level 0 stand in an <see cref="EntryBundle"/> of its index and width.</para>
/// </remarks>
public readonly record struct Tile(int Level, long Index, int Width)
{
    /// <summary>The width of a full tile, 2^8.</summary>
    public const int FullWidth = 256;

    /// <summary>log2 of the width: how many levels of the tree one level of tiles spans.</summary>
    public const int Height = 8;

    /// <summary>The highest level that a path may name.</summary>
    public const int MaxLevel = 63;

    /// <summary>Whether it has all its hashes and will never change.</summary>
    public bool IsFull => Width == FullWidth;

    /// <summary>How many bytes it has: 32 a hash, 8192 when full.</summary>
    public int ByteCount => Width * Hash.Length;

    /// <summary>Where it is served, such as <c>tile/0/x001/x234/067.p/112</c>.</summary>
    /// <remarks>The index by three digits, all but the last three led by x; partial, its width.</remarks>
    public string Path => string.Create(CultureInfo.InvariantCulture, $"tile/{Level}/{Place}");

    /// <summary>Where the entries of a tile of level 0 are served: <c>tile/entries/</c> and so on.</summary>
    public string BundlePath => "tile/entries/" + Place;

    private string Place
    {
        get
        {
            var last = (Index % 1000).ToString("d3", CultureInfo.InvariantCulture);
            for (var rest = Index / 1000; rest > 0; rest /= 1000)
                last = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:d3}/{last}");
            return IsFull ? last : string.Create(CultureInfo.InvariantCulture, $"{last}.p/{Width}");
        }
    }

    /// <summary>Reads a <see cref="Path"/>.</summary>
    /// <returns>False unless it is spelt exactly as <see cref="Path"/> would spell it.</returns>
    public static bool TryParse(string? path, out Tile tile)
    {
        tile = default;
        if (path is null || !path.StartsWith("tile/", StringComparison.Ordinal)) return false;
        var slash = path.IndexOf('/', 5);
        if (slash < 0 || !Strict.TryNumber(path.AsSpan(5..slash), out var level) || level > MaxLevel) return false;
        return TryPlace(path.AsSpan(slash + 1), (int)level, out tile) && tile.Path == path;
    }

    /// <summary>Reads a <see cref="BundlePath"/>, as the tile of level 0 beside it.</summary>
    /// <returns>False unless it is spelt exactly as <see cref="BundlePath"/> would spell it.</returns>
    public static bool TryParseBundle(string? path, out Tile tile)
    {
        const string prefix = "tile/entries/";
        tile = default;
        return path is not null && path.StartsWith(prefix, StringComparison.Ordinal)
            && TryPlace(path.AsSpan(prefix.Length), 0, out tile) && tile.BundlePath == path;
    }

    /// <summary>All tiles of a tree: level by level from the leaves, each level from left to right.</summary>
    /// <param name="size">How many leaves the tree has; none, no tiles.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public static IEnumerable<Tile> At(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return Tiles();

        IEnumerable<Tile> Tiles()
        {
            for (var (level, hashes) = (0, size); hashes > 0; level++, hashes >>= Height)
            {
                for (long index = 0; index < hashes >> Height; index++) yield return new Tile(level, index, FullWidth);
                if (hashes % FullWidth is var rest and > 0) yield return new Tile(level, hashes >> Height, (int)rest);
            }
        }
    }

    /// <summary>The tile of this level and index as wide as it is in a tree of a size.</summary>
    /// <param name="size">How many leaves the tree has, more than the tile's first hash needs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such tile.</exception>
    public static Tile At(long size, int level, long index)
    {
        // 256^8 leaves are more than a tree can have, and a shift by 64 would be a shift by 0.
        var hashes = level is >= 0 and < 64 / Height && size > 0 ? size >> (level * Height) : 0;
        var rest = index >= 0 && index <= hashes >> Height ? hashes - (index << Height) : 0;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rest, nameof(size));
        return new Tile(level, index, (int)Math.Min(rest, FullWidth));
    }

    /// <summary>The hashes of the tile from the bytes of it or of a wider one of the same place.</summary>
    /// <exception cref="FormatException">Too few bytes, more than a full tile has, or part of a hash.</exception>
    internal ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= ByteCount && bytes.Length <= FullWidth * Hash.Length && bytes.Length % Hash.Length == 0
            ? bytes[..ByteCount]
            : throw new FormatException($"{Path} has {bytes.Length} bytes where {ByteCount} are needed.");

    private static bool TryPlace(ReadOnlySpan<char> place, int level, out Tile tile)
    {
        tile = default;
        long width = FullWidth;
        if (place.IndexOf(".p/") is var partial and >= 0)
        {
            if (!Strict.TryNumber(place[(partial + 3)..], out width) || width is < 1 or >= FullWidth) return false;
            place = place[..partial];
        }

        // Spelling is left to the caller, who writes the tile again: here only the digits and their overflow.
        long index = 0;
        foreach (var c in place)
        {
            if (c is 'x' or '/') continue;
            var digit = c - '0';
            if (!char.IsAsciiDigit(c) || index > (long.MaxValue - digit) / 10) return false;
            index = (index * 10) + digit;
        }
        tile = new Tile(level, index, (int)width);
        return true;
    }
}

/// <summary>Fetches the bytes of a tile: hash after hash, 32 bytes each.</summary>
/// <param name="tile">Exactly as wide as it is at the size of the tree in question.</param>
/// <returns>Its bytes, or those of a wider tile of the same level and index, of which it is the beginning.</returns>
public delegate ReadOnlyMemory<byte> TileReader(Tile tile);
