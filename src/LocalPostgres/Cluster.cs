using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Npgsql;

namespace EGov.LocalPostgres;

/// <summary>The private cluster of one data folder, and the server that runs on it.</summary>
[SupportedOSPlatform("linux")]
internal sealed partial class Cluster(string dataFolder, Action<string> say)
{
    private const string User = "egov";
    private const long LogLimit = 10_000_000;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _link = Path.Combine(dataFolder, "pg");
    private readonly string _passwordFile = Path.Combine(dataFolder, "pg.password");

    internal sealed record Postmaster(int Id, int Port, bool IsReady);

    /// <summary>The data folder, or what stands in for it where no account but root can enter that.</summary>
    public string Home => Path.GetDirectoryName(Folder)!;

    public string Folder => new DirectoryInfo(_link).LinkTarget ?? _link;

    public int? Major =>
        Path.Combine(Folder, "PG_VERSION") is var file && File.Exists(file) ? Number(File.ReadAllText(file)) : null;

    private string Password => File.Exists(_passwordFile)
        ? File.ReadAllText(_passwordFile)
        : throw new InvalidOperationException($"{_passwordFile} is gone, and with it the password of the cluster.");

    private string PostmasterFile => Path.Combine(Folder, "postmaster.pid");

    private string Log => Path.Combine(Folder, "server.log");

    /// <summary>The server that runs on this cluster, once it is ready, or null.</summary>
    public async Task<Postmaster?> FindRunningAsync(CancellationToken cancel)
    {
        for (var until = DateTime.UtcNow + Patience; DateTime.UtcNow < until; await Task.Delay(20, cancel))
        {
            var inhabitants = Inhabitants();
            if (inhabitants.Count == 0) return null;
            if (ReadPostmaster() is { IsReady: true } ready && inhabitants.Contains(ready.Id)
                && await AnswersAsync(ready.Port, cancel)) return ready;
        }

        throw new InvalidOperationException(
            $"PostgreSQL in {Folder} neither gets ready nor goes away (process {string.Join(", ", Inhabitants())}).");
    }

    /// <summary>Finds the account to run as; the cluster moves if none can enter the data folder.</summary>
    public async Task<Account> SettleAsync(CancellationToken cancel)
    {
        if (await Account.ChooseAsync(Home, Folder, cancel) is { } account) return account;

        var home = $"/var/lib/egov/{Path.GetRandomFileName()}";
        var folder = Path.Combine(home, "pg");
        say($"Only root can enter {dataFolder}: PostgreSQL keeps its files in {home}.");
        Directory.CreateDirectory(home);
        await Shell.MustRunAsync(["chmod", "755", Path.GetDirectoryName(home)!, home], cancel);
        if (Directory.Exists(Folder)) await Shell.MustRunAsync(["mv", Folder, folder], cancel);
        File.Delete(_link);
        File.CreateSymbolicLink(_link, folder);
        return await Account.ChooseAsync(Home, Folder, cancel) ?? throw new InvalidOperationException(
            "PostgreSQL refuses to run as root, and neither setpriv nor unshare gives it another account.");
    }

    // The tuning keeps a session's plans when its connection goes back to the pool, and prepares what comes twice.
    public string ConnectionTo(int port) =>
        $"Host=127.0.0.1;Port={port};Username={User};Password={Password};Database=postgres;" +
        "No Reset On Close=true;Max Auto Prepare=50;Auto Prepare Min Usages=2;Maximum Pool Size=16";

    public async Task<Postmaster> StartAsync(
        Binaries binaries, Account account, bool fsync, CancellationToken cancel)
    {
        if (Major is null)
        {
            await CreateAsync(binaries, account, cancel);
        }
        else
        {
            await account.TakeAsync(Folder, cancel);
        }

        ForgetStranger();
        if (LogSize() > LogLimit) File.Move(Log, $"{Log}.old", overwrite: true);

        var port = LastPort() is { } last && IsFree(last) ? last : FreePort();
        for (var attempt = 1; ; attempt++)
        {
            var before = LogSize();
            var started = await Shell.RunAsync(
                [.. account.Prefix, binaries.Of("pg_ctl"), "start", "-D", Folder, "-l", Log, "-s", "-w", "-t", "600",
                    "-o", Settings(port, fsync)], cancel);
            if (started.Well && ReadPostmaster() is { } postmaster) return postmaster;

            var log = await LogSinceAsync(before, cancel);
            if (attempt == 5 || !log.Contains("Address already in use", StringComparison.Ordinal))
                throw new InvalidOperationException(
                    $"PostgreSQL did not start in {Folder}: {started.Why}; its log ends: {Shell.LastLines(log, 5)}");
            port = FreePort();
        }
    }

