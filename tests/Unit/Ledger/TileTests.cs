using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class TileTests
{
    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 1_234_067, 256, "tile/0/x001/x234/067")]
    [InlineData(0, 1_234_067, 112, "tile/0/x001/x234/067.p/112")]
    [InlineData(1, 999, 1, "tile/1/999.p/1")]
    [InlineData(2, 1_000, 255, "tile/2/x001/000.p/255")]
    [InlineData(63, 1_000_000, 256, "tile/63/x001/x000/000")]
    [InlineData(0, long.MaxValue, 256, "tile/0/x009/x223/x372/x036/x854/x775/807")]
    public void A_path_names_level_place_and_width(int level, long index, int width, string path)
    {
        new Tile(level, index, width).Path.ShouldBe(path);
        Tile.TryParse(path, out var tile).ShouldBeTrue();
        tile.ShouldBe(new Tile(level, index, width));

        var bundle = path.Replace($"tile/{level}/", "tile/entries/", StringComparison.Ordinal);
        tile.BundlePath.ShouldBe(bundle);
        Tile.TryParseBundle(bundle, out var entries).ShouldBeTrue();
        entries.ShouldBe(tile with { Level = 0 });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tile")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("tile//000")]
    [InlineData("tile/00/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/+1/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/entries/000")]
    [InlineData("/tile/0/000")]
    [InlineData("Tile/0/000")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/0000")]
    [InlineData("tile/0/1234")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/001/x002")]
    [InlineData("tile/0/001/002")]
    [InlineData("tile/0/x001/x002")]
    [InlineData("tile/0/X001/002")]
    [InlineData("tile/0/x001//002")]
    [InlineData("tile/0/x001/002/")]
    [InlineData("tile/0/x001/002.p")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/-1")]
    [InlineData("tile/0/000.p/1/")]
    [InlineData("tile/0/000.p/1.p/1")]
    [InlineData("tile/0/000.P/1")]
    [InlineData("tile/0/000\n")]
    [InlineData("tile/0/۰۰۱")]
    [InlineData("tile/0/x009/x223/x372/x036/x854/x775/808")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/x999/999")]
    public void Another_spelling_is_no_path(string? path)
    {
        Tile.TryParse(path, out _).ShouldBeFalse();
        if (path is not null && path.StartsWith("tile/0", StringComparison.Ordinal))
            Tile.TryParseBundle(path.Replace("tile/0", "tile/entries", StringComparison.Ordinal), out _)
                .ShouldBeFalse();
    }

    [Fact]
    public void A_tree_of_seventy_thousand_has_the_tiles_that_others_make()
    {
        var tiles = Tile.At(70_000).ToList();
        tiles.Count(tile => tile is { Level: 0, IsFull: true }).ShouldBe(273);
        tiles.Where(tile => tile is not { Level: 0, IsFull: true }).Select(tile => tile.Path)
            .ShouldBe(["tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"]);
        Tile.At(256).Select(tile => tile.Path).ShouldBe(["tile/0/000", "tile/1/000.p/1"]);
        Tile.At(0).ShouldBeEmpty();
        Should.Throw<ArgumentOutOfRangeException>(() => Tile.At(-1));
    }

    [Fact]
    public void A_tile_is_as_wide_as_the_tree_makes_it()
    {
        foreach (var size in new[] { 1L, 255, 256, 257, 65_535, 65_536, 65_537, 70_000 })
            foreach (var tile in Tile.At(size))
                Tile.At(size, tile.Level, tile.Index).ShouldBe(tile);
        Tile.At(long.MaxValue, 7, 0).ShouldBe(new Tile(7, 0, 127));
        Tile.At(long.MaxValue, 0, long.MaxValue >> 8).Width.ShouldBe(255);

        Should.Throw<ArgumentOutOfRangeException>(() => Tile.At(0, 0, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Tile.At(256, 0, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => Tile.At(255, 1, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Tile.At(1, 0, -1));
        Should.Throw<ArgumentOutOfRangeException>(() => Tile.At(1, -1, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Tile.At(long.MaxValue, 8, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Tile.At(1, 0, long.MaxValue));
    }
}
