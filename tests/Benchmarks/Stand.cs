using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.Json;
using EGov.LocalPostgres;
using Npgsql;

namespace EGov.Benchmarks;

/// <summary>What all benchmarks stand on: the built programs, and a private PostgreSQL that syncs every commit.</summary>
[SupportedOSPlatform("linux")]
public sealed class Stand : IAsyncDisposable
{
    private readonly PostgresServer _postgres;
    private readonly string _log;

    private Stand(string root, string folder, PostgresServer postgres)
    {
        (Root, Folder, _postgres) = (root, folder, postgres);
        _log = Path.Combine(folder, "programs.log");
    }

    public string Root { get; }
    public string Folder { get; }

    /// <summary>Each database has a data folder of its own: a ledger belongs to one.</summary>
    public string DataOf(string connection) =>
        Path.Combine(Folder, "data", new NpgsqlConnectionStringBuilder(connection).Database!);

    public string MasterKeyOf(string connection) => Path.Combine(DataOf(connection), "keys", "master.key");

    /// <summary>The operator's tool on this database, as the arguments of dotnet.</summary>
    public string[] Tool(string connection, params string[] command) =>
    [
        Path.Combine(Root, ".bin", "egov", "EGov.Cli.dll"), .. command, "--connection", connection, "--data",
        DataOf(connection),
    ];

