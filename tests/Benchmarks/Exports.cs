using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text.Json;
using EGov.Proofs;

namespace EGov.Benchmarks;

/// <summary>All that is public of a hundred thousand events and of a million: memory, and breaks.</summary>
/// <remarks>
/// A collector keeps what is garbage for as long as it may, so the most that a process ever held tells more of it than
/// of the export. The files are therefore made once as the operator makes them, and once in a heap that may not grow
/// beyond a bound: whatever a longer log needs more of is missing there. The portal sends the whole log and a tenth
/// of it, one after the other from one process, so that nothing differs but the length.
/// </remarks>
[SupportedOSPlatform("linux")]
public static class Exports
{
    private const string Name = "EXPORTS";
    private const double MostGrowth = 1.25;

    /// <summary>In megabytes; a program that needs more ends.</summary>
    private const int Heap = 64;

    /// <summary>Each comes from the portal while it is computed; {0} is the size of the ledger.</summary>
    private static readonly string[] Logs =
        ["/open-data/event-log.xes?size={0}", "/open-data/event-log.jsonocel?size={0}"];

    /// <summary>Written to a file first, and sent from there.</summary>
    private static readonly string[] Tables =
    [
        "/api/public/decisions?format=csv", "/api/public/decisions?format=jsonl", "/api/public/decisions?format=xlsx",
        "/api/public/decisions?format=parquet", "/open311/v2/requests.json",
    ];

    /// <summary>Where the maker of files is killed: the number of the file, and how much of it is written.</summary>
    private static readonly (int File, int Percent)[] Kills = [(1, 50), (2, 30), (3, 80), (19, 0)];

    /// <param name="Size">Events in the ledger.</param>
    /// <param name="Megabytes">The most that the maker held, as the operator runs it.</param>
    /// <param name="Bounded">The same in a heap that is bounded.</param>
    private sealed record Exported(Place Place, long Size, double Seconds, double Megabytes, double Bounded);

    /// <param name="Sent">In megabytes.</param>
    /// <param name="Most">Megabytes that the portal held at most meanwhile.</param>
    private sealed record Streamed(double Seconds, double Sent, double Most);

    public static async Task<IReadOnlyList<Finding>> RunAsync(Stand stand, Effort effort)
    {
        var (small, large) = effort.IsQuick ? (1_250, 12_500) : (12_500, 125_000);
        var few = await ExportAsync(stand, "exportsfew", small);
        var many = await ExportAsync(stand, "exportsmany", large);
        var sizes = string.Create(CultureInfo.InvariantCulture, $"{many.Size:N0} ÷ {few.Size:N0} events");
        return
        [
            Growth($"most resident MB of egov files make in a heap of {Heap} MB, {sizes}", many.Bounded, few.Bounded),
            Growth("the same in a heap without a bound", many.Megabytes, few.Megabytes),
            new(Name, "its seconds",
                string.Create(CultureInfo.InvariantCulture, $"{many.Seconds:N0} · {few.Seconds:N0}")),
            await KilledAsync(many.Place),
            .. await ServedAsync(stand, many, few.Size),
        ];
    }

    private static Finding Growth(string what, double more, double less) => new(Name, what,
        string.Create(CultureInfo.InvariantCulture, $"{more:N0} ÷ {less:N0} = {more / less:N2}"), $"≤ {MostGrowth}",
        more / less <= MostGrowth);

    private static async Task<Exported> ExportAsync(Stand stand, string name, int files)
    {
        var connection = await stand.DatabaseAsync(name);
        await using (var province = await Province.OpenAsync(connection, stand.MasterKeyOf(connection)))
        {
            await province.FillAsync(files);
            await Cli.Rebuild.RebuildAsync(province.Store, Cli.Rebuild.Names(province.Store), default);
        }

        var place = new Place(stand, connection);
        await Shell.RunAsync("dotnet", place.Tool("seal"));
        await stand.AskAsync<object>(connection, "vacuum analyze");
        var (_, bounded) = await Watched.RunAsync("dotnet", place.Tool("files", "make"), new()
        {
            ["DOTNET_GCHeapHardLimit"] = string.Create(CultureInfo.InvariantCulture, $"{Heap << 20:X}"),
        });
        Directory.Delete(place.OpenData, recursive: true);
        var (seconds, megabytes) = await Watched.RunAsync("dotnet", place.Tool("files", "make"));
        return new(place, place.Made().Size, seconds, megabytes, bounded);
    }

