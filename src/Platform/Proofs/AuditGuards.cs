using JasperFx.Events;
using Marten;
using Weasel.Core;
using Weasel.Postgresql;
using Weasel.Postgresql.Functions;

namespace EGov.Proofs;

/// <summary>
/// Whether everything that keeps the tables as they are is in its place: triggers, functions, keys, the sequence, the
/// rights of every role.
/// </summary>
internal sealed class AuditGuards(Audited audited, IDocumentStore store)
{
    private static readonly string[] Tables =
        ["mt_events", "mt_streams", LedgerTables.Queue, LedgerTables.Leaf, LedgerTables.Head];

    private static readonly (string Table, string[] Columns)[] Keys =
    [
        ("mt_events", ["seq_id"]), ("mt_events", ["id"]), ("mt_events", ["stream_id", "version"]),
        ("mt_streams", ["id"]), (LedgerTables.Leaf, ["leaf_index"]), (LedgerTables.Leaf, ["event_id"]),
        (LedgerTables.Queue, ["seq_id"]), (LedgerTables.Head, ["one"]),
    ];

    private string Ours =>
        $"any(array[{string.Join(", ", Tables.Select(name => $"to_regclass('{audited.Schema}.{name}')"))}])";

    public async Task ExamineAsync()
    {
        foreach (var guard in store.Storage.Database.AllObjects().OfType<SqlObject>())
            if (await guard.DifferenceAsync(audited.Database, audited.Cancellation) is { } difference)
                audited.Found("guard.changed", $"{guard.Identifier.Name} {difference}. While that lasts, events can be "
                    + "changed or kept out of the ledger; a start of the platform puts it right.");
        await FunctionsAsync();
        await StrangersAsync();
        await KeysAsync();
        await SequenceAsync();
        await RightsAsync();
    }

    private async Task FunctionsAsync()
    {
        var functions = store.Storage.Database.AllObjects().OfType<Function>()
            .Where(function => function.Identifier.Name.Contains("append_event", StringComparison.Ordinal)
                || function.Identifier.Name.Contains("mt_quick_append", StringComparison.Ordinal));
        foreach (var function in functions)
        {
            var found = await SchemaMigration.DetermineAsync(
                audited.Database, new PostgresqlMigrator(), audited.Cancellation, function);
            if (found.Difference is not SchemaPatchDifference.None)
                audited.Found("guard.changed", $"The function {function.Identifier.Name}, by which every event is "
                    + "appended, is not the platform's own.");
        }
    }

    private Task StrangersAsync() => audited.EachAsync(
        $"""
        select 'The trigger ' || tgname || ' on ' || tgrelid::regclass from pg_trigger
        where not tgisinternal and tgname not in ('ledger_enqueue', 'ledger_keep') and tgrelid = {Ours}
        union all select 'The rule ' || rulename || ' on ' || ev_class::regclass from pg_rewrite
            where ev_class = {Ours}
        union all select 'The row security of ' || oid::regclass from pg_class where relrowsecurity and oid = {Ours}
        union all select 'The kind of table of ' || oid::regclass from pg_class
            where (relkind, relpersistence) <> ('r', 'p') and oid = {Ours}
        union all select 'The child ' || inhrelid::regclass || ' of ' || inhparent::regclass from pg_inherits
            where inhparent = {Ours}
        """,
        row => audited.Found("guard.foreign", $"{row.GetString(0)} is not the platform's: it can change, hide or drop "
            + "what is written, without a trace in any row."));

    private async Task KeysAsync()
    {
        foreach (var (table, columns) in Keys)
        {
            var there = await audited.ListAsync(
                """
                select 1 from pg_index i where indrelid = to_regclass($1) and indisunique and indisvalid and indisready
                and indislive and indpred is null and indexprs is null and $2 = (
                    select array_agg(a.attname::text order by k.place)
                    from unnest(i.indkey::int2[]) with ordinality as k(column_, place)
                    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.column_
                    where k.place <= i.indnkeyatts)
                """, row => row.GetInt32(0), $"{audited.Schema}.{table}", columns);
            if (there.Count == 0)
                audited.Found("guard.key", $"Nothing keeps {string.Join(" and ", columns)} of {table} unique any more: "
                    + "rows can be doubled.");
        }
    }

    private async Task SequenceAsync()
    {
        if (((DocumentStore)store).Options.Events.AppendMode is EventAppendMode.Rich)
            audited.Found("guard.sequence", "Events are appended in mode rich, which draws sequence numbers before it "
                + "reads versions: within a stream their order is not that of the versions.");
        var name = audited.Schema + ".mt_events_sequence";
        await audited.EachAsync(
            $"""
            select seqcache = 1 and seqincrement = 1 and not seqcycle,
                (select last_value from {name}) >= (select coalesce(max(seq_id), 0) from {audited.Events})
            from pg_sequence where seqrelid = '{name}'::regclass
            """,
            row =>
            {
                if (!row.GetBoolean(0))
                    audited.Found("guard.sequence", "The sequence of the events no longer counts one by one, without a "
                        + "cache: within a stream the order of numbers may not be that of the versions.");
                if (!row.GetBoolean(1))
                    audited.Found("guard.sequence", "The sequence of the events was set back: rows have numbers that "
                        + "it has not given.");
            });
    }

    private Task RightsAsync() => audited.EachAsync(
        $"""
        select r.rolname, t.name from pg_roles r, pg_class c, (values
            ('mt_events', 'update, delete, truncate, trigger'), ('mt_streams', 'delete, truncate, trigger'),
            ('{LedgerTables.Leaf}', 'update, delete, truncate, trigger'),
            ('{LedgerTables.Head}', 'delete, truncate, trigger'),
            ('{LedgerTables.Queue}', 'insert, update, truncate, trigger')) as t(name, rights)
        where c.oid = to_regclass('{audited.Schema}.' || t.name) and not r.rolsuper and r.oid <> c.relowner
            and r.rolname !~ '^pg_' and has_table_privilege(r.oid, c.oid, t.rights)
        order by r.rolname, t.name
        """,
        row => audited.Found("role.may-change", $"The role {row.GetString(0)} has rights on {row.GetString(1)} by "
            + "which written rows could be changed, removed or forged."));
}
