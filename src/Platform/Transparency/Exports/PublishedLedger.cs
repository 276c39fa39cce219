using EGov.Ledger;
using EGov.Proofs;

namespace EGov.Transparency;

/// <summary>The ledger as far as it is published, read from its public files alone.</summary>
public sealed class PublishedLedger(LedgerFolder folder)
{
    /// <summary>The latest checkpoint as it was signed, and what it says; nothing before the first.</summary>
    public (string? Note, TreeHead Head) Latest => folder.Checkpoint is { } note
        ? (note, Checkpoint.Parse(SignedNote.Parse(note).Text).Head)
        : (null, new(0, MerkleTree.EmptyRoot));

    /// <summary>The tree when it had so many leaves; the latest where no size is said.</summary>
    public TreeHead At(long? size)
    {
        var published = Latest.Head;
        if (size < 0 || size > published.Size)
            throw new Refused("events.size-not-published", published.Size) { Status = 400 };
        return size is { } asked && asked < published.Size
            ? new(asked, MerkleTree.Root(asked, folder.Read))
            : published;
    }

    /// <summary>The bytes of entries in the order of their leaves, a bundle at a time.</summary>
    /// <param name="from">The first.</param>
    /// <param name="to">One behind the last; no more than are published.</param>
    public IEnumerable<(long Index, ReadOnlyMemory<byte> Bytes)> Entries(long from, long to)
    {
        for (var index = from; index < to;)
        {
            var tile = Tile.At(to, 0, index / Tile.FullWidth);
            foreach (var bytes in folder.ReadEntries(tile).Skip((int)(index % Tile.FullWidth)))
                yield return (index++, bytes);
        }
    }
}
