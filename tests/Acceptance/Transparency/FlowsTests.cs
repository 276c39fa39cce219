using System.Text.Json;
using System.Xml.Linq;
using EGov.Acceptance.Proofs;

namespace EGov.Acceptance.Transparency;

/// <summary>What comes by itself or tells where something comes from: feed, live figures, provenance.</summary>
[Collection(OneHost.Name)]
public sealed class FlowsTests(Host host)
{
    private const string Script = "tests/Acceptance/Transparency/outsiders/flows.mjs";
    private static readonly string[] Packages = ["rss-parser@3.13.0", "jsonld@9.0.0"];
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_decisions_of_a_department_come_as_Atom_page_by_page()
    {
        var given = new GivenFiles(host);
        var matter = given.Matter with { Department = "environment" };
        for (var i = 1; i < 4; i++) await given.FileAsync(0, days: i, matter: matter);
        await given.CatchUpAsync();
        using var client = host.Alba.Server.CreateClient();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        const string url = "/api/public/decisions/feed?department=environment&limit=2";
        var text = await client.GetStringAsync(url, _cancellation);
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var feed = XDocument.Parse(text).Root!;
        feed.Elements(atom + "entry").Count().ShouldBe(2);
        var next = feed.Elements(atom + "link").Single(link => (string?)link.Attribute("rel") == "next");
        var address = new Uri((string)next.Attribute("href")!);
        var older = XDocument.Parse(await client.GetStringAsync(address, _cancellation));
        Ids(older.Root!).Intersect(Ids(feed)).ShouldBeEmpty();
        (await host.GetAsync("/api/public/decisions/feed?department=nowhere"))
            .Should(400, "decisions.department-unknown");

        var read = await RunAsync("atom", text);
        read.GetProperty("items").GetInt32().ShouldBe(2);
        read.GetProperty("dated").GetInt32().ShouldBe(2);

        IEnumerable<string> Ids(XElement of) =>
            of.Elements(atom + "entry").Select(entry => entry.Element(atom + "id")!.Value);
    }

    [Fact]
    public async Task Whoever_listens_hears_the_figures_now_and_when_they_change()
    {
        var given = new GivenFiles(host);
        await given.FileAsync(0, days: 1);
        await given.CatchUpAsync();
        using var client = host.Alba.Server.CreateClient();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        using var answer = await client.GetAsync(
            "/open-data/live", HttpCompletionOption.ResponseHeadersRead, stop.Token);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(stop.Token));
        var (id, first) = await NextAsync(lines);
        await given.FileAsync(0, days: 2);
        await given.CatchUpAsync();
        var (later, second) = await NextAsync(lines);
        long.Parse(later, null).ShouldBeGreaterThan(long.Parse(id, null));
        Decided(second).ShouldBe(Decided(first) + 1);
        await stop.CancelAsync();

        static int Decided(JsonElement told) => told.GetProperty("figures").GetProperty("decided").GetInt32();
    }

    [Fact]
    public async Task A_decision_says_in_PROV_where_it_comes_from()
    {
        var given = new GivenFiles(host);
        var id = await given.FileAsync(0, days: 3);
        await given.CatchUpAsync();
        using var client = host.Alba.Server.CreateClient();
        var url = $"/open-data/decisions/{id}/provenance.jsonld";
        for (var patience = 0; ; patience++, await Task.Delay(100, _cancellation))
        {
            var text = await client.GetStringAsync(url, _cancellation);
            if (!text.Contains("RequestDecided", StringComparison.Ordinal) && patience < 50) continue;
            var read = await RunAsync("prov", text);
            read.GetProperty("generated").GetInt32().ShouldBe(1);
            read.GetProperty("activities").GetInt32().ShouldBe(3);
            read.GetProperty("plans").GetInt32().ShouldBe(1);
            read.GetProperty("dangling").GetInt32().ShouldBe(0);
            break;
        }

        (await host.GetAsync($"/open-data/decisions/{Guid.NewGuid()}/provenance.jsonld"))
            .Should(404, "decision.none-known");
    }

    private static async Task<(string Id, JsonElement Data)> NextAsync(StreamReader lines)
    {
        var id = "";
        for (string? line; (line = await lines.ReadLineAsync(TestContext.Current.CancellationToken)) is not null;)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
            if (line.StartsWith("data: ", StringComparison.Ordinal)) return (id, JsonElement.Parse(line[6..]));
        }

        throw new InvalidOperationException("The stream ended.");
    }

    private static async Task<JsonElement> RunAsync(string what, string text)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("egov-flows").FullName, what);
        await File.WriteAllTextAsync(path, text);
        var (code, said) = await Outsiders.ScriptAsync(
            Script, what, path, await Outsiders.PackagesAsync(Packages));
        code.ShouldBe(0, said);
        return JsonElement.Parse(said);
    }
}
