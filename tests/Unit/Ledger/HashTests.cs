using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class HashTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(200, 32).Select(i => (byte)i)];

    [Fact]
    public void Its_bytes_come_out_as_they_went_in()
    {
        var hash = Hash.Read(Bytes);
        hash.ToArray().ShouldBe(Bytes);
        hash.ToBase64().ShouldBe(Convert.ToBase64String(Bytes));
        hash.ToString().ShouldBe(hash.ToBase64());
        Hash.FromBase64(hash.ToBase64()).ShouldBe(hash);
    }

    [Fact]
    public void Every_bit_counts_in_comparison()
    {
        var hash = Hash.Read(Bytes);
        for (var bit = 0; bit < 256; bit++)
        {
            var other = Bytes.ToArray();
            other[bit / 8] ^= (byte)(1 << (bit % 8));
            Hash.Read(other).ShouldNotBe(hash);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=")]
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData(" 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")]
    [InlineData("47DEQpj8HBSa+/TImW+5 JCeuQeRkm5NMpJWZG3hSuFU=   ")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFUA")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==")]
    public void It_is_read_only_in_its_one_spelling(string text) =>
        Should.Throw<FormatException>(() => Hash.FromBase64(text));

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void It_has_thirty_two_bytes(int length) =>
        Should.Throw<FormatException>(() => Hash.Read(new byte[length])).Message.ShouldContain($"not {length}");
}
