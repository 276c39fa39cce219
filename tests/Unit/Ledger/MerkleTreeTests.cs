using CsCheck;
using EGov.Ledger;
using Hash = EGov.Ledger.Hash;

namespace EGov.Unit.Ledger;

public class MerkleTreeTests
{
    private const int Many = 70;

    // The entries, leaf hashes and roots that the implementations of Certificate Transparency are tested with.
    private static readonly string[] Entries =
    [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ];

    private static readonly string[] LeafHashes =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
        "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658",
        "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
        "46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1",
    ];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    private static readonly Hash[] Leaves = Trees.Leaves(Many);

    private static readonly Hash[] RootAt =
        [.. Enumerable.Range(0, Many + 1).Select(size => MerkleTree.Root(Leaves.AsSpan(0, size)))];

    private static readonly Hash Stray = Hash.Of("stray"u8);

    [Fact]
    public void No_leaves_have_the_hash_of_nothing() =>
        Hex(MerkleTree.EmptyRoot).ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    [Fact]
    public void Leaves_and_roots_are_those_of_certificate_transparency()
    {
        var leaves = Entries.Select(entry => MerkleTree.Leaf(Convert.FromHexString(entry))).ToArray();
        leaves.Select(Hex).ShouldBe(LeafHashes);
        Enumerable.Range(1, 8).Select(size => Hex(MerkleTree.Root(leaves.AsSpan(0, size)))).ShouldBe(Roots);
    }

    [Fact]
    public void A_leaf_of_any_length_is_hashed_under_its_prefix()
    {
        foreach (var length in new[] { 0, 1, 1023, 1024, 1025, 65_535 })
        {
            var entry = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
            MerkleTree.Leaf(entry).ShouldBe(Hash.Of([0, .. entry]));
        }
    }

    [Fact]
    public void A_node_cannot_be_passed_off_as_an_entry() =>
        MerkleTree.Leaf([.. Leaves[0].ToArray(), .. Leaves[1].ToArray()])
            .ShouldNotBe(MerkleTree.Node(Leaves[0], Leaves[1]));

    [Fact]
    public void Every_leaf_is_proved_in_every_tree_from_its_tiles_and_from_its_leaves()
    {
        for (var size = 1; size <= Many; size++)
        {
            var read = Reader(size);
            MerkleTree.Root(size, read).ShouldBe(RootAt[size]);
            for (var index = 0; index < size; index++)
            {
                var path = MerkleTree.InclusionPath(index, size, read);
                path.ShouldBe(Path(index, Leaves.AsSpan(0, size)));
                MerkleTree.IsIncluded(index, size, Leaves[index], path, RootAt[size]).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void Every_tree_is_proved_the_beginning_of_every_greater_one()
    {
        for (var second = 1; second <= Many; second++)
        {
            var read = Reader(second);
            for (var first = 0; first <= second; first++)
            {
                var proof = MerkleTree.ConsistencyProof(first, second, read);
                proof.ShouldBe(first == 0 ? [] : Proof(first, Leaves.AsSpan(0, second), true));
                MerkleTree.IsConsistent(first, second, RootAt[first], RootAt[second], proof).ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void A_path_proves_no_other_leaf_place_root_or_length()
    {
        for (var size = 1; size <= Many; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var path = Path(index, Leaves.AsSpan(0, size));
                bool Proves(long at, Hash leaf, IReadOnlyList<Hash> by, Hash root) =>
                    MerkleTree.IsIncluded(at, size, leaf, by, root);

                Proves(index, Stray, path, RootAt[size]).ShouldBeFalse();
                Proves(index, Leaves[index], path, Stray).ShouldBeFalse();
                if (size > 1) Proves(index, Leaves[index], path, RootAt[size - 1]).ShouldBeFalse();
                Proves(index, Leaves[index], [.. path, Stray], RootAt[size]).ShouldBeFalse();
                Proves(index, Leaves[index], [Stray, .. path], RootAt[size]).ShouldBeFalse();
                Proves(index, Leaves[index], [.. path, RootAt[size]], RootAt[size]).ShouldBeFalse();
                for (var other = -1; other <= Many; other++)
                    if (other != index) Proves(other, Leaves[index], path, RootAt[size]).ShouldBeFalse();
                for (var i = 0; i < path.Count; i++)
                {
                    Proves(index, Leaves[index], [.. path.Take(i)], RootAt[size]).ShouldBeFalse();
                    Proves(index, Leaves[index], [.. path.Skip(i + 1)], RootAt[size]).ShouldBeFalse();
                    Proves(index, Leaves[index], Without(path, i), RootAt[size]).ShouldBeFalse();
                    Proves(index, Leaves[index], With(path, i, Stray), RootAt[size]).ShouldBeFalse();
                }
            }
        }
    }

    // Sizes whose paths have another shape. Where the shape is the same, a path alone says nothing of the size: the
    // signature over size and root does.
    [Fact]
    public void A_path_of_another_shape_of_tree_proves_nothing()
    {
        for (var size = 1; size <= Many; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var path = Path(index, Leaves.AsSpan(0, size));
                for (var other = index + 1; other <= Many; other++)
                {
                    if (Path(index, Leaves.AsSpan(0, other)).Count == path.Count) continue;
                    MerkleTree.IsIncluded(index, other, Leaves[index], path, RootAt[size]).ShouldBeFalse();
                }
            }
        }
    }

    [Fact]
    public void A_proof_shows_no_other_trees_to_be_consistent()
    {
        for (var second = 1; second <= Many; second++)
        {
            for (var first = 1; first <= second; first++)
            {
                var proof = Proof(first, Leaves.AsSpan(0, second), true);
                var (before, after) = (RootAt[first], RootAt[second]);
                bool Proves(long from, long to, Hash one, Hash other, IReadOnlyList<Hash> by) =>
                    MerkleTree.IsConsistent(from, to, one, other, by);

                Proves(first, second, Stray, after, proof).ShouldBeFalse();
                Proves(first, second, before, Stray, proof).ShouldBeFalse();
                Proves(first, second, before, after, [.. proof, Stray]).ShouldBeFalse();
                Proves(first, second, before, after, [Stray, .. proof]).ShouldBeFalse();
                Proves(first, second, before, after, [.. proof, before]).ShouldBeFalse();
                if (first < second)
                {
                    Proves(first, second, after, before, proof).ShouldBeFalse();
                    Proves(second, first, after, before, proof).ShouldBeFalse();
                    Proves(first, second, before, after, []).ShouldBeFalse();
                    Proves(first, second, before, before, proof).ShouldBeFalse();
                }
                for (var i = 0; i < proof.Count; i++)
                {
                    Proves(first, second, before, after, Without(proof, i)).ShouldBeFalse();
                    Proves(first, second, before, after, With(proof, i, Stray)).ShouldBeFalse();
                }
                for (var other = 0; other <= second; other++)
                    if (other != first) Proves(other, second, before, after, proof).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void Impossible_sizes_are_never_proved()
    {
        MerkleTree.IsIncluded(-1, 1, Leaves[0], [], Leaves[0]).ShouldBeFalse();
        MerkleTree.IsIncluded(0, 0, Leaves[0], [], Leaves[0]).ShouldBeFalse();
        MerkleTree.IsIncluded(1, 1, Leaves[0], [], Leaves[0]).ShouldBeFalse();
        MerkleTree.IsIncluded(0, -1, Leaves[0], [], Leaves[0]).ShouldBeFalse();
        MerkleTree.IsConsistent(-1, 1, Stray, Leaves[0], []).ShouldBeFalse();
        MerkleTree.IsConsistent(-1, -1, Stray, Stray, []).ShouldBeFalse();
        MerkleTree.IsConsistent(2, 1, RootAt[2], RootAt[1], []).ShouldBeFalse();
        MerkleTree.IsConsistent(0, 1, Stray, RootAt[1], []).ShouldBeFalse();
        MerkleTree.IsConsistent(0, 1, RootAt[0], RootAt[1], [Stray]).ShouldBeFalse();
        MerkleTree.IsConsistent(0, 0, Stray, Stray, []).ShouldBeFalse();
        MerkleTree.IsConsistent(0, 0, RootAt[0], RootAt[0], []).ShouldBeTrue();
    }

    [Fact]
    public void The_greatest_tree_has_paths_of_sixty_three_hashes()
    {
        var path = Enumerable.Range(0, MerkleTree.MaxProofHashes).Select(i => Leaves[i]).ToArray();
        var left = path.Aggregate(Stray, (hash, sibling) => MerkleTree.Node(hash, sibling));
        MerkleTree.IsIncluded(0, long.MaxValue, Stray, path, left).ShouldBeTrue();
        MerkleTree.IsIncluded(0, long.MaxValue, Stray, [.. path, Stray], left).ShouldBeFalse();

        MerkleTree.IsIncluded(long.MaxValue - 1, long.MaxValue, Stray, path.AsSpan(0, 62).ToArray(),
            path.Take(62).Aggregate(Stray, (hash, sibling) => MerkleTree.Node(sibling, hash))).ShouldBeTrue();
        MerkleTree.IsConsistent(long.MaxValue - 1, long.MaxValue, Stray, Stray, path).ShouldBeFalse();
    }

    [Fact]
    public void Trees_of_several_levels_of_tiles_prove_alike_from_tiles_and_leaves()
    {
        const int size = 70_000;
        var leaves = Trees.Leaves(size);
        var tiles = Trees.Tiles(size);
        var root = MerkleTree.Root(leaves);
        MerkleTree.Root(size, Cut).ShouldBe(root);

        // The tiles of the greatest tree serve the smaller ones: a partial tile is the beginning of a wider one.
        ReadOnlyMemory<byte> Cut(Tile tile) =>
            tiles[Tile.At(size, tile.Level, tile.Index)];

        Gen.Select(Gen.Int[1, size], Gen.Int[0, size - 1]).Sample((tree, at) =>
        {
            var (smaller, index) = (MerkleTree.Root(tree, Cut), at % tree);
            smaller.ShouldBe(MerkleTree.Root(leaves.AsSpan(0, tree)));
            var path = MerkleTree.InclusionPath(index, tree, Cut);
            MerkleTree.IsIncluded(index, tree, leaves[index], path, smaller).ShouldBeTrue();
            MerkleTree.IsConsistent(tree, size, smaller, root, MerkleTree.ConsistencyProof(tree, size, Cut))
                .ShouldBeTrue();
        }, iter: 20, threads: 1);
    }

    [Fact]
    public void Proofs_are_asked_for_within_the_tree()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => MerkleTree.InclusionPath(0, 0, Trees.None));
        Should.Throw<ArgumentOutOfRangeException>(() => MerkleTree.InclusionPath(1, 1, Trees.None));
        Should.Throw<ArgumentOutOfRangeException>(() => MerkleTree.InclusionPath(-1, 1, Trees.None));
        Should.Throw<ArgumentOutOfRangeException>(() => MerkleTree.ConsistencyProof(2, 1, Trees.None));
        Should.Throw<ArgumentOutOfRangeException>(() => MerkleTree.ConsistencyProof(-1, 1, Trees.None));
        Should.Throw<ArgumentOutOfRangeException>(() => MerkleTree.Root(-1, Trees.None));
        MerkleTree.Root(0, Trees.None).ShouldBe(MerkleTree.EmptyRoot);
        MerkleTree.ConsistencyProof(0, 9, Trees.None).ShouldBeEmpty();
        MerkleTree.ConsistencyProof(9, 9, Trees.None).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(95)]
    [InlineData(97)]
    [InlineData(8224)]
    public void A_tile_of_another_length_is_refused_by_name(int length) =>
        Should.Throw<FormatException>(() => MerkleTree.Root(3, _ => new byte[length]))
            .Message.ShouldContain("tile/0/000.p/3");

    private static TileReader Reader(int size)
    {
        var tiles = Trees.Tiles(size);
        return tile => tiles[tile];
    }

    private static Hash[] With(List<Hash> hashes, int at, Hash hash) => [.. hashes[..at], hash, .. hashes[(at + 1)..]];

    private static Hash[] Without(List<Hash> hashes, int at) => [.. hashes[..at], .. hashes[(at + 1)..]];

    // PATH and SUBPROOF as RFC 6962 §2.1.1 and §2.1.2 define them over the leaves.
    private static List<Hash> Path(int index, ReadOnlySpan<Hash> leaves)
    {
        if (leaves.Length == 1) return [];
        var split = Split(leaves.Length);
        return index < split
            ? [.. Path(index, leaves[..split]), MerkleTree.Root(leaves[split..])]
            : [.. Path(index - split, leaves[split..]), MerkleTree.Root(leaves[..split])];
    }

    private static List<Hash> Proof(int first, ReadOnlySpan<Hash> leaves, bool known)
    {
        if (first == leaves.Length) return known ? [] : [MerkleTree.Root(leaves)];
        var split = Split(leaves.Length);
        return first <= split
            ? [.. Proof(first, leaves[..split], known), MerkleTree.Root(leaves[split..])]
            : [.. Proof(first - split, leaves[split..], false), MerkleTree.Root(leaves[..split])];
    }

    private static int Split(int size)
    {
        var split = 1;
        while (split * 2 < size) split *= 2;
        return split;
    }

    private static string Hex(Hash hash) => Convert.ToHexStringLower(hash.ToArray());
}
