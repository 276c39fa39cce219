using System.Text.Json;
using EGov.Acceptance.Transparency;

namespace EGov.Acceptance.Oversight;

/// <summary>From a draft to an effect that somebody else has seen, over HTTP, and through two registers.</summary>
[Collection(OneHost.Name)]
public class LetterTests(Host host)
{
    private static readonly object Wells = new
    {
        to = "environment",
        line = new { fa = "چاه‌های بی‌پروانه", en = "Wells without a permit" },
        words = "Three wells of Firuzabad are open.",
        effect = "No well of Firuzabad works.",
        evidence = "A list of seals.",
        days = 10,
        owner = "ENV-014",
        legalReference = "Law on the fair distribution of water",
    };

    [Fact]
    public async Task It_is_done_when_the_office_that_wants_the_effect_has_seen_it_and_not_before()
    {
        var id = await DraftAsync(new { to = "environment", line = new { fa = "", en = "Wells; and a river" } });
        var draft = (await host.GetAsync($"/api/letters/{id}", "governor-2")).Should(200).Json;
        draft.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("code").GetString()).ShouldBe([
            "letter.several-subjects", "letter.no-effect", "letter.no-evidence-named", "letter.no-date",
            "letter.no-owner", "letter.no-legal-reference"]);
        draft.GetProperty("line").GetProperty("line").ValueKind.ShouldBe(JsonValueKind.Null);
        draft.GetProperty("acts").EnumerateArray().Select(act => act.GetString())
            .ShouldBe(["redraft", "files", "withdraw"]);
        (await PostAsync(id, "send", new { }, "governor")).Should(422, "letter.several-subjects");
        (await host.GetAsync($"/api/letters/{id}", "manager")).Should(403, "letter.not-for-you");
        (await PostAsync(id, "redraft", new { letter = Wells }, "manager")).Should(403, "letter.of-another-office");
        await ActAsync(id, "redraft", new { letter = Wells }, "governor-2");
        await ActAsync(id, "files", new { name = "map.txt", mediaType = "text/plain", content = "bWFw" }, "governor");
        // The caller has seen the letter at its third version; what the register is at is not for him to say.
        (await host.PostAsync($"/api/letters/{id}/send", new { }, "governor", ifMatch: "\"2\""))
            .Should(409, "version.stale");
        var key = Guid.NewGuid().ToString();
        (await host.PostAsync($"/api/letters/{id}/send", new { }, "governor", key: key, ifMatch: "\"3\"")).Should(204);
        (await host.PostAsync($"/api/letters/{id}/send", new { }, "governor", key: key)).Should(204);
        (await PostAsync(id, "redraft", new { letter = Wells }, "governor")).Should(409, "letter.no-draft");

        (await PostAsync(id, "report", new { words = "?", references = new[] { "1" } }, "officer"))
            .Should(409, "letter.not-received");
        await ActAsync(id, "receive", new { }, "officer-2");
        (await PostAsync(id, "receive", new { }, "officer-2")).Should(409, "letter.received-already");
        (await PostAsync(id, "report", new { words = "All are closed." }, "officer"))
            .Should(422, "letter.no-evidence");
        await ActAsync(id, "files", new { name = "seals.txt", mediaType = "text/plain", content = "c2VhbHM=" },
            "officer");
        await ActAsync(id, "report", new { words = "All are closed." }, "officer");
        foreach (var persona in new[] { "officer", "officer-2", "manager" })
            (await PostAsync(id, "verify", new { }, persona)).Should(403, "letter.not-its-verifier");
        await ActAsync(id, "return", new { reasons = "One is open." }, "governor-2");
        await ActAsync(id, "assign", new { executor = "ENV-021" }, "manager");
        await ActAsync(id, "report", new { words = "That one too.", references = new[] { "Seal 41" } }, "officer-2");
        await ActAsync(id, "verify", new { words = "Seen on the spot." }, "governor-2");

        var read = (await host.GetAsync($"/api/letters/{id}", "manager")).Should(200).Json;
        var line = read.GetProperty("line");
        (line.GetProperty("status").GetString(), line.GetProperty("verifiedBy").GetString(),
            line.GetProperty("returns").GetInt32()).ShouldBe(("effective", "GVN-02", 1));
        line.GetProperty("entry").GetString()!.ShouldMatch("^governorate/1405/out/[0-9]+$");
        line.GetProperty("received").GetString()!.ShouldMatch("^environment/1405/in/[0-9]+$");
        read.GetProperty("words").GetProperty("effect").GetString().ShouldBe("No well of Firuzabad works.");
        var digest = read.GetProperty("events").EnumerateArray()
            .Single(e => e.GetProperty("details").TryGetProperty("isEvidence", out var it) && it.GetBoolean())
            .GetProperty("details").GetProperty("file").GetString();
        (await host.GetAsync($"/api/letters/{id}/files/{digest}", "governor")).Should(200).Body.ShouldBe("seals");
        (await host.GetAsync($"/api/letters/{id}/files/{digest}", "officer-water"))
            .Should(403, "letter.not-for-you");
        (await host.GetAsync($"/api/letters/{id}/files/{new string('0', 64)}", "governor"))
            .Should(404, "letter.file-unknown");

