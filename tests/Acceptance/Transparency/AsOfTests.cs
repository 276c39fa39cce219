using System.Text.Json;
using System.Text.Json.Nodes;
using EGov.Acceptance.Integrity;
using EGov.Casework;
using EGov.Privacy;

namespace EGov.Acceptance.Transparency;

/// <summary>What the public was told at a past moment is told again, whatever came since.</summary>
public sealed class AsOfTests(Host host) : IClassFixture<Host>
{
    private static readonly string[] Figures =
        ["signals", "tips", "erasures", "withheld-openings", "influence", "representatives"];

    private static readonly Matter Matter = new("environmental-opinion", "environment", "sari");

    [Fact]
    public async Task A_figure_is_told_as_it_was_known_at_a_past_moment()
    {
        await HappenAsync();
        var before = await TellAsync("");
        var then = $"?asOf={DateTimeOffset.UtcNow:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}";
        await HappenAsync();
        var now = await TellAsync("");
        var again = await TellAsync(then);
        foreach (var figures in Figures) again[figures].ShouldBe(before[figures], figures);
        foreach (var figures in new[] { "signals", "erasures", "withheld-openings", "influence" })
            now[figures].ShouldNotBe(before[figures], figures);
        (await TellAsync("?asOf=2100-01-01")).Select(one => one.Value).ShouldBe(now.Select(one => one.Value));

        var table = (await host.GetAsync($"/api/public/influence{then}&format=csv")).Should(200).Body;
        table.ShouldNotBe((await host.GetAsync("/api/public/influence?format=csv")).Should(200).Body);
    }

    [Fact]
    public async Task Before_anything_was_recorded_nothing_is_counted()
    {
        await HappenAsync();
        var told = await TellAsync("?asOf=2001-01-01");
        JsonNode.Parse(told["signals"])!["items"]!.AsArray().ShouldBeEmpty();
        JsonNode.Parse(told["signals"])!["indicators"]!.AsArray().ShouldAllBe(one => (int)one!["found"]! == 0);
        JsonNode.Parse(told["erasures"])!["items"]!.AsArray().ShouldBeEmpty();
        ((int)JsonNode.Parse(told["withheld-openings"])!["asked"]!).ShouldBe(0);
        JsonNode.Parse(told["influence"])!["contacts"]!.AsArray().ShouldBeEmpty();
        foreach (var figures in Figures)
            (await host.GetAsync($"/api/public/{figures}?asOf=yesterday")).Should(400, "performance.moment-malformed");
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task The_pages_ask_it_too_and_say_what_they_could_not_read(string language)
    {
        foreach (var page in new[]
        {
            "signals", "tips", "erasures", "withheld-openings", "influence", "representatives", "draws", "appointments",
        })
        {
            var url = $"/{language}/{page}";
            var known = await host.GetAsync($"{url}?asOf=2026-09-01");
            known.Should(200).Body.ShouldContain("asOf=2026-09-01", Case.Sensitive, url);
            foreach (var none in new[] { "yesterday", "0001-01-01T00:00:00Z" })
            {
                var refused = await host.GetAsync($"{url}?asOf={none}");
                refused.Status.ShouldBe(400, url);
                refused.Body.ShouldContain("href=\"#asof\"", Case.Sensitive, url);
            }
        }
    }

    /// <summary>Something of each kind that is counted.</summary>
    private async Task HappenAsync()
    {
        var (id, at) = (Guid.CreateVersion7(), host.Clock.GetUtcNow());
        await WriteAsync<Request>(id,
            new RequestSubmitted(at, TrackingNumber.Of(id), Matter, "portal", new(Sealed.Of(id, "x"), null, null), null,
                null, null, new Dictionary<string, JsonElement>(), new Dictionary<string, Sealed>(), null, []),
            new RequestAssigned(at, Matter, "ENV-014", "ENV-014", 0, null),
            new RequestReady(at, Matter, "ENV-014", 1, 20, 12, at.Day().AddDays(25), at.Day().AddDays(15)),
            new DecisionPrepared(at, Matter, "ENV-014", "env-siting", 7, [], Outcome.Granted, Outcome.Granted, null),
            new RequestDecided(at, Matter, "ENV-014", "env-siting", 7, [], Outcome.Unstated, Outcome.Unstated, null, [],
                null, null, null, 1, true, 0, null));
        await WriteAsync<Erasure>(Erasure.Of(Guid.CreateVersion7()),
            new SubjectErased(at, "own-request", "CUS-01", "ADM-01", 1, 1));
        await WriteAsync<Withholding>(Guid.CreateVersion7(), new WithholdingAsked(
            at, "INT-01", "integrity", Sealed.Of(id, $"{id}"), "investigation", Sealed.Of(id, "words"),
            at.Day().AddDays(30)));
        await host.ContactAsync("request", TrackingNumber.Of(id), "officer");
        await host.CaughtUpAsync();
    }

    private Task WriteAsync<T>(Guid stream, params object[] facts) where T : class =>
        host.Store.WriteAsync<T>(stream, DateTimeOffset.UtcNow, facts);

    private async Task<IReadOnlyDictionary<string, string>> TellAsync(string asOf)
    {
        var told = new Dictionary<string, string>();
        foreach (var figures in Figures)
        {
            var answer = JsonNode.Parse((await host.GetAsync($"/api/public/{figures}{asOf}")).Should(200).Body)!;
            answer.AsObject().Remove("asOf").ShouldBeTrue(figures);
            told[figures] = answer.ToJsonString();
        }

        return told;
    }
}
