using EGov.Acceptance.Integrity;
using EGov.Acceptance.Transparency;
using EGov.Oversight;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Oversight;

/// <summary>From a question to a rule on which a decision and a directive rest, over HTTP, as days pass.</summary>
public class GuidanceTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task A_question_becomes_a_rule_and_everybody_finds_what_rests_on_it()
    {
        var begun = (await host.PostAsync("/api/guidance/ask", new
        {
            line = new { fa = "", en = "From where the distance is measured" },
            words = "At Firuzabad the river moves each year.",
            services = new[] { "environmental-opinion" },
        }, "manager")).Should(201).Json;
        var (id, number) = (begun.GetProperty("id").GetGuid(), begun.GetProperty("number").GetString()!);
        await PassAsync(20);
        (await host.GetAsync("/api/guidance?band=late", "governor")).Should(200).Json
            .GetProperty("total").GetInt32().ShouldBe(1);

        await ActAsync(id, "draft", Draft("It is measured from the edge.", "A dry bed counts as a river."), "governor");
        (await PostAsync(id, "issue", new { from = Day(0) }, "governor")).Should(403, "verification.own-work");
        (await PostAsync(id, "issue", new { from = Day(0) }, "governor-2")).Should(409, "guidance.comments-open");
        (await PostAsync(id, "comment", new { isAgainst = true, words = "?" }, "officer-water"))
            .Should(403, "guidance.not-yours");
        await ActAsync(id, "comment", new { isAgainst = true, words = "At Firuzabad the edge moves." }, "officer");
        await PassAsync(14);
        (await PostAsync(id, "issue", new { from = Day(0) }, "governor-2"))
            .Should(422, "guidance.comments-unanswered");
        await ActAsync(id, "issue", new
        {
            from = Day(1),
            heard = new { fa = "", en = "The edge of the latest map counts." },
        }, "governor-2");
        (await DirectAsync($"{number}/1")).Should(422, "citation.not-in-force");
        await PassAsync(1);
        await ActAsync(id, "acknowledge", new { }, "manager");
        (await DirectAsync($"{number}/3")).Should(422, "citation.unknown");
        var directive = (await DirectAsync($"{number}/1".ToLowerInvariant())).Should(201).Json
            .GetProperty("number").GetString();
        await host.FollowAsync();

        var told = (await host.GetAsync($"/api/public/guidance/{number}")).Should(200);
        told.Json.GetProperty("inForce").GetInt32().ShouldBe(1);
        told.Json.GetProperty("cited").GetProperty($"{number}/1").GetInt32().ShouldBe(1);
        told.Body.ShouldNotContain("Firuzabad");
        var cited = (await host.GetAsync($"/api/public/guidance/{number}/citations")).Should(200).Json
            .GetProperty("items")[0];
        cited.GetProperty("on").GetString().ShouldBe("directive");
        cited.GetProperty("about").GetString().ShouldBe(directive);
        (await host.GetAsync("/api/public/directives")).Should(200).Body.ShouldContain($"{number}/1");
        var table = (await host.GetAsync("/api/public/guidance?format=csv")).Should(200).Body;
        table.ShouldContain(number);
        table.ShouldNotContain("Firuzabad");

        // The next edition holds from its day on; what was cited before was the first.
        await ActAsync(id, "draft", Draft("It is measured from the middle."), "governor-2");
        await PassAsync(14);
        await ActAsync(id, "issue", new { from = Day(5) }, "governor");
        await ActAsync(id, "repeal", new { from = Day(9), reason = new { fa = "", en = "A new law." } }, "governor");
        var days = new List<string>();
        foreach (var day in new[] { 0, 5, 9 })
            days.Add((await host.GetAsync($"/api/public/guidance/{number}?on={Day(day)}")).Should(200).Json
                .GetProperty("inForce").ToString());
        days.ShouldBe(["1", "2", ""]);

        var read = (await host.GetAsync($"/api/guidance/{id}", "auditor")).Should(200);
        read.Body.ShouldContain("Firuzabad");
        read.Json.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("type").GetString()).ShouldBe([
            "GuidanceAsked", "GuidanceReminded", "GuidanceRedrafted", "GuidanceCommented", "GuidanceIssued",
            "GuidanceAcknowledged", "GuidanceRedrafted", "GuidanceIssued", "GuidanceRepealed"]);
        (await host.GetAsync($"/api/guidance/{id}", "officer-water")).Should(403, "guidance.not-for-you");
        var contacted = await host.ContactAsync("guidance", number, "manager");
        await host.ShouldKnowOfContactAsync($"/api/guidance/{id}", contacted, "guidance", number, "governor");
        (await host.GetAsync("/api/guidance?band=tea", "governor")).Should(400, "guidance.band-unknown");
        (await host.GetAsync("/api/public/guidance?state=tea")).Should(400, "guidance.state-unknown");
        (await host.GetAsync("/api/public/guidance/G-0000-0000")).Should(404, "guidance.number-unknown");
        (await host.TextAsync($"select string_agg(data::text, '') from {{0}}.mt_events where stream_id = '{id}'"))
            .ShouldNotContain("Firuzabad");
    }

    private static object Draft(params string[] clauses) => new
    {
        text = new
        {
            title = new { fa = "", en = "The distance to a river" },
            basis = new { fa = "", en = "By-law on the margins of rivers" },
            clauses = clauses.Select(clause => new { fa = "", en = clause }),
            departments = new[] { "environment" },
            services = new[] { "environmental-opinion" },
        },
        commentDays = 5,
    };

    private Task<Answer> DirectAsync(string clause) => host.PostAsync("/api/directives", new
    {
        departments = new[] { "environment" },
        line = new { fa = "", en = "Distances are measured anew" },
        effect = "Each is measured from the edge.",
        evidence = "A list.",
        days = 10,
        cites = new[] { clause },
    }, "governor");

    private string Day(int days) => $"{host.Clock.GetUtcNow().Day().AddDays(days):yyyy-MM-dd}";

    private async Task PassAsync(int days)
    {
        host.Clock.Advance(TimeSpan.FromDays(days));
        var watch = host.Alba.Services.GetRequiredService<OversightWatch>();
        while (await watch.LookAsync(TestContext.Current.CancellationToken) > 0) { }
    }

    private async Task ActAsync(Guid id, string act, object body, string persona) =>
        (await PostAsync(id, act, body, persona)).Should(204);

    private Task<Answer> PostAsync(Guid id, string act, object body, string persona) =>
        host.PostAsync($"/api/guidance/{id}/{act}", body, persona);
}