        // Nothing of the words stands in the open.
        var stored = await host.TextAsync(
            $"select string_agg(data::text, '') from {{0}}.mt_events where stream_id = '{id}'");
        stored.ShouldContain("Wells without a permit");
        foreach (var word in new[] { "Firuzabad", "seals", "distribution", "One is open" })
            stored.ShouldNotContain(word);
    }

    [Fact]
    public async Task What_comes_in_is_registered_once_passed_on_in_its_thread_and_its_writer_can_be_erased()
    {
        var complaint = new
        {
            date = "2026-05-01",
            line = new { fa = "نامهٔ اهالی دربارهٔ چاه‌ها", en = "" },
            correspondent = "زهرا رضایی",
            contact = "ساری، خیابان دریا",
            theirNumber = $"{Guid.NewGuid():N}"[..8],
        };
        var registered = (await host.PostAsync("/api/letters", complaint, "manager")).Should(201).Json;
        var id = registered.GetProperty("id").GetGuid();
        registered.GetProperty("number").GetString()!.ShouldMatch("^N-[0-9A-Z]{4}-[0-9A-Z]{4}$");
        (await host.PostAsync("/api/letters", complaint, "officer")).Should(409, "letter.registered-already");
        (await host.PostAsync("/api/letters", complaint with { theirNumber = "" }, "auditor")).Status.ShouldBe(403);

        var passed = await DraftAsync(new
        {
            to = "regional-water",
            line = new { fa = "", en = "Wells near the river" },
            isInformation = true,
            inReplyTo = id,
        }, "officer");
        (await host.PostAsync("/api/letters/drafts", new
        {
            letter = new { to = "environment", line = new { fa = "", en = "?" }, inReplyTo = id },
        }, "governor")).Should(422, "letter.reply-to-unknown");
        await ActAsync(passed, "send", new { }, "manager");
        await ActAsync(passed, "receive", new { }, "officer-water");
        var thread = (await host.GetAsync($"/api/letters/{passed}", "officer-water")).Should(200).Json
            .GetProperty("thread").EnumerateArray().ToList();
        thread.Select(one => one.GetProperty("letterId").GetGuid()).ShouldBe([id, passed]);
        (await host.GetAsync($"/api/letters/{id}", "officer-water")).Should(403, "letter.not-for-you");

        var entry = thread[0].GetProperty("entry").GetString();
        var found = (await host.GetAsync($"/api/letters?direction=in&number={entry}", "officer")).Should(200);
        found.Json.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("letterId").GetGuid())
            .ShouldBe([id]);
        found.Body.ShouldNotContain("رضایی");
        (await host.GetAsync("/api/letters?band=tea", "officer")).Should(400, "letters.band-unknown");
        (await host.GetAsync("/api/letters?direction=up", "officer")).Should(400, "letters.direction-unknown");

        (await host.GetAsync($"/api/letters/{id}", "officer")).Should(200).Json.GetProperty("words")
            .GetProperty("correspondent").GetString().ShouldBe("زهرا رضایی");
        (await host.PostAsync($"/api/letters/{id}/correspondent/erase", new { ground = "asked" }, "custodian"))
            .Should(204);
        var erased = (await host.GetAsync($"/api/letters/{id}", "officer")).Should(200).Json.GetProperty("words");
        erased.GetProperty("correspondent").ValueKind.ShouldBe(JsonValueKind.Null);
        erased.GetProperty("theirNumber").GetString().ShouldBe(complaint.theirNumber);
    }

    [Fact]
    public async Task However_many_are_sent_at_once_a_register_has_no_gap_and_no_double()
    {
        var drafts = new List<Guid>();
        for (var i = 0; i < 12; i++) drafts.Add(await DraftAsync(Wells));
        var sent = await Task.WhenAll(drafts.Select(id => PostAsync(id, "send", new { }, "governor")));
        foreach (var answer in sent) answer.Should(204);
        var received = await Task.WhenAll(drafts.Select(id => PostAsync(id, "receive", new { }, "officer-2")));
        foreach (var answer in received) answer.Should(204);

        // Each register is a stream whose n-th event gives number n, and every entry stands in a letter too.
        var given = await host.TextAsync("""
            select count(*) || ' ' || count(distinct (stream_id, version)) || ' '
                || count(*) filter (where (data -> 'entry' ->> 'running')::int = version)
            from {0}.mt_events where type = 'letter_numbered'
            """);
        var counted = given.Split(' ').Distinct().ShouldHaveSingleItem();
        (await host.TextAsync("""
            select count(distinct data ->> 'entry')::text from {0}.mt_events
            where type in ('letter_sent', 'letter_registered', 'letter_received')
            """)).ShouldBe(counted);
    }

    private async Task<Guid> DraftAsync(object letter, string persona = "governor") =>
        (await host.PostAsync("/api/letters/drafts", new { letter }, persona)).Should(201).Json
            .GetProperty("id").GetGuid();

    private async Task ActAsync(Guid id, string act, object body, string persona) =>
        (await PostAsync(id, act, body, persona)).Should(204);

    private Task<Answer> PostAsync(Guid id, string act, object body, string persona) =>
        host.PostAsync($"/api/letters/{id}/{act}", body, persona);
}
