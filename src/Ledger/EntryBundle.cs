using System.Buffers.Binary;

namespace EGov.Ledger;

/// <summary>The entries of the leaves of one tile of level 0, stored and served together (C2SP tlog-tiles).</summary>
/// <remarks>{ u16be length || bytes }*, from 1 to 256 entries; the hashes of the entries are the tile's.</remarks>
public static class EntryBundle
{
    /// <summary>How many bytes an entry may have at most: what its length field can say, 2^16 - 1.</summary>
    public const int MaxEntryBytes = ushort.MaxValue;

    /// <summary>The bytes of a bundle.</summary>
    /// <param name="entries">From 1 to 256 entries, in the order of their leaves.</param>
    /// <exception cref="ArgumentException">
    /// No entry, too many, or one of more than <see cref="MaxEntryBytes"/> bytes.
    /// </exception>
    public static byte[] Encode(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        if (entries.Count is 0 or > Tile.FullWidth)
            throw new ArgumentException($"A bundle has from 1 to {Tile.FullWidth} entries, not {entries.Count}.",
                nameof(entries));
        if (entries.FirstOrDefault(entry => entry.Length > MaxEntryBytes) is { Length: > 0 and var length })
            throw new ArgumentException($"An entry has at most {MaxEntryBytes} bytes, not {length}.", nameof(entries));

        var bundle = new byte[entries.Sum(entry => sizeof(ushort) + entry.Length)];
        var rest = bundle.AsSpan();
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)entry.Length);
            entry.Span.CopyTo(rest[sizeof(ushort)..]);
            rest = rest[(sizeof(ushort) + entry.Length)..];
        }
        return bundle;
    }

    /// <summary>The entries of a bundle, as slices of its bytes.</summary>
    /// <returns>From 1 to 256 entries; a wider bundle than asked for begins with the entries of the narrower.</returns>
    /// <exception cref="FormatException">Nothing, an entry cut short, bytes left over, or too many entries.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Decode(ReadOnlyMemory<byte> bundle)
    {
        var entries = new List<ReadOnlyMemory<byte>>();
        for (var rest = bundle; rest.Length > 0;)
        {
            if (entries.Count == Tile.FullWidth)
                throw new FormatException($"A bundle has more than {Tile.FullWidth} entries, or bytes left over.");
            var length = rest.Length < sizeof(ushort) ? -1 : BinaryPrimitives.ReadUInt16BigEndian(rest.Span);
            if (length < 0 || rest.Length < sizeof(ushort) + length)
                throw new FormatException($"Entry {entries.Count} of a bundle is cut short.");
            entries.Add(rest.Slice(sizeof(ushort), length));
            rest = rest[(sizeof(ushort) + length)..];
        }
        return entries.Count > 0 ? entries : throw new FormatException("A bundle has at least one entry.");
    }
}
