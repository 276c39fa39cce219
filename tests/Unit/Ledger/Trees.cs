using System.Text;
using EGov.Ledger;

namespace EGov.Unit.Ledger;

/// <summary>The vectors of several tests: two signers with known seeds, and a log of small entries.</summary>
internal static class Trees
{
    public const string Origin = "ledger.example.org/demo";

    public static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

    public static NoteSigner Log { get; } = new(Origin, Seed(1));

    public static NoteSigner Witness { get; } = new("witness.example.org/w1", Seed(2), NoteKeyType.Cosignature);

    public static byte[] Seed(byte value) => [.. Enumerable.Repeat(value, NoteSigner.SeedLength)];

    public static byte[] Entry(int index) => Encoding.UTF8.GetBytes($$"""{"i":{{index}},"t":"demo"}""");

    public static Hash[] Leaves(int size) =>
        [.. Enumerable.Range(0, size).Select(index => MerkleTree.Leaf(Entry(index)))];

    /// <summary>The tiles of a tree that grew in one step.</summary>
    public static Dictionary<Tile, ReadOnlyMemory<byte>> Tiles(int size) =>
        TreeEdge.Load(0, None).Append(Leaves(size)).ToDictionary(one => one.Tile, one => one.Bytes);

    public static ReadOnlyMemory<byte> None(Tile tile) =>
        throw new InvalidOperationException($"{tile.Path} is not to be read.");

    /// <summary>A checkpoint of the first leaves, signed by the log and cosigned by the witness.</summary>
    public static SignedNote Checkpoint(int size)
    {
        var note = new Checkpoint(Origin, size, MerkleTree.Root(Leaves(size))).Sign(Log);
        return note.With(Cosignature.Sign(Witness, note.Text, Time));
    }
}
