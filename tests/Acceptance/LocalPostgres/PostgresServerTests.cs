using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using EGov.LocalPostgres;
using Npgsql;

namespace EGov.Acceptance.LocalPostgres;

[SupportedOSPlatform("linux")]
public sealed class PostgresServerTests(PostgresServerTests.Folders folders)
    : IClassFixture<PostgresServerTests.Folders>
{
    private const string FolderToHold = "EGOV_TEST_FOLDER_TO_HOLD";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fresh_folder_gets_a_private_cluster()
    {
        var folder = folders.New();
        await using var server = await StartAsync(folder);

        server.IsOurs.ShouldBeTrue();
        (await AskAsync(server, "show data_checksums")).ShouldBe("on");
        (await AskAsync(server, "show password_encryption")).ShouldBe("scram-sha-256");
        (await AskAsync(server, "select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"))
            .ShouldBe("scram-sha-256");
        (await AskAsync(server, "show listen_addresses")).ShouldBe("127.0.0.1");
        (await AskAsync(server, "show unix_socket_directories")).ShouldBe("");
        (await AskAsync(server, "show fsync")).ShouldBe("off");
        (await AskAsync(server, "select pg_encoding_to_char(encoding) || ' ' || datcollate || ' ' || datctype " +
            "from pg_database where datname = current_database()")).ShouldBe("UTF8 C.UTF-8 C.UTF-8");

        var given = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        given.NoResetOnClose.ShouldBeTrue();
        (given.MaxAutoPrepare, given.AutoPrepareMinUsages, given.MaxPoolSize).ShouldBe((50, 2, 16));
        given.IncludeErrorDetail.ShouldBeFalse();
        File.GetUnixFileMode(Path.Combine(folder, "pg.password"))
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        given.Password = "guessed";
        var refused = await Should.ThrowAsync<PostgresException>(AskAsync(given.ConnectionString, "select 1"));
        refused.SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task A_folder_that_only_its_owner_can_enter_is_good_enough()
    {
        await using var server = await StartAsync(folders.NewPrivate());

        (await AskAsync(server, "select 'here'")).ShouldBe("here");
    }

    [Fact]
    public async Task Who_is_not_root_can_run_it_too()
    {
        if (!Environment.IsPrivilegedProcess) return;   // then every test of this run has shown it
        var account = await OtherAccountAsync();
        Assert.SkipWhen(account is null, "Only root can enter the folder of these tests, or that of .NET.");

        using var other = RunAgain(nameof(A_fresh_folder_gets_a_private_cluster), account.Prefix);
        var said = await other.StandardOutput.ReadToEndAsync(Cancel);
        await other.WaitForExitAsync(Cancel);

        other.ExitCode.ShouldBe(0, said);
        said.ShouldContain("Total: 1,");
    }

    [Fact]
    public async Task What_was_committed_outlives_a_kill()
    {
        var folder = folders.New();
        await using var killed = await PostgresServer.StartAsync(new() { DataFolder = folder }, Cancel);
        (await AskAsync(killed, "show fsync")).ShouldBe("on");
        await AskAsync(killed, "create table kept as select 'committed' as word");
        Kill(PostmasterOf(folder));

        await using var again = await PostgresServer.StartAsync(new() { DataFolder = folder }, Cancel);
        (await AskAsync(again, "select word from kept")).ShouldBe("committed");
    }

    [Fact]
    public async Task A_process_that_took_the_number_of_a_killed_server_is_no_server()
    {
        var folder = folders.Used;
        var stopped = await StartAsync(folder);
        var file = Path.Combine(folder, "pg", "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(file, Cancel);
        await stopped.DisposeAsync();
        lines[0] = $"{Environment.ProcessId}";
        await File.WriteAllLinesAsync(file, lines, Cancel);

        await using var again = await StartAsync(folder);
        (await AskAsync(again, "select 'here'")).ShouldBe("here");
    }

    [Fact]
    public async Task Two_folders_run_side_by_side()
    {
        await using var one = await StartAsync(folders.Used);
        await using var other = await StartAsync(folders.New());
        await AskAsync(one, "create table if not exists only_here ()");

        (await AskAsync(other, "select to_regclass('only_here') is null")).ShouldBe(true);
    }

    [Fact]
    public async Task Who_comes_second_joins_and_the_last_to_leave_stops_the_server()
    {
        var folder = folders.Used;
        var first = await StartAsync(folder);
        var second = await StartAsync(folder);
        second.ConnectionString.ShouldBe(first.ConnectionString);

        await second.DisposeAsync();
        (await AskAsync(first, "select 'still here'")).ShouldBe("still here");

        var third = await StartAsync(folder);
        await first.DisposeAsync();
        (await AskAsync(third, "select 'still here'")).ShouldBe("still here");

        var postmaster = PostmasterOf(folder);
        await third.DisposeAsync();
        await UntilAsync(() => !Directory.Exists($"/proc/{postmaster}"));
    }

    [Fact]
    public async Task Two_first_starts_at_once_make_one_cluster()
    {
        var folder = folders.New();
        var servers = await Task.WhenAll(StartAsync(folder), StartAsync(folder));

        servers[0].ConnectionString.ShouldBe(servers[1].ConnectionString);
        await AskAsync(servers[0], "select 1");
        foreach (var server in servers) await server.DisposeAsync();
    }

    [Fact]
    public async Task A_server_goes_with_its_owner_even_if_that_is_killed()
    {
        if (Environment.GetEnvironmentVariable(FolderToHold) is { } held)
        {
            await using var server = await StartAsync(held);
            await File.WriteAllTextAsync(Path.Combine(held, "holding"), "", Cancel);
            await Task.Delay(Timeout.Infinite, Cancel);
        }

        var folder = folders.Used;
        using var owner = RunAgain(nameof(A_server_goes_with_its_owner_even_if_that_is_killed), [], folder);
        await UntilAsync(() => File.Exists(Path.Combine(folder, "holding")));
        var postmaster = PostmasterOf(folder);
        owner.Kill();

        await UntilAsync(() => !Directory.Exists($"/proc/{postmaster}"));
        await using var again = await StartAsync(folder);
        (await AskAsync(again, "select 'here'")).ShouldBe("here");
    }

    [Fact]
    public async Task A_port_that_somebody_took_is_left_to_them()
    {
        var folder = folders.Used;
        var before = await StartAsync(folder);
        var port = new NpgsqlConnectionStringBuilder(before.ConnectionString).Port;
        await before.DisposeAsync();
        using var somebody = new TcpListener(IPAddress.Loopback, port);
        somebody.Start();

        await using var after = await StartAsync(folder);
        new NpgsqlConnectionStringBuilder(after.ConnectionString).Port.ShouldNotBe(port);
        (await AskAsync(after, "select 'here'")).ShouldBe("here");
    }

    [Fact]
    public async Task A_given_server_is_used_as_it_is()
    {
        await using var elsewhere = await StartAsync(folders.Used);
        var untouched = Path.Combine(folders.New(), "untouched");
        var given = elsewhere.ConnectionString + ";Application Name=given";
        var server = await PostgresServer.StartAsync(
            new() { DataFolder = untouched, ConnectionString = given, Database = "unused" }, Cancel);

        server.IsOurs.ShouldBeFalse();
        server.ConnectionString.ShouldBe(given);
        Directory.Exists(untouched).ShouldBeFalse();
        var other = await server.CreateDatabaseAsync("of \"its\" own", Cancel);
        (await server.CreateDatabaseAsync("of \"its\" own", Cancel)).ShouldBe(other);
        (await AskAsync(other, "select current_database() || ', ' || current_setting('application_name')"))
            .ShouldBe("of \"its\" own, given");
        await server.DisposeAsync();
        (await AskAsync(elsewhere, "select count(*) from pg_database where datname = 'unused'")).ShouldBe(0L);
    }

    [Fact]
    public async Task The_npm_package_serves_where_nothing_is_installed()
    {
        var folder = folders.New();
        var said = new List<string>();
        await using var server = await PostgresServer.StartAsync(
            new() { DataFolder = folder, Fsync = false, Say = said.Add },
            Machine.Here() with { Forced = "npm" }, Cancel);

        ((string)await AskAsync(server, "select version()")).ShouldStartWith("PostgreSQL 15.18 ");
        said[0].ShouldBe("Installing PostgreSQL (npm package)…");
        var running = await File.ReadAllTextAsync(Path.Combine(folder, "pg", "postmaster.opts"), Cancel);
        running.ShouldStartWith(Path.Combine(folder, "npm"));
    }

    // The real package would stay on the machine: the apt-get of this test hands out programs that are there already.
    [Fact]
    public async Task Debians_package_is_installed_by_root_alone()
    {
        const string NoMainCluster = "/etc/postgresql-common/createcluster.d/egov.conf";
        var programs = await Binaries.ObtainAsync(new(Machine.Here(), folders.Used, null, _ => { }), Cancel);
        var root = folders.New();
        var place = Path.Combine(root, "usr", "lib", "postgresql", "15");
        var apt = Path.Combine(root, "apt-get");
        await File.WriteAllTextAsync(apt,
            $"""
            #!/bin/sh
            echo "$@" >> {root}/asked
            case "$*" in
              *update*) touch {root}/lists ;;
              *install*) [ -e {root}/lists ] || exit 100
                cat {NoMainCluster} > {root}/setting; mkdir -p {place}; ln -s {programs.Folder} {place}/bin ;;
            esac
            """, Cancel);
        File.SetUnixFileMode(apt, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var said = new List<string>();
        var machine = new Machine { Root = root, SearchPath = root, Forced = "debian" };
        var obtaining = Binaries.ObtainAsync(new(machine, folders.New(), null, said.Add), Cancel);
        if (!Environment.IsPrivilegedProcess)
        {
            (await Should.ThrowAsync<PostgresMissing>(obtaining)).Message
                .ShouldContain("debian: only root can install Debian's package");
            return;
        }

        (await obtaining).ShouldBe(new(Path.Combine(place, "bin"), programs.Major));
        said.ShouldBe(["Installing PostgreSQL (Debian package)…"]);
        (await File.ReadAllTextAsync(Path.Combine(root, "setting"), Cancel)).ShouldBe("create_main_cluster = false\n");
        File.Exists(NoMainCluster).ShouldBeFalse();
        (await File.ReadAllTextAsync(Path.Combine(root, "asked"), Cancel)).ShouldContain("--no-install-recommends");
    }

    [Fact]
    public async Task Where_nothing_is_to_be_had_one_message_says_what_to_do()
    {
        var nothing = new Machine { Root = folders.New() };
        var missing = await Should.ThrowAsync<PostgresMissing>(
            PostgresServer.StartAsync(new() { DataFolder = folders.New() }, nothing, Cancel));

        missing.Message.ShouldBe(
            """
            PostgreSQL is not on this machine, and could not be obtained. Tried:
              - found: none by PG_BIN, pg_config, PATH, /usr/lib/postgresql, /usr/pgsql-*
              - debian: apt-get is not on this machine
              - npm: npm is not on this machine
            Do one of these, then start again:
              - install PostgreSQL 15, for example: sudo apt-get install postgresql
              - install Node.js with npm, and the server is fetched as a package
              - give the connection string of a PostgreSQL that already runs: --connection "Host=…"
            """);
    }

    [Fact]
    public async Task A_cluster_is_opened_only_by_the_version_that_made_it()
    {
        var folder = folders.New();
        Directory.CreateDirectory(Path.Combine(folder, "pg"));
        await File.WriteAllTextAsync(Path.Combine(folder, "pg", "PG_VERSION"), "12\n", Cancel);
        var missing = await Should.ThrowAsync<PostgresMissing>(PostgresServer.StartAsync(
            new() { DataFolder = folder }, Machine.Here() with { Forced = "npm" }, Cancel));

        missing.Message.ShouldContain("the npm package is PostgreSQL 15; the cluster is of 12");
    }

    [Fact]
    public async Task A_way_that_does_not_exist_cannot_be_forced()
    {
        var forced = Machine.Here() with { Forced = "docker" };
        var missing = await Should.ThrowAsync<PostgresMissing>(
            PostgresServer.StartAsync(new() { DataFolder = folders.New() }, forced, Cancel));

        missing.Message.ShouldBe("EGOV_POSTGRES is 'docker'; it may be found, debian or npm.");
    }

    private static Task<PostgresServer> StartAsync(string folder) =>
        PostgresServer.StartAsync(new() { DataFolder = folder, Fsync = false }, Cancel);

    private static Task<object> AskAsync(PostgresServer server, string sql) => AskAsync(server.ConnectionString, sql);

    private static async Task<object> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancel) ?? "";
    }

    private static int PostmasterOf(string folder) => int.Parse(
        File.ReadLines(Path.Combine(folder, "pg", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private static void Kill(int process)
    {
        using var killed = Process.GetProcessById(process);
        killed.Kill();
    }

    // Whoever can enter these two folders, which may lie where the many cannot.
    private static async Task<Account?> OtherAccountAsync()
    {
        Account? able = null;
        foreach (var folder in new[] { AppContext.BaseDirectory, RuntimeEnvironment.GetRuntimeDirectory() })
        {
            if (able?.Owner != Account.Root) able = await Account.ChooseAsync(folder, "", Cancel);
            if (able is null) return null;
        }

        return able;
    }

    private static Process RunAgain(string test, string[] prefix, string? folderToHold = null)
    {
        string[] command = [.. prefix, "dotnet", typeof(PostgresServerTests).Assembly.Location,
            "-method", $"{typeof(PostgresServerTests).FullName}.{test}"];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        start.Environment[FolderToHold] = folderToHold;
        return Process.Start(start)!;
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        for (var until = DateTime.UtcNow.AddSeconds(60); !reached(); await Task.Delay(50, Cancel))
            (DateTime.UtcNow < until).ShouldBeTrue("waited a minute in vain");
    }

    /// <summary>The folders of a run, gone after it; tests that need no new cluster share one.</summary>
    public sealed class Folders : IDisposable
    {
        private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        private const UnixFileMode Open = Private | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

        private readonly List<string> _all = [];

        private string? _used;

        public string Used => _used ??= New();

        public string New() => Make(Open);

        public string NewPrivate() => Make(Private);

        public void Dispose()
        {
            foreach (var folder in _all)
            {
                var cluster = new DirectoryInfo(Path.Combine(folder, "pg"));
                if (cluster.LinkTarget is { } elsewhere) Directory.Delete(Path.GetDirectoryName(elsewhere)!, true);
                Directory.Delete(folder, recursive: true);
            }
        }

        private string Make(UnixFileMode mode)
        {
            var folder = Path.Combine(Path.GetTempPath(), $"egov-{Path.GetRandomFileName()}");
            Directory.CreateDirectory(folder, mode);
            _all.Add(folder);
            return folder;
        }
    }
}
