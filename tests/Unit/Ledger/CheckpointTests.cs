using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class CheckpointTests
{
    // Made elsewhere and verified by Go's x/mod and by node: seeds of thirty-two 1s and 2s, entries {"i":0,"t":"demo"}.
    [Theory]
    [InlineData(1, "faOPhTAbO7MefH8GAHJMB0DG/h556BOeFDbAz0QwlxE=", null, null)]
    [InlineData(3, "74+epP+k2ClDS8WTchhCwoTJ0y+a06KgJE45v1sGspQ=",
        "+3AhBkgQAQHeE60m22A7JILCQpulG10IQ3iUWIPvG7IFFcQmxMJietygxYjG2xKlMGX0gdD6VGt6oupOLEOmVMyK9Q0=",
        "bX75BwAAAABqsTuAXJ0m7D59VmVg3xYEimT9Z78GWzPYCDUo633mnUG/AEb6y6WURz874grZL3xO8VnFhZFLh5QusDeV+fLEly8JDQ==")]
    [InlineData(70_000, "pl/jOxnayxyTYlbVGhO1FtsWe4gCtZjjoDeVfndtO3w=",
        "+3AhBgnvs5WM4ZkGplrx3dDQlv/a3YdMAjGhNPQSili/AJ9EkSXIzpytbQTDhP7Hq/XVIOoAZGyZa63cuuDb0pcQDwU=",
        "bX75BwAAAABqsTuAEkE1nXFokbeAOt9i6SwsIsG+c7RJLalLmSD6qUf86b/e2rau/i1/FXUyZ28HbPCvZ6+/blrdIrpIQwU+5LFQAA==")]
    public void Checkpoints_are_byte_for_byte_those_that_others_verified(
        int size, string root, string? log, string? witness)
    {
        var note = Trees.Checkpoint(size);
        note.Text.ShouldBe($"ledger.example.org/demo\n{size}\n{root}\n");
        if (log is null) return;
        note.ToString().ShouldBe($"""
            ledger.example.org/demo
            {size}
            {root}

            — ledger.example.org/demo {log}
            — witness.example.org/w1 {witness}

            """.ReplaceLineEndings("\n"));
        Checkpoint.Open(note, Trees.Log.Verifier).ShouldBe(new Checkpoint(Trees.Origin, size, Hash.FromBase64(root)));
        note.Verify(Trees.Log.Verifier, Trees.Witness.Verifier)[1].Time.ShouldBe(Trees.Time);
    }

    [Theory]
    [InlineData("origin\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", 0)]
    [InlineData("a b+c\n9223372036854775807\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", long.MaxValue)]
    public void It_is_read_back_as_it_was_written(string text, long size)
    {
        var checkpoint = Checkpoint.Parse(text);
        checkpoint.Size.ShouldBe(size);
        checkpoint.Root.ShouldBe(MerkleTree.EmptyRoot);
        checkpoint.Text.ShouldBe(text);
        checkpoint.ShouldBe(new Checkpoint(checkpoint.Origin, size, MerkleTree.EmptyRoot));
    }

    [Fact]
    public void Extension_lines_of_others_are_kept_and_never_signed_by_us()
    {
        const string text =
            "ledger.example.org/demo\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nmore\nand more\n";
        var checkpoint = Checkpoint.Parse(text);
        checkpoint.Extensions.ShouldBe(["more", "and more"]);
        checkpoint.Text.ShouldBe(text);
        Checkpoint.Open(new SignedNote(text, Trees.Log.Sign(text)), Trees.Log.Verifier).Extensions.Count.ShouldBe(2);
        Should.Throw<ArgumentException>(() => checkpoint.Sign(Trees.Log));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("origin\n1\n")]
    [InlineData("origin\n1\n{root}")]
    [InlineData("origin\n1\n{root}\r\n")]
    [InlineData("origin\r\n1\r\n{root}\r\n")]
    [InlineData("\n1\n{root}\n")]
    [InlineData("origin\n\n{root}\n")]
    [InlineData("origin\n1\n\n")]
    [InlineData("origin\n1\n{root}\n\n")]
    [InlineData("origin\n1\n{root}\n\nmore\n")]
    [InlineData("origin\n01\n{root}\n")]
    [InlineData("origin\n00\n{root}\n")]
    [InlineData("origin\n-1\n{root}\n")]
    [InlineData("origin\n-0\n{root}\n")]
    [InlineData("origin\n+1\n{root}\n")]
    [InlineData("origin\n 1\n{root}\n")]
    [InlineData("origin\n1 \n{root}\n")]
    [InlineData("origin\n1.0\n{root}\n")]
    [InlineData("origin\n1e3\n{root}\n")]
    [InlineData("origin\n0x1\n{root}\n")]
    [InlineData("origin\n1,000\n{root}\n")]
    [InlineData("origin\n۱\n{root}\n")]
    [InlineData("origin\n9223372036854775808\n{root}\n")]
    [InlineData("origin\n18446744073709551616\n{root}\n")]
    [InlineData("origin\n1\n {root}\n")]
    [InlineData("origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n")]
    [InlineData("origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==\n")]
    [InlineData("origin\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n")]
    public void What_is_not_exactly_a_checkpoint_is_refused(string text) =>
        Should.Throw<FormatException>(() =>
            Checkpoint.Parse(text.Replace("{root}", MerkleTree.EmptyRoot.ToBase64(), StringComparison.Ordinal)));

    [Fact]
    public void With_one_byte_changed_it_does_not_open()
    {
        foreach (var changed in Changes.Of(Trees.Checkpoint(3).ToBytes()))
        {
            // The log's and the witness's signature must both fail to serve: where only one is asked for, the other may
            // be spoilt so far that it is a stranger's, which says nothing.
            Changes.ShouldFail(() =>
            {
                var note = SignedNote.Parse(changed);
                Checkpoint.Open(note, Trees.Log.Verifier);
                if (note.Verify(Trees.Log.Verifier, Trees.Witness.Verifier).Count < 2) throw new FormatException();
            }, changed);
        }
    }

    [Fact]
    public void A_key_opens_only_the_checkpoints_of_its_own_log()
    {
        const string text = "another log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
        Should.Throw<UnverifiedException>(() =>
            Checkpoint.Open(new SignedNote(text, Trees.Log.Sign(text)), Trees.Log.Verifier))
            .Reason.ShouldBe(Unverified.OtherOrigin);
        Should.Throw<ArgumentException>(() => Checkpoint.Parse(text).Sign(Trees.Log));
    }

    [Fact]
    public void A_witness_in_the_name_of_a_log_is_not_the_log()
    {
        using var witness = new NoteSigner(Trees.Origin, Trees.Seed(5), NoteKeyType.Cosignature);
        var text = Trees.Checkpoint(3).Text;
        var note = new SignedNote(text, Cosignature.Sign(witness, text, Trees.Time));
        note.Verify(witness.Verifier).Count.ShouldBe(1);
        Should.Throw<UnverifiedException>(() => Checkpoint.Open(note, witness.Verifier));
    }

    [Fact]
    public void An_impossible_checkpoint_is_not_made()
    {
        Should.Throw<ArgumentException>(() => new Checkpoint("", 0, MerkleTree.EmptyRoot));
        Should.Throw<ArgumentException>(() => new Checkpoint("a\nb", 0, MerkleTree.EmptyRoot));
        Should.Throw<ArgumentException>(() => new Checkpoint("a\tb", 0, MerkleTree.EmptyRoot));
        Should.Throw<ArgumentException>(() => new Checkpoint("a", -1, MerkleTree.EmptyRoot));
        Should.Throw<ArgumentException>(() => new Checkpoint("a", 0, Hash.Of("x"u8)));
    }
}
