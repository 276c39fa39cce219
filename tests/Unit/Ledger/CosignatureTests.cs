using System.Buffers.Binary;
using System.Text;
using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class CosignatureTests
{
    private static readonly string Text = Trees.Checkpoint(3).Text;

    [Fact]
    public void It_covers_its_time_and_the_whole_checkpoint() =>
        Encoding.UTF8.GetString(Cosignature.Message(1_790_000_000, Encoding.UTF8.GetBytes(Text)))
            .ShouldBe("cosignature/v1\ntime 1790000000\n" + Text);

    [Fact]
    public void Its_time_is_read_from_it()
    {
        var signature = Cosignature.Sign(Trees.Witness, Text, Trees.Time.AddMilliseconds(999));
        signature.Bytes.Length.ShouldBe(72);
        Cosignature.TryVerify(Trees.Witness.Verifier, Text, signature, out var time).ShouldBeTrue();
        time.ShouldBe(Trees.Time);
        time.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void With_one_bit_flipped_it_is_nothing()
    {
        var signature = Cosignature.Sign(Trees.Witness, Text, Trees.Time);
        for (var bit = 0; bit < signature.Bytes.Length * 8; bit++)
        {
            var bytes = signature.Bytes.ToArray();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            IsVerified(Text, Line(bytes)).ShouldBeFalse();
        }
        IsVerified(Text, Line(signature.Bytes.Span[..71])).ShouldBeFalse();
        IsVerified(Text, Line([.. signature.Bytes.Span, 0])).ShouldBeFalse();
        IsVerified(Text, Line([1])).ShouldBeFalse();
    }

    [Fact]
    public void It_is_of_one_key_and_one_checkpoint()
    {
        var signature = Cosignature.Sign(Trees.Witness, Text, Trees.Time);
        IsVerified(Trees.Checkpoint(1).Text, signature).ShouldBeFalse();
        IsVerified(Text + "more\n", signature).ShouldBeFalse();
        Cosignature.TryVerify(Trees.Log.Verifier, Text, signature, out _).ShouldBeFalse();
        using var namesake = new NoteSigner(Trees.Witness.Name, Trees.Seed(7), NoteKeyType.Cosignature);
        Cosignature.TryVerify(namesake.Verifier, Text, signature, out _).ShouldBeFalse();
    }

    [Fact]
    public void A_time_that_no_clock_shows_is_refused()
    {
        // Signed by the key, but as a plain note that happens to read like a message of the year 584 thousand million.
        using var plain = new NoteSigner("plain", Trees.Seed(2));
        var message = Encoding.UTF8.GetString(Cosignature.Message(ulong.MaxValue, Encoding.UTF8.GetBytes(Text)));
        var bytes = new byte[72];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ulong.MaxValue);
        plain.Sign(message).Bytes.Span.CopyTo(bytes.AsSpan(8));
        IsVerified(Text, Line(bytes)).ShouldBeFalse();
    }

    [Fact]
    public void Only_a_witness_cosigns_and_only_a_checkpoint_at_a_time_since_1970()
    {
        Should.Throw<ArgumentException>(() => Cosignature.Sign(Trees.Log, Text, Trees.Time));
        Should.Throw<FormatException>(() => Cosignature.Sign(Trees.Witness, "words\n", Trees.Time));
        Should.Throw<ArgumentException>(() =>
            Cosignature.Sign(Trees.Witness, Text, DateTimeOffset.UnixEpoch.AddSeconds(-1)));
    }

    private static bool IsVerified(string text, NoteSignature signature) =>
        Cosignature.TryVerify(Trees.Witness.Verifier, text, signature, out _);

    private static NoteSignature Line(ReadOnlySpan<byte> bytes)
    {
        var id = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(id, Trees.Witness.Verifier.KeyId);
        return NoteSignature.Parse($"— {Trees.Witness.Name} {Convert.ToBase64String([.. id, .. bytes])}\n");
    }
}