    /// <param name="part">Events of the shorter log.</param>
    private static async Task<IReadOnlyList<Finding>> ServedAsync(Stand stand, Exported whole, long part)
    {
        var (place, made) = (whole.Place, whole.Place.Made().Files);
        await using var portal = await stand.PortalAsync(place.Connection, more: new()
        {
            ["Quotas__PerAddress"] = "100000000",
            ["OpenData__Every"] = "00:00:00",
        });
        using var client = new HttpClient { BaseAddress = portal.Address, Timeout = Timeout.InfiniteTimeSpan };
        await client.GetByteArrayAsync(new Uri("/open-data/event-log.xes?from=2030-01-01", UriKind.Relative));
        await portal.RestAsync();
        List<Finding> findings =
        [
            new(Name, "resident MB of the portal at rest, with what it keeps of each request",
                string.Create(CultureInfo.InvariantCulture, $"{portal.Megabytes:N0}")),
        ];
        foreach (var log in Logs)
        {
            var few = await StreamAsync(client, portal, string.Format(CultureInfo.InvariantCulture, log, part));
            var many = await StreamAsync(client, portal, string.Format(CultureInfo.InvariantCulture, log, whole.Size));
            var name = log[..log.IndexOf('?', StringComparison.Ordinal)];
            findings.Add(new(Name, $"{name}, {whole.Size:N0} · {part:N0} events: seconds; MB sent",
                string.Create(CultureInfo.InvariantCulture,
                    $"{many.Seconds:N1} · {few.Seconds:N1}; {many.Sent:N1} · {few.Sent:N1}")));
            findings.Add(Growth("most resident MB of the portal meanwhile", many.Most, few.Most));
        }

        foreach (var table in Tables)
        {
            var (seconds, sent, most) = await StreamAsync(client, portal, table);
            findings.Add(new(Name, $"{table}: seconds; MB sent; most resident MB",
                string.Create(CultureInfo.InvariantCulture, $"{seconds:N1}; {sent:N1}; {most:N0}")));
        }

        var (harvesting, lines, digest) = await HarvestAsync(stand, portal, place);
        findings.Add(new(Name, "events/s harvested and proved by ops/harvest.mjs",
            string.Create(CultureInfo.InvariantCulture, $"{whole.Size / harvesting:N0}")));
        findings.AddRange([await CutPagesAsync(client, lines, digest), await CutFileAsync(client, made)]);
        return findings;
    }

    private static async Task<Streamed> StreamAsync(HttpClient client, Served portal, string address)
    {
        portal.ForgetMost();
        var clock = Stopwatch.StartNew();
        await using var sent = await client.GetStreamAsync(new Uri(address, UriKind.Relative));
        var bytes = await LengthAsync(sent);
        return new(clock.Elapsed.TotalSeconds, bytes / 1e6, portal.MostMegabytes);
    }

    private static async Task<long> LengthAsync(Stream sent)
    {
        var (buffer, length) = (new byte[1 << 16], 0L);
        for (int read; (read = await sent.ReadAsync(buffer)) > 0;) length += read;
        return length;
    }

