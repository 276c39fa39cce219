using EGov.Acceptance.Transparency;

namespace EGov.Acceptance.Oversight;

/// <summary>From word to verified effect, over HTTP: a report, a return, and a second person who says so.</summary>
[Collection(OneHost.Name)]
public class DirectiveTests(Host host)
{
    private static readonly object Wells = new
    {
        departments = new[] { "environment" },
        line = new { fa = "چاه‌های بی‌پروانه بسته شوند", en = "Wells without a permit are closed" },
        effect = "No well of the Firuzabad plain works without a permit.",
        evidence = "A list of wells with the numbers of their seals.",
        days = 10,
        support = "Two inspectors of Regional Water.",
    };

    [Fact]
    public async Task It_is_done_when_somebody_else_has_seen_the_effect_and_not_before()
    {
        var id = await IssueAsync(Wells);
        await ActAsync(id, "acknowledge", new { }, "manager");
        (await PostAsync(id, "report", new { words = "?" }, "officer")).Should(403, "directive.not-its-executor");
        await ActAsync(id, "assign", new { executor = "ENV-014" }, "manager");
        await ActAsync(id, "ask-support", new { words = "A drone." }, "officer");
        await ActAsync(id, "answer-support",
            new { department = "environment", isGiven = true, words = "From next week." }, "governor");
        (await PostAsync(id, "report", new { words = "All are closed." }, "officer"))
            .Should(422, "directive.no-evidence");
        await ActAsync(id, "evidence", new { name = "seals.txt", mediaType = "text/plain", content = "c2VhbHM=" },
            "officer");
        await ActAsync(id, "report", new { words = "All are closed.", references = new[] { "Seals 1 to 40" } },
            "officer");
        (await PostAsync(id, "verify", new { department = "environment" }, "officer"))
            .Should(403, "directive.not-its-verifier");
        (await PostAsync(id, "verify", new { department = "environment" }, "manager"))
            .Should(403, "directive.not-its-verifier");
        await ActAsync(id, "return", new { department = "environment", reasons = "Three are open." }, "governor-2");
        await ActAsync(id, "report", new { words = "The three too.", references = new[] { "Seals 41 to 43" } },
            "officer");
        await ActAsync(id, "verify", new { department = "environment", words = "Seen on the spot." }, "governor-2");
        (await PostAsync(id, "extend", new { department = "environment", days = 5, reasons = "?" }, "governor"))
            .Should(409, "directive.ended");

        var read = (await host.GetAsync($"/api/directives/{id}", "manager")).Should(200).Json;
        read.GetProperty("effect").GetString().ShouldStartWith("No well");
        var part = read.GetProperty("line").GetProperty("parts")[0];
        (part.GetProperty("status").GetString(), part.GetProperty("verifiedBy").GetString(),
            part.GetProperty("returns").GetInt32()).ShouldBe(("effective", "GVN-02", 1));
        read.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("type").GetString()).ShouldBe([
            "DirectiveIssued", "DirectiveAcknowledged", "DirectiveAssigned", "SupportAsked", "SupportAnswered",
            "EvidenceAttached", "DirectiveReported", "DirectiveReturned", "DirectiveReported", "DirectiveVerified"]);
        read.GetProperty("events")[7].GetProperty("details").GetProperty("reasons").GetString()
            .ShouldBe("Three are open.");
    }

    [Fact]
    public async Task Its_words_are_read_by_those_whom_it_concerns_and_the_reading_is_on_record()
    {
        var id = await IssueAsync(Wells);
        var stored = await host.TextAsync(
            $"select string_agg(data::text, '') from {{0}}.mt_events where stream_id = '{id}'");
        stored.ShouldContain("Wells without a permit");
        foreach (var word in new[] { "Firuzabad", "seals", "inspectors" }) stored.ShouldNotContain(word);

        (await host.GetAsync($"/api/directives/{id}", "officer")).Should(403, "directive.not-for-you");
        (await host.GetAsync($"/api/directives/{Guid.NewGuid()}", "governor")).Should(404, "directive.unknown");
        foreach (var persona in new[] { "governor", "manager", "auditor", "integrity" })
        {
            var before = await ListedAsync(persona);
            (await host.GetAsync($"/api/directives/{id}", persona)).Should(200).Body.ShouldContain("Firuzabad");
            (await host.GetAsync($"/api/directives/{id}", persona)).Should(200);
            (await ListedAsync(persona)).ShouldBe(before + 1, "once a day for each reader");
        }

        var audited = (await host.GetAsync("/api/audit/events?limit=500", "auditor")).Should(200).Body;
        audited.ShouldNotContain("Firuzabad");
    }

    [Fact]
    public async Task A_list_tells_how_far_each_department_is_without_a_sealed_word()
    {
        var id = await IssueAsync(Wells);
        foreach (var persona in new[] { "governor", "manager", "auditor" })
        {
            var page = (await host.GetAsync("/api/directives?band=unacknowledged&limit=500", persona)).Should(200);
            page.Body.ShouldNotContain("Firuzabad");
            var line = page.Json.GetProperty("items").EnumerateArray()
                .Single(it => it.GetProperty("directiveId").GetGuid() == id);
            line.GetProperty("parts")[0].GetProperty("daysLeft").GetInt32().ShouldBe(10);
        }

        (await host.GetAsync("/api/directives?limit=500", "officer")).Should(200).Body.ShouldNotContain($"{id}");
        (await host.GetAsync("/api/directives?band=tea", "governor")).Should(400, "directives.band-unknown");
        await ActAsync(id, "withdraw", new { ground = "superseded", reasons = "The law changed." }, "governor");
        (await host.GetAsync("/api/directives?limit=500", "governor")).Should(200).Body.ShouldNotContain($"{id}");
        (await host.GetAsync("/api/directives?band=withdrawn&limit=500", "governor")).Should(200)
            .Body.ShouldContain($"{id}");
    }

    [Fact]
    public async Task Evidence_is_saved_again_by_those_who_may_read()
    {
        var id = await IssueAsync(Wells);
        await ActAsync(id, "acknowledge", new { }, "manager");
        await ActAsync(id, "assign", new { executor = "ENV-014" }, "manager");
        await ActAsync(id, "evidence", new { name = "seals.txt", mediaType = "text/plain", content = "c2VhbHM=" },
            "officer");
        var digest = (await host.GetAsync($"/api/directives/{id}", "officer")).Should(200)
            .Json.GetProperty("events").EnumerateArray().Last().GetProperty("details").GetProperty("file").GetString();
        (await host.GetAsync($"/api/directives/{id}/evidence/{digest}", "governor")).Should(200).Body.ShouldBe("seals");
        (await host.GetAsync($"/api/directives/{id}/evidence/{digest}", "officer-2"))
            .Should(403, "directive.not-for-you");
        (await host.GetAsync($"/api/directives/{id}/evidence/{new string('0', 64)}", "governor"))
            .Should(404, "evidence.unknown");
    }

    [Fact]
    public async Task Sent_twice_it_is_one_directive_and_a_stale_page_changes_nothing()
    {
        var key = Guid.NewGuid().ToString();
        var first = (await host.PostAsync("/api/directives", Wells, "governor", key: key)).Should(201).Json;
        var again = (await host.PostAsync("/api/directives", Wells, "governor", key: key)).Should(201).Json;
        again.GetRawText().ShouldBe(first.GetRawText());
        first.GetProperty("number").GetString()!.ShouldMatch("^D-[0-9A-Z]{4}-[0-9A-Z]{4}$");
        var id = first.GetProperty("id").GetGuid();
        await ActAsync(id, "acknowledge", new { }, "manager");
        var assign = new { executor = "ENV-014" };
        (await host.PostAsync($"/api/directives/{id}/assign", assign, "manager", ifMatch: "\"1\""))
            .Should(409, "version.stale");
        (await PostAsync(Guid.NewGuid(), "acknowledge", new { }, "manager")).Status.ShouldBe(404);
    }

    private async Task<Guid> IssueAsync(object directive) =>
        (await host.PostAsync("/api/directives", directive, "governor")).Should(201).Json.GetProperty("id").GetGuid();

    private async Task ActAsync(Guid id, string act, object body, string persona) =>
        (await PostAsync(id, act, body, persona)).Should(204);

    private Task<Answer> PostAsync(Guid id, string act, object body, string persona) =>
        host.PostAsync($"/api/directives/{id}/{act}", body, persona);

    private async Task<int> ListedAsync(string persona) => int.Parse(
        await host.TextAsync("select count(*)::text from {0}.mt_events where type = 'openings_listed' "
            + $"and data ->> 'role' = '{persona}'"), System.Globalization.CultureInfo.InvariantCulture);
}
