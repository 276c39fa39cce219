using EGov.Privacy;
using JasperFx;
using JasperFx.Events.Daemon;
using Marten;
using Npgsql;

namespace EGov.Proofs;

/// <summary>
/// The role under which the platform works: it may add events and read them, and can neither change nor remove one.
/// Tables are made and changed by their owner, which nothing but this step ever is.
/// </summary>
public static class DatabaseRole
{
    /// <summary>
    /// Brings the tables up to date as their owner, and gives the connection of the role that works on them.
    /// </summary>
    /// <param name="owner">Owns the tables, or may make them.</param>
    /// <param name="working">
    /// The connection that the operator made for the work; none: a role is made, whose password follows from the master
    /// key, so that every process with that key can sign in as it.
    /// </param>
    /// <returns>
    /// <paramref name="owner"/> itself where it may make no roles: the triggers still refuse, but it could drop them.
    /// </returns>
    public static async Task<string> PrepareAsync(
        StoreOptions tables, string owner, string? working, MasterKey master, CancellationToken cancellation = default)
    {
        tables.Connection(owner);
        tables.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
        tables.Projections.AsyncMode = DaemonMode.ExternallyManaged;
        await using (var store = new DocumentStore(tables))
            await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();

        var schema = tables.DatabaseSchemaName;
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(owner) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        // Several processes of one database begin at the same time.
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Do("select pg_advisory_xact_lock(hashtext('egov-role'))");

        // Events from before there was a ledger begin it: later ones come into the queue by themselves.
        await Do($"""
            insert into {schema}.{LedgerTables.Queue} (seq_id, event_id, stream_id, version)
            select seq_id, id, stream_id, version from {schema}.mt_events
            where not exists (select from {schema}.{LedgerTables.Head})
            on conflict do nothing
            """);
        var role = new NpgsqlConnectionStringBuilder(working ?? owner);
        if (working is null)
        {
            if (!await Is("select rolsuper or rolcreaterole from pg_roles where rolname = current_user"))
                return owner;
            role.Username = $"{connection.Database}_app";
            role.Password = master.PasswordOf(role.Username);
            await MakeAsync(role.Username, role.Password);
        }

        await GrantAsync(role.Username
            ?? throw new ArgumentException("The connection names no user.", nameof(working)));
        await transaction.CommitAsync(cancellation);
        return role.ConnectionString;

        async Task MakeAsync(string name, string password)
        {
            if (!await Is($"select exists (select from pg_roles where rolname = '{name}')"))
                await Do($"create role {Quoted(name)} login");
            await Do($"alter role {Quoted(name)} login nosuperuser nocreatedb nocreaterole noreplication "
                + $"nobypassrls password '{password}'");
            await Do($"grant connect, temporary on database {Quoted(connection.Database)} to {Quoted(name)}");
        }

        async Task GrantAsync(string name)
        {
            var to = $"to {Quoted(name)}";
            var from = $"from {Quoted(name)}";
            await Do($"grant usage on schema {schema} {to}");
            await Do($"grant select, insert, update, delete, truncate on all tables in schema {schema} {to}");
            await Do($"grant usage, select on all sequences in schema {schema} {to}");
            await Do($"revoke update, delete, truncate on {schema}.mt_events, {schema}.{LedgerTables.Leaf} {from}");
            await Do($"revoke delete, truncate on {schema}.mt_streams, {schema}.{LedgerTables.Head} {from}");
            await Do($"revoke insert, update, truncate on {schema}.{LedgerTables.Queue} {from}");
            // Messages are no record: they come and go, and their tables are the role's own.
            if (!await Is($"select exists (select from pg_namespace where nspname = '{schema}_messages')"))
                await Do($"create schema {schema}_messages authorization {Quoted(name)}");
        }

        async Task Do(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            await command.ExecuteNonQueryAsync(cancellation);
        }

        async Task<bool> Is(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            return await command.ExecuteScalarAsync(cancellation) is true;
        }
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
