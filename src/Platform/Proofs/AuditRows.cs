using Npgsql;

namespace EGov.Proofs;

/// <summary>Holds the tables of events, streams, leaves and the queue against one another.</summary>
/// <remarks>A full audit reads the tables themselves: from an index a row can be hidden.</remarks>
internal sealed class AuditRows(Audited audited)
{
    private const string Tombstone = $"'{StoredEvent.Tombstone}'";

    private readonly string _some = $"limit {Findings.Page + 1}";

    /// <param name="size">How many leaves the database says there are.</param>
    /// <param name="delay">How long an event may wait for its leaf.</param>
    /// <returns>The events that have waited longer, by their sequence; and how many wait at all.</returns>
    public async Task<(List<(long Sequence, Guid Event)> Late, long Waiting)> ExamineAsync(long size, TimeSpan delay)
    {
        if (audited.IsFull)
            await audited.DoAsync("set local enable_indexscan = off; set local enable_indexonlyscan = off; "
                + "set local enable_bitmapscan = off");
        // Whole tables are joined and sorted; the usual 4 MB would do it on disk.
        await audited.DoAsync("set local work_mem = '64MB'");
        await LeavesAsync(size);
        await EventsAsync();
        await StreamsAsync();
        var waiting = await QueueAsync(delay);
        await audited.DoAsync("set local enable_indexscan = on; set local enable_indexonlyscan = on; "
            + "set local enable_bitmapscan = on; set local work_mem to default");
        return waiting;
    }

    private async Task LeavesAsync(long size)
    {
        await audited.EachAsync(
            $"select leaf_index, event_id from {audited.Leaves} where leaf_index < 0 or leaf_index >= $1 "
            + $"order by leaf_index {_some}",
            row => audited.Found("leaf.beyond-head", "A leaf stands beyond the end of the tree: the head was set back, "
                + "or the leaf was put there by hand.", row.GetGuid(1), row.GetInt64(0)), size);
        await audited.EachAsync(
            $"select event_id, max(leaf_index) from {audited.Leaves} group by event_id having count(*) > 1 {_some}",
            row => audited.Found("leaf.doubled", "One event has two leaves.", row.GetGuid(0), row.GetInt64(1)));
        // Those from here on are met one by one.
        await audited.EachAsync(
            $"""
            select l.leaf_index, l.event_id from {audited.Leaves} l left join {audited.Events} e on e.id = l.event_id
            where l.leaf_index < $1 and e.id is null order by l.leaf_index {_some}
            """,
            row => audited.Found("event.missing", "The event was sealed and its row is gone: it was deleted, or its id "
                + "was changed. Its public entry is still there.", row.GetGuid(1), row.GetInt64(0)), audited.From);
    }

    private async Task EventsAsync()
    {
        await audited.EachAsync(
            $"""
            select e.id, e.stream_id, e.seq_id from {audited.Events} e
            left join {audited.Leaves} l on l.event_id = e.id left join {audited.Queue} q on q.event_id = e.id
            where l.event_id is null and q.event_id is null order by e.seq_id {_some}
            """,
            row => audited.Found("event.unsealed", $"A row (sequence {row.GetInt64(2)}) has no leaf and does not wait "
                + "for one: it was written past the trigger, or taken out of the queue.", row.GetGuid(0), null,
                row.GetGuid(1)));
        await audited.EachAsync(
            $"select id, max(seq_id) from {audited.Events} group by id having count(*) > 1 {_some}",
            row => audited.Found("event.doubled", $"Two rows have this id, one of them of sequence {row.GetInt64(1)}.",
                row.GetGuid(0)));
        await audited.EachAsync(
            $"""
            select e.id, e.stream_id, l.leaf_index from {audited.Events} e
            left join {audited.Leaves} l on l.event_id = e.id
            where e.is_archived or e.tenant_id <> '*DEFAULT*' order by l.leaf_index {_some}
            """,
            row => audited.Found("event.hidden", "The row is marked as archived or as somebody else's: no view and no "
                + "rule sees it any more.", row.GetGuid(0), LeafOf(row, 2), row.GetGuid(1)));
    }

