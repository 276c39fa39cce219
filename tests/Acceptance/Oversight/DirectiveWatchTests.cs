using System.Text.Json;
using EGov.Acceptance.Integrity;
using EGov.Acceptance.Transparency;
using EGov.Oversight;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Oversight;

/// <summary>Days pass on a host of its own: the platform reminds and escalates, and the public counts.</summary>
public class DirectiveWatchTests(Host host) : IClassFixture<Host>
{
    private OversightWatch Watch => host.Alba.Services.GetRequiredService<OversightWatch>();

    [Fact]
    public async Task The_platform_reminds_and_escalates_by_itself_and_everybody_reads_it_as_of_any_day()
    {
        var issued = (await host.PostAsync("/api/directives", new
        {
            departments = new[] { "environment" },
            line = new { fa = "جاده‌ها پاک شوند", en = "" },
            effect = "No waste at Firuzabad.",
            evidence = "Photographs.",
            days = 10,
        }, "governor")).Should(201).Json;
        var id = issued.GetProperty("id").GetGuid();
        await PassAsync(8);
        (await HappenedAsync(id)).ShouldBe(["DirectiveIssued", "DirectiveReminded"]);
        await PassAsync(4);
        await PassAsync(13);
        (await HappenedAsync(id)).ShouldBe(
            ["DirectiveIssued", "DirectiveReminded", "DirectiveEscalated", "DirectiveEscalated"]);
        var row = JsonElement.Parse(await host.TextAsync(
            $"select to_jsonb(e)::text from {{0}}.mt_events e where stream_id = '{id}' and version = 3"));
        row.GetProperty("user_name").GetString().ShouldBe("platform");
        row.GetProperty("causation_id").GetString().ShouldNotBeNullOrEmpty();

        var line = (await host.GetAsync("/api/public/directives?department=environment")).Should(200);
        line.Body.ShouldNotContain("Firuzabad");
        var part = line.Json.GetProperty("items")[0].GetProperty("departments")[0];
        (part.GetProperty("state").GetString(), part.GetProperty("escalations").GetInt32()).ShouldBe(("issued", 2));
        var figures = (await host.GetAsync("/api/public/directives/figures")).Should(200).Json;
        var province = figures.GetProperty("province");
        (province.GetProperty("issued").GetInt32(), province.GetProperty("openLate").GetInt32()).ShouldBe((1, 1));
        province.GetProperty("medianDays").ValueKind.ShouldBe(JsonValueKind.Null);
        var csv = (await host.GetAsync("/api/public/directives?format=csv")).Should(200).Body;
        csv.ShouldContain(issued.GetProperty("number").GetString()!);
        (await host.GetAsync("/api/public/directives/figures?format=csv")).Should(200).Body.ShouldContain("province");
        (await host.GetAsync("/api/public/directives?asOf=tea")).Status.ShouldBe(400);
        (await host.GetAsync("/api/public/directives/figures?asOf=2020-01-01")).Should(200).Json
            .GetProperty("province").GetProperty("issued").GetInt32().ShouldBe(0);

        await ContactAsync(issued.GetProperty("number").GetString()!, id);
    }

    /// <summary>Somebody tried to have it softened: the directive shows that there was a contact.</summary>
    private async Task ContactAsync(string number, Guid id)
    {
        var day = await host.ContactAsync("directive", number, "manager");
        await host.ShouldKnowOfContactAsync($"/api/directives/{id}", day, "directive", number, "governor");
        (await host.GetAsync($"/api/directives/{id}/contacts", "officer"))
            .Should(403, "contacts.directive-not-for-you");
    }

    private async Task PassAsync(int days)
    {
        host.Clock.Advance(TimeSpan.FromDays(days));
        while (await Watch.LookAsync(TestContext.Current.CancellationToken) > 0) { }
    }

    private async Task<IReadOnlyList<string?>> HappenedAsync(Guid id) =>
    [
        .. (await host.GetAsync($"/api/directives/{id}", "governor")).Should(200).Json.GetProperty("events")
            .EnumerateArray().Select(e => e.GetProperty("type").GetString()),
    ];
}
