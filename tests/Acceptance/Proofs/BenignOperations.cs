using System.Diagnostics;
using EGov.Cli;
using EGov.Ledger;
using EGov.Organisation;
using Npgsql;

namespace EGov.Acceptance.Proofs;

/// <summary>What happens to a ledger in the course of its life, and touches nothing.</summary>
public static class BenignOperations
{
    public static readonly Dictionary<string, Func<LedgerCopy, Task>> All = new()
    {
        ["nothing"] = _ => Task.CompletedTask,
        ["vacuum full"] = on => on.DoAsync("vacuum full egov.mt_events", "vacuum full egov.ledger_leaf", "vacuum full"),
        ["analyze"] = on => on.DoAsync("analyze"),
        ["reindex"] = on => on.DoAsync("reindex schema egov", "reindex table concurrently egov.mt_events"),
        ["cluster"] = async on => await on.DoAsync("cluster egov.mt_events using " + await on.AskAsync<string>(
            "select conname::text from pg_constraint where conrelid = 'egov.mt_events'::regclass and contype = 'p'")),
        ["another index"] = on => on.DoAsync("create index on egov.mt_events (timestamp)",
            "create index on egov.mt_doc_request (id)"),
        ["other settings of a table"] = on => on.DoAsync("alter table egov.mt_events set (fillfactor = 90)",
            "alter table egov.mt_events alter column data set compression lz4",
            "comment on table egov.mt_events is 'kept'"),
        ["another time zone, date style and language of the server"] = async on =>
        {
            var name = new NpgsqlConnectionStringBuilder(on.Connection).Database;
            await on.DoAsync($"alter database {name} set timezone = 'Asia/Tehran'",
                $"alter database {name} set datestyle = 'SQL, DMY'",
                $"alter database {name} set intervalstyle = 'sql_standard'");
        },
        ["statistics are reset"] = on => on.DoAsync("select pg_stat_reset()"),
        ["a view of the operator's"] = on => on.DoAsync("create view egov.latest as select * from egov.mt_events"),
        ["a table of the operator's with a trigger"] = on => on.DoAsync(
            "create table egov.notes (note text)",
            "create trigger noted before update on egov.notes for each row "
            + "execute function suppress_redundant_updates_trigger()"),
        ["a role that may read"] = on => on.DoAsync("create role \"reader-" + Guid.NewGuid() + "\"",
            "grant select on all tables in schema egov to public"),
        ["a transaction is rolled back and its numbers are lost"] = on => on.DoAsync(
            "begin", "select nextval('egov.mt_events_sequence') from generate_series(1, 20)", "rollback"),
        ["more events"] = on => on.AppendAsync(30),
        ["an event waits to be sealed"] = on => on.AppendAsync(2, seal: false),
        ["many more events, over the edge of a tile"] = on => on.AppendAsync(300),
        ["an append fails and leaves a tombstone"] = TombstoneAsync,
        ["the platform is started again"] = async on =>
        {
            await using var store = await on.OpenAsync();
            await store.SealingAsync(() => Task.FromResult(0), default);
        },
        ["the views are built anew"] = async on =>
        {
            await using var store = await on.OpenAsync();
            await Rebuild.RebuildAsync(store.Documents, Rebuild.Names(store.Documents), default);
        },
        ["the key of a subject is destroyed"] = on => on.DoAsync(
            "delete from egov.mt_doc_subjectkey where id = (select id from egov.mt_doc_subjectkey limit 1)"),
        ["all keys of subjects are destroyed"] = on => on.DoAsync("delete from egov.mt_doc_subjectkey"),
        ["partial tiles are cleared away once they are full"] = on =>
        {
            on.Public.ForgetPartials(new Tile(0, 0, Tile.FullWidth));
            return Task.CompletedTask;
        },
        ["only wider tiles are kept"] = async on =>
        {
            await on.AppendAsync(5);
            var now = $"{await on.SizeAsync() % Tile.FullWidth}";
            foreach (var file in Directory.EnumerateFiles(on.Public.Path, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetDirectoryName(file)!.EndsWith("001.p", StringComparison.Ordinal)
                    && Path.GetFileName(file) != now).ToList())
                File.Delete(file);
        },
        ["the ledger's key is changed, and witnesses have seen what the one before signed"] = async on =>
        {
            on.Public.Witnessed = on.Public.Checkpoint;
            await using var store = await on.OpenAsync();
            await Keys.RotateAsync(store, "scheduled", DateTimeOffset.UtcNow, default);
        },
        ["the checkpoint is witnessed by nobody in particular"] = on =>
        {
            on.Public.Witnessed = on.Public.Checkpoint;
            return Task.CompletedTask;
        },
        ["dump and restore at the same point"] = DumpAndRestoreAsync,
        ["the folder is copied elsewhere and back"] = on =>
        {
            LedgerCopy.CopyFolder(on.Public.Path, on.Folder + "-elsewhere");
            Directory.Delete(on.Public.Path, recursive: true);
            LedgerCopy.CopyFolder(on.Folder + "-elsewhere", on.Public.Path);
            return Task.CompletedTask;
        },
        ["an audit before, and one after more events"] = async on =>
        {
            (await on.AuditAsync()).IsClean.ShouldBeTrue();
            await on.AppendAsync(3);
            (await on.AuditAsync(full: false)).IsClean.ShouldBeTrue();
        },
    };

    /// <summary>A save of which the second stream is there already: the store writes a stone over the grave.</summary>
    private static async Task TombstoneAsync(LedgerCopy on)
    {
        await using var store = await on.OpenAsync();
        var there = await on.AskAsync<Guid>("select id from egov.mt_streams where type = 'department' limit 1");
        await using (var session = store.Documents.LightweightSession())
        {
            session.Events.StartStream<Department>(there,
                new DepartmentEstablished(
                    DateTimeOffset.UtcNow, "dx", new("نمونه", "Sample"), "department", null, null));
            await Should.ThrowAsync<Exception>(() => session.SaveChangesAsync());
        }

        // Where the store has written none, one as it writes them.
        if (!await on.AskAsync<bool>("select exists (select from egov.mt_events where type = 'tombstone')"))
            await on.DoAsync(
                """
                insert into egov.mt_streams (id, version) values ('11111111-1111-1111-1111-111111111111', 0);
                insert into egov.mt_events (seq_id, id, stream_id, version, data, type, mt_dotnet_type)
                select n, gen_random_uuid(), '11111111-1111-1111-1111-111111111111', n, '{}', 'tombstone', 'none'
                from nextval('egov.mt_events_sequence') n
                """);
        await store.SealingAsync(() => Task.FromResult(0), default);
    }

    private static async Task DumpAndRestoreAsync(LedgerCopy on)
    {
        var to = new NpgsqlConnectionStringBuilder(on.Connection);
        var dump = Path.Combine(on.Folder, "dump");
        await RunAsync("pg_dump", to, "-Fc", "-n", Platform.Schema, "-f", dump, to.Database!);
        await on.DoAsync("drop schema egov cascade");
        await RunAsync("pg_restore", to, "-d", to.Database!, dump);
    }

    private static async Task RunAsync(string program, NpgsqlConnectionStringBuilder to, params string[] arguments)
    {
        var start = new ProcessStartInfo(program,
            ["-h", to.Host!, "-p", to.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
                "-U", to.Username!, .. arguments]);
        start.Environment["PGPASSWORD"] = to.Password;
        using var run = Process.Start(start)!;
        await run.WaitForExitAsync();
        run.ExitCode.ShouldBe(0, program);
    }
}
