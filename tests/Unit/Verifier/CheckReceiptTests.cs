using EGov.Ledger;
using EGov.Unit.Ledger;

namespace EGov.Unit.Verifier;

public sealed class CheckReceiptTests : IDisposable
{
    private static readonly string Key = GivenLog.Receipts.Vkey;

    private readonly GivenLog _log = new();
    private readonly Entry _entry;

    public CheckReceiptTests()
    {
        _log.Add(3);
        _entry = _log.Add("request_submitted", """{"at":"2026-05-02T06:00:00Z"}""");
        _log.Publish();
    }

    [Fact]
    public async Task It_says_what_is_promised_and_until_when()
    {
        var said = await GivenLog.ShouldAsync(
            0, "receipt", Given(_entry), "--vkey", Key, "--as-of", "2026-05-02T06:04:00Z");
        said.ShouldContain(
            $"the log ledger.example.org/demo promised on 2026-05-02 06:00:00 UTC that event {_entry.Id}");
        said.ShouldContain("by 2026-05-02 06:05:00 UTC");
        said.ShouldContain("not over");
    }

    [Fact]
    public async Task Overdue_and_not_shown_it_is_evidence() =>
        (await GivenLog.ShouldAsync(1, "receipt", Given(_entry), "--vkey", Key, "--as-of", "2026-05-02T06:06:00Z"))
            .ShouldContain("evidence that the event was suppressed");

    [Fact]
    public async Task With_its_proof_the_promise_is_kept()
    {
        var said = await GivenLog.ShouldAsync(
            0, "receipt", Given(_entry), "--vkey", Key, "--proof", _log.Proof(3), "--policy", _log.Policy);
        said.ShouldContain("PROVED: the promise was kept.");
        (await GivenLog.ShouldAsync(2, "receipt", Given(_entry), "--vkey", Key, "--proof", _log.Proof(3)))
            .ShouldContain("--policy");
    }

    [Fact]
    public async Task The_proof_of_another_event_or_of_other_words_keeps_nothing()
    {
        (await GivenLog.ShouldAsync(
            1, "receipt", Given(_entry), "--vkey", Key, "--proof", _log.Proof(2), "--policy", _log.Policy))
            .ShouldContain("not of event");
        var other = _log.Add("request_submitted", """{"at":"2026-05-02T07:00:00Z"}""", id: _entry.Id);
        other.ContentDigest.ShouldNotBe(_entry.ContentDigest);
        (await GivenLog.ShouldAsync(
            1, "receipt", Given(_entry), "--vkey", Key, "--proof", _log.Proof(4), "--policy", _log.Policy))
            .ShouldContain("evidence that it was changed");
    }

    [Fact]
    public async Task In_a_copy_of_the_log_the_event_is_found_or_missed()
    {
        (await GivenLog.ShouldAsync(
            0, "receipt", Given(_entry), "--vkey", Key, "--mirror", _log.Folder, "--policy", _log.Policy))
            .ShouldContain("the promise was kept");
        using var without = new GivenLog().Add(300).Publish();
        var said = await GivenLog.ShouldAsync(
            1, "receipt", Given(_entry), "--vkey", Key, "--mirror", without.Folder, "--policy", without.Policy);
        said.ShouldContain("not among the 300 entries");
        said.ShouldContain("evidence that the event was suppressed");
    }

    [Fact]
    public async Task A_receipt_by_another_key_or_with_a_byte_changed_promises_nothing()
    {
        (await GivenLog.ShouldAsync(1, "receipt", Given(_entry), "--vkey", Trees.Log.Vkey))
            .ShouldContain("NOT PROVED.");
        var whole = await File.ReadAllBytesAsync(Given(_entry));
        for (var at = 0; at < whole.Length; at++)
        {
            var changed = whole.ToArray();
            changed[at] ^= 0x01;
            (await GivenLog.ShouldAsync(1, "receipt", _log.Write("changed", changed), "--vkey", Key,
                "--as-of", "2026-05-02T06:04:00Z")).ShouldContain("NOT PROVED.");
        }
    }

    [Fact]
    public async Task A_key_may_be_a_file()
    {
        await GivenLog.ShouldAsync(0, "receipt", Given(_entry), "--vkey", _log.Write("receipts.vkey", Key + "\n"),
            "--as-of", "2026-05-02T06:04:00Z");
        (await GivenLog.ShouldAsync(2, "receipt", Given(_entry), "--vkey", "nobody")).ShouldContain("neither a key");
    }

    public void Dispose() => _log.Dispose();

    private string Given(Entry entry) => _log.Write("receipt",
        new Receipt(Trees.Origin, entry.Id, entry.ContentDigest, GivenLog.Start, TimeSpan.FromMinutes(5))
            .Sign(GivenLog.Receipts).ToString());
}
