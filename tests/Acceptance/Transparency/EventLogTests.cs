using System.Text.Json;
using System.Xml.Linq;
using EGov.Acceptance.Import;
using EGov.Acceptance.Proofs;
using EGov.Casework;
using EGov.Proofs;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Transparency;

/// <summary>Event logs of the shared host, with what outsiders' programs say of them.</summary>
[Collection(OneHost.Name)]
public sealed class EventLogTests(Host host)
{
    private const string Xes = "/open-data/event-log.xes", Ocel = "/open-data/event-log.jsonocel";
    private const string Script = "tests/Acceptance/Transparency/outsiders/logs.mjs";
    private static readonly XNamespace Space = "http://www.xes-standard.org/";
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public static readonly string[] Packages = ["pm4js@0.0.28", "ajv@8.20.0", "ajv-formats@3.0.1"];

    [Fact]
    public async Task Both_logs_tell_every_published_request_and_no_person()
    {
        var given = new GivenFiles(host);
        var decided = await given.FileAsync(0, days: 3);
        var filed = (await host.PostAsync("/api/requests", Given.Filing)).Should(201).Json;
        var size = await PublishedAsync();

        var xes = await ReadAsync($"{Xes}?size={size}");
        var log = XDocument.Parse(xes.Text).Root!;
        var traces = log.Elements(Space + "trace").ToList();
        Value(log, "ledger:size").ShouldBe($"{size}");
        await using var session = host.Store.QuerySession();
        var stored = (await session.Events.QueryRawEventDataOnly<RequestSubmitted>().ToListAsync(_cancellation)).Count;
        traces.Count.ShouldBe(stored);
        var events = traces.Single(trace => Value(trace, "concept:name") == $"{decided}")
            .Elements(Space + "event").ToList();
        events.Select(e => Value(e, "concept:name")).ShouldContain("RequestDecided");
        events.Select(e => Value(e, "officer")).ShouldContain("ENV-014");

        var ocel = await ReadAsync($"{Ocel}?size={size}");
        foreach (var text in new[] { xes.Text, ocel.Text })
        {
            text.ShouldNotContain("0012345679");
            text.ShouldNotContain(filed.GetProperty("trackingNumber").GetString()!);
            text.ShouldNotContain("\"sealed\"");
        }

        // Nothing is said of the same size a second time, nor anything else ever.
        xes.CacheControl.ShouldContain("immutable");
        (await host.SendAsync(HttpMethod.Get, $"{Xes}?size={size}", ifNoneMatch: xes.Tag)).Should(304);
        (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
        await PublishedAsync();
        (await ReadAsync($"{Xes}?size={size}")).Text.ShouldBe(xes.Text);

        var packages = await Outsiders.PackagesAsync(Packages);
        var theirs = await RunAsync("xes", Written("log.xes", xes.Text), packages);
        theirs.GetProperty("cases").GetInt32().ShouldBe(traces.Count);
        theirs.GetProperty("events").GetInt32().ShouldBe(traces.Sum(trace => trace.Elements(Space + "event").Count()));
        var objects = await RunAsync("ocel", Written("log.jsonocel", ocel.Text),
            ImportStore.Shared("../schemas/ocel2/schema_ocel2.json"), packages);
        objects.GetProperty("events").GetInt32().ShouldBe(theirs.GetProperty("events").GetInt32());
        objects.GetProperty("requests").GetInt32().ShouldBe(traces.Count);
        objects.GetProperty("ids").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_log_is_as_narrow_as_it_is_asked_for()
    {
        var filed = (await host.PostAsync("/api/requests", Given.Filing)).Should(201).Json
            .GetProperty("requestId").GetGuid();
        await PublishedAsync();
        var today = host.Clock.GetUtcNow().Day();
        (await HasAsync("department=environment&service=environmental-opinion")).ShouldBeTrue();
        (await HasAsync("department=regional-water")).ShouldBeFalse();
        (await HasAsync($"from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}")).ShouldBeTrue();
        (await HasAsync($"from={today.AddDays(1):yyyy-MM-dd}")).ShouldBeFalse();
        Cases((await ReadAsync($"{Xes}?to=2001-01-01")).Text).ShouldBeEmpty();
        JsonElement.Parse((await ReadAsync($"{Ocel}?to=2001-01-01")).Text).GetProperty("events").GetArrayLength()
            .ShouldBe(0);
        foreach (var log in new[] { Xes, Ocel })
        {
            (await host.GetAsync($"{log}?department=nowhere")).Should(400, "log.department-unknown");
            (await host.GetAsync($"{log}?service=none")).Should(400, "log.service-unknown");
            (await host.GetAsync($"{log}?from=2026-02-01&to=2026-01-01")).Should(400, "log.days-reversed");
            (await host.GetAsync($"{log}?size=99999999")).Should(400, "events.size-not-published");
        }

        async Task<bool> HasAsync(string only) =>
            Cases((await ReadAsync($"{Xes}?{only}")).Text).Contains($"{filed}");
    }

    private static List<string?> Cases(string xes) =>
        [.. XDocument.Parse(xes).Root!.Elements(Space + "trace").Select(trace => Value(trace, "concept:name"))];

    private static string? Value(XElement of, string key) =>
        of.Elements().FirstOrDefault(value => (string?)value.Attribute("key") == key)?.Attribute("value")?.Value;

    private async Task<(string Text, string Tag, string CacheControl)> ReadAsync(string url)
    {
        using var client = host.Alba.Server.CreateClient();
        using var answer = await client.GetAsync(url, _cancellation);
        var text = await answer.Content.ReadAsStringAsync(_cancellation);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return (text, answer.Headers.ETag!.ToString(), answer.Headers.CacheControl!.ToString());
    }

    private static string Written(string name, string text)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("egov-logs").FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<JsonElement> RunAsync(params string[] args)
    {
        var (code, said) = await Outsiders.ScriptAsync(Script, args);
        code.ShouldBe(0, said);
        return JsonElement.Parse(said);
    }

    private async Task<long> PublishedAsync()
    {
        var folder = host.Alba.Services.GetRequiredService<LedgerFolder>();
        await using var session = host.Store.QuerySession();
        var written = (await session.AdvancedSql.QueryAsync<long>(
            $"select count(*) from {host.Store.Options.DatabaseSchemaName}.mt_events", _cancellation))[0];
        for (var patience = 0; LedgerFolder.SizeOf(folder.Checkpoint) < written; patience++)
        {
            patience.ShouldBeLessThan(200);
            await Task.Delay(50, _cancellation);
        }

        return LedgerFolder.SizeOf(folder.Checkpoint);
    }
}