    /// <summary>The script that the README prints, as a reader runs it; the digest is of what it wrote.</summary>
    private static async Task<(double Seconds, long Lines, string Digest)> HarvestAsync(
        Stand stand, Served portal, Place place)
    {
        var file = Path.Combine(stand.Folder, "harvest.jsonl");
        var clock = Stopwatch.StartNew();
        await Shell.RunAsync("sh",
        [
            "-c", "node \"$1\" \"$2\" \"$3\" > \"$4\"", "sh", Path.Combine(stand.Root, "ops", "harvest.mjs"),
            portal.Address.AbsoluteUri.TrimEnd('/'), place.LedgerKey, file,
        ]);
        var seconds = clock.Elapsed.TotalSeconds;
        var lines = File.ReadLines(file).LongCount();
        string digest;
        await using (var written = File.OpenRead(file))
            digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(written));
        File.Delete(file);
        return (seconds, lines, digest);
    }

    /// <summary>Every fiftieth page breaks off in its middle, and is asked for again.</summary>
    private static async Task<Finding> CutPagesAsync(HttpClient client, long size, string digest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, cuts) = (new byte[1 << 12], 0);
        for (var after = 0L; after < size;)
        {
            var page = new Uri(
                $"/api/public/events?format=jsonl&limit=500&size={size}&after={after}", UriKind.Relative);
            if (after / 500 % 50 == 49)
            {
                using var broken = await client.GetAsync(page, HttpCompletionOption.ResponseHeadersRead);
                await using var some = await broken.Content.ReadAsStreamAsync();
                await some.ReadExactlyAsync(buffer);
                cuts++;
            }

            var bytes = await client.GetByteArrayAsync(page);
            hash.AppendData(bytes);
            after += bytes.AsSpan().Count((byte)'\n');
        }

        var isSame = Convert.ToHexStringLower(hash.GetHashAndReset()) == digest;
        return new(Name, "events read page by page, broken off and gone on with: the same bytes",
            string.Create(CultureInfo.InvariantCulture, $"{cuts:N0} breaks"), "the same", isSame);
    }

    /// <summary>The largest file, broken off four times and gone on with by Range.</summary>
    private static async Task<Finding> CutFileAsync(HttpClient client, IReadOnlyDictionary<string, Kept> made)
    {
        var (name, file) = made.MaxBy(one => one.Value.Bytes);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        for (var (at, part) = (0L, 0); at < file.Bytes; part++)
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, $"/open-data/files/{name}");
            ask.Headers.Range = new RangeHeaderValue(at, null);
            using var answer = await client.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead);
            await using var sent = await answer.Content.ReadAsStreamAsync();
            var until = part < 4 ? file.Bytes * (part + 1) / 5 : file.Bytes;
            for (int read; at < until && (read = await sent.ReadAsync(buffer)) > 0; at += read)
                hash.AppendData(buffer.AsSpan(0, read));
        }

        var isSame = Convert.ToHexStringLower(hash.GetHashAndReset()) == file.Sha256;
        return new(Name, $"{name} broken off and gone on with: the digest of its list",
            string.Create(CultureInfo.InvariantCulture, $"4 breaks, {file.Bytes / 1e6:N0} MB"), "the same", isSame);
    }

    /// <summary>kill -9 in the middle of one file after another; in the end they are as they would have been.</summary>
    private static async Task<Finding> KilledAsync(Place place)
    {
        var whole = place.Made().Files;
        Directory.Delete(place.OpenData, recursive: true);
        var again = 0;
        foreach (var (file, percent) in Kills)
        {
            again += await KillAsync(place, file, percent);
            // PostgreSQL may not have seen yet that the lock's holder is gone.
            await Task.Delay(1_000);
        }

        await Shell.RunAsync("dotnet", place.Tool("files", "make"));
        var (_, made) = place.Made();
        var same = made.Count(one => whole.GetValueOrDefault(one.Key) == one.Value);
        return new(Name, "files equal to those of a maker that nobody killed",
            string.Create(CultureInfo.InvariantCulture,
                $"{same} of {whole.Count}; {Kills.Length} kills, {again} finished files begun again"),
            "all", same == whole.Count && made.Count == whole.Count && again == 0);
    }

    /// <returns>How many files were begun again that had been finished before.</returns>
    private static async Task<int> KillAsync(Place place, int file, int percent)
    {
        var finished = place.Making();
        using var maker = Process.Start(new ProcessStartInfo("dotnet", place.Tool("files", "make"))
        {
            RedirectStandardOutput = true,
        })!;
        while (await maker.StandardOutput.ReadLineAsync() is { } line)
        {
            var words = line.Split([' ', ':', '\u00a0', '%'], StringSplitOptions.RemoveEmptyEntries);
            if (words is not [var number, "of", _, _, ..] || Number(number) != file) continue;
            if (percent == 0 || Number(words[^1]) >= percent) break;
        }

        maker.Kill();
        await maker.WaitForExitAsync();
        var now = place.Making();
        return finished.Count(one => now.GetValueOrDefault(one.Key) != one.Value);
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>A file of a set.</summary>
    private sealed record Kept(string Sha256, long Bytes);

    /// <summary>A database, the folder beside it, and what lies in it.</summary>
    private sealed record Place(Stand Stand, string Connection)
    {
        private string Data => Stand.DataOf(Connection);
        public string OpenData => Path.Combine(Data, "open-data");
        public string LedgerKey => new LedgerFolder(Path.Combine(Data, "ledger")).Vkey!;

        public string[] Tool(params string[] command) => Stand.Tool(Connection, command);

        /// <summary>The only set that is there.</summary>
        public (long Size, Dictionary<string, Kept> Files) Made() =>
            Read(Directory.EnumerateDirectories(Path.Combine(OpenData, "sets")).Single());

        public Dictionary<string, Kept> Making() =>
            Directory.Exists(Path.Combine(OpenData, "making"))
                ? Read(Path.Combine(OpenData, "making")).Files
                : [];

        private static (long Size, Dictionary<string, Kept> Files) Read(string folder)
        {
            var set = JsonElement.Parse(File.ReadAllBytes(Path.Combine(folder, "set.json")));
            return (set.GetProperty("size").GetInt64(), set.GetProperty("files").EnumerateArray().ToDictionary(
                file => file.GetProperty("name").GetString()!,
                file => new Kept(file.GetProperty("sha256").GetString()!, file.GetProperty("bytes").GetInt64())));
        }
    }
}
