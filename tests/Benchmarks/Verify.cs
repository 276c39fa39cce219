using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using EGov.Ledger;
using EGov.Proofs;

namespace EGov.Benchmarks;

/// <summary>P6: a log verified by ours and by Go's x/mod, and an audit against one reading of the events.</summary>
/// <remarks>
/// The Go program goes the shortest way from entries to root. Ours also reads every entry, its id and its stream, and
/// compares every tile.
/// </remarks>
[SupportedOSPlatform("linux")]
public static class Verify
{
    private const double MostReadings = 3;

    public static async Task<IReadOnlyList<Finding>> RunAsync(Stand stand, Effort effort)
    {
        var entries = effort.IsQuick ? 100_000 : 1_000_000;
        var (folder, key, policy) = WriteLog(stand, entries);
        await Shell.RunAsync(Path.Combine(stand.Root, "ops", "verify"), ["--help"]);
        var program = Path.Combine(stand.Root, ".bin", "verify", "EGov.Verifier.dll");
        var go = await BuildPeerAsync(stand);
        var rounds = await Measure.InterleaveAsync(effort.Rounds,
            () => SecondsAsync("dotnet", [program, "mirror", folder, "--policy", policy]),
            () => SecondsAsync(go, ["root", folder, key]));
        var ratio = Measure.Ratio(rounds[0], rounds[1]);
        Directory.Delete(folder, recursive: true);
        return
        [
            new("P6", $"seconds to verify a log of {entries:N0} entries, ours ÷ x/mod", ratio.Show("N2"), "≤ 1.00",
                ratio.Median <= 1),
            new("P6", "entries/s: ours · x/mod", string.Join(" · ",
                rounds.Select(seconds => Spread.Of(seconds.Select(one => entries / one)).Show("N0")))),
            .. await AuditAsync(stand, effort),
        ];
    }

    private static async Task<IReadOnlyList<Finding>> AuditAsync(Stand stand, Effort effort)
    {
        var (few, fewAudits) = await AuditsAsync(stand, "p6few", effort.IsQuick ? 500 : 5_000, rounds: 1);
        var (events, audits) = await AuditsAsync(stand, "p6", effort.IsQuick ? 5_000 : 100_000, effort.Rounds);
        var ratio = Measure.Ratio(audits.Select(one => one.Seconds), audits.Select(one => one.Reading));
        var (small, large) = (fewAudits.Max(one => one.Megabytes), audits.Max(one => one.Megabytes));
        return
        [
            new("P6", $"a full audit of {events:N0} events ÷ one reading of them", ratio.Show("N1"),
                $"≤ {MostReadings:N0}", ratio.Median <= MostReadings),
            new("P6", "events/s audited, start of the program included",
                Spread.Of(audits.Select(one => events / one.Seconds)).Show("N0")),
            new("P6", $"most resident MB of an audit: {events:N0} events ÷ {few:N0} events",
                string.Create(CultureInfo.InvariantCulture, $"{large:N0} ÷ {small:N0} = {large / small:N2}")),
        ];
    }

    private static async Task<(long Events, List<(double Seconds, double Megabytes, double Reading)> Audits)>
        AuditsAsync(Stand stand, string name, int files, int rounds)
    {
        var connection = await stand.DatabaseAsync(name);
        await using (var province = await Province.OpenAsync(connection, stand.MasterKeyOf(connection)))
            await province.FillAsync(files);
        await Shell.RunAsync("dotnet", stand.Tool(connection, "seal"));
        var events = await stand.AskAsync<long>(connection, "select count(*) from egov.mt_events");
        var slices = await Measure.InterleaveAsync(rounds,
            () => Watched.RunAsync("dotnet", stand.Tool(connection, "audit", "--full")),
            async () =>
            {
                var clock = Stopwatch.StartNew();
                await stand.AskAsync<long>(connection, "select sum(length(data::text)) from egov.mt_events");
                return (Seconds: clock.Elapsed.TotalSeconds, Megabytes: 0.0);
            });
        return (events, [.. slices[0].Zip(slices[1], (audit, reading) =>
            (audit.Seconds, audit.Megabytes, reading.Seconds))]);
    }

    /// <summary>A log of entries as long as most of ours.</summary>
    private static (string Folder, string Key, string Policy) WriteLog(Stand stand, int entries)
    {
        var folder = new LedgerFolder(Path.Combine(stand.Folder, "log"));
        using var signer = new NoteSigner("bench.localhost/log", new byte[NoteSigner.SeedLength]);
        var edge = TreeEdge.Load(0, folder.Read);
        var partial = new Dictionary<int, TileBytes>();
        var words = new string('x', 500);
        var data = Encoding.UTF8.GetBytes($$"""{"at":"2026-01-01T00:00:00+00:00","words":"{{words}}"}""");
        while (edge.Size < entries)
        {
            var count = (int)Math.Min(Tile.FullWidth, entries - edge.Size);
            var bundle = Enumerable.Range(0, count).Select(place => Entry.Of("officer:ENV-014", data, Guid.NewGuid(),
                DateTimeOffset.UnixEpoch, edge.Size + place + 1, Guid.NewGuid(), "step_recorded", 1).Bytes).ToList();
            folder.WriteEntries(new(0, edge.Size / Tile.FullWidth, count), bundle);
            foreach (var tile in edge.Append([.. bundle.Select(entry => MerkleTree.Leaf(entry.Span))]))
            {
                partial.Remove(tile.Tile.Level);
                if (tile.Tile.IsFull) folder.Write(tile);
                else partial.Add(tile.Tile.Level, tile);
            }
        }

        foreach (var tile in partial.Values) folder.Write(tile);

        folder.Checkpoint = new Checkpoint(signer.Name, edge.Size, edge.Root).Sign(signer).ToString();
        var policy = Path.Combine(stand.Folder, "log.policy");
        File.WriteAllText(policy, $"log {signer.Vkey}\nquorum none\n");
        return (folder.Path, signer.Vkey, policy);
    }

    private static async Task<string> BuildPeerAsync(Stand stand)
    {
        var program = Path.Combine(stand.Folder, "check");
        var source = Path.Combine(stand.Root, "tests", "Acceptance", "Proofs", "outsiders", "check.go");
        await Shell.RunAsync("go", ["build", "-o", program, source], new()
        {
            ["GOPATH"] = "/usr/share/gocode",
            ["GO111MODULE"] = "off",
            ["GOCACHE"] = Path.Combine(stand.Folder, "go"),
        });
        return program;
    }

    private static async Task<double> SecondsAsync(string program, IEnumerable<string> arguments)
    {
        var clock = Stopwatch.StartNew();
        await Shell.RunAsync(program, arguments);
        return clock.Elapsed.TotalSeconds;
    }
}
