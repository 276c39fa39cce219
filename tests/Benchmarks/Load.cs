using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using Npgsql;

namespace EGov.Benchmarks;

/// <summary>What one slice of load found.</summary>
/// <param name="Program">Its processor time up to the last event projected; so too PostgreSQL's.</param>
public sealed record Slice(int Requests, double Seconds, double Median, double P99, TimeSpan Program, TimeSpan Postgres)
{
    public double Rate => Requests / Seconds;
    public double Microseconds => (Program + Postgres).TotalMicroseconds / Requests;
}

/// <summary>Load on one program: wrk with one thread and sixteen connections, every command under a key of its own.</summary>
[SupportedOSPlatform("linux")]
public sealed class Load(Stand stand, Served target, string submits, string decides)
{
    private static int _slices;

    /// <summary>Prepared requests, oldest first, a line each; and the next of them.</summary>
    public string? Prepared { get; set; }
    private int _next = 1;

    /// <param name="settle">Waits for work that the slice leaves behind; it counts as processor time.</param>
    public async Task<Slice> RunAsync(bool isMix, int seconds, Func<Task>? settle = null)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"bench-{Environment.ProcessId}-{_slices++}-");
        string[] arguments =
        [
            "-t1", "-c16", $"-d{seconds}s", "--timeout", "20s", "-s", Path.Combine(AppContext.BaseDirectory, "load.lua"),
            target.Address.AbsoluteUri, "--", isMix ? "mix" : "submit", key, submits,
            .. isMix ? [decides, Prepared!, _next.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>(),
        ];
        var (program, postgres) = (target.Time, stand.PostgresTime());
        var told = await Shell.RunAsync("wrk", arguments);
        if (settle is not null) await settle();
        var line = told.Split('\n').FirstOrDefault(line => line.StartsWith("measured ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"wrk measured nothing: {told}");
        var figures = line.Split(' ').Skip(1).Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        if (figures[0] == 0 || figures[2] > figures[0] / 100)
            throw new InvalidOperationException($"{target.Address}: {figures[2]} of {figures[0]} commands failed.");
        // wrk asks its script for one request beforehand, and for those that the end of the slice cuts off.
        _next += isMix ? ((int)figures[0] / 2) + 20 : 0;
        return new((int)figures[0], figures[1] / 1e6, figures[3] / 1e3, figures[4] / 1e3,
            target.Time - program, stand.PostgresTime() - postgres);
    }
}

/// <summary>pgbench's rate of single inserts of a row as large as one of our commands: what the disk and PostgreSQL give.</summary>
public sealed class SingleInsert(string connection, string program, string script)
{
    public static async Task<SingleInsert> PrepareAsync(Stand stand, string connection)
    {
        await stand.AskAsync<object>(connection, "create table if not exists single (id uuid primary key, body jsonb)");
        var script = Path.Combine(stand.Folder, "single.sql");
        await File.WriteAllTextAsync(script,
            $$"""insert into single (id, body) values (gen_random_uuid(), '{"words": "{{new string('x', 480)}}"}');""");
        var beside = new DirectoryInfo("/usr/lib/postgresql");
        var program = beside.Exists
            ? beside.EnumerateDirectories().OrderDescending(Comparer<DirectoryInfo>.Create((a, b) =>
                string.CompareOrdinal(a.Name, b.Name))).Select(version => $"{version.FullName}/bin/pgbench").FirstOrDefault(File.Exists)
            : null;
        return new(connection, program ?? "pgbench", script);
    }

    public async Task<double> RunAsync(int seconds)
    {
        var to = new NpgsqlConnectionStringBuilder(connection);
        var told = await Shell.RunAsync(program,
            // Its clock runs while it connects, its rate does not count that.
            ["-n", "-M", "prepared", "-c16", "-j1", $"-T{seconds + 1}", "-f", script, to.Database!],
            new()
            {
                ["PGHOST"] = to.Host,
                ["PGPORT"] = to.Port.ToString(CultureInfo.InvariantCulture),
                ["PGUSER"] = to.Username,
                ["PGPASSWORD"] = to.Password,
            });
        var line = told.Split('\n').FirstOrDefault(line => line.StartsWith("tps = ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"pgbench measured nothing: {told}");
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }
}

internal static class Shell
{
    /// <exception cref="InvalidOperationException">It failed; the message is what it said.</exception>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, Dictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var told = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? told : throw new InvalidOperationException($"{program}: {await errors}{told}");
    }
}
