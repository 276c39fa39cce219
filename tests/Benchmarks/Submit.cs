using System.Runtime.Versioning;

namespace EGov.Benchmarks;

/// <summary>P1: commands over HTTP, against the tuned EF Core program and against bare inserts.</summary>
[SupportedOSPlatform("linux")]
public static class Submit
{
    private const double LeastOfInserts = 0.20;

    /// <summary>Some thousands of commands: before them neither program runs the code that it will settle on.</summary>
    private const int WarmUpSeconds = 12;

    public static async Task<IReadOnlyList<Finding>> RunAsync(Stand stand, Effort effort)
    {
        var ours = await stand.DatabaseAsync("p1");
        var theirs = await stand.DatabaseAsync("peer");
        await using var province = await Province.OpenAsync(ours, stand.MasterKeyOf(ours));
        await using var portal = await stand.PortalAsync(ours);
        await using var peer = await stand.PeerAsync(theirs, portal.Address);
        var (clerk, officer) = (await portal.TokenAsync("clerk"), await portal.TokenAsync("officer"));
        var portalLoad = new Load(stand, portal, clerk, officer);
        var peerLoad = new Load(stand, peer, clerk, officer);
        var inserts = await SingleInsert.PrepareAsync(stand, theirs);
        var behind = new List<double>();

        async Task SettleAsync() => behind.Add(await stand.CatchUpAsync(ours));

        async Task<(IReadOnlyList<Slice> Ours, IReadOnlyList<Slice> Theirs, IReadOnlyList<double> Bare)> MeasureAsync(bool isMix)
        {
            IReadOnlyList<Slice> portalSlices = [], peerSlices = [];
            var all = await Measure.InterleaveAsync<object>(effort.Rounds,
                async () => await portalLoad.RunAsync(isMix, effort.Seconds, SettleAsync),
                async () => await peerLoad.RunAsync(isMix, effort.Seconds),
                async () => await inserts.RunAsync(effort.Seconds));
            (portalSlices, peerSlices) = ([.. all[0].Cast<Slice>()], [.. all[1].Cast<Slice>()]);
            return (portalSlices, peerSlices, [.. all[2].Cast<double>()]);
        }

        foreach (var load in new[] { portalLoad, peerLoad }) await load.RunAsync(isMix: false, WarmUpSeconds);
        await SettleAsync();
        behind.Clear();
        var submit = await MeasureAsync(isMix: false);

        var fastest = submit.Ours.Concat(submit.Theirs).Max(slice => slice.Rate);
        var files = await province.PrepareAsync((int)(fastest * effort.Seconds * (effort.Rounds + 2)) + 1000);
        await PreparePeerAsync(stand, theirs, files);
        var list = Path.Combine(stand.Folder, "prepared.txt");
        await File.WriteAllLinesAsync(list, files.Select(file => file.ToString()));
        portalLoad.Prepared = peerLoad.Prepared = list;
        await SettleAsync();
        foreach (var load in new[] { portalLoad, peerLoad }) await load.RunAsync(isMix: true, effort.Seconds);
        await SettleAsync();
        behind.Clear();
        var mix = await MeasureAsync(isMix: true);

        return
        [
            .. Findings("submit", submit.Ours, submit.Theirs, submit.Bare),
            .. Findings("submit + decide", mix.Ours, mix.Theirs, mix.Bare),
            new("P1", "events not yet projected when a slice ends", Spread.Of(behind).Show("N0")),
        ];
    }

    private static IEnumerable<Finding> Findings(
        string what, IReadOnlyList<Slice> ours, IReadOnlyList<Slice> theirs, IReadOnlyList<double> bare)
    {
        var toPeer = Measure.Ratio(ours.Select(slice => slice.Rate), theirs.Select(slice => slice.Rate));
        var toBare = Measure.Ratio(ours.Select(slice => slice.Rate), bare);
        yield return new("P1", $"{what}, ours ÷ tuned peer", toPeer.Show("N2"), "≥ 1.00", toPeer.Median >= 1);
        yield return new("P1", $"{what}, ours ÷ pgbench inserts", toBare.Show("N2"), "≥ 0.20", toBare.Median >= LeastOfInserts);
        yield return new("P1", $"{what}, commands/s: ours · peer · inserts", string.Join(" · ",
            Spread.Of(ours.Select(slice => slice.Rate)).Show("N0"),
            Spread.Of(theirs.Select(slice => slice.Rate)).Show("N0"), Spread.Of(bare).Show("N0")));
        yield return new("P1", $"{what}, median and p99 in ms: ours · peer", string.Join(" · ", new[] { ours, theirs }
            .Select(slices => $"{Spread.Of(slices.Select(slice => slice.Median)).Median:N1}, "
                + $"{Spread.Of(slices.Select(slice => slice.P99)).Median:N1}")));
        yield return new("P1", $"{what}, µs of processor a command (program + PostgreSQL): ours · peer", string.Join(" · ",
            new[] { ours, theirs }.Select(slices =>
                $"{Spread.Of(slices.Select(slice => slice.Program.TotalMicroseconds / slice.Requests)).Median:N0} + "
                + $"{Spread.Of(slices.Select(slice => slice.Postgres.TotalMicroseconds / slice.Requests)).Median:N0}")));
    }

    /// <summary>The same files, in the same order and state, in the peer's table.</summary>
    private static async Task PreparePeerAsync(Stand stand, string connection, IReadOnlyList<Guid> files)
    {
        foreach (var (chunk, number) in files.Chunk(10_000).Select((chunk, number) => (chunk, number)))
            await stand.AskAsync<object>(connection, $$"""
                insert into request ("Id", "Version", "Key", "TrackingNumber", "Service", "Department", "County", "Channel",
                    "Clerk", "ApplicantName", "NationalNumber", "Phone", "Facts", "Words", "Documents", "Status",
                    "SubmittedAt", "Officer", "ReadyAt", "LegalLimit", "Answers", "Overtook")
                select id, 3, 'prepared-' || id, 'P' || substr(id::text, 1, 35), 'service-' || to_char((place - 1) % 200, 'FM000'),
                    'environment', 'sari', 'desk', 'DSK-SAR-1', 'نمونه نمونه‌پور', '0012345679', '09110000000',
                    '{"Distance": 730, "Income": 500000000}', 'کارگاه کوچکی برای بسته‌بندی برنج، کنار جادهٔ قدیم.',
                    array['plan'], 'ready', now(), 'ENV-014',
                    now() - interval '6 hours' + ({{number}} * 10000 + place) * interval '100 milliseconds',
                    current_date + 20, '[]', 0
                from unnest(array['{{string.Join("','", chunk)}}']::uuid[]) with ordinality as file (id, place)
                """);
        await stand.AskAsync<object>(connection, "analyze request");
    }
}
