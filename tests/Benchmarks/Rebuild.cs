using System.Diagnostics;
using System.Runtime.Versioning;
using Marten;

namespace EGov.Benchmarks;

/// <summary>P3: all views built anew, and caught up, over files whose events lie interleaved.</summary>
[SupportedOSPlatform("linux")]
public static class Rebuild
{
    private const double LeastRebuilt = 40_000;
    private const double LeastCaughtUp = 30_000;
    private const double MostGrowth = 1.2;

    public static async Task<IReadOnlyList<Finding>> RunAsync(Stand stand, Effort effort)
    {
        var (few, many) = effort.IsQuick ? (20_000, 100_000) : (100_000, 2_000_000);
        await using var small = await Province.OpenAsync(await stand.DatabaseAsync("p3small"), stand.MasterKey);
        await using var large = await Province.OpenAsync(await stand.DatabaseAsync("p3large"), stand.MasterKey);
        await small.FillAsync(few / Province.EventsAFile);
        await large.FillAsync(many / Province.EventsAFile);

        var views = Cli.Rebuild.Names(small.Store);
        var caughtUp = await CatchUpAsync(small.Store);
        async Task<double> RebuildAsync(IDocumentStore store)
        {
            var clock = Stopwatch.StartNew();
            await Cli.Rebuild.RebuildAsync(store, views, default);
            return (await CountAsync(store)) / clock.Elapsed.TotalSeconds;
        }

        // What is not measured warms up: the programs' code, and PostgreSQL's memory.
        await RebuildAsync(small.Store);
        var rates = await Measure.InterleaveAsync(
            Math.Min(effort.Rounds, 3), () => RebuildAsync(small.Store), () => RebuildAsync(large.Store));
        var (ofFew, ofMany) = (Spread.Of(rates[0]), Spread.Of(rates[1]));
        var growth = Measure.Ratio(rates[0], rates[1]);
        var most = Math.Max(ofFew.Median, ofMany.Median);
        return
        [
            new("P3", $"events/s, all {views.Count} views rebuilt from {few:N0} events", ofFew.Show("N0"),
                $"≥ {LeastRebuilt:N0}", ofFew.Median >= LeastRebuilt),
            new("P3", $"the same from {many:N0} events", ofMany.Show("N0"), $"≥ {LeastRebuilt:N0}",
                ofMany.Median >= LeastRebuilt),
            new("P3", $"cost of an event at {many:N0} ÷ at {few:N0}", growth.Show("N2"), $"≤ {MostGrowth}",
                growth.Median <= MostGrowth),
            new("P3", $"events/s, new views caught up with {few:N0}", $"{caughtUp:N0}", $"≥ {LeastCaughtUp:N0}",
                caughtUp >= LeastCaughtUp),
            new("P3", "all views, each event counted once a view: events/s", $"{most * views.Count:N0}"),
        ];
    }

    /// <summary>The daemon as the host runs it, from nothing to the last event.</summary>
    private static async Task<double> CatchUpAsync(IDocumentStore store)
    {
        using var daemon = await store.BuildProjectionDaemonAsync();
        var clock = Stopwatch.StartNew();
        await daemon.StartAllAsync();
        await daemon.WaitForNonStaleData(TimeSpan.FromMinutes(30));
        var rate = (await CountAsync(store)) / clock.Elapsed.TotalSeconds;
        await daemon.StopAllAsync();
        return rate;
    }

    private static async Task<long> CountAsync(IDocumentStore store) =>
        (await store.Advanced.FetchEventStoreStatistics()).EventCount;
}
