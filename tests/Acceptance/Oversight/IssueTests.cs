using EGov.Acceptance.Integrity;
using EGov.Acceptance.Transparency;
using EGov.Oversight;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Oversight;

/// <summary>The life of an issue over HTTP, on a host of its own, where days pass in silence.</summary>
public class IssueTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task It_is_solved_when_those_who_raised_it_say_so()
    {
        var begun = (await host.PostAsync("/api/issues", new
        {
            line = new { fa = "پساب به رودخانه می‌ریزد", en = "Waste water runs into the river" },
            words = "It smells at Firuzabad.",
            from = "department",
            departments = new[] { "environment" },
        }, "manager")).Should(201).Json;
        var (id, number) = (begun.GetProperty("id").GetGuid(), begun.GetProperty("number").GetString()!);
        (await PostAsync(id, "plan", new { steps = Array.Empty<object>() }, "officer"))
            .Should(403, "issue.not-its-owner");
        (await PostAsync(id, "owner", new { owner = "ENV-900" }, "governor"))
            .Should(409, "issue.nobody-left-to-verify");
        await ActAsync(id, "owner", new { owner = "ENV-014" }, "governor");
        await PassAsync(31);
        var line = (await host.GetAsync("/api/issues?band=silent", "governor")).Should(200).Json
            .GetProperty("items")[0];
        (line.GetProperty("silence").GetInt32(), line.GetProperty("age").GetInt32(),
            line.GetProperty("reminders").GetInt32()).ShouldBe((31, 31, 1));
        await ActAsync(id, "plan", new
        {
            steps = new[]
            {
                new
                {
                    department = "environment",
                    line = new { fa = "", en = "The pipe is closed" },
                    due = $"{host.Clock.GetUtcNow().AddDays(9):yyyy-MM-dd}",
                },
            },
        }, "officer");
        await ActAsync(id, "follow-up", new { words = "The diggers of Firuzabad are there." }, "governor-2");
        (await PostAsync(id, "report", new { words = "?" }, "officer")).Should(409, "issue.steps-open");
        await ActAsync(id, "step", new { step = 1, words = "Closed." }, "officer");
        await ActAsync(id, "report", new { words = "It is clean." }, "officer");
        (await PostAsync(id, "verify", new { }, "officer")).Should(403, "verification.own-work");
        (await PostAsync(id, "verify", new { }, "manager")).Should(403, "verification.own-line");
        (await PostAsync(id, "verify", new { }, "governor")).Should(403, "issue.not-raised-by-you");
        await ActAsync(id, "return", new { reasons = "It smells as before." }, "officer-2");
        await ActAsync(id, "report", new { words = "Now it is." }, "officer");
        await ActAsync(id, "verify", new { words = "Seen." }, "officer-2");
        await ActAsync(id, "reopen", new { reasons = "It leaks again." }, "manager");
        await ActAsync(id, "drop", new { ground = "no-means", reasons = "No money." }, "governor");

        var read = (await host.GetAsync($"/api/issues/{id}", "manager")).Should(200);
        read.Body.ShouldContain("Firuzabad");
        read.Json.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("type").GetString()).ShouldBe([
            "IssueRaised", "IssueOwnerNamed", "IssueReminded", "IssuePlanned", "IssueFollowedUp", "IssueStepCompleted",
            "IssueReported", "IssueReturned", "IssueReported", "IssueVerified", "IssueReopened", "IssueDropped"]);
        (await host.GetAsync($"/api/issues/{id}", "clerk")).Should(403, "issue.not-for-you");
        var contacted = await host.ContactAsync("issue", number, "manager");
        await host.ShouldKnowOfContactAsync($"/api/issues/{id}", contacted, "issue", number, "governor");
        (await host.GetAsync("/api/issues?band=tea", "governor")).Should(400, "issues.band-unknown");
        var stored = await host.TextAsync(
            $"select string_agg(data::text, '') from {{0}}.mt_events where stream_id = '{id}'");
        stored.ShouldContain(number);
        stored.ShouldNotContain("Firuzabad");
    }

    private async Task PassAsync(int days)
    {
        host.Clock.Advance(TimeSpan.FromDays(days));
        var watch = host.Alba.Services.GetRequiredService<OversightWatch>();
        while (await watch.LookAsync(TestContext.Current.CancellationToken) > 0) { }
    }

    private async Task ActAsync(Guid id, string act, object body, string persona) =>
        (await PostAsync(id, act, body, persona)).Should(204);

    private Task<Answer> PostAsync(Guid id, string act, object body, string persona) =>
        host.PostAsync($"/api/issues/{id}/{act}", body, persona);
}
