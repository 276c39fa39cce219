using System.CommandLine;
using EGov.LocalPostgres;
using EGov.Privacy;
using EGov.Proofs;
using EGov.Transparency;
using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EGov.Cli;

/// <summary>The platform's store as the operator's commands use it: same areas, same rules, no web host.</summary>
public sealed class Store : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly PostgresServer? _server;

    private Store(ServiceProvider services, PostgresServer? server, string owner, string data, string schema) =>
        (_services, _server, Owner, Data, Schema) = (services, server, owner, data, schema);

    /// <summary>The connection of whoever owns the tables; only what makes a store anew uses it.</summary>
    public string Owner { get; }

    /// <summary>The folder that holds what is not in the database.</summary>
    public string Data { get; }
    public string Schema { get; }
    public ISigner Signer => _services.GetRequiredService<ISigner>();
    public ProveEvent Proofs => _services.GetRequiredService<ProveEvent>();
    public MendFiles MendFiles => _services.GetRequiredService<MendFiles>();
    public MakeFiles MakeFiles => _services.GetRequiredService<MakeFiles>();
    public EventLogs EventLogs => _services.GetRequiredService<EventLogs>();
    public FileSets FileSets => _services.GetRequiredService<FileSets>();
    public Receipts Receipts => _services.GetRequiredService<Receipts>();
    public LedgerSettings Ledger => _services.GetRequiredService<LedgerSettings>();
    public IDocumentStore Documents => _services.GetRequiredService<IDocumentStore>();
    public HandbookShelf Shelf => _services.GetRequiredService<HandbookShelf>();
    public Vault Vault => _services.GetRequiredService<Vault>();
    public MasterKey Master => _services.GetRequiredService<MasterKey>();
    public AuditLedger Audit => _services.GetRequiredService<AuditLedger>();

    public static Option<DirectoryInfo> DataOption() => new("--data")
    {
        Description = "The folder of a running or stopped platform.",
        DefaultValueFactory = _ => new DirectoryInfo(".data"),
    };

    public static Option<string?> ConnectionOption() => new("--connection")
    {
        Description = "The connection string of the platform's database, where it is not the folder's own.",
    };

    public static Option<string?> SignerOption() => new("--signer")
    {
        Description = "Where a signer apart answers, unix:/path or http://127.0.0.1:port; else Ledger__Signer says it.",
    };

    /// <summary>Opens the database of a data folder, or the one given, and brings its tables up to date.</summary>
    /// <param name="configure">What this command needs otherwise than the host.</param>
    /// <param name="signer">Where the ledger's signer answers; none: as the environment says, or here.</param>
    /// <exception cref="Unusable">There is no database to open, or its master key is not in the folder.</exception>
    public static async Task<Store> OpenAsync(
        string data, string? connection, string schema = Platform.Schema, Action<StoreOptions>? configure = null,
        string? signer = null, CancellationToken cancellation = default)
    {
        var server = connection is { Length: > 0 } ? null
            : await PostgresServer.StartAsync(new() { DataFolder = data, Say = Console.Error.WriteLine }, cancellation);
        var database = server?.ConnectionString ?? Tuned(connection!);
        var keys = Path.Combine(data, "keys", "master.key");
        var said = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        if (!MasterKey.IsSaid(said) && !File.Exists(keys) && await HoldsKeysAsync(database, schema, cancellation))
            throw new Unusable($"The master key of this database is not at {keys}: say by --data where it is, or "
                + "by Keys__Master, Keys__Command or EGOV_MASTER_KEY.");

        var master = MasterKey.Open(said, data);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPlatform(
            await Platform.PrepareAsync(database, null, master, schema, cancellation), master, data, schema,
            SignerIn(signer));
        services.ConfigureMarten(store =>
        {
            store.CommandTimeout = 120;
            configure?.Invoke(store);
        });
        var opened = new Store(services.BuildServiceProvider(), server, database, data, schema);
        try
        {
            await opened.Shelf.LoadAsync(cancellation);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens all as it is, to be looked at: nothing is brought up to date, so nothing is put right.</summary>
    /// <exception cref="Unusable">There is no ledger in the folder.</exception>
    public static async Task<Store> OpenAsTheyAreAsync(
        string data, string? connection, string schema = Platform.Schema, string? signer = null,
        CancellationToken cancellation = default)
    {
        var hasKey = SigningKeys.Exist(Path.Combine(data, "keys"));
        if (!hasKey && new LedgerFolder(Path.Combine(data, "ledger")).Vkey is null)
            throw new Unusable($"There is no ledger in {data}: say by --data where it is.");
        var server = connection is { Length: > 0 } ? null
            : await PostgresServer.StartAsync(new() { DataFolder = data, Say = Console.Error.WriteLine }, cancellation);
        var services = new ServiceCollection();
        services.AddLogging();
        // No sealed value is opened: the master key is not needed.
        var owner = server?.ConnectionString ?? Tuned(connection!);
        services.AddPlatform(owner, new MasterKey(new byte[32]), data, schema, SignerIn(signer));
        return new(services.BuildServiceProvider(), server, owner, data, schema);
    }

    /// <summary>Where the signer answers, as said here or in the environment; null where neither says.</summary>
    public static string? SignerAt(string? said) => said ?? Environment.GetEnvironmentVariable("Ledger__Signer");

    private static IConfiguration SignerIn(string? said) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("Signer", SignerAt(said))]).Build();

    /// <summary>Seals what the work writes while it writes it, and the rest before this returns.</summary>
    public async Task<T> SealingAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        var sealing = _services.GetRequiredService<SealEvents>();
        await sealing.StartAsync(cancellation);
        T result;
        try
        {
            result = await work();
        }
        finally
        {
            await sealing.StopAsync(CancellationToken.None);
        }

        await sealing.DrainAsync(cancellation);
        if (_services.GetRequiredService<LedgerWatch>().SignerFault is { } fault)
            await Console.Error.WriteLineAsync($"The ledger: {fault}");
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
    }

    /// <summary>What makes commands fast, unless the connection string says otherwise.</summary>
    private static string Tuned(string connection)
    {
        NpgsqlConnectionStringBuilder given;
        try
        {
            given = new(connection);
        }
        catch (ArgumentException wrong)
        {
            throw new Unusable("The connection string: " + wrong.Message);
        }

        if (!given.ContainsKey("No Reset On Close")) given.NoResetOnClose = true;
        if (!given.ContainsKey("Max Auto Prepare")) (given.MaxAutoPrepare, given.AutoPrepareMinUsages) = (50, 2);
        if (!given.ContainsKey("Maximum Pool Size")) given.MaxPoolSize = 16;
        return given.ConnectionString;
    }

    private static async Task<bool> HoldsKeysAsync(string connection, string schema, CancellationToken cancellation)
    {
        await using var database = new NpgsqlConnection(connection);
        await database.OpenAsync(cancellation);
        await using var look = new NpgsqlCommand("select to_regclass($1) is not null", database);
        look.Parameters.Add(new() { Value = schema + ".mt_doc_subjectkey" });
        if (await look.ExecuteScalarAsync(cancellation) is not true) return false;
        await using var count = new NpgsqlCommand($"select exists (select from {schema}.mt_doc_subjectkey)", database);
        return await count.ExecuteScalarAsync(cancellation) is true;
    }
}

/// <summary>The command cannot begin as it was given; the message says what to give instead.</summary>
#pragma warning disable CA1032, CA1710 // It carries one message, and reads as what the operator is told.
public sealed class Unusable(string message) : Exception(message);
