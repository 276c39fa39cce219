using System.Text;
using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class TlogProofTests
{
    private const int Size = 7;

    private static readonly Policy Trusted = Policy.Parse(
        $"log {Trees.Log.Vkey}\nwitness w1 {Trees.Witness.Vkey}\nquorum w1\n");

    [Fact]
    public void It_shows_an_entry_to_be_in_the_ledger_and_who_saw_it()
    {
        for (var index = 0; index < Size; index++)
        {
            var proof = TlogProof.Parse(Proof(index).ToBytes());
            var proved = proof.Verify(Trees.Entry(index), Trusted);
            (proved.Index, proved.Size, proved.IsQuorumMet).ShouldBe((index, Size, true));
            proved.Witnessed.Log.ShouldBe(Trees.Log.Verifier);
            proved.Witnessed.Witnesses.Single().Time.ShouldBe(Trees.Time);
        }
    }

    [Fact]
    public void Its_file_is_as_the_format_says()
    {
        var proof = Proof(2);
        proof.ToString().ShouldBe(
            $"c2sp.org/tlog-proof@v1\nindex 2\n{string.Concat(proof.Path.Select(hash => hash + "\n"))}\n"
            + Trees.Checkpoint(Size));
        proof.Extra.ShouldBeNull();
        var extra = new TlogProof(2, proof.Path, proof.Note, Encoding.ASCII.GetBytes("extra"));
        extra.ToString().ShouldStartWith("c2sp.org/tlog-proof@v1\nextra ZXh0cmE=\nindex 2\n");
        foreach (var one in new[] { proof, extra, new TlogProof(2, proof.Path, proof.Note, Array.Empty<byte>()) })
        {
            var read = TlogProof.Parse(one.ToBytes());
            read.ToBytes().ShouldBe(one.ToBytes());
            read.Extra?.ToArray().ShouldBe(one.Extra?.ToArray());
            read.Extra.HasValue.ShouldBe(one.Extra.HasValue);
        }
    }

    [Fact]
    public void A_tree_of_one_leaf_needs_no_path()
    {
        var proof = TlogProof.Parse(new TlogProof(0, [], Trees.Checkpoint(1)).ToString());
        proof.Verify(Trees.Entry(0), Trusted).Size.ShouldBe(1);
    }

    [Fact]
    public void With_one_byte_changed_it_proves_nothing()
    {
        foreach (var changed in Changes.Of(Proof(2).ToBytes()))
            Changes.ShouldFail(() =>
            {
                // A cosignature in a name that is no longer the witness's is a stranger's: the quorum is then missing.
                if (!TlogProof.Parse(changed).Verify(Trees.Entry(2), Trusted).IsQuorumMet) throw new FormatException();
            }, changed);
    }

    [Fact]
    public void Another_entry_place_or_path_is_not_proved()
    {
        var proof = Proof(2);
        foreach (var changed in Changes.Of(Trees.Entry(2)))
            Should.Throw<UnverifiedException>(() => proof.Verify(changed, Trusted))
                .Reason.ShouldBe(Unverified.NotIncluded);

        foreach (var index in new[] { 0L, 1, 3, 6, 7, 8, long.MaxValue })
            NotIncluded(new TlogProof(index, proof.Path, proof.Note));
        NotIncluded(new TlogProof(2, [], proof.Note));
        NotIncluded(new TlogProof(2, [.. proof.Path.Skip(1)], proof.Note));
        NotIncluded(new TlogProof(2, [.. proof.Path.SkipLast(1)], proof.Note));
        NotIncluded(new TlogProof(2, [.. proof.Path, MerkleTree.EmptyRoot], proof.Note));
        NotIncluded(new TlogProof(2, [.. proof.Path.Reverse()], proof.Note));
        NotIncluded(new TlogProof(2, proof.Path, Trees.Checkpoint(Size - 1)));
        NotIncluded(new TlogProof(2, proof.Path, Trees.Checkpoint(Size + 1)));

        static void NotIncluded(TlogProof proof) =>
            Should.Throw<UnverifiedException>(() => proof.Verify(Trees.Entry(2), Trusted))
                .Reason.ShouldBe(Unverified.NotIncluded);
    }

    [Fact]
    public void Without_enough_witnesses_it_says_so()
    {
        var bare = new Checkpoint(Trees.Origin, Size, MerkleTree.Root(Trees.Leaves(Size))).Sign(Trees.Log);
        var proved = new TlogProof(2, Proof(2).Path, bare).Verify(Trees.Entry(2), Trusted);
        proved.IsQuorumMet.ShouldBeFalse();
        proved.Witnessed.Witnesses.ShouldBeEmpty();
    }

    [Fact]
    public void A_log_that_the_policy_does_not_name_proves_nothing()
    {
        var stranger = Policy.Parse($"witness w1 {Trees.Witness.Vkey}\nquorum w1\n");
        Should.Throw<UnverifiedException>(() => Proof(2).Verify(Trees.Entry(2), stranger))
            .Reason.ShouldBe(Unverified.NoKnownSignature);
    }

    [Theory]
    [InlineData("{header}\n{index}\n")]
    [InlineData("{header}\n\n{note}")]
    [InlineData("{index}\n\n{note}")]
    [InlineData("c2sp.org/tlog-proof@v2\n{index}\n\n{note}")]
    [InlineData("{header}\n{index}\nextra AAAA\n\n{note}")]
    [InlineData("{header}\nextra AAAA\nextra AAAA\n{index}\n\n{note}")]
    [InlineData("{header}\nextra AAA\n{index}\n\n{note}")]
    [InlineData("{header}\nextra\n{index}\n\n{note}")]
    [InlineData("{header}\nExtra AAAA\n{index}\n\n{note}")]
    [InlineData("{header}\nindex 02\n\n{note}")]
    [InlineData("{header}\nindex -1\n\n{note}")]
    [InlineData("{header}\nindex  2\n\n{note}")]
    [InlineData("{header}\nindex\n\n{note}")]
    [InlineData("{header}\nindex 9223372036854775808\n\n{note}")]
    [InlineData("{header}\n{index}\nAAAA\n\n{note}")]
    [InlineData("{header}\n{index}\n{hash} \n\n{note}")]
    [InlineData("{header}\n{index}\n{hash}\n{note}")]
    [InlineData("{header}\n{index}\n\n\n{note}")]
    [InlineData("{header}\r\n{index}\r\n\r\n{note}")]
    [InlineData("{header}\n{index}\n\n{note}\n")]
    [InlineData("\ufeff{header}\n{index}\n\n{note}")]
    public void What_is_not_exactly_a_proof_does_not_verify(string file)
    {
        var bytes = Encoding.UTF8.GetBytes(file
            .Replace("{header}", "c2sp.org/tlog-proof@v1", StringComparison.Ordinal)
            .Replace("{index}", "index 2", StringComparison.Ordinal)
            .Replace("{hash}", MerkleTree.EmptyRoot.ToBase64(), StringComparison.Ordinal)
            .Replace("{note}", Trees.Checkpoint(Size).ToString(), StringComparison.Ordinal));
        Should.Throw<FormatException>(() => TlogProof.Parse(bytes).Verify(Trees.Entry(2), Trusted));
    }

    [Fact]
    public void A_path_is_never_longer_than_that_of_the_greatest_tree()
    {
        var lines = string.Concat(Enumerable.Repeat(MerkleTree.EmptyRoot + "\n", 64));
        Should.Throw<FormatException>(() =>
            TlogProof.Parse($"c2sp.org/tlog-proof@v1\nindex 2\n{lines}\n{Trees.Checkpoint(Size)}"));
        Should.Throw<ArgumentException>(() =>
            new TlogProof(2, [.. Enumerable.Repeat(MerkleTree.EmptyRoot, 64)], Trees.Checkpoint(Size)));
        Should.Throw<ArgumentException>(() => new TlogProof(-1, [], Trees.Checkpoint(Size)));
        Should.Throw<FormatException>(() => TlogProof.Parse(new byte[(2 * SignedNote.MaxBytes) + 1]));
    }

    private static TlogProof Proof(int index)
    {
        var tiles = Trees.Tiles(Size);
        return new TlogProof(index, MerkleTree.InclusionPath(index, Size, tile => tiles[tile]), Trees.Checkpoint(Size));
    }
}
