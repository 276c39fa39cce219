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
        var (few, many) = effort.IsQuick ? (50_000, 250_000) : (100_000, 2_000_000);
        var connection = await stand.DatabaseAsync("p3small");
        await using var small = await Province.OpenAsync(connection, stand.MasterKeyOf(connection));
        var another = await stand.DatabaseAsync("p3large");
        await using var large = await Province.OpenAsync(another, stand.MasterKeyOf(another));
        await small.FillAsync(few / Province.EventsAFile);
        await large.FillAsync(many / Province.EventsAFile);

        var views = Cli.Rebuild.Names(small.Store);
        var caughtUp = await CatchUpAsync(stand, connection, small.Store, views.Count);
        async Task<double> RebuildAsync(IDocumentStore store, params IReadOnlyList<string> only)
        {
            var clock = Stopwatch.StartNew();
            await Cli.Rebuild.RebuildAsync(store, only.Count == 0 ? views : only, default);
            return (await CountAsync(store)) / clock.Elapsed.TotalSeconds;
        }

        // What is not measured warms up: the programs' code, and PostgreSQL's memory.
        await RebuildAsync(small.Store);
        var rates = await Measure.InterleaveAsync(
            Math.Min(effort.Rounds, 3), () => RebuildAsync(small.Store), () => RebuildAsync(large.Store));
        var alone = new List<string>();
        foreach (var view in views) alone.Add($"{view} {await RebuildAsync(small.Store, view):N0}");
        var (ofFew, ofMany) = (Spread.Of(rates[0]), Spread.Of(rates[1]));
        var growth = Measure.Ratio(rates[0], rates[1]);
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
            new("P3", "events/s, each view alone", string.Join(" · ", alone)),
        ];
    }

    /// <summary>The host's own daemon, from the end of all first pages to what was then the last event.</summary>
    /// <remarks>The host has business of its own meanwhile: it closes what nobody contested in time.</remarks>
    private static async Task<double> CatchUpAsync(Stand stand, string connection, IDocumentStore store, int views)
    {
        var seen = $"select case when count(*) < {views} then 0 else min(last_seq_id) end "
            + "from egov.mt_event_progression where name not like 'HighWater%'";
        var last = await CountAsync(store);
        await using var portal = await stand.PortalAsync(connection);
        var begun = 0L;
        while (begun == 0) begun = await stand.AskAsync<long>(connection, seen);
        var clock = Stopwatch.StartNew();
        while (await stand.AskAsync<long>(connection, seen) < last) await Task.Delay(20);
        return (last - begun) / clock.Elapsed.TotalSeconds;
    }

    private static async Task<long> CountAsync(IDocumentStore store) =>
        (await store.Advanced.FetchEventStoreStatistics()).EventCount;
}
