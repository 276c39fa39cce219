using CsCheck;
using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class EntryBundleTests
{
    [Fact]
    public void Each_entry_stands_after_its_length() =>
        EntryBundle.Encode([new byte[] { 1, 2, 3 }, Array.Empty<byte>(), new byte[] { 4 }])
            .ShouldBe([0, 3, 1, 2, 3, 0, 0, 0, 1, 4]);

    [Fact]
    public void What_is_bundled_is_read_back() =>
        Gen.Byte.Array[0, 300].Array[1, Tile.FullWidth].Sample(entries =>
        {
            var bundle = EntryBundle.Encode([.. entries.Select(entry => (ReadOnlyMemory<byte>)entry)]);
            EntryBundle.Decode(bundle).Select(entry => entry.ToArray()).ShouldBe(entries);
        }, iter: 50);

    [Fact]
    public void The_longest_entry_fits_and_no_longer_one()
    {
        EntryBundle.Decode(EntryBundle.Encode([new byte[65_535]])).Single().Length.ShouldBe(65_535);
        Should.Throw<ArgumentException>(() => EntryBundle.Encode([new byte[65_536]]))
            .Message.ShouldContain("not 65536");
    }

    [Fact]
    public void A_bundle_has_from_one_to_as_many_entries_as_a_tile_has_hashes()
    {
        ReadOnlyMemory<byte>[] entries = [.. Enumerable.Repeat(new ReadOnlyMemory<byte>([7]), 257)];
        EntryBundle.Decode(EntryBundle.Encode(entries[..256])).Count.ShouldBe(256);
        Should.Throw<ArgumentException>(() => EntryBundle.Encode(entries));
        Should.Throw<ArgumentException>(() => EntryBundle.Encode([]));
        Should.Throw<FormatException>(() => EntryBundle.Decode(Array.Empty<byte>()));
        Should.Throw<FormatException>(() =>
            EntryBundle.Decode((byte[])[.. EntryBundle.Encode(entries[..256]), .. EntryBundle.Encode(entries[..1])]));
    }

    [Fact]
    public void Nothing_may_lack_or_be_left_over()
    {
        var bundle = EntryBundle.Encode([new byte[] { 1, 2, 3 }, new byte[] { 4, 5 }]);
        for (var length = 0; length < bundle.Length; length++)
        {
            if (length == 5) continue;
            Should.Throw<FormatException>(() => EntryBundle.Decode(bundle.AsMemory(0, length)));
        }
        Should.Throw<FormatException>(() => EntryBundle.Decode((byte[])[.. bundle, 0]));
        Should.Throw<FormatException>(() => EntryBundle.Decode((byte[])[.. bundle, 0, 1]));
    }
}
