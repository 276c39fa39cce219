using EGov.Ledger;
using EGov.Proofs;

namespace EGov.Acceptance.Proofs;

/// <param name="Event">The event that must be named first; none where no single one is touched.</param>
public sealed record Expected(string Kind, Guid? Event = null, long? Leaf = null, Guid? Stream = null);

/// <summary>What somebody with every right over database and files can do to a ledger.</summary>
public static class Tamperings
{
    /// <summary>One in the last bundle, one in a bundle that is full.</summary>
    private const long Late = 290, Early = 40;

    public static readonly Dictionary<string, Func<LedgerCopy, Task<Expected>>> All = new()
    {
        // Rows.
        ["a word in a row is changed"] = on => RowAsync(on, Late,
            "data = jsonb_set(data, '{at}', '\"2020-01-01T00:00:00+00:00\"')"),
        ["a member is added to a row"] = on => RowAsync(on, Early, "data = data || '{\"more\": 1}'"),
        ["what is no entry is put into a row"] = on => RowAsync(on, Late, "data = '{\"amount\": 1.5}'"),
        ["another is said to have acted"] = on => RowAsync(on, Late, "user_name = 'officer:XXX-001'"),
        ["a row is dated back"] = on => RowAsync(on, Late, "timestamp = timestamp - interval '3 days'"),
        ["a row becomes another kind of event"] = on => RowAsync(on, Late, "type = 'something_else'"),
        ["a row is renumbered"] = on => RowAsync(on, Late, "seq_id = (select max(seq_id) + 1 from egov.mt_events)"),
        ["a row is marked as archived"] = async on =>
        {
            await RowAsync(on, Late, "is_archived = true");
            return new("event.hidden", await on.EventAsync(Late), Late);
        },
        ["two rows swap what they say"] = async on =>
        {
            var (one, other) = (await on.EventAsync(Early), await on.EventAsync(Late));
            await on.TouchAsync(
                $"""
                update egov.mt_events e set data = o.data from egov.mt_events o
                where (e.id, o.id) in (('{one}', '{other}'), ('{other}', '{one}'))
                """);
            return new("event.changed", one, Early);
        },
        ["two rows swap their ids"] = async on =>
        {
            var (one, other) = (await on.EventAsync(Early), await on.EventAsync(Late));
            await on.TouchAsync(
                $"""
                update egov.mt_events set id = '{Guid.Empty}' where id = '{one}';
                update egov.mt_events set id = '{one}' where id = '{other}';
                update egov.mt_events set id = '{other}' where id = '{Guid.Empty}'
                """);
            return new("event.changed", one, Early);
        },
        ["a row is deleted"] = async on =>
        {
            var id = await on.EventAsync(Early);
            await on.TouchAsync($"delete from egov.mt_events where id = '{id}'");
            return new("event.missing", id, Early);
        },
        ["the last event of a stream is deleted, and its version set back"] = async on =>
        {
            var (id, stream) = await LastOfALongStreamAsync(on);
            await on.TouchAsync($"delete from egov.mt_events where id = '{id}'; "
                + $"update egov.mt_streams set version = version - 1 where id = '{stream}'");
            return new("event.missing", id);
        },
        ["a row is deleted with its leaf"] = async on =>
        {
            var id = await on.EventAsync(Late);
            await on.TouchAsync($"delete from egov.mt_events where id = '{id}'; "
                + $"delete from egov.ledger_leaf where event_id = '{id}'");
            return new("leaf.missing", id, Late);
        },
        ["a row is written past the trigger"] = async on =>
        {
            await on.TouchAsync(Copied("gen_random_uuid()", "version + 1000"));
            return new("event.unsealed", await NewestAsync(on));
        },
        ["a row is doubled under its own id"] = async on =>
        {
            var id = await on.EventAsync(Late);
            await on.TouchAsync("drop index egov." + await IndexOnIdAsync(on) + "; " + Copied("id", "version + 1000"));
            return new("event.doubled", id);
        },
        ["an event is taken out of the queue"] = async on =>
        {
            await on.AppendAsync(1, seal: false);
            await on.DoAsync("delete from egov.ledger_queue");
            return new("event.unsealed", await NewestAsync(on));
        },
        ["a waiting event is deleted"] = async on =>
        {
            await on.AppendAsync(2, seal: false);
            var id = await NewestAsync(on);
            await on.TouchAsync($"delete from egov.mt_events where id = '{id}'");
            return new("event.missing", id);
        },
        ["a waiting event is deleted with its place in the queue"] = async on =>
        {
            await on.AppendAsync(2, seal: false);
            var id = await NewestAsync(on);
            var stream = await on.AskAsync<Guid>($"select stream_id from egov.mt_events where id = '{id}'");
            await on.TouchAsync($"delete from egov.mt_events where id = '{id}'; "
                + $"delete from egov.ledger_queue where event_id = '{id}'");
            return new("stream.version", Stream: stream);
        },
        ["a sealed event is put into the queue again"] = async on =>
        {
            var id = await on.EventAsync(Late);
            await on.TouchAsync("insert into egov.ledger_queue select seq_id, id, stream_id, version "
                + $"from egov.mt_events where id = '{id}'");
            return new("queue.doubled", id, Late);
        },
        ["the versions of a stream are renumbered"] = async on =>
        {
            var (id, stream) = await LastOfALongStreamAsync(on);
            await on.TouchAsync($"update egov.mt_events set version = version + 5 where id = '{id}'; "
                + $"update egov.mt_streams set version = version + 5 where id = '{stream}'");
            return new("stream.gap", id, Stream: stream);
        },
        ["a stream is set forth"] = async on =>
        {
            var (_, stream) = await LastOfALongStreamAsync(on);
            await on.TouchAsync($"update egov.mt_streams set version = version + 1 where id = '{stream}'");
            return new("stream.version", Stream: stream);
        },
        ["the state of a request is changed and its events are not"] = async on =>
        {
            var stream = await on.AskAsync<Guid>("select id from egov.mt_doc_request order by id limit 1");
            await on.DoAsync("update egov.mt_doc_request set data = jsonb_set(data, '{officer}', '\"XXX-001\"') "
                + $"where id = '{stream}'");
            return new("state.changed", Stream: stream);
        },
        ["a request is put in that no event began"] = async on =>
        {
            var stream = Guid.NewGuid();
            await on.DoAsync("insert into egov.mt_doc_request (id, data) select "
                + $"'{stream}', data || '{{\"trackingNumber\": \"X\"}}' from egov.mt_doc_request limit 1");
            return new("state.invented", Stream: stream);
        },

        // Leaves and head.
        ["two leaves swap their events"] = async on =>
        {
            var (one, other) = (await on.EventAsync(Early), await on.EventAsync(Late));
            await on.TouchAsync(
                $"""
                update egov.ledger_leaf set event_id = '{Guid.Empty}' where leaf_index = {Early};
                update egov.ledger_leaf set event_id = '{one}' where leaf_index = {Late};
                update egov.ledger_leaf set event_id = '{other}' where leaf_index = {Early}
                """);
            return new("leaf.swapped", one, Early);
        },
        ["a leaf is deleted"] = async on =>
        {
            var id = await on.EventAsync(Late);
            await on.TouchAsync($"delete from egov.ledger_leaf where leaf_index = {Late}");
            return new("leaf.missing", id, Late);
        },
        ["the root in the head is changed"] = async on =>
        {
            await on.DoAsync("update egov.ledger_head set root = sha256('another')");
            return new("head.other-tree");
        },
        ["the head is set back by one"] = async on =>
        {
            var last = await on.SizeAsync() - 1;
            await on.DoAsync("update egov.ledger_head set size = size - 1");
            return new("database.behind", await on.EventAsync(last), last);
        },
        ["the head is set forth"] = async on =>
        {
            await on.DoAsync("update egov.ledger_head set size = 1000000000000");
            return new("head.changed");
        },
        ["the head is deleted"] = async on =>
        {
            await on.TouchAsync("delete from egov.ledger_head");
            return new("head.missing");
        },

        // Files.
        ["a letter of a public entry is changed"] = async on =>
        {
            var (bundle, entries) = await BundleAsync(on, Late);
            var forged = entries[(int)(Late % 256)].ToArray();
            forged[^30] ^= 1;
            entries[(int)(Late % 256)] = forged;
            on.Public.WriteEntries(bundle, entries);
            return new("entry.changed", await on.EventAsync(Late), Late);
        },
        ["two public entries swap places"] = async on =>
        {
            var (bundle, entries) = await BundleAsync(on, Early);
            (entries[(int)Early], entries[(int)Early + 1]) = (entries[(int)Early + 1], entries[(int)Early]);
            on.Public.WriteEntries(bundle, entries);
            return new("entry.changed", await on.EventAsync(Early), Early);
        },
        ["a bundle is deleted"] = async on =>
        {
            File.Delete(FileOf(on, new Tile(0, 0, 256).BundlePath));
            return new("bundle.missing", await on.EventAsync(0), 0);
        },
        ["a bundle is cut short"] = async on =>
        {
            var path = FileOf(on, new Tile(0, 0, 256).BundlePath);
            await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(path))[..^7]);
            return new("bundle.missing", await on.EventAsync(0), 0);
        },
        ["a hash in a tile is changed"] = async on =>
        {
            await FlipAsync(FileOf(on, new Tile(0, 0, 256).Path), (int)Early * Hash.Length);
            return new("tile.changed", await on.EventAsync(Early), Early);
        },
        ["a hash in a tile above is changed"] = async on =>
        {
            await FlipAsync(FileOf(on, Tile.At(await on.SizeAsync(), 1, 0).Path), 3);
            return new("tile.changed", await on.EventAsync(0), 0);
        },
        ["a tile is deleted"] = async on =>
        {
            File.Delete(FileOf(on, new Tile(0, 0, 256).Path));
            return new("tile.missing", await on.EventAsync(0), 0);
        },
        ["an event is forged in row, entry and hash"] = async on =>
        {
            await ForgeAsync(on, Early);
            return new("tree.rewritten", await on.EventAsync(0), 0);
        },
        ["an event is forged in everything that is not signed"] = async on =>
        {
            await ForgeAsync(on, Early);
            await RebuildTreeAsync(on);
            return new("checkpoint.other-tree");
        },

        // Signatures.
        ["an older checkpoint is published again"] = async on =>
        {
            var older = on.Public.Checkpoint;
            await on.AppendAsync(1);
            on.Public.Checkpoint = older;
            return new("checkpoint.behind");
        },
        ["the checkpoint is edited"] = async on =>
        {
            var size = await on.SizeAsync();
            on.Public.Checkpoint = on.Public.Checkpoint!.Replace($"\n{size}\n", $"\n{size - 1}\n");
            return new("checkpoint.unsigned");
        },
        ["the checkpoint is cut off"] = on =>
        {
            on.Public.Checkpoint = on.Public.Checkpoint![..20];
            return Task.FromResult<Expected>(new("checkpoint.unreadable"));
        },
        ["the checkpoint is signed with another key"] = on =>
        {
            var text = SignedNote.Parse(on.Public.Checkpoint!).Text;
            using var other = new NoteSigner(on.Signer.Verifier.Name, new byte[NoteSigner.SeedLength]);
            on.Public.Checkpoint = new SignedNote(text, other.Sign(text)).ToString();
            return Task.FromResult<Expected>(new("checkpoint.unsigned"));
        },
        ["a witnessed checkpoint of another tree is put in"] = async on =>
        {
            using var log = SigningKeys.Open(on.Settings.Keys, null).Log;
            on.Public.Witnessed = new Checkpoint(log.Name, await on.SizeAsync() - 5, Hash.Of("other"u8)).Sign(log)
                .ToString();
            return new("witnessed.other-tree");
        },
        ["what the signer remembers is set back"] = on =>
        {
            File.Delete(Path.Combine(on.Settings.State, "state"));
            return Task.FromResult<Expected>(new("signer.behind"));
        },

        // Guards.
        ["the trigger that keeps is switched off"] = on => GuardAsync(on, "guard.changed",
            "alter table egov.mt_events disable trigger ledger_keep"),
        ["the trigger that keeps is no longer always on"] = on => GuardAsync(on, "guard.changed",
            "alter table egov.mt_events enable trigger ledger_keep"),
        ["the trigger that fills the queue is dropped"] = on => GuardAsync(on, "guard.changed",
            "drop trigger ledger_enqueue on egov.mt_events"),
        ["the function that fills the queue is replaced"] = on => GuardAsync(on, "guard.changed",
            "create or replace function egov.ledger_enqueue() returns trigger language plpgsql security definer "
            + "as 'begin return null; end'"),
        ["the function that refuses is replaced"] = on => GuardAsync(on, "guard.changed",
            "create or replace function egov.ledger_refuse() returns trigger language plpgsql "
            + "as 'begin return null; end'"),
        ["a trigger of another's changes what is written"] = on => GuardAsync(on, "guard.foreign",
            "create function egov.swap() returns trigger language plpgsql as 'begin return new; end'; "
            + "create trigger swap before insert on egov.mt_events for each row execute function egov.swap()"),
        ["a rule turns writing aside"] = on => GuardAsync(on, "guard.foreign",
            "create rule aside as on insert to egov.ledger_queue do instead nothing"),
        ["rows are hidden by a policy"] = on => GuardAsync(on, "guard.foreign",
            "alter table egov.mt_events enable row level security"),
        ["a role is given the right to change"] = on => GuardAsync(on, "role.may-change",
            "create role \"meddler-" + Guid.NewGuid() + "\"; grant update on egov.mt_events to public"),
        ["the sequence is given a cache"] = on => GuardAsync(on, "guard.sequence",
            "alter sequence egov.mt_events_sequence cache 50"),
        ["a key that keeps ids unique is dropped"] = async on =>
            await GuardAsync(on, "guard.key", "drop index egov." + await IndexOnIdAsync(on)),
    };

    private static async Task<Expected> RowAsync(LedgerCopy on, long leaf, string set)
    {
        var id = await on.EventAsync(leaf);
        await on.TouchAsync($"update egov.mt_events set {set} where id = '{id}'");
        return new("event.changed", id, leaf);
    }

    private static async Task<Expected> GuardAsync(LedgerCopy on, string kind, string sql)
    {
        await on.DoAsync(sql);
        return new(kind);
    }

    private static async Task<(Guid Event, Guid Stream)> LastOfALongStreamAsync(LedgerCopy on)
    {
        var stream = await on.AskAsync<Guid>("select id from egov.mt_streams where version > 3 order by id limit 1");
        return (await on.AskAsync<Guid>(
            $"select id from egov.mt_events where stream_id = '{stream}' order by version desc limit 1"), stream);
    }

    private static Task<Guid> NewestAsync(LedgerCopy on) =>
        on.AskAsync<Guid>("select id from egov.mt_events order by seq_id desc limit 1");

    private static Task<string> IndexOnIdAsync(LedgerCopy on) => on.AskAsync<string>(
        "select i.indexrelid::regclass::text from pg_index i join pg_attribute a on a.attrelid = i.indrelid "
        + "and a.attnum = i.indkey[0] where i.indrelid = 'egov.mt_events'::regclass and i.indnatts = 1 "
        + "and a.attname = 'id'").ContinueWith(name => name.Result.Replace("egov.", ""), TaskScheduler.Default);

    /// <summary>A row that is like the last one but for its number, and what is given.</summary>
    private static string Copied(string id, string version) =>
        $"""
        create temp table copied as select * from egov.mt_events
            where id = (select event_id from egov.ledger_leaf where leaf_index = {Late});
        update copied set seq_id = nextval('egov.mt_events_sequence'), id = {id}, version = {version};
        insert into egov.mt_events select * from copied
        """;

    private static string FileOf(LedgerCopy on, string path) => Path.Combine(on.Public.Path, path);

    private static async Task FlipAsync(string path, int at)
    {
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[at] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
    }

    private static async Task<(Tile Bundle, List<ReadOnlyMemory<byte>> Entries)> BundleAsync(LedgerCopy on, long leaf)
    {
        var bundle = Tile.At(await on.SizeAsync(), 0, leaf / Tile.FullWidth);
        return (bundle, [.. on.Public.ReadEntries(bundle)]);
    }

    /// <summary>What a clever forger does: the row, the entry made from it, and the hash of that.</summary>
    private static async Task ForgeAsync(LedgerCopy on, long leaf)
    {
        var id = await on.EventAsync(leaf);
        await on.TouchAsync($"update egov.mt_events set user_name = 'officer:XXX-001' where id = '{id}'");
        var (bundle, entries) = await BundleAsync(on, leaf);
        entries[(int)(leaf % 256)] = (await on.RowAsync(id)).Entry().Bytes;
        on.Public.WriteEntries(bundle, entries);
        var hashes = on.Public.Read(bundle).ToArray();
        MerkleTree.Leaf(entries[(int)(leaf % 256)].Span).CopyTo(hashes.AsSpan((int)(leaf % 256) * Hash.Length));
        on.Public.Write(new(bundle, hashes));
    }

    private static async Task RebuildTreeAsync(LedgerCopy on)
    {
        var size = await on.SizeAsync();
        var edge = TreeEdge.Load(0, on.Public.Read);
        var leaves = Tile.At(size).Where(tile => tile.Level == 0).SelectMany(on.Public.ReadEntries)
            .Select(entry => MerkleTree.Leaf(entry.Span)).ToList();
        foreach (var tile in edge.Append(leaves)) on.Public.Write(tile);
        await on.DoAsync($"update egov.ledger_head set root = '\\x{Convert.ToHexString(edge.Root.ToArray())}'");
    }
}
