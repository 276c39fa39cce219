using Npgsql;

namespace EGov.Proofs;

/// <summary>What an audit looks at, one moment of the database and the public files; and what it finds.</summary>
/// <param name="From">The first leaf to be read; those before were read by an earlier audit.</param>
internal sealed record Audited(
    NpgsqlConnection Database, string Schema, LedgerFolder Folder, Findings Findings, long From,
    CancellationToken Cancellation)
{
    public string Events => Schema + ".mt_events";
    public string Streams => Schema + ".mt_streams";
    public string Leaves => $"{Schema}.{LedgerTables.Leaf}";
    public string Queue => $"{Schema}.{LedgerTables.Queue}";
    public string Head => $"{Schema}.{LedgerTables.Head}";

    public bool IsFull => From == 0;

    public void Found(string kind, string what, Guid? @event = null, long? leaf = null, Guid? stream = null) =>
        Findings.Add(new(kind, what, @event, leaf, stream));

    public async Task DoAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, Database);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>Hands over each row of an answer as it comes.</summary>
    public async Task EachAsync(string sql, Action<NpgsqlDataReader> take, params object[] values)
    {
        await using var ask = new NpgsqlCommand(sql, Database);
        foreach (var value in values) ask.Parameters.Add(new() { Value = value });
        await using var row = await ask.ExecuteReaderAsync(Cancellation);
        while (await row.ReadAsync(Cancellation)) take(row);
    }

    public async Task<List<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> read, params object[] values)
    {
        var rows = new List<T>();
        await EachAsync(sql, row => rows.Add(read(row)), values);
        return rows;
    }
}
