using Npgsql;
using NpgsqlTypes;

namespace EGov.Privacy;

/// <summary>
/// Wraps subjects' keys anew under the key-encryption key that is current, batch by batch, while the platform works.
/// The keys themselves stay, so no event and no proof is touched.
/// </summary>
public sealed class RewrapKeys(string connection, string schema, MasterKey master)
{
    private const string Batch = "500";

    /// <summary>Between wrapping a key and beginning its transaction lies far less.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(3);

    private readonly string _table = $"{schema}.mt_doc_{nameof(SubjectKey).ToLowerInvariant()}";

    /// <summary>Has every node read its master key again from where it came.</summary>
    public async Task TellAsync(CancellationToken cancellation)
    {
        await using var database = await OpenAsync(cancellation);
        await using var tell = new NpgsqlCommand(
            $"notify \"{VaultTable.ChannelOf(schema)}\", '{VaultTable.ReadAgain}'", database);
        await tell.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>One pass over all rows; what is wrapped already is left: it goes on where it stopped.</summary>
    /// <returns>How many were wrapped anew.</returns>
    public async Task<long> RunAsync(Action<long>? progress, CancellationToken cancellation)
    {
        await using var database = await OpenAsync(cancellation);
        var (last, done) = (Guid.Empty, 0L);
        while (await ReadAsync(database, last, cancellation) is { Count: > 0 } rows)
        {
            last = rows[^1].Id;
            done += await WriteAsync(database, rows, cancellation);
            progress?.Invoke(done);
        }

        return done;
    }

    /// <summary>
    /// Waits until whatever may have been wrapped before the change is committed or gone: then what is left is all.
    /// </summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        await using var database = await OpenAsync(cancellation);
        await using var now = new NpgsqlCommand("select clock_timestamp()", database);
        var moment = (DateTime)(await now.ExecuteScalarAsync(cancellation))!;
        await Task.Delay(Moment, cancellation);
        await using var running = new NpgsqlCommand(
            "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() "
            + "and xact_start < $1", database);
        running.Parameters.Add(new() { Value = moment + Moment });
        while (await running.ExecuteScalarAsync(cancellation) is > 0L)
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
    }

    /// <summary>How many rows only a former key opens.</summary>
    public async Task<long> LeftAsync(CancellationToken cancellation)
    {
        await using var database = await OpenAsync(cancellation);
        await using var count = new NpgsqlCommand(
            $"select count(*) from {_table} where data ->> 'wrapped' <> '' and data ->> 'kek' is distinct from $1",
            database);
        count.Parameters.Add(new() { Value = master.Ring.Current.Id });
        return (long)(await count.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Before anything else is done with a master key: that it is the one of this database.</summary>
    /// <exception cref="MasterKeyRefused">It opens nothing here, or not everything.</exception>
    public async Task DemandAsync(CancellationToken cancellation)
    {
        await using var database = await OpenAsync(cancellation);
        await using (var look = new NpgsqlCommand("select to_regclass($1) is not null", database))
        {
            look.Parameters.Add(new() { Value = _table });
            if (await look.ExecuteScalarAsync(cancellation) is not true) return;
        }

        await using (var strange = new NpgsqlCommand(
            $"select data ->> 'kek' from {_table} where data ->> 'kek' <> all($1) limit 1", database))
        {
            strange.Parameters.Add(new() { Value = master.Ring.Ids.ToArray() });
            if (await strange.ExecuteScalarAsync(cancellation) is string id)
                throw new MasterKeyRefused(master.Missing(id));
        }

        // Rows from before keys had names: one of them speaks for all.
        await using var unnamed = new NpgsqlCommand(
            $"select id, data ->> 'wrapped' from {_table} where data ->> 'kek' is null and data ->> 'wrapped' <> '' "
            + "limit 1", database);
        await using var row = await unnamed.ExecuteReaderAsync(cancellation);
        if (await row.ReadAsync(cancellation)) _ = master.Unwrap(Read(row));
    }

    private async Task<IReadOnlyList<SubjectKey>> ReadAsync(
        NpgsqlConnection database, Guid last, CancellationToken cancellation)
    {
        await using var read = new NpgsqlCommand(
            $"select id, data ->> 'wrapped', data ->> 'kek' from {_table} where id > $1 and data ->> 'wrapped' <> '' "
            + $"and data ->> 'kek' is distinct from $2 order by id limit {Batch}",
            database);
        read.Parameters.Add(new() { Value = last });
        read.Parameters.Add(new() { Value = master.Ring.Current.Id });
        await using var row = await read.ExecuteReaderAsync(cancellation);
        var rows = new List<SubjectKey>();
        while (await row.ReadAsync(cancellation))
        {
            var found = Read(row);
            found.Kek = row.IsDBNull(2) ? null : row.GetString(2);
            rows.Add(found);
        }

        return rows;
    }

    /// <summary>Only over what was read: a subject may have been erased meanwhile, and stays so.</summary>
    private async Task<long> WriteAsync(
        NpgsqlConnection database, IReadOnlyList<SubjectKey> rows, CancellationToken cancellation)
    {
        var anew = rows.Select(row => master.Wrap(row.Id, master.Unwrap(row))).ToList();
        await using var write = new NpgsqlCommand(
            $$"""
            update {{_table}} kept set data = kept.data || jsonb_build_object('wrapped', n.anew, 'kek', n.kek)
            from unnest($1, $2, $3, $4) as n(id, before, anew, kek)
            where kept.id = n.id and kept.data ->> 'wrapped' = n.before
            """, database);
        write.Parameters.Add(new() { Value = anew.Select(row => row.Id).ToArray() });
        write.Parameters.Add(Texts(rows.Select(row => Convert.ToBase64String(row.Wrapped))));
        write.Parameters.Add(Texts(anew.Select(row => Convert.ToBase64String(row.Wrapped))));
        write.Parameters.Add(Texts(anew.Select(row => row.Kek!)));
        return await write.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlParameter Texts(IEnumerable<string> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static SubjectKey Read(NpgsqlDataReader row) =>
        new() { Id = row.GetGuid(0), Wrapped = Convert.FromBase64String(row.GetString(1)) };

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        // Not from a pool: of a server that was stopped in between, a pool gives dead connections.
        var database = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await database.OpenAsync(cancellation);
        return database;
    }
}
