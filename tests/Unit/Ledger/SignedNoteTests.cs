using System.Text;
using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class SignedNoteTests
{
    // Signed and verified by Go's note package.
    private const string GoKey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private const string GoNote =
        "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1E"
        + "RYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    private const string Words = "egov\nwords\n";

    private static readonly NoteSigner[] Strangers =
        [.. Enumerable.Range(10, 20).Select(seed => new NoteSigner($"stranger/{seed}", Trees.Seed((byte)seed)))];

    [Fact]
    public void A_note_signed_by_Go_is_verified()
    {
        var note = SignedNote.Parse(GoNote);
        note.Text.ShouldBe("This is an example message.\n");
        var signature = note.Verify(NoteVerifier.Parse(GoKey)).Single();
        signature.Key.Name.ShouldBe("example.com/foo");
        signature.Time.ShouldBeNull();
        note.ToString().ShouldBe(GoNote);
    }

    [Fact]
    public void Its_text_is_what_stands_before_the_last_blank_line()
    {
        foreach (var text in new[] { "\n", "a\n\nb\n", "a\n\n", "\n\n\n", "— looks signed\n", "نامه\n" })
        {
            var note = new SignedNote(text, Trees.Log.Sign(text));
            var read = SignedNote.Parse(note.ToBytes());
            read.Text.ShouldBe(text);
            read.Verify(Trees.Log.Verifier).Count.ShouldBe(1);
            read.ToBytes().ShouldBe(note.ToBytes());
        }
    }

    [Fact]
    public void With_one_byte_changed_it_is_refused_or_not_verified()
    {
        foreach (var (bytes, known) in new[]
        {
            (Encoding.UTF8.GetBytes(GoNote), new[] { NoteVerifier.Parse(GoKey) }),
            (new SignedNote(Words, Trees.Log.Sign(Words)).ToBytes(), [Trees.Log.Verifier]),
        })
        {
            foreach (var changed in Changes.Of(bytes))
                Changes.ShouldFail(() => SignedNote.Parse(changed).Verify(known), changed);
        }
    }

    [Fact]
    public void More_than_sixteen_signatures_are_read_and_strangers_passed_over()
    {
        var note = new SignedNote(Words, Strangers.Append(Trees.Log).Select(signer => signer.Sign(Words)));
        var read = SignedNote.Parse(note.ToBytes());
        read.Signatures.Count.ShouldBe(21);
        read.Verify(Trees.Log.Verifier).Single().Key.ShouldBe(Trees.Log.Verifier);
        read.Verify([Trees.Log.Verifier, .. Strangers.Select(stranger => stranger.Verifier)]).Count.ShouldBe(21);
    }

    [Fact]
    public void A_bad_signature_of_a_known_key_spoils_the_note_beside_good_ones()
    {
        var good = Trees.Log.Sign(Words);
        var bad = Trees.Log.Sign("other words\n");
        foreach (var order in new[] { new[] { good, bad }, [bad, good] })
            Should.Throw<UnverifiedException>(() => new SignedNote(Words, order).Verify(Trees.Log.Verifier))
                .Reason.ShouldBe(Unverified.BadSignature);

        var other = Strangers[0];
        Should.Throw<UnverifiedException>(() =>
            new SignedNote(Words, good, other.Sign("x\n")).Verify(Trees.Log.Verifier, other.Verifier))
            .Reason.ShouldBe(Unverified.BadSignature);
        new SignedNote(Words, good, other.Sign("x\n")).Verify(Trees.Log.Verifier).Count.ShouldBe(1);
    }

    [Fact]
    public void A_note_that_no_known_key_signed_is_not_verified()
    {
        var note = new SignedNote(Words, Strangers[0].Sign(Words));
        Should.Throw<UnverifiedException>(() => note.Verify(Trees.Log.Verifier))
            .Reason.ShouldBe(Unverified.NoKnownSignature);
        Should.Throw<UnverifiedException>(() => note.Verify()).Reason.ShouldBe(Unverified.NoKnownSignature);

        // The same name with another key, and the same key under another name, are other signers.
        using var namesake = new NoteSigner(Trees.Origin, Trees.Seed(9));
        using var alias = new NoteSigner("alias", Trees.Seed(1));
        note = new SignedNote(Words, Trees.Log.Sign(Words));
        Should.Throw<UnverifiedException>(() => note.Verify(namesake.Verifier, alias.Verifier))
            .Reason.ShouldBe(Unverified.NoKnownSignature);
    }

    [Fact]
    public void Signatures_are_added_after_those_there_are_and_none_twice()
    {
        var note = new SignedNote(Words, Trees.Log.Sign(Words));
        var more = note.With(Strangers[0].Sign(Words), Trees.Log.Sign(Words));
        more.Signatures.Select(signature => signature.Name).ShouldBe([Trees.Origin, Strangers[0].Name]);
        note.Signatures.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("\n\n")]
    [InlineData("text\n— name AAAAAAAA\n")]
    [InlineData("text\n\n— name AAAAAAAA")]
    [InlineData("text\n\n— name AAAAAAAA\n\n")]
    [InlineData("text\n\n— name AAAAAAAA\n ")]
    [InlineData("text\n\n— name AAAAAAAA\nmore\n")]
    [InlineData("text\r\n\r\n— name AAAAAAAA\r\n")]
    [InlineData("te\rxt\n\n— name AAAAAAAA\n")]
    [InlineData("te\txt\n\n— name AAAAAAAA\n")]
    [InlineData("te\0xt\n\n— name AAAAAAAA\n")]
    [InlineData("text\n\n- name AAAAAAAA\n")]
    [InlineData("text\n\n–\u00a0name AAAAAAAA\n")]
    [InlineData("text\n\n—name AAAAAAAA\n")]
    [InlineData("text\n\n—  AAAAAAAA\n")]
    [InlineData("text\n\n— name  AAAAAAAA\n")]
    [InlineData("text\n\n— name AAAAAAAA \n")]
    [InlineData("text\n\n— na+me AAAAAAAA\n")]
    [InlineData("text\n\n— na\u00a0me AAAAAAAA\n")]
    [InlineData("text\n\n— na\u2003me AAAAAAAA\n")]
    [InlineData("text\n\n— na\u3000me AAAAAAAA\n")]
    [InlineData("text\n\n— name AAAA\n")]
    [InlineData("text\n\n— name AAAAAA==\n")]
    [InlineData("text\n\n— name AAAAAAA\n")]
    [InlineData("text\n\n— name AAAAAAB=\n")]
    [InlineData("text\n\n— name AAAAAA-_\n")]
    [InlineData("text\n\n— name\n")]
    public void What_is_not_exactly_a_note_is_refused(string note) =>
        Should.Throw<FormatException>(() => SignedNote.Parse(Encoding.UTF8.GetBytes(note)));

    [Fact]
    public void Broken_Unicode_is_refused()
    {
        Should.Throw<FormatException>(() => SignedNote.Parse((byte[])[0xff, .. Encoding.UTF8.GetBytes(GoNote)]));
        Should.Throw<FormatException>(() => SignedNote.Parse("\ud800\n\n— name AAAAAAAA\n"));
        Should.Throw<FormatException>(() => Trees.Log.Sign("\ud800\n"));
    }

    [Fact]
    public void Size_and_number_of_signatures_have_a_bound()
    {
        var signature = Trees.Log.Sign(Words);
        Should.Throw<FormatException>(() => SignedNote.Parse(
            Encoding.UTF8.GetBytes(Words + "\n" + string.Concat(Enumerable.Repeat(signature.Line, 101)))));
        Should.Throw<FormatException>(() => SignedNote.Parse(new byte[SignedNote.MaxBytes + 1]));
        Should.Throw<FormatException>(() => new SignedNote(new string('a', SignedNote.MaxBytes) + "\n", signature));
        Should.Throw<FormatException>(() => new SignedNote(Words));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no newline")]
    [InlineData("carriage\r\n")]
    [InlineData("tab\t\n")]
    public void Only_a_text_that_can_stand_in_a_note_is_signed(string text) =>
        Should.Throw<FormatException>(() => Trees.Log.Sign(text));
}
