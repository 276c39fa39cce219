using EGov.Cli;
using EGov.Cli.Simulate;
using EGov.LocalPostgres;
using EGov.Organisation;
using EGov.Privacy;
using EGov.Proofs;
using Npgsql;

namespace EGov.Acceptance.Proofs;

/// <summary>A sealed ledger of a small province, and as many copies of it as there are ways to touch it.</summary>
public sealed class SealedLedger : IAsyncLifetime
{
    private const string Before = "before", Latest = "latest";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-audit");
    private PostgresServer _postgres = null!;
    private int _copies;

    public async ValueTask InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync(new() { DataFolder = At("server"), Fsync = false });
        var before = new LedgerCopy(await _postgres.CreateDatabaseAsync(Before), At(Before));
        await using (var store = await before.OpenAsync())
            await store.SealingAsync(() => SimulatedProvince.LiveAsync(
                store.Documents, store.Shelf, store.Master, new(3, 1, 24, new(2026, 11, 22))), default);
        await CopyAsync(Before, Latest);
        var latest = new LedgerCopy(ConnectionOf(Latest), At(Latest));
        await latest.AppendAsync(8);
    }

    /// <summary>The ledger as it is.</summary>
    public Task<LedgerCopy> CopyAsync() => CopyAsync(Latest, $"copy{++_copies}");

    /// <summary>The ledger as it was eight events before.</summary>
    public Task<LedgerCopy> CopyOfBackupAsync() => CopyAsync(Before, $"copy{++_copies}");

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private string ConnectionOf(string database) => new NpgsqlConnectionStringBuilder(_postgres.ConnectionString)
    {
        Database = database,
        Pooling = false,
    }.ConnectionString;

    private async Task<LedgerCopy> CopyAsync(string from, string to)
    {
        await using var server = new NpgsqlConnection(ConnectionOf("postgres"));
        await server.OpenAsync();
        await using (var alone = new NpgsqlCommand(
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{from}'", server))
            await alone.ExecuteNonQueryAsync();
        await using var copy = new NpgsqlCommand($"create database {to} template {from} strategy file_copy", server);
        await copy.ExecuteNonQueryAsync();
        LedgerCopy.CopyFolder(At(from), At(to));
        return new(ConnectionOf(to), At(to));
    }
}

/// <summary>A ledger that may be tampered with: its database, as the owner sees it, and its folder.</summary>
public sealed class LedgerCopy(string connection, string folder)
{
    public string Connection => connection;
    public string Folder => folder;
    public LedgerFolder Public => new(Settings.Public);
    public LedgerSettings Settings => new(connection, Platform.Schema, folder);
    public FileSigner Signer => new(Settings.Keys, null, Settings.State);

    public static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }

    public Task<Store> OpenAsync() => Store.OpenAsync(folder, connection);

    public async Task<AuditReport> AuditAsync(bool full = true, LedgerSettings? settings = null)
    {
        await using var store = await Store.OpenAsTheyAreAsync(folder, connection);
        return await With(store, settings).RunAsync(full, null, TestContext.Current.CancellationToken);
    }

    public AuditLedger With(Store store, LedgerSettings? settings = null) =>
        new(settings ?? Settings, Public, Signer, store.Documents, new(Path.Combine(folder, Attachments.Name)))
        {
            Grace = TimeSpan.FromMilliseconds(100),
        };

    /// <summary>Appends new events, each of a stream of its own, and seals them.</summary>
    public async Task AppendAsync(int count, bool seal = true)
    {
        await using var store = await OpenAsync();
        if (seal) await store.SealingAsync(() => AppendAsync(store, count), default);
        else await AppendAsync(store, count);
    }

    /// <summary>As the owner, with nothing in the way.</summary>
    public Task TouchAsync(string sql) => DoAsync(
        "set session_replication_role = replica; alter table egov.mt_events disable trigger user; "
        + "alter table egov.mt_streams disable trigger user; alter table egov.ledger_leaf disable trigger user; "
        + "alter table egov.ledger_head disable trigger user; " + sql
        + "; alter table egov.mt_events enable always trigger ledger_keep; "
        + "alter table egov.mt_events enable always trigger ledger_enqueue; "
        + "alter table egov.mt_streams enable always trigger ledger_keep; "
        + "alter table egov.ledger_leaf enable always trigger ledger_keep; "
        + "alter table egov.ledger_head enable always trigger ledger_keep");

    public async Task DoAsync(params string[] statements)
    {
        await using var database = await ConnectAsync();
        foreach (var sql in statements)
        {
            await using var command = new NpgsqlCommand(sql, database);
            await command.ExecuteNonQueryAsync();
        }
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var database = await ConnectAsync();
        await using var command = new NpgsqlCommand(sql, database);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public Task<Guid> EventAsync(long leaf) =>
        AskAsync<Guid>($"select event_id from egov.ledger_leaf where leaf_index = {leaf}");

    public Task<long> SizeAsync() => AskAsync<long>("select size from egov.ledger_head");

    /// <summary>An event as its row is now.</summary>
    public async Task<StoredEvent> RowAsync(Guid id)
    {
        await using var database = await ConnectAsync();
        await using var ask = new NpgsqlCommand(
            $"select {StoredEvent.Columns} from egov.mt_events e where id = '{id}'", database);
        await using var row = await ask.ExecuteReaderAsync();
        await row.ReadAsync();
        return StoredEvent.Read(row);
    }

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        var database = new NpgsqlConnection(connection);
        await database.OpenAsync();
        return database;
    }

    private static async Task<int> AppendAsync(Store store, int count)
    {
        await using var session = store.Documents.LightweightSession();
        for (var i = 0; i < count; i++)
        {
            var code = "d" + Guid.NewGuid().ToString("N")[..8];
            session.Events.StartStream<Department>(Identity.Of("department", code),
                new DepartmentEstablished(
                    DateTimeOffset.UtcNow, code, new("نمونه", "Sample"), "department", null, null));
        }

        await session.SaveChangesAsync();
        return count;
    }
}
