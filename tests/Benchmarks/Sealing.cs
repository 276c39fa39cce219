using System.Diagnostics;
using System.Runtime.Versioning;
using EGov.Ledger;
using EGov.Privacy;
using EGov.Proofs;
using Marten;
using Npgsql;

namespace EGov.Benchmarks;

/// <summary>P2: what the ledger costs a command, and how soon after its commit an event is published.</summary>
/// <remarks>
/// Off means that no event enters the queue, so that nothing is sealed or signed. What stays in both is the look that
/// every event gets before it is written.
/// </remarks>
[SupportedOSPlatform("linux")]
public static class Sealing
{
    private const double LeastThroughput = 0.90, MostSeconds = 1.5;
    private const int EventsASecond = 500, WarmUpSeconds = 8;

    public static async Task<IReadOnlyList<Finding>> RunAsync(Stand stand, Effort effort)
    {
        var (on, off) = (await stand.DatabaseAsync("p2on"), await stand.DatabaseAsync("p2off"));
        await using var sealing = await Province.OpenAsync(on, stand.MasterKeyOf(on));
        await using var silent = await Province.OpenAsync(off, stand.MasterKeyOf(off));
        await using var with = await stand.PortalAsync(on);
        await using var without = await stand.PortalAsync(off);
        await stand.AskAsync<object>(off, "alter table egov.mt_events disable trigger ledger_enqueue");
        var (clerk, officer) = (await with.TokenAsync("clerk"), await with.TokenAsync("officer"));
        var withLoad = new Load(stand, with, clerk, officer);
        var withoutLoad = new Load(
            stand, without, await without.TokenAsync("clerk"), await without.TokenAsync("officer"));
        foreach (var load in new[] { withLoad, withoutLoad }) await load.RunAsync(isMix: false, WarmUpSeconds);

        var slices = await Measure.InterleaveAsync(effort.Rounds,
            () => withLoad.RunAsync(isMix: false, effort.Seconds, () => stand.CatchUpAsync(on)),
            () => withoutLoad.RunAsync(isMix: false, effort.Seconds, () => stand.CatchUpAsync(off)));
        var throughput = Measure.Ratio(slices[0].Select(slice => slice.Rate), slices[1].Select(slice => slice.Rate));
        var processor = Measure.Ratio(
            slices[0].Select(slice => slice.Microseconds), slices[1].Select(slice => slice.Microseconds));
        var delays = await DelaysAsync(stand, on, effort.IsQuick ? 10 : 30);
        var p99 = delays[(int)(delays.Count * 0.99)];
        return
        [
            new("P2", "submit, ledger on ÷ off", throughput.Show("N2"), $"≥ {LeastThroughput:N2}",
                throughput.Median >= LeastThroughput),
            new("P2", "processor time of a command, ledger on ÷ off", processor.Show("N2")),
            new("P2", $"seconds from commit to published checkpoint, median and p99, at {EventsASecond} events/s",
                $"{delays[delays.Count / 2]:N2}, {p99:N2}", $"≤ {MostSeconds:N1}", p99 <= MostSeconds),
        ];
    }

    /// <summary>Appends at a steady rate, beside the host that seals, and watches what the public sees.</summary>
    private static async Task<List<double>> DelaysAsync(Stand stand, string connection, int seconds)
    {
        await using var province = await Province.OpenAsync(connection, stand.MasterKeyOf(connection));
        var folder = new LedgerFolder(Path.Combine(stand.DataOf(connection), "ledger"));
        using var stop = new CancellationTokenSource();
        var written = 0L;
        var writers = Enumerable.Range(0, 4).Select(async writer =>
        {
            var clock = Stopwatch.StartNew();
            for (var n = 0; !stop.IsCancellationRequested; n++)
            {
                await AppendAsync(province.Store, 1);
                Interlocked.Increment(ref written);
                var due = TimeSpan.FromSeconds((n + 1) * 4.0 / EventsASecond);
                if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed);
            }
        }).ToList();

        var delays = new List<double>();
        var whole = Stopwatch.StartNew();
        while (whole.Elapsed < TimeSpan.FromSeconds(seconds))
        {
            var id = await AppendAsync(province.Store, 1);
            var clock = Stopwatch.StartNew();
            while (!await IsPublishedAsync(connection, folder, id)) await Task.Delay(5);
            delays.Add(clock.Elapsed.TotalSeconds);
            await Task.Delay(Random.Shared.Next(50));
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
        Console.WriteLine($"P2: {written / whole.Elapsed.TotalSeconds:N0} events/s beside {delays.Count:N0} probes");
        return [.. delays.Order()];
    }

    private static async Task<Guid> AppendAsync(IDocumentStore store, int count)
    {
        await using var session = store.LightweightSession();
        var stream = Guid.CreateVersion7();
        var opened = new FileOpened(DateTimeOffset.UtcNow, stream, "AUD-001", "auditor", null, "audit");
        var action = session.Events.StartStream<Openings>(stream, Enumerable.Repeat<object>(opened, count));
        await session.SaveChangesAsync();
        return action.Events[0].Id;
    }

    private static async Task<bool> IsPublishedAsync(string connection, LedgerFolder folder, Guid id)
    {
        await using var database = new NpgsqlConnection(connection);
        await database.OpenAsync();
        await using var ask = new NpgsqlCommand(
            "select coalesce((select leaf_index from egov.ledger_leaf where event_id = $1), -1)", database);
        ask.Parameters.Add(new() { Value = id });
        var index = (long)(await ask.ExecuteScalarAsync())!;
        return index >= 0 && folder.Checkpoint is { } text
            && Checkpoint.Parse(SignedNote.Parse(text).Text).Size > index;
    }
}
