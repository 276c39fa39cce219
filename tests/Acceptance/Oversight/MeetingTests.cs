using EGov.Acceptance.Transparency;
using EGov.Oversight;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Oversight;

/// <summary>From a viewpoint to a resolution, a directive and its effect; nothing is lost on the way.</summary>
[Collection(OneHost.Name)]
public class MeetingTests(Host host)
{
    private static readonly string[] Present = ["ENV-900", "GVN-01", "GVN-02", "ENV-014", "ENV-021"];

    private string Today => $"{host.Clock.GetUtcNow().Day():yyyy-MM-dd}";

    [Fact]
    public async Task What_was_resolved_comes_first_until_a_second_person_has_seen_it_done()
    {
        var council = $"council-{Guid.NewGuid():N}"[..20];
        (await host.PostAsync("/api/councils", new { council, name = new { fa = "", en = "Council" } }, "governor"))
            .Should(204);
        var first = await CallAsync(council);
        await ActAsync(first, "open", new { }, "governor");
        await ActAsync(first, "attendance", new { present = Present }, "governor");
        await ActAsync(first, "guests", new { name = "Rahim of Firuzabad" }, "governor");
        await ActAsync(first, "viewpoints", new { words = "The wells of Firuzabad run dry." }, "governor");
        await ActAsync(first, "viewpoints", new { words = "Not only there.", speaker = "ENV-014" }, "governor");
        await ActAsync(first, "resolutions", new
        {
            line = new { fa = "چاه‌های بی‌پروانه بسته شوند", en = "" },
            owner = "ENV-900",
            due = Today,
            viewpoint = 1,
        }, "governor");
        var minutes = (await host.GetAsync($"/api/meetings/{first}", "governor-2")).Should(200);
        minutes.Body.ShouldContain("Rahim of Firuzabad");
        var resolution = minutes.Json.GetProperty("resolutions")[0].GetProperty("resolutionId").GetGuid();
        await ActAsync(first, "answer-viewpoint",
            new { viewpoint = 1, outcome = "taken-up", reasons = "It is so.", resolution }, "governor-2");
        (await host.PostAsync($"/api/meetings/{first}/close", new { }, "governor"))
            .Should(403, "meeting.not-its-chair");
        await ActAsync(first, "close", new { }, "manager");
        (await host.PostAsync($"/api/meetings/{first}/approve", new { }, "governor")).Should(403, "minutes.your-own");
        await ActAsync(first, "approve", new { }, "governor-2");
        await ActAsync(first, "correct", new { words = "It was a quarter past." }, "officer");
        await NobodySpokeAsync(first);

        await AtAsync(resolution, "direct", new
        {
            departments = new[] { "environment" },
            effect = "No well works.",
            evidence = "Seals.",
            days = 10,
        }, "governor");
        var second = await CallAsync(council);
        var called = (await host.GetAsync($"/api/meetings/{second}", "governor")).Should(200).Json;
        called.GetProperty("carriedOver")[0].GetProperty("resolutionId").GetGuid().ShouldBe(resolution);
        called.GetProperty("unanswered")[0].GetProperty("viewpoint").GetInt32().ShouldBe(2);
        await ActAsync(second, "open", new { }, "manager");
        await ActAsync(second, "attendance", new { present = Present[..2] }, "governor");
        (await host.PostAsync($"/api/meetings/{second}/viewpoints", new { words = "?" }, "governor"))
            .Should(409, "viewpoint.too-few-to-be-unnamed");
        (await host.PostAsync($"/api/meetings/{second}/close", new { }, "manager"))
            .Should(409, "meeting.resolutions-not-dealt-with");
        await AtAsync(resolution, "continue", new { meetingId = second, reasons = "It is asked." }, "governor");
        await ActAsync(second, "close", new { }, "manager");

        var file = (await host.GetAsync($"/api/resolutions/{resolution}", "manager")).Should(200).Json;
        var directive = file.GetProperty("line").GetProperty("directive").GetGuid();
        (await host.PostAsync($"/api/resolutions/{resolution}/report", new { words = "Done." }, "manager"))
            .Should(409, "resolution.directive-runs");
        await EffectiveAsync(directive);
        (await host.GetAsync($"/api/directives/{directive}", "governor")).Should(200).Json.GetProperty("line")
            .GetProperty("resolution").GetString()
            .ShouldBe(file.GetProperty("line").GetProperty("number").GetString());
        var third = await CallAsync(council);
        (await host.GetAsync($"/api/meetings/{third}", "governor")).Should(200).Json.GetProperty("carriedOver")
            .GetArrayLength().ShouldBe(0);
        (await host.GetAsync($"/api/resolutions/{resolution}", "governor")).Should(200).Json.GetProperty("events")
            .EnumerateArray().Select(e => e.GetProperty("type").GetString()).ShouldBe([
                "ResolutionAdopted", "ResolutionBecameDirective", "ResolutionContinued", "ResolutionSettled"]);
        (await host.GetAsync($"/api/meetings/{first}/contacts", "governor")).Should(200);
    }

    /// <summary>What is stored of a viewpoint without a name is of those who were there the writer alone.</summary>
    private async Task NobodySpokeAsync(Guid meeting)
    {
        var unnamed = await host.TextAsync("select to_jsonb(e)::text from {0}.mt_events e where "
            + $"stream_id = '{meeting}' and type = 'viewpoint_minuted' and data ->> 'speaker' is null");
        unnamed.ShouldContain("governor:GVN-01");
        var snapshot = await host.TextAsync(
            $"select (data -> 'viewpoints' -> 0)::text from {{0}}.mt_doc_meeting where id = '{meeting}'");
        foreach (var one in Present.Except(["GVN-01"]).Append("Firuzabad"))
            $"{unnamed} {snapshot}".ShouldNotContain(one);
    }

    /// <summary>The directive's whole course, to the effect that a second person has seen.</summary>
    private async Task EffectiveAsync(Guid directive)
    {
        await DirectiveAsync("acknowledge", new { }, "manager");
        await DirectiveAsync("assign", new { executor = "ENV-014" }, "manager");
        await DirectiveAsync("report", new { words = "All are closed.", references = new[] { "Seals" } }, "officer");
        await DirectiveAsync("verify", new { department = "environment" }, "governor-2");
        var watch = host.Alba.Services.GetRequiredService<OversightWatch>();
        while (await watch.LookAsync(TestContext.Current.CancellationToken) > 0) { }

        async Task DirectiveAsync(string act, object body, string persona) =>
            (await host.PostAsync($"/api/directives/{directive}/{act}", body, persona)).Should(204);
    }

    private async Task<Guid> CallAsync(string council) =>
        (await host.PostAsync("/api/meetings", new
        {
            council,
            line = new { fa = "نشست شورا", en = "The council meets" },
            day = Today,
            chair = "ENV-900",
            agenda = new[] { new { fa = "", en = "Water" } },
            invited = Present,
        }, "governor")).Should(201).Json.GetProperty("id").GetGuid();

    private async Task ActAsync(Guid id, string act, object body, string persona) =>
        (await host.PostAsync($"/api/meetings/{id}/{act}", body, persona)).Should(204);

    private async Task AtAsync(Guid id, string act, object body, string persona) =>
        (await host.PostAsync($"/api/resolutions/{id}/{act}", body, persona)).Should(204);
}
