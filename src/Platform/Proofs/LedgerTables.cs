using EGov.Ledger;
using JasperFx.Events;
using Marten;
using Npgsql;
using Weasel.Core;
using Weasel.Core.Migrations;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace EGov.Proofs;

/// <summary>
/// What the ledger keeps in the database, and the triggers that fill its queue and refuse to change what was written.
/// </summary>
/// <remarks>
/// The queue is filled in the transaction that appends: what commits is in it, what rolls back is not, whoever appends
/// and however. A sealer that asked for sequence numbers above the last would miss those that commit late.
/// </remarks>
public sealed class LedgerTables(StoreOptions store) : FeatureSchemaBase("ledger", store.Advanced.Migrator)
{
    /// <summary>SQLSTATE of a refused change: no server uses class LG.</summary>
    public const string Refused = "LG001";

    public const string Queue = "ledger_queue", Leaf = "ledger_leaf", Head = "ledger_head";

    private readonly string _schema = store.DatabaseSchemaName;

    public override Type StorageType => typeof(LedgerTables);

    public override IEnumerable<Type> DependentTypes() => [typeof(IEvent)];

    protected override IEnumerable<ISchemaObject> schemaObjects() =>
    [
        QueueTable(), LeafTable(), HeadTable(),
        Function("ledger_enqueue", securityDefiner: true,
            $"begin insert into {_schema}.{Queue} (seq_id, event_id, stream_id, version) "
            + "select seq_id, id, stream_id, version from appended; return null; end"),
        Function("ledger_refuse", securityDefiner: false,
            $"begin raise exception '% of %.% is refused: what was written stays as it is', tg_op, tg_table_schema, "
            + $"tg_table_name using errcode = '{Refused}'; end"),
        // Named names only and no operator: a search_path of its own would cost every append.
        Trigger("ledger_enqueue", "mt_events", "AFTER INSERT", "REFERENCING NEW TABLE AS appended ", "ledger_enqueue"),
        Trigger("ledger_keep", "mt_events", "BEFORE DELETE OR UPDATE OR TRUNCATE", "", "ledger_refuse"),
        Trigger("ledger_keep", "mt_streams", "BEFORE DELETE OR TRUNCATE", "", "ledger_refuse"),
        Trigger("ledger_keep", Leaf, "BEFORE DELETE OR UPDATE OR TRUNCATE", "", "ledger_refuse"),
        Trigger("ledger_keep", Head, "BEFORE DELETE OR TRUNCATE", "", "ledger_refuse"),
    ];

    /// <summary>The tree as far as it is sealed.</summary>
    public static async Task<TreeHead> HeadAsync(
        NpgsqlConnection database, string schema, CancellationToken cancellation)
    {
        await using var ask = new NpgsqlCommand($"select size, root from {schema}.{Head}", database);
        await using var row = await ask.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation)
            ? new(row.GetInt64(0), Hash.Read(row.GetFieldValue<byte[]>(1)))
            : new(0, MerkleTree.EmptyRoot);
    }

    /// <summary>Events that are committed and not yet sealed.</summary>
    private Table QueueTable()
    {
        var table = new Table(Name(Queue));
        table.AddColumn("seq_id", "bigint").AsPrimaryKey();
        table.AddColumn("event_id", "uuid").NotNull();
        table.AddColumn("stream_id", "uuid").NotNull();
        table.AddColumn("version", "bigint").NotNull();
        return table;
    }

    /// <summary>Which event stands at which index of the tree.</summary>
    private Table LeafTable()
    {
        var table = new Table(Name(Leaf));
        table.AddColumn("leaf_index", "bigint").AsPrimaryKey();
        table.AddColumn("event_id", "uuid").NotNull().AddIndex(index => index.IsUnique = true);
        return table;
    }

    /// <summary>One row: how many leaves there are, and the root over them.</summary>
    private Table HeadTable()
    {
        var table = new Table(Name(Head));
        table.AddColumn("one", "boolean").AsPrimaryKey();
        table.AddColumn("size", "bigint").NotNull();
        table.AddColumn("root", "bytea").NotNull();
        return table;
    }

    private PostgresqlObjectName Name(string table) => new(_schema, table, SchemaUtils.IdentifierUsage.General);

    private SqlObject Function(string name, bool securityDefiner, string body)
    {
        var rights = securityDefiner ? " security definer" : "";
        return new(_schema, name,
            $"create or replace function {_schema}.{name}() returns trigger language plpgsql{rights} "
            + $"as $body${body}$body$;",
            "",   // Replaced in place: to drop it would take its triggers along.
            $"select prosrc || '|' || prosecdef from pg_proc where oid = to_regprocedure('{_schema}.{name}()')",
            $"{body}|{(securityDefiner ? "true" : "false")}");
    }

    private SqlObject Trigger(string name, string table, string when, string rows, string function)
    {
        // As pg_get_triggerdef prints it; "always" also while somebody replicates (session_replication_role).
        var definition = $"CREATE TRIGGER {name} {when} ON {_schema}.{table} {rows}"
            + $"FOR EACH STATEMENT EXECUTE FUNCTION {_schema}.{function}()";
        return new(_schema, $"{name}_{table}",
            $"{definition}; alter table {_schema}.{table} enable always trigger {name};",
            $"drop trigger if exists {name} on {_schema}.{table};",
            // Whether a schema is printed with the function depends on who asks: a role of its name has it in its path.
            $"select replace(pg_get_triggerdef(oid), 'FUNCTION {function}(', 'FUNCTION {_schema}.{function}(') || '|' "
            + $"|| tgenabled::text || '|' || (tgfoid = to_regprocedure('{_schema}.{function}()')) from pg_trigger "
            + $"where tgrelid = to_regclass('{_schema}.{table}') and tgname = '{name}'",
            $"{definition}|A|true");
    }
}
