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
/// The files are made by the operator's command in a process of its own, the streams come from the portal. What is
/// measured is the most that a process ever held, so that whatever grows with the events is seen in the ratio.
/// </remarks>
[SupportedOSPlatform("linux")]
public static class Exports
{
    private const string Name = "EXPORTS";
    private const double MostGrowth = 1.25;

    /// <summary>Each comes from the portal while it is computed; {0} is the size of the ledger.</summary>
    private static readonly string[] Streams =
    [
        "/open-data/event-log.xes?size={0}", "/open-data/event-log.jsonocel?size={0}",
        "/api/public/decisions?format=csv", "/api/public/decisions?format=jsonl", "/api/public/decisions?format=xlsx",
        "/api/public/decisions?format=parquet", "/open311/v2/requests.json",
    ];

    /// <summary>Where the maker of files is killed: the number of the file, and how much of it is written.</summary>
    private static readonly (int File, int Percent)[] Kills = [(1, 50), (2, 30), (3, 80), (19, 0)];

    /// <param name="Size">Events in the ledger.</param>
    private sealed record Exported(
        long Size, double Seconds, double Megabytes, IReadOnlyList<Streamed> Streams, double Harvested, double Idle,
        double Most, IReadOnlyList<Finding> Breaks);

    /// <param name="Sent">In megabytes.</param>
    /// <param name="Most">Megabytes that the portal held at most meanwhile.</param>
    private sealed record Streamed(double Seconds, double Sent, double Most);

    public static async Task<IReadOnlyList<Finding>> RunAsync(Stand stand, Effort effort)
    {
        var (small, large) = effort.IsQuick ? (1_250, 12_500) : (12_500, 125_000);
        var few = await ExportAsync(stand, "exportsfew", small, isBroken: false);
        var many = await ExportAsync(stand, "exportsmany", large, isBroken: true);
        var sizes = string.Create(CultureInfo.InvariantCulture, $"{many.Size:N0} ÷ {few.Size:N0} events");
        return
        [
            Growth($"most resident MB of egov files make, {sizes}", many.Megabytes, few.Megabytes),
            new(Name, "its seconds",
                string.Create(CultureInfo.InvariantCulture, $"{many.Seconds:N0} · {few.Seconds:N0}")),
            Growth($"MB that all streams add to the portal at rest, {sizes}", many.Most - many.Idle,
                few.Most - few.Idle),
            new(Name, "resident MB of the portal at rest, with what it keeps of each request",
                string.Create(CultureInfo.InvariantCulture, $"{many.Idle:N0} · {few.Idle:N0}")),
            .. Streams.Index().Select(stream => Of(stream.Item, many.Streams[stream.Index], few.Streams[stream.Index])),
            new(Name, "events/s harvested and proved by ops/harvest.mjs", string.Create(CultureInfo.InvariantCulture,
                $"{many.Size / many.Harvested:N0} · {few.Size / few.Harvested:N0}")),
            .. many.Breaks,
        ];
    }

    private static Finding Of(string stream, Streamed more, Streamed less) => new(Name,
        $"{stream.Replace("?size={0}", "", StringComparison.Ordinal)}: seconds; MB sent; most resident MB",
        string.Create(CultureInfo.InvariantCulture, $"{more.Seconds:N1} · {less.Seconds:N1}; ")
            + string.Create(CultureInfo.InvariantCulture, $"{more.Sent:N1} · {less.Sent:N1}; ")
            + string.Create(CultureInfo.InvariantCulture, $"{more.Most:N0} · {less.Most:N0}"));

    private static Finding Growth(string what, double more, double less) => new(Name, what,
        string.Create(CultureInfo.InvariantCulture, $"{more:N0} ÷ {less:N0} = {more / less:N2}"), $"≤ {MostGrowth}",
        more / less <= MostGrowth);

    private static async Task<Exported> ExportAsync(Stand stand, string name, int files, bool isBroken)
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
        var (seconds, megabytes) = await Watched.RunAsync("dotnet", place.Tool("files", "make"));
        var (size, made) = place.Made();
        List<Finding> breaks = isBroken ? [await KilledAsync(place, made)] : [];

        await using var portal = await stand.PortalAsync(
            connection, more: new() { ["Quotas__PerAddress"] = "100000000", ["OpenData__Every"] = "00:00:00" });
        using var client = new HttpClient { BaseAddress = portal.Address, Timeout = Timeout.InfiniteTimeSpan };
        await client.GetByteArrayAsync(new Uri("/open-data/event-log.xes?from=2030-01-01", UriKind.Relative));
        await portal.RestAsync();
        var idle = portal.Megabytes;
        var streams = new List<Streamed>();
        foreach (var stream in Streams)
        {
            portal.ForgetMost();
            var address = string.Format(CultureInfo.InvariantCulture, stream, size);
            var clock = Stopwatch.StartNew();
            await using var sent = await client.GetStreamAsync(new Uri(address, UriKind.Relative));
            var bytes = await LengthAsync(sent);
            streams.Add(new(clock.Elapsed.TotalSeconds, bytes / 1e6, portal.MostMegabytes));
        }

        portal.ForgetMost();
        var (harvested, lines, digest) = await HarvestAsync(stand, portal, place);
        var most = Math.Max(portal.MostMegabytes, streams.Max(stream => stream.Most));
        if (isBroken) breaks.AddRange([await CutPagesAsync(client, lines, digest), await CutFileAsync(client, made)]);
        return new(size, seconds, megabytes, streams, harvested, idle, most, breaks);
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
    private static async Task<Finding> KilledAsync(Place place, IReadOnlyDictionary<string, Kept> whole)
    {
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
