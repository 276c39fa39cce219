using EGov.Acceptance.Integrity;
using EGov.Acceptance.Transparency;
using EGov.Oversight;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Oversight;

/// <summary>Days pass on a host of its own: the platform reminds of letters, and everybody counts them.</summary>
public class LetterWatchTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task The_platform_reminds_by_itself_and_a_letter_without_effect_is_counted_as_of_any_day()
    {
        var drafted = (await host.PostAsync("/api/letters/drafts", new
        {
            letter = new
            {
                to = "environment",
                line = new { fa = "", en = "Wells without a permit" },
                effect = "No well of Firuzabad works.",
                evidence = "Seals",
                days = 10,
                owner = "ENV-014",
                legalReference = "Law",
            },
        }, "governor")).Should(201).Json;
        var id = drafted.GetProperty("id").GetGuid();
        (await host.PostAsync($"/api/letters/{id}/send", new { }, "governor")).Should(204);
        await PassAsync(8);
        await PassAsync(4);
        (await host.TextAsync($$"""
            select string_agg(type || coalesce(' ' || (data ->> 'isLate'), ''), ', ' order by version)
            from {0}.mt_events where stream_id = '{{id}}'
            """))
            .ShouldBe("letter_drafted, letter_sent, letter_reminded false, letter_reminded true");

        var list = (await host.GetAsync("/api/public/letters?department=environment&wants=effect")).Should(200);
        list.Body.ShouldNotContain("Firuzabad");
        list.Json.GetProperty("items")[0].GetProperty("number").GetString()
            .ShouldBe(drafted.GetProperty("number").GetString());
        var figures = (await host.GetAsync("/api/public/letters/figures")).Should(200).Json.GetProperty("province");
        (figures.GetProperty("asked").GetInt32(), figures.GetProperty("askedWithoutEffect").GetInt32(),
            figures.GetProperty("loops").GetInt32()).ShouldBe((1, 1, 0));
        (await host.GetAsync("/api/public/letters?format=csv")).Should(200).Body.ShouldContain("/out/1");
        (await host.GetAsync("/api/public/letters/figures?format=csv")).Should(200).Body.ShouldContain("province");
        (await host.GetAsync("/api/public/letters/figures?asOf=2020-01-01")).Should(200).Json
            .GetProperty("province").GetProperty("asked").GetInt32().ShouldBe(0);
        (await host.GetAsync("/api/public/letters?wants=tea")).Should(400, "letters.wants-unknown");

        var number = drafted.GetProperty("number").GetString()!;
        var contacted = await host.ContactAsync("letter", number, "manager");
        await host.ShouldKnowOfContactAsync($"/api/letters/{id}", contacted, "letter", number, "governor");
    }

    private async Task PassAsync(int days)
    {
        host.Clock.Advance(TimeSpan.FromDays(days));
        var watch = host.Alba.Services.GetRequiredService<OversightWatch>();
        while (await watch.LookAsync(TestContext.Current.CancellationToken) > 0) { }
    }
}
