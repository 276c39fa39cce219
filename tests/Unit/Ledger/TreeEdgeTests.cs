using CsCheck;
using EGov.Ledger;
using Hash = EGov.Ledger.Hash;

namespace EGov.Unit.Ledger;

public class TreeEdgeTests
{
    private static readonly Hash[] Leaves = Trees.Leaves(70_000);

    [Fact]
    public void It_writes_the_tiles_of_every_published_size_each_once() =>
        Gen.Int[0, 700].Array[1, 8].Sample(batches =>
        {
            var store = new Dictionary<Tile, ReadOnlyMemory<byte>>();
            var edge = TreeEdge.Load(0, Trees.None);
            foreach (var batch in batches)
            {
                var from = (int)edge.Size;
                foreach (var written in edge.Append(Leaves[from..(from + batch)]))
                {
                    var (tile, bytes) = written;
                    bytes.Length.ShouldBe(tile.ByteCount);
                    store.TryAdd(tile, bytes).ShouldBeTrue($"{tile.Path} is written twice");
                }

                edge.Size.ShouldBe(from + batch);
                edge.Root.ShouldBe(MerkleTree.Root(Leaves.AsSpan(0, from + batch)));
                Tile.At(edge.Size).ShouldAllBe(tile => store.ContainsKey(tile));
                MerkleTree.Root(edge.Size, tile => store[tile]).ShouldBe(edge.Root);
            }
        }, iter: 15, threads: 1);

    [Fact]
    public void Steps_leave_no_trace()
    {
        var whole = Trees.Tiles(70_000);
        whole.Keys.ShouldBe(Tile.At(70_000), ignoreOrder: true);

        var edge = TreeEdge.Load(0, Trees.None);
        var store = new Dictionary<Tile, ReadOnlyMemory<byte>>();
        foreach (var (from, to) in new[] { (0, 1), (1, 256), (256, 65_535), (65_535, 65_536), (65_536, 70_000) })
        {
            // As after a restart: the edge comes from what was written.
            edge = TreeEdge.Load(edge.Size, tile => store[tile]);
            foreach (var written in edge.Append(Leaves[from..to])) store.Add(written.Tile, written.Bytes);
        }
        foreach (var (tile, bytes) in whole) store[tile].ToArray().ShouldBe(bytes.ToArray());
    }

    [Fact]
    public void Only_the_partial_tiles_are_read_again()
    {
        var whole = Trees.Tiles(70_000);
        var read = new List<string>();
        TreeEdge.Load(70_000, tile =>
        {
            read.Add(tile.Path);
            return whole[tile];
        });
        read.ShouldBe(["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]);
    }

    [Fact]
    public void A_reader_may_answer_with_a_wider_tile()
    {
        var whole = Trees.Tiles(600);
        var edge = TreeEdge.Load(300, tile => whole[Tile.At(600, tile.Level, tile.Index)]);
        edge.Root.ShouldBe(MerkleTree.Root(Leaves.AsSpan(0, 300)));
        Should.Throw<FormatException>(() => TreeEdge.Load(300, _ => new byte[43 * Hash.Length]));
        Should.Throw<FormatException>(() => TreeEdge.Load(300, _ => new byte[(44 * Hash.Length) + 1]));
    }

    [Fact]
    public void A_copy_grows_alone()
    {
        var edge = TreeEdge.Load(0, Trees.None);
        edge.Append(Leaves[..300]);
        var root = edge.Root;
        var copy = edge.Copy();
        copy.Append(Leaves[300..400]);
        copy.Root.ShouldBe(MerkleTree.Root(Leaves.AsSpan(0, 400)));
        (edge.Size, edge.Root).ShouldBe((300, root));
    }

    [Fact]
    public void It_begins_empty_and_nothing_appended_writes_nothing()
    {
        var edge = TreeEdge.Load(0, Trees.None);
        edge.Append([]).ShouldBeEmpty();
        (edge.Size, edge.Root).ShouldBe((0, MerkleTree.EmptyRoot));
        Should.Throw<ArgumentOutOfRangeException>(() => TreeEdge.Load(-1, Trees.None));
    }

    [Fact]
    public void No_tree_grows_beyond_what_a_size_can_say()
    {
        var edge = TreeEdge.Load(long.MaxValue, tile => new byte[tile.ByteCount]);
        Should.Throw<OverflowException>(() => edge.Append(Leaves[..1]));
        edge.Size.ShouldBe(long.MaxValue);
    }
}
