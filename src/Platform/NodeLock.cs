using Npgsql;

namespace EGov;

/// <summary>One node at a time: whoever holds a lock of the database, which ends with its connection.</summary>
/// <param name="number">Tells the locks of one schema apart: 1 is the sealer's, 2 that of the webhooks.</param>
/// <param name="name">What the connection is called, so that an operator sees who holds it.</param>
internal sealed class NodeLock(string connection, string schema, int number, string name) : IAsyncDisposable
{
    private NpgsqlConnection? _held;

    public bool IsHeld => _held is { FullState: System.Data.ConnectionState.Open };

    /// <summary>The connection that holds it; whoever holds it may work on it.</summary>
    public NpgsqlConnection? Connection => _held;

    /// <summary>Whether this node holds it; tries to.</summary>
    public async Task<bool> HoldsAsync(CancellationToken cancellation)
    {
        if (IsHeld) return true;
        await LeaveAsync();
        // Its own connection: a pooled one would keep the lock.
        var database = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection)
        {
            Pooling = false,
            KeepAlive = 30,
            MaxAutoPrepare = 0,
            ApplicationName = name,
        }.ConnectionString);
        try
        {
            await database.OpenAsync(cancellation);
            await using var ask = new NpgsqlCommand("select pg_try_advisory_lock(hashtext($1), $2)", database);
            ask.Parameters.Add(new() { Value = schema });
            ask.Parameters.Add(new() { Value = number });
            if (await ask.ExecuteScalarAsync(cancellation) is true) _held = database;
            return _held is not null;
        }
        finally
        {
            if (_held is null) await database.DisposeAsync();
        }
    }

    /// <summary>Another node may take over.</summary>
    public async Task LeaveAsync()
    {
        if (_held is not null) await _held.DisposeAsync();
        _held = null;
    }

    public async ValueTask DisposeAsync() => await LeaveAsync();
}