    public static async Task<Stand> StartAsync()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "EGov.Cqrs.sln")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The repository's root is not above.");
        var folder = Path.Combine(root, ".data", string.Create(CultureInfo.InvariantCulture, $"bench-{Environment.ProcessId}"));
        return new(root, folder, await PostgresServer.StartAsync(new() { DataFolder = folder, Say = Console.WriteLine }));
    }

    /// <summary>A database of this name; the tuned connection string is everybody's, the peer's too.</summary>
    public Task<string> DatabaseAsync(string name) => _postgres.CreateDatabaseAsync(name);

    public async Task<T> AskAsync<T>(string connection, string sql)
    {
        await using var database = new NpgsqlConnection(connection + ";Pooling=false");
        await database.OpenAsync();
        await using var command = new NpgsqlCommand(sql, database) { CommandTimeout = 600 };
        return await command.ExecuteScalarAsync() is T value ? value : default!;
    }

    /// <summary>The portal as ops/run starts it, but quiet, and with the development issuer outside Development.</summary>
    /// <param name="more">What else this one is told.</param>
    public Task<Served> PortalAsync(
        string? connection, string? data = null, Dictionary<string, string?>? more = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Benchmark",
            ["SignIn__DevelopmentIssuer"] = "true",
            ["ConnectionStrings__Main"] = connection,
            ["Data"] = data ?? DataOf(connection!),
        };
        foreach (var (name, value) in more ?? []) settings[name] = value;
        return Served.StartAsync(Path.Combine(Root, ".bin", "portal", "EGov.Portal.dll"), _log, settings);
    }

    public Task<Served> PeerAsync(string connection, Uri issuer) => Served.StartAsync(
        Path.Combine(Root, "tests", "Benchmarks", "Peer", "bin", "Release", "net10.0", "EGov.Peer.dll"), _log, new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Benchmark",
            ["ConnectionStrings__Main"] = connection,
            ["Issuer"] = new Uri(issuer, "/dev-issuer/").AbsoluteUri,
        });

    /// <summary>Processor time of every process of the server, those that have ended included.</summary>
    public TimeSpan PostgresTime()
    {
        var folder = Path.Combine(Folder, "pg");
        folder = new DirectoryInfo(folder).LinkTarget ?? folder;
        return new DirectoryInfo("/proc").EnumerateDirectories()
            .Where(entry => int.TryParse(entry.Name, out _) && new FileInfo($"{entry.FullName}/cwd").LinkTarget == folder)
            .Aggregate(TimeSpan.Zero, (sum, entry) => sum + Proc.Time(entry.Name, andOfTheEnded: true));
    }

    /// <summary>Waits until the daemon has projected everything.</summary>
    /// <returns>How many events it was behind.</returns>
    public async Task<long> CatchUpAsync(string connection)
    {
        const string behind = """
            select coalesce((select max(seq_id) from egov.mt_events), 0) - coalesce(min(last_seq_id), 0)
            from egov.mt_event_progression where name not like 'HighWater%'
            """;
        var first = await AskAsync<long>(connection, behind);
        for (var waited = Stopwatch.StartNew(); await AskAsync<long>(connection, behind) > 0; await Task.Delay(200))
            if (waited.Elapsed > TimeSpan.FromMinutes(10)) throw new TimeoutException("The projections do not catch up.");
        return first;
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        var folder = new DirectoryInfo(Path.Combine(Folder, "pg"));
        if (folder.LinkTarget is { } elsewhere) Directory.Delete(Path.GetDirectoryName(elsewhere)!, recursive: true);
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>A program that answers over HTTP, from its start to its end.</summary>
[SupportedOSPlatform("linux")]
public sealed class Served : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process _process;

    private Served(Process process, Uri address, TimeSpan untilReady) =>
        (_process, Address, UntilReady) = (process, address, untilReady);

    public Uri Address { get; }

    /// <summary>From the start of the process to its first good answer.</summary>
    public TimeSpan UntilReady { get; }

    public TimeSpan Time => Proc.Time(Id, andOfTheEnded: false);
    public double Megabytes => Proc.Kilobytes(Id, "VmRSS") / 1024.0;
    public double MostMegabytes => Proc.Kilobytes(Id, "VmHWM") / 1024.0;

    /// <summary>From here on the most is counted anew (proc(5), clear_refs).</summary>
    public void ForgetMost() => File.WriteAllText($"/proc/{Id}/clear_refs", "5");

    private string Id => _process.Id.ToString(CultureInfo.InvariantCulture);

    public static async Task<Served> StartAsync(string program, string log, Dictionary<string, string?> environment)
    {
        if (!File.Exists(program)) throw new FileNotFoundException("Not built; ops/bench builds it.", program);
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("sh")
        {
            WorkingDirectory = Path.GetDirectoryName(program),
            ArgumentList = { "-c", "exec dotnet \"$1\" --urls \"$2\" >>\"$3\" 2>&1", "sh", program, address.AbsoluteUri, log },
        };
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach (var (name, value) in environment) start.Environment[name] = value;

        var clock = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        using var client = new HttpClient { BaseAddress = address };
        for (; clock.Elapsed < Patience && !process.HasExited; await Task.Delay(10))
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode) return new(process, address, clock.Elapsed);
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }

        throw new InvalidOperationException($"{program} gives no answer; its log ends:\n{string.Join('\n', File.ReadLines(log).TakeLast(20))}");
    }

    /// <summary>Waits until it has nothing of its own to do: at its start it reads what it keeps in memory.</summary>
    public async Task RestAsync()
    {
        var clock = Stopwatch.StartNew();
        for (var before = Time; ; before = Time)
        {
            await Task.Delay(3_000);
            if (Time - before < TimeSpan.FromMilliseconds(600)) return;
            if (clock.Elapsed > TimeSpan.FromMinutes(15))
                throw new TimeoutException($"{Address} does not come to rest.");
        }
    }

    /// <summary>Asks once, however long the answer takes.</summary>
    public async Task GetAsync(string address)
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = Patience };
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A token of the development issuer's persona.</summary>
    public async Task<string> TokenAsync(string persona)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var form = new FormUrlEncodedContent([
            new("grant_type", "client_credentials"), new("client_id", persona), new("client_secret", "development")]);
        using var answer = await client.PostAsync(new Uri("/dev-issuer/token", UriKind.Relative), form);
        return JsonElement.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())
            .GetProperty("access_token").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", Id])) await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}

/// <summary>What the kernel counts of a process (proc(5)).</summary>
internal static class Proc
{
    private const int TicksPerSecond = 100;

    public static TimeSpan Time(string id, bool andOfTheEnded)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            // Fields 14 to 17: user, system, and both of the children that were waited for; the name may hold spaces.
            var ticks = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[11..15]
                .Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray();
            return TimeSpan.FromSeconds((ticks[0] + ticks[1] + (andOfTheEnded ? ticks[2] + ticks[3] : 0)) / (double)TicksPerSecond);
        }
        catch (IOException)
        {
            return TimeSpan.Zero;
        }
    }

    public static long Kilobytes(string id, string field) => long.Parse(
        File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith(field, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);

    public static string LoadAverage => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]);
}