    /// <summary>Ends every session at once and leaves a cluster that needs no recovery.</summary>
    public async Task StopAsync()
    {
        if (await FindRunningAsync(CancellationToken.None) is not { } postmaster) return;
        await Shell.RunAsync(["sh", "-c", "kill -INT \"$1\"", "sh", $"{postmaster.Id}"], CancellationToken.None);
        for (var until = DateTime.UtcNow + Patience; DateTime.UtcNow < until; await Task.Delay(10))
        {
            if (!File.Exists(PostmasterFile) && Inhabitants().Count == 0) return;
        }
    }

    // Made beside its place and moved there when complete: a first start that is killed leaves no half cluster.
    private async Task CreateAsync(Binaries binaries, Account account, CancellationToken cancel)
    {
        say($"Creating a private PostgreSQL {binaries.Major} in {Folder}…");
        var unfinished = $"{Folder}.new";
        var passwordCopy = $"{unfinished}.password";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        var password = RandomNumberGenerator.GetHexString(32, lowercase: true);
        await WriteSecretAsync(_passwordFile, password, cancel);
        await WriteSecretAsync(passwordCopy, password, cancel);
        Directory.CreateDirectory(unfinished, OwnerOnly | UnixFileMode.UserExecute);
        await account.TakeAsync(passwordCopy, cancel);
        await account.TakeAsync(unfinished, cancel);
        try
        {
            // Not synced, which saves seconds: the kernel writes it out within half a minute of its life.
            await Shell.MustRunAsync(
                [.. account.Prefix, binaries.Of("initdb"), "-D", unfinished, "--username", User,
                    "--pwfile", passwordCopy, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8",
                    "--data-checksums", "--no-sync"], cancel);
        }
        finally
        {
            File.Delete(passwordCopy);
        }

        Directory.Move(unfinished, Folder);
    }

    private static async Task WriteSecretAsync(string file, string secret, CancellationToken cancel)
    {
        File.Delete(file);
        var owned = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnerOnly,
        };
        await using var writer = new StreamWriter(file, owned);
        await writer.WriteAsync(secret.AsMemory(), cancel);
    }

    private static string Settings(int port, bool fsync)
    {
        string[] settings =
        [
            "listen_addresses=127.0.0.1", "unix_socket_directories=''", "password_encryption=scram-sha-256",
            "max_connections=200", "shared_buffers=256MB", "wal_compression=on",
            "idle_in_transaction_session_timeout=60s", $"fsync={(fsync ? "on" : "off")}",
        ];
        return $"-p {port} -c {string.Join(" -c ", settings)}";
    }

    // After a kill -9 another program may get the number in postmaster.pid, and PostgreSQL takes that for its server.
    // The file is safe to delete when no PostgreSQL process works in the folder, and only then.
    private void ForgetStranger()
    {
        if (ReadPostmaster() is { } stale && Directory.Exists($"/proc/{stale.Id}") && Inhabitants().Count == 0)
            File.Delete(PostmasterFile);
    }

    // One that is just being killed is still listed as ready; one that recovers from a crash refuses for a while.
    private async Task<bool> AnswersAsync(int port, CancellationToken cancel)
    {
        try
        {
            await using var connection = new NpgsqlConnection($"{ConnectionTo(port)};Pooling=false");
            await connection.OpenAsync(cancel);
            return true;
        }
        catch (NpgsqlException failed) when (failed.SqlState is not PostgresErrorCodes.InvalidPassword)
        {
            return false;
        }
    }

    private Postmaster? ReadPostmaster()
    {
        try
        {
            // Lines: process, folder, start time, port, socket folder, address, shared memory, state.
            return File.ReadAllLines(PostmasterFile) is [var id, _, _, var port, ..] lines
                ? new(Number(id), Number(port), lines.Length > 7 && lines[7].Trim() == "ready")
                : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The PostgreSQL processes in this folder, be they a server or orphans of one that was killed.</summary>
    private List<int> Inhabitants()
    {
        var folder = Folder;
        return [.. new DirectoryInfo("/proc").EnumerateDirectories()
            .Select(entry => int.TryParse(entry.Name, out var id) ? id : 0)
            .Where(id => id > 0 && IsPostgresIn(folder, id))];
    }

    private static bool IsPostgresIn(string folder, int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/comm") == "postgres\n"
                && new FileInfo($"/proc/{id}/cwd").LinkTarget == folder;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private long LogSize() => File.Exists(Log) ? new FileInfo(Log).Length : 0;

    private async Task<string> LogSinceAsync(long position, CancellationToken cancel)
    {
        if (!File.Exists(Log)) return "";
        using var log = new StreamReader(Log);
        log.BaseStream.Position = position;
        return await log.ReadToEndAsync(cancel);
    }

    private int? LastPort() =>
        Path.Combine(Folder, "postmaster.opts") is var file && File.Exists(file)
            && PortOption().Match(File.ReadAllText(file)) is { Success: true } port ? Number(port.Value) : null;

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex("""(?<="-p" ")\d+""")]
    private static partial Regex PortOption();
}
