using EGov.Ledger;

namespace EGov.Acceptance.Proofs;

/// <summary>A ledger in memory, of which another history can be made under the same key.</summary>
/// <param name="shared">How many entries all histories of the key have in common.</param>
internal sealed class GrownLog(NoteSigner key, string history = "", int shared = 0)
{
    private readonly Hash[] _leaves =
    [
        .. Enumerable.Range(0, 600).Select(i =>
            MerkleTree.Leaf(System.Text.Encoding.UTF8.GetBytes(i < shared ? $"{i}" : $"{history} {i}"))),
    ];

    public static NoteSigner Key(string name) =>
        new(name, System.Security.Cryptography.RandomNumberGenerator.GetBytes(NoteSigner.SeedLength));

    public Checkpoint At(int size) => new(key.Name, size, MerkleTree.Root(_leaves.AsSpan(0, size)));

    public SignedNote Note(int size) => At(size).Sign(key);

    public IReadOnlyList<Hash> Proof(long from, long to) => MerkleTree.ConsistencyProof(from, to, Read);

    /// <summary>A log's request to its witness.</summary>
    public AddCheckpoint Request(int from, int to) => new(from, Proof(from, to), Note(to));

    private ReadOnlyMemory<byte> Read(Tile tile)
    {
        var leaves = 1 << (Tile.Height * tile.Level);
        return Enumerable.Range(0, tile.Width)
            .Select(i => MerkleTree.Root(_leaves.AsSpan(((int)(tile.Index * Tile.FullWidth) + i) * leaves, leaves)))
            .SelectMany(hash => hash.ToArray()).ToArray();
    }
}
