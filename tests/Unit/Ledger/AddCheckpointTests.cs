using System.Text;
using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class AddCheckpointTests
{
    private static readonly TreeHead Empty = new(0, MerkleTree.EmptyRoot);

    [Fact]
    public void Its_body_is_as_the_format_says()
    {
        var request = Request(3, 7);
        Encoding.UTF8.GetString(request.ToBytes()).ShouldBe(
            $"old 3\n{string.Concat(request.Proof.Select(hash => hash + "\n"))}\n{Trees.Checkpoint(7)}");
        var read = AddCheckpoint.Parse(request.ToBytes());
        (read.OldSize, read.Checkpoint.Size).ShouldBe((3, 7));
        read.Proof.ShouldBe(request.Proof);
        read.ToBytes().ShouldBe(request.ToBytes());
    }

    [Fact]
    public void A_tree_that_continues_the_one_cosigned_is_accepted()
    {
        for (var old = 0; old <= 8; old++)
            for (var size = old; size <= 9; size++)
                Decide(Request(old, size), old == 0 ? null : Head(old)).ShouldBe((WitnessStatus.Accepted, Head(size)));
        Decide(Request(0, 0), Empty).ShouldBe((WitnessStatus.Accepted, Empty));
    }

    [Fact]
    public void The_same_tree_once_more_is_accepted_and_another_of_its_size_is_not()
    {
        Decide(Request(7, 7), Head(7)).ShouldBe((WitnessStatus.Accepted, Head(7)));
        var other = new TreeHead(7, Hash.Of("fork"u8));
        Decide(Request(7, 7), other).ShouldBe((WitnessStatus.Inconsistent, other));
    }

    [Fact]
    public void An_unknown_log_is_not_found()
    {
        Request(0, 3).Decide(null).Status.ShouldBe(WitnessStatus.UnknownLog);
        using var other = new NoteSigner("another.example/log", Trees.Seed(1));
        var text = Trees.Checkpoint(3).Text;
        var signed = new AddCheckpoint(0, [], new SignedNote(text, other.Sign(text)));
        signed.Decide(null, other.Verifier).Status.ShouldBe(WitnessStatus.UnknownLog);
    }

    [Fact]
    public void A_checkpoint_that_no_trusted_key_signed_is_forbidden()
    {
        var text = Trees.Checkpoint(3).Text;
        using var namesake = new NoteSigner(Trees.Origin, Trees.Seed(9));
        foreach (var signature in new[] { namesake.Sign(text), Trees.Log.Sign(Trees.Checkpoint(1).Text) })
            Decide(new AddCheckpoint(0, [], new SignedNote(text, signature)), Head(1))
                .ShouldBe((WitnessStatus.NotSigned, Head(1)));

        // While a log changes its key, either is enough.
        var both = new AddCheckpoint(0, [], new SignedNote(text, namesake.Sign(text)));
        both.Decide(null, Trees.Log.Verifier, namesake.Verifier).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void An_old_size_above_the_new_is_malformed() =>
        Decide(new AddCheckpoint(4, [], Trees.Checkpoint(3)), Head(4)).ShouldBe((WitnessStatus.Malformed, Head(4)));

    [Fact]
    public void An_old_size_that_was_not_cosigned_last_conflicts_and_the_answer_holds_the_right_one()
    {
        Decide(Request(3, 7), Head(5)).ShouldBe((WitnessStatus.Conflict, Head(5)));
        Decide(Request(3, 7), null).ShouldBe((WitnessStatus.Conflict, Empty));
        Decide(Request(0, 7), Head(5)).ShouldBe((WitnessStatus.Conflict, Head(5)));
        // A smaller tree than the one cosigned: the same, whatever it claims.
        Decide(Request(3, 3), Head(5)).ShouldBe((WitnessStatus.Conflict, Head(5)));
    }

    [Fact]
    public void A_proof_that_does_not_hold_for_the_stored_root_is_refused()
    {
        var good = Request(3, 7);
        var stray = Hash.Of("stray"u8);
        Inconsistent(new AddCheckpoint(3, [], good.Note), Head(3));
        Inconsistent(new AddCheckpoint(3, [.. good.Proof.Skip(1)], good.Note), Head(3));
        Inconsistent(new AddCheckpoint(3, [.. good.Proof, stray], good.Note), Head(3));
        Inconsistent(good, new TreeHead(3, stray));
        Inconsistent(new AddCheckpoint(7, [stray], good.Note), Head(7));
        Inconsistent(new AddCheckpoint(0, [stray], good.Note), null);
        Inconsistent(new AddCheckpoint(0, [], good.Note), new TreeHead(0, stray));

        static void Inconsistent(AddCheckpoint request, TreeHead? stored) =>
            Decide(request, stored).ShouldBe((WitnessStatus.Inconsistent, stored ?? Empty));
    }

    [Fact]
    public void A_tree_of_no_leaves_has_the_hash_of_nothing_as_root()
    {
        const string text = "ledger.example.org/demo\n0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
        Decide(new AddCheckpoint(0, [], new SignedNote(text, Trees.Log.Sign(text))), null)
            .ShouldBe((WitnessStatus.Inconsistent, Empty));
    }

    [Fact]
    public void With_one_byte_changed_it_is_never_accepted()
    {
        foreach (var changed in Changes.Of(Request(3, 7).ToBytes()))
            Changes.ShouldFail(() =>
            {
                var request = AddCheckpoint.Parse(changed);
                // Who spoils the line of the witness, whom the witness does not ask, changes nothing.
                if (request.Note.Verify(Trees.Log.Verifier, Trees.Witness.Verifier).Count < 2
                    || Decide(request, Head(3)) != (WitnessStatus.Accepted, Head(7))) throw new FormatException();
            }, changed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("old 0\n")]
    [InlineData("\n{note}")]
    [InlineData("{note}")]
    [InlineData("old\n\n{note}")]
    [InlineData("old  0\n\n{note}")]
    [InlineData("old 00\n\n{note}")]
    [InlineData("old -0\n\n{note}")]
    [InlineData("old 9223372036854775808\n\n{note}")]
    [InlineData("Old 0\n\n{note}")]
    [InlineData("old 0\r\n\r\n{note}")]
    [InlineData("old 0\nAAAA\n\n{note}")]
    [InlineData("old 0\n\n\n{note}")]
    [InlineData("old 0\n\nwords\n\n— name AAAAAAAA\n")]
    public void What_is_not_exactly_a_request_is_refused(string body) =>
        Should.Throw<FormatException>(() => AddCheckpoint.Parse(Encoding.UTF8.GetBytes(
            body.Replace("{note}", Trees.Checkpoint(3).ToString(), StringComparison.Ordinal))));

    [Fact]
    public void More_than_sixty_three_hashes_are_refused()
    {
        Parse(63).Proof.Count.ShouldBe(63);
        Should.Throw<FormatException>(() => Parse(64));
        Should.Throw<FormatException>(() => AddCheckpoint.Parse(new byte[SignedNote.MaxBytes * 2]));
        Should.Throw<ArgumentException>(() =>
            new AddCheckpoint(1, [.. Enumerable.Repeat(MerkleTree.EmptyRoot, 64)], Trees.Checkpoint(3)));
        Should.Throw<ArgumentException>(() => new AddCheckpoint(-1, [], Trees.Checkpoint(3)));

        static AddCheckpoint Parse(int hashes) => AddCheckpoint.Parse(Encoding.UTF8.GetBytes(
            $"old 1\n{string.Concat(Enumerable.Repeat(MerkleTree.EmptyRoot + "\n", hashes))}\n{Trees.Checkpoint(3)}"));
    }

    private static TreeHead Head(int size) => new(size, MerkleTree.Root(Trees.Leaves(size)));

    private static (WitnessStatus, TreeHead) Decide(AddCheckpoint request, TreeHead? stored)
    {
        var decision = request.Decide(stored, Trees.Log.Verifier);
        (decision.Reason.Length == 0).ShouldBe(decision.IsAccepted);
        return (decision.Status, decision.Head);
    }

    private static AddCheckpoint Request(int old, int size)
    {
        var tiles = Trees.Tiles(size);
        return new(old, MerkleTree.ConsistencyProof(old, size, tile => tiles[tile]), Trees.Checkpoint(size));
    }
}
