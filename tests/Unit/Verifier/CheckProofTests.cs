namespace EGov.Unit.Verifier;

public sealed class CheckProofTests : IDisposable
{
    private readonly GivenLog _log = new GivenLog().Add(5);

    [Fact]
    public async Task It_says_what_is_proved_by_whom_and_what_is_not()
    {
        var said = await GivenLog.ShouldAsync(0, "proof", _log.Proof(3), "--policy", _log.Policy);
        said.ShouldContain(
            "PROVED: it is entry 3 (counted from 0) of the 5 entries of the log ledger.example.org/demo");
        said.ShouldContain("PROVED: the witness w1 has seen that tree by 2026-09-21");
        said.ShouldContain("NOT PROVED by this: that what the entry says is true");
    }

    [Fact]
    public async Task Published_only_is_told_apart_and_enough_only_where_the_policy_says_so()
    {
        var proof = _log.Proof(3, isWitnessed: false);
        (await GivenLog.ShouldAsync(0, "proof", proof, "--policy", _log.Lenient)).ShouldContain("It is published only");
        (await GivenLog.ShouldAsync(1, "proof", proof, "--policy", _log.Policy)).ShouldContain("NOT PROVED. Fewer");
    }

    [Fact]
    public async Task The_entry_may_come_apart_from_its_proof_and_must_be_the_one_proved()
    {
        var proof = _log.Proof(3, carriesEntry: false);
        (await GivenLog.ShouldAsync(1, "proof", proof, "--policy", _log.Policy)).ShouldContain("carries no entry");
        await GivenLog.ShouldAsync(
            0, "proof", proof, "--policy", _log.Policy, "--entry", _log.Write("entry", _log.Entries[3]));
        (await GivenLog.ShouldAsync(
            1, "proof", proof, "--policy", _log.Policy, "--entry", _log.Write("other", _log.Entries[2])))
            .ShouldContain("NOT PROVED. The path does not show this entry at index 3");
    }

    [Fact]
    public async Task With_any_byte_changed_nothing_is_proved()
    {
        var whole = await File.ReadAllBytesAsync(_log.Proof(3));
        for (var at = 0; at < whole.Length; at += 7)
        {
            var changed = whole.ToArray();
            changed[at] ^= 0x01;
            (await GivenLog.ShouldAsync(1, "proof", _log.Write("changed", changed), "--policy", _log.Policy))
                .ShouldContain("NOT PROVED.");
        }
    }

    [Fact]
    public async Task A_question_that_cannot_be_asked_is_told_apart_from_a_proof_that_fails()
    {
        var proof = _log.Proof(3);
        (await GivenLog.ShouldAsync(2, "proof", "nowhere", "--policy", _log.Policy)).ShouldContain("There is no file");
        var wrong = _log.Write("wrong", "log x\n");
        (await GivenLog.ShouldAsync(2, "proof", proof, "--policy", wrong)).ShouldContain("line 1");
        await GivenLog.ShouldAsync(2, "proof", proof);
        await GivenLog.ShouldAsync(2, "prove");
        await GivenLog.ShouldAsync(0, "--help");
        foreach (var command in new[] { "receipt", "proof", "mirror", "compare", "disclosure", "replay", "draw" })
            (await GivenLog.ShouldAsync(0, command, "--help")).ShouldContain("Usage");
    }

    public void Dispose() => _log.Dispose();
}
