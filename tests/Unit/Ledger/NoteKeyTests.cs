using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class NoteKeyTests
{
    private const string Log = "ledger.example.org/demo+fb702106+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c";

    [Fact]
    public void Keys_of_known_seeds_have_the_texts_that_others_gave_them()
    {
        Trees.Log.Vkey.ShouldBe(Log);
        Trees.Witness.Vkey.ShouldBe(
            "witness.example.org/w1+6d7ef907+BIE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU");
    }

    [Fact]
    public void A_public_key_is_read_from_its_text()
    {
        var key = NoteVerifier.Parse(Log);
        (key.Name, key.KeyId, key.Type).ShouldBe((Trees.Origin, 0xfb702106u, NoteKeyType.Ed25519));
        key.PublicKey.Length.ShouldBe(32);
        key.ShouldBe(Trees.Log.Verifier);
        key.Vkey.ShouldBe(Log);
        key.ShouldNotBe(Trees.Witness.Verifier);
    }

    // The form in which Go's note package writes private keys: name, key id, base64 of type and seed.
    [Fact]
    public void A_private_key_is_written_and_read_as_Go_does()
    {
        var text = Trees.Log.ToPrivateText();
        text.ShouldBe("PRIVATE+KEY+ledger.example.org/demo+fb702106+" + Convert.ToBase64String([1, .. Trees.Seed(1)]));
        using var log = NoteSigner.Parse(text + "\n");
        log.Sign("a\n").ShouldBe(Trees.Log.Sign("a\n"));
        using var witness = NoteSigner.Parse(Trees.Witness.ToPrivateText());
        witness.Verifier.ShouldBe(Trees.Witness.Verifier);
    }

    [Fact]
    public void With_one_byte_changed_a_text_of_a_key_is_refused_or_another_key()
    {
        // The hexadecimal digits and the base64 are bound to one another by the key id, and so is the name.
        foreach (var text in new[] { Log, Trees.Witness.Vkey })
        {
            for (var at = 0; at < text.Length; at++)
            {
                var changed = text.ToCharArray();
                changed[at] ^= '\x01';
                Should.Throw<FormatException>(() => NoteVerifier.Parse(new string(changed)));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("name")]
    [InlineData("name+fb702106")]
    [InlineData("+fb702106+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c")]
    [InlineData("ledger.example.org/demo+FB702106+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c")]
    [InlineData("ledger.example.org/demo+b702106+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c")]
    [InlineData("ledger.example.org/demo+fb702106+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D28=")]
    [InlineData("ledger.example.org/demo+fb702106+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29cAAAA")]
    [InlineData("ledger.example.org/demo+fb702106+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c\n")]
    [InlineData("ledger.example.org/demo+fb702106+BoqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c")]
    [InlineData("ledger example+fb702106+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c")]
    public void What_is_no_public_key_is_refused(string vkey) =>
        Should.Throw<FormatException>(() => NoteVerifier.Parse(vkey));

    [Theory]
    [InlineData("")]
    [InlineData("PRIVATE+KEY+")]
    [InlineData("PRIVATE+KEY+name")]
    [InlineData("PRIVATE+KEY+ledger.example.org/demo+fb702107+AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB")]
    [InlineData("PRIVATE+KEY+ledger.example.org/demo+fb702106+AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=")]
    [InlineData("PRIVATE+KEY+ledger.example.org/demo+fb702106+AgEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB")]
    public void What_is_no_private_key_is_refused_without_repeating_it(string text)
    {
        var refused = Should.Throw<FormatException>(() => NoteSigner.Parse(text));
        refused.ToString().ShouldNotContain("AQEBAQ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a+b")]
    [InlineData("a\nb")]
    [InlineData("a\u0001b")]
    [InlineData("a\u00a0b")]
    [InlineData("a\u2028b")]
    public void A_name_that_could_not_stand_under_a_note_is_refused(string name) =>
        Should.Throw<FormatException>(() => new NoteSigner(name, Trees.Seed(1)));

    [Fact]
    public void Nor_is_a_name_that_is_not_whole_Unicode() =>
        Should.Throw<FormatException>(() => new NoteSigner("a\ud800", Trees.Seed(1)));

    [Fact]
    public void A_name_may_be_of_any_script()
    {
        using var signer = new NoteSigner("دفتر.ایران/گیلان", Trees.Seed(3));
        var note = SignedNote.Parse(new SignedNote("a\n", signer.Sign("a\n")).ToBytes());
        note.Verify(NoteVerifier.Parse(signer.Vkey)).Count.ShouldBe(1);
    }

    [Fact]
    public void A_seed_has_thirty_two_bytes_and_a_key_a_known_type()
    {
        Should.Throw<ArgumentException>(() => new NoteSigner("a", new byte[31]));
        Should.Throw<ArgumentException>(() => new NoteSigner("a", new byte[33]));
        Should.Throw<ArgumentException>(() => new NoteSigner("a", Trees.Seed(1), (NoteKeyType)2));
    }

    [Fact]
    public void The_key_of_a_witness_signs_no_plain_text() =>
        Should.Throw<InvalidOperationException>(() => Trees.Witness.Sign("a\n"));
}
