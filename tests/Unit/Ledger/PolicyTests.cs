using System.Text;
using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class PolicyTests
{
    private static readonly NoteSigner[] Keys =
    [
        .. Enumerable.Range(1, 7).Select(i =>
            new NoteSigner($"witness.example/{i}", Trees.Seed((byte)(20 + i)), NoteKeyType.Cosignature)),
    ];

    // Two houses of witnesses, of which one needs two and the other one.
    private static readonly string Nested = $"""
        # whom the province trusts

        log {Trees.Log.Vkey} https://ledger.example.org/
          witness{'\t'}X1   {Keys[0].Vkey}
        witness X2 {Keys[1].Vkey} https://witness.example/2
        witness X3 {Keys[2].Vkey}
        group X 2 X1 X2 X3
        witness Y1 {Keys[3].Vkey}
        witness Y2 {Keys[4].Vkey}
        group Y any Y1 Y2
            # both of them
        group X-and-Y all X Y
        quorum X-and-Y

        """.ReplaceLineEndings("\n");

    [Fact]
    public void A_policy_names_logs_witnesses_groups_and_a_quorum()
    {
        var policy = Policy.Parse(Nested);
        policy.Logs.ShouldBe([new PolicyLog(Trees.Log.Verifier, "https://ledger.example.org/")]);
        policy.Witnesses.Select(witness => witness.Name).ShouldBe(["X1", "X2", "X3", "Y1", "Y2"]);
        policy.Witnesses[0].Url.ShouldBeNull();
        policy.Witnesses[1].Url.ShouldBe("https://witness.example/2");
        policy.Groups.Select(group => $"{group.Name} {group.Threshold} {string.Join(' ', group.Members)}")
            .ShouldBe(["X 2 X1 X2 X3", "Y 1 Y1 Y2", "X-and-Y 2 X Y"]);
        policy.Quorum.ShouldBe("X-and-Y");
    }

    [Fact]
    public void Enough_witnesses_of_each_group_meet_it()
    {
        var policy = Policy.Parse(Nested);
        for (var set = 0; set < 128; set++)
        {
            var cosigned = Enumerable.Range(0, 7).Where(i => (set >> i & 1) == 1).ToList();
            var expected = cosigned.Count(i => i < 3) >= 2 && cosigned.Any(i => i is 3 or 4);
            policy.IsMet(cosigned.Select(i => Keys[i].Verifier)).ShouldBe(expected);
        }
        policy.IsMet(Enumerable.Repeat(Keys[0].Verifier, 2).Append(Keys[3].Verifier)).ShouldBeFalse();
    }

    [Fact]
    public void A_quorum_may_be_one_witness_or_none()
    {
        var one = Policy.Parse($"witness W {Keys[0].Vkey}\nquorum W");
        one.IsMet([Keys[0].Verifier]).ShouldBeTrue();
        one.IsMet([Keys[1].Verifier]).ShouldBeFalse();
        one.IsMet([]).ShouldBeFalse();

        var none = Policy.Parse("quorum none\n");
        none.IsMet([]).ShouldBeTrue();
        none.Logs.ShouldBeEmpty();
    }

    [Fact]
    public void Thirty_two_of_everything_and_more_are_read()
    {
        var file = new StringBuilder();
        for (var i = 0; i < 40; i++)
        {
            using var log = new NoteSigner($"log/{i}", Trees.Seed((byte)(100 + i)));
            using var witness = new NoteSigner($"w/{i}", Trees.Seed((byte)(150 + i)), NoteKeyType.Cosignature);
            file.Append(FormattableString.Invariant($"log {log.Vkey}\nwitness w{i} {witness.Vkey}\n"))
                .Append(i == 0 ? "group g0 all w0\n" : $"group g{i} all w{i} g{i - 1}\n");
        }
        var policy = Policy.Parse(file.Append("quorum g39\n").ToString());
        (policy.Logs.Count, policy.Witnesses.Count, policy.Groups.Count).ShouldBe((40, 40, 40));
        policy.IsMet(policy.Witnesses.Select(witness => witness.Key)).ShouldBeTrue();
        policy.IsMet(policy.Witnesses.Skip(1).Select(witness => witness.Key)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("", 1, "no quorum line")]
    [InlineData("quorum none\nquorum none", 2, "a quorum line already")]
    [InlineData("quorum W", 1, "W is not defined on a line above")]
    [InlineData("quorum", 1, "another number of words")]
    [InlineData("quorum none none", 1, "another number of words")]
    [InlineData("Quorum none\nquorum none", 1, "begins with log, witness, group or quorum")]
    [InlineData("quorum none\nwitness W {W1} url more", 2, "another number of words")]
    [InlineData("quorum none\nwitness W", 2, "another number of words")]
    [InlineData("quorum none\nlog", 2, "another number of words")]
    [InlineData("quorum none\nlog {W1}", 2, "of type Cosignature, not Ed25519")]
    [InlineData("quorum none\nwitness W {L}", 2, "of type Ed25519, not Cosignature")]
    [InlineData("quorum none\nlog {L}x", 2, "vkey")]
    [InlineData("quorum none\nlog {L}\nlog {L} url", 3, "A log with this public key is already there")]
    [InlineData("quorum none\nlog {L}\nlog {L'}", 3, "A log with this public key is already there")]
    [InlineData("quorum none\nwitness W {W1}\nwitness V {W1}", 3, "A witness with this public key")]
    [InlineData("quorum none\nwitness W {W1}\nwitness V {W1'}", 3, "A witness with this public key")]
    [InlineData("quorum none\nwitness W {W1}\nwitness W {W2}", 3, "W is already defined")]
    [InlineData("quorum none\nwitness W {W1}\ngroup W any W", 3, "W is already defined")]
    [InlineData("quorum none\nwitness none {W1}", 2, "none cannot be defined")]
    [InlineData("quorum none\nwitness W {W1}\ngroup none any W", 3, "none cannot be defined")]
    [InlineData("quorum none\ngroup G any none", 2, "none is not defined")]
    [InlineData("quorum none\ngroup G any G", 2, "G is not defined")]
    [InlineData("quorum none\ngroup G any W\nwitness W {W1}", 2, "W is not defined on a line above")]
    [InlineData("quorum none\nwitness W {W1}\ngroup G any W W", 3, "W is already a member of a group")]
    [InlineData("quorum none\nwitness W {W1}\ngroup G any W\ngroup H any W", 4, "W is already a member of a group")]
    [InlineData("quorum none\nwitness W {W1}\ngroup G any", 3, "another number of words")]
    [InlineData("quorum none\nwitness W {W1}\ngroup G 0 W", 3, "from 1 to 1")]
    [InlineData("quorum none\nwitness W {W1}\ngroup G 2 W", 3, "from 1 to 1")]
    [InlineData("quorum none\nwitness W {W1}\ngroup G 01 W", 3, "from 1 to 1")]
    [InlineData("quorum none\nwitness W {W1}\ngroup G -1 W", 3, "from 1 to 1")]
    [InlineData("quorum none\nwitness W {W1}\ngroup G 4294967297 W", 3, "from 1 to 1")]
    [InlineData("quorum none\nwitness W {W1}\ngroup G some W", 3, "from 1 to 1")]
    [InlineData("quorum none\nwitness w {W1}\ngroup G any W", 3, "W is not defined")]
    [InlineData("# ours\r\nquorum none", 1, "control character")]
    [InlineData("quorum none\n# \u007f", 2, "control character")]
    [InlineData("quorum none\n\u00a0", 2, "begins with log, witness, group or quorum")]
    [InlineData("\ufeffquorum none\nquorum none", 1, "begins with log, witness, group or quorum")]
    public void A_wrong_line_is_named_with_its_reason(string file, int line, string reason)
    {
        using var log = new NoteSigner("other", Trees.Seed(1));
        using var witness = new NoteSigner("other", Trees.Seed(21), NoteKeyType.Cosignature);
        var error = Should.Throw<PolicyException>(() => Policy.Parse(file
            .Replace("{L}", Trees.Log.Vkey, StringComparison.Ordinal)
            .Replace("{L'}", log.Vkey, StringComparison.Ordinal)
            .Replace("{W1}", Keys[0].Vkey, StringComparison.Ordinal)
            .Replace("{W1'}", witness.Vkey, StringComparison.Ordinal)
            .Replace("{W2}", Keys[1].Vkey, StringComparison.Ordinal))).Errors.ShouldHaveSingleItem();
        error.Line.ShouldBe(line);
        error.Reason.ShouldContain(reason);
    }

    [Fact]
    public void Every_wrong_line_is_named()
    {
        var refused = Should.Throw<PolicyException>(() =>
            Policy.Parse("log x\n\nwitness W y\nnonsense\ngroup G 3 W V\ngroup H all G W"));
        refused.Errors.Select(error => error.Line).ShouldBe([1, 3, 4, 5, 6]);
        refused.Message.ShouldContain("line 4: ");
    }

    [Fact]
    public void Broken_UTF_8_is_named_by_its_line() =>
        Should.Throw<PolicyException>(() => Policy.Parse((byte[])[.. "quorum none\n# "u8, 0xff, (byte)'\n']))
            .Errors.Single().Line.ShouldBe(2);

    [Fact]
    public void A_name_may_be_of_any_script()
    {
        var policy = Policy.Parse($"# شاهدان\nwitness دانشگاه {Keys[0].Vkey}\nquorum دانشگاه\n");
        policy.IsMet([Keys[0].Verifier]).ShouldBeTrue();
    }

    [Fact]
    public void A_checkpoint_is_opened_with_the_word_of_its_witnesses()
    {
        var note = Trees.Checkpoint(3);
        var later = Trees.Time.AddHours(1);
        note = note.With(
            Cosignature.Sign(Keys[0], note.Text, later), Cosignature.Sign(Keys[0], note.Text, Trees.Time),
            Cosignature.Sign(Keys[1], note.Text, Trees.Time));
        var policy = Policy.Parse(Nested);

        var opened = policy.Open(note);
        opened.Checkpoint.Size.ShouldBe(3);
        opened.Log.ShouldBe(Trees.Log.Verifier);
        opened.Witnesses.Select(one => (one.Witness.Name, one.Time)).ShouldBe([("X1", later), ("X2", Trees.Time)]);
        opened.IsQuorumMet.ShouldBeFalse();
        policy.Open(note.With(Cosignature.Sign(Keys[4], note.Text, later))).IsQuorumMet.ShouldBeTrue();
    }

    [Fact]
    public void Without_a_log_of_the_policy_nothing_is_opened()
    {
        var text = Trees.Checkpoint(3).Text;
        var witnessed = new SignedNote(text, Cosignature.Sign(Keys[0], text, Trees.Time));
        Should.Throw<UnverifiedException>(() => Policy.Parse(Nested).Open(witnessed))
            .Reason.ShouldBe(Unverified.NoKnownSignature);
        var spoilt = Trees.Checkpoint(3).With(Cosignature.Sign(Keys[0], Trees.Checkpoint(1).Text, Trees.Time));
        Should.Throw<UnverifiedException>(() => Policy.Parse(Nested).Open(spoilt))
            .Reason.ShouldBe(Unverified.BadSignature);
    }
}