    private async Task StreamsAsync()
    {
        // What was sealed before this audit's first leaf stands under a root that was found in order: of it only the
        // streams are read that have grown.
        var grown = audited.IsFull ? "true"
            : $"""
            stream_id in (
                select x.stream_id from {audited.Leaves} n join {audited.Events} x on x.id = n.event_id
                where n.leaf_index >= {audited.From}
                union select stream_id from {audited.Queue})
            """;
        await audited.EachAsync(
            $"""
            select id, stream_id, version, before, leaf_index, leaf_before from (
                select e.id, e.stream_id, e.version, l.leaf_index,
                    lag(e.version, 1, 0::bigint) over w as before, lag(l.leaf_index) over w as leaf_before
                from {audited.Events} e left join {audited.Leaves} l on l.event_id = e.id
                where e.type <> {Tombstone} and {grown.Replace("stream_id in", "e.stream_id in")}
                window w as (partition by e.stream_id order by e.version, e.seq_id)) s
            where version <> before + 1
                or (before > 0 and leaf_index is not null and (leaf_before is null or leaf_before >= leaf_index))
            order by leaf_index {_some}
            """, Order);
        await audited.EachAsync(
            $"""
            select coalesce(s.id, e.stream_id), coalesce(s.version, -1), coalesce(e.last, 0), e.leaf
            from (select id, version from {audited.Streams}
                where {grown.Replace("stream_id in", "id in", StringComparison.Ordinal)}) s
            full join (
                select e.stream_id, max(e.version) as last, bool_or(e.type = {Tombstone}) as dead,
                    max(l.leaf_index) as leaf
                from {audited.Events} e left join {audited.Leaves} l on l.event_id = e.id
                where {grown.Replace("stream_id in", "e.stream_id in")} group by e.stream_id) e on e.stream_id = s.id
            where coalesce(s.version, -1) <> coalesce(e.last, 0) and e.dead is not true order by e.leaf {_some}
            """, Last);
        await audited.EachAsync(
            $"select id from {audited.Streams} where is_archived or tenant_id <> '*DEFAULT*' {_some}",
            row => audited.Found("stream.hidden", "The stream is marked as archived or as somebody else's: its events "
                + "can no longer be appended to.", stream: row.GetGuid(0)));

        void Order(NpgsqlDataReader row)
        {
            var (version, before) = (row.GetInt64(2), row.GetInt64(3));
            if (version == before + 1)
                audited.Found("stream.order", $"Version {version} of the stream stands before version {before} in the "
                    + "ledger.", row.GetGuid(0), LeafOf(row, 4), row.GetGuid(1));
            else
                audited.Found("stream.gap", $"Version {version} of the stream follows version {before}: an event "
                    + "between them is gone, or a version was changed.", row.GetGuid(0), LeafOf(row, 4),
                    row.GetGuid(1));
        }

        void Last(NpgsqlDataReader row)
        {
            var (says, last) = (row.GetInt64(1), row.GetInt64(2));
            audited.Found("stream.version",
                says < 0 ? $"The stream has {last} events and no row of its own."
                : last == 0 ? $"The stream is at version {says} and none of its events is left."
                : $"The stream is at version {says}, its last event is version {last}: an event was taken away or put "
                    + "in.", stream: row.GetGuid(0));
        }
    }

    private async Task<(List<(long Sequence, Guid Event)> Late, long Waiting)> QueueAsync(TimeSpan delay)
    {
        var (late, waiting) = (new List<(long, Guid)>(), 0L);
        await audited.EachAsync(
            $"""
            select q.seq_id, q.event_id, q.stream_id, l.leaf_index, e.id is null,
                (q.seq_id, q.stream_id, q.version) is distinct from (e.seq_id, e.stream_id, e.version),
                e.timestamp < now() - $1
            from {audited.Queue} q left join {audited.Events} e on e.id = q.event_id
            left join {audited.Leaves} l on l.event_id = q.event_id order by q.seq_id
            """, Look, delay);
        return (late, waiting);

        void Look(NpgsqlDataReader row)
        {
            waiting++;
            var (id, stream, leaf) = (row.GetGuid(1), row.GetGuid(2), LeafOf(row, 3));
            if (row.GetBoolean(4))
                audited.Found("event.missing", "The event was committed, and its row is gone before it was sealed. Who "
                    + "holds its receipt can show it.", id, leaf, stream);
            else if (leaf is not null)
                audited.Found("queue.doubled", "The event waits to be sealed and has been: it was put into the queue "
                    + "again, and stops the sealer.", id, leaf, stream);
            else if (row.GetBoolean(5))
                audited.Found("event.changed", "The event waits to be sealed, and its row is no longer of the "
                    + "sequence, stream and version that it was committed with.", id, null, stream);
            else if (row.GetBoolean(6) && late.Count <= Findings.Page)
                late.Add((row.GetInt64(0), id));
        }
    }

    private static long? LeafOf(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt64(column);
}
