using System.IO.Compression;
using System.Text.Json;
using EGov.Acceptance.Proofs;
using EGov.Acceptance.Transparency;
using EGov.Cli;
using EGov.Cli.Import;
using EGov.Transparency;

namespace EGov.Acceptance.Import;

/// <summary>A real log comes in, goes out, and comes into another platform: the same events and figures.</summary>
public sealed class RoundTripTests : IAsyncLifetime
{
    private readonly ImportStore _first = new(), _second = new();
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _first.InitializeAsync();
        await _second.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task What_went_out_as_XES_comes_in_again_with_the_same_events_and_figures()
    {
        var came = await _first.ImportAsync(ImportStore.Shared("bpic2015/BPIC15_1.xes.gz"));
        var (set, log) = await MakeAsync(_first);
        var told = Read(log);
        told.Count.ShouldBe(came.Cases);

        var again = await _second.ImportAsync(log);
        again.IsWell.ShouldBeTrue(string.Join("; ", again.Account.Refused.Sorted) + again.Error);
        again.Account.NotImported.Sum.ShouldBe(0, string.Join("; ", again.Account.NotImported.Sorted));
        again.Account.Refused.Sum.ShouldBe(0, string.Join("; ", again.Account.Refused.Sorted));
        (again.Cases, again.Events).ShouldBe((told.Count, told.Values.Sum(one => one.Count)));
        var (setAgain, logAgain) = await MakeAsync(_second);

        var toldAgain = Read(logAgain);
        toldAgain.Keys.ShouldBe(told.Keys, ignoreOrder: true);
        foreach (var (name, events) in told) toldAgain[name].ShouldBe(events, name);
        (await _second.CountAsync()).ShouldBe(await _first.CountAsync());
        foreach (var by in new[] { "department", "service", "county" })
            (await FiguresAsync(_second, setAgain, by)).ShouldBe(await FiguresAsync(_first, set, by));

        // pm4js counts the same cases, events and variants as we do.
        var plain = Path.Combine(_first.Folder, "log.xes");
        await using (var packed = new GZipStream(File.OpenRead(log), CompressionMode.Decompress))
        await using (var to = File.Create(plain)) await packed.CopyToAsync(to, _cancellation);
        var (code, said) = await Outsiders.ScriptAsync("tests/Acceptance/Transparency/outsiders/logs.mjs", "xes", plain,
            await Outsiders.PackagesAsync(EventLogTests.Packages));
        code.ShouldBe(0, said);
        var theirs = JsonElement.Parse(said);
        theirs.GetProperty("cases").GetInt32().ShouldBe(again.Cases);
        theirs.GetProperty("events").GetInt32().ShouldBe(again.Events);
        theirs.GetProperty("variants").GetInt32().ShouldBe(again.Variants);
        theirs.GetProperty("theirs").GetInt32().ShouldBe(again.Variants);
        theirs.GetProperty("undated").GetInt32().ShouldBe(0);
    }

    /// <summary>All that is published and counted, as files.</summary>
    private async Task<(FileSet Set, string Log)> MakeAsync(ImportStore from)
    {
        await from.Store.SealingAsync(() => Task.FromResult(true), _cancellation);
        await Rebuild.RebuildAsync(from.Store.Documents, Rebuild.Names(from.Store.Documents), _cancellation);
        await from.Store.Shelf.LoadAsync(_cancellation);
        var set = (await from.Store.MakeFiles.RunAsync(DateTimeOffset.UtcNow, null, _cancellation)).ShouldNotBeNull();
        return (set, from.Store.FileSets.Find(set, "event-log.xes.gz")!);
    }

    /// <summary>Every case by name: what was done, when, by whom, and what else is public but ids and leaves.</summary>
    private static Dictionary<string, IReadOnlyList<string>> Read(string log)
    {
        using var reader = XesReader.Open(log);
        return reader.Traces().ToDictionary(trace => trace.Name, trace => (IReadOnlyList<string>)
        [
            .. trace.Events.Select(e => string.Join('|', e.Attributes
                .Where(value => value.Key is not ("identity:id" or "leaf" or "recorded"))
                .OrderBy(value => value.Key, StringComparer.Ordinal)
                .Select(value => $"{value.Key}={value.Value.Text}"))),
        ]);
    }

    private async Task<IReadOnlyList<string>> FiguresAsync(ImportStore of, FileSet set, string by)
    {
        var path = of.Store.FileSets.Find(set, $"performance-{by}.jsonl")!;
        return
        [
            .. (await File.ReadAllLinesAsync(path, _cancellation)).Select(line => string.Join('|',
                JsonElement.Parse(line).EnumerateObject().Where(value => value.Name is not ("asOf" or "computedFrom"))
                    .Select(value => $"{value.Name}={value.Value}"))),
        ];
    }
}
