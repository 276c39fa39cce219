using System.Data;
using System.Diagnostics;
using System.Globalization;
using EGov.Ledger;
using EGov.Privacy;
using Marten;
using Marten.Services;
using Npgsql;

namespace EGov.Proofs;

/// <summary>
/// Examines the whole ledger: public entries, rows, tiles, roots and signatures against one another, the streams, the
/// files that were handed in, what keeps the tables as they are, and a sample of the states that rules read.
/// </summary>
/// <remarks>
/// <para>Equal roots alone say nothing of the rows behind them: each row is made into its entry again. All is read as
/// of one moment, in the order of the leaves and in constant memory; writers are not held up.</para>
/// <para>Reads only. Where nothing is found, it remembers how far it came.</para>
/// </remarks>
public sealed class AuditLedger(
    LedgerSettings settings, LedgerFolder folder, ISigner signer, IDocumentStore store, Attachments attachments)
{
    private const int FullSample = 256, Sample = 64;

    /// <summary>
    /// How long what may be on its way is waited for, before it counts as missing: a checkpoint that is signed and not
    /// yet published.
    /// </summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <param name="full">Read every leaf; else go on where the last audit that found nothing ended.</param>
    /// <param name="progress">Told what is looked at, and what share of it is done.</param>
    public async Task<AuditReport> RunAsync(
        bool full, Action<string, double>? progress, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var findings = new Findings();
        var mark = AuditMark.Read(settings.AuditState);
        // Files before the database: what is published is then never ahead of what the database holds.
        var signed = await SignedHeads.ReadAsync(folder, signer, await KeysAsync(cancellation), findings, cancellation);

        await using var database = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(settings.Connection)
        {
            Pooling = false,
            ApplicationName = "egov-audit",
            CommandTimeout = 0,
            MaxAutoPrepare = 0,
        }.ConnectionString);
        await database.OpenAsync(cancellation);
        await using var moment = await database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var audited = new Audited(database, settings.Schema, folder, findings, 0, cancellation);
        await audited.DoAsync("set transaction read only");
        var head = await HeadAsync(audited);
        var known = signed.All.ToList();
        if (head is { } stored) known.Add(new("head", "The head in the database", stored));
        if (mark is not null) known.Add(new("audited", "What the last audit found in order", mark.Head));
        var end = await EndAsync(audited, head, known);
        Lost(audited, end, known);

        var edge = full || mark is null ? null : Edge(mark.Head, end, findings);
        var from = edge?.Size ?? 0;
        audited = audited with { From = from };
        var tree = new AuditTree(audited);
        edge ??= TreeEdge.Load(0, folder.Read);
        await tree.WalkAsync(edge, end, known.Select(one => one.Head.Size), Telling("entries, rows and tiles"));
        Compare(audited, tree, new(end, edge.Root), known);

        progress?.Invoke("events, streams and queue", 0);
        var (late, waiting) = await new AuditRows(audited).ExamineAsync(head?.Size ?? end, settings.MaximumMergeDelay);
        progress?.Invoke("events, streams and queue", 1);
        await new AuditAttachments(audited, attachments).ExamineAsync();
        await new AuditGuards(audited, store).ExamineAsync();
        progress?.Invoke("what keeps them as they are", 1);
        int states;
        await using (var session = store.QuerySession(SessionOptions.ForTransaction(moment)))
            states = await new AuditStates(audited, store, session)
                .ExamineAsync(from == 0 ? FullSample : Sample, Telling("states"));
        await findings.NameAsync(leaves => EventsAsync(audited, leaves));
        var unpublished = signed.Published is { } published && published.Size < end
            ? await OverdueAsync(audited, published.Size)
            : null;
        await moment.CommitAsync(cancellation);
        await LateAsync(audited, signed, late, unpublished);

        var lastFull = from == 0 ? DateTimeOffset.UtcNow : mark!.LastFull;
        var report = new AuditReport(from, new(end, edge.Root), waiting, states, findings.Listed, findings.Unlisted,
            mark?.LastFull, watch.Elapsed);
        if (report.IsClean) new AuditMark(report.Head, lastFull).Write(settings.AuditState);
        return report;

        Action<double>? Telling(string what) =>
            progress is null ? null : share => progress(what, share);
    }

    private static async Task<TreeHead?> HeadAsync(Audited audited)
    {
        var heads = await audited.ListAsync($"select size, root from {audited.Head}",
            row => new TreeHead(row.GetInt64(0), Hash.Read(row.GetFieldValue<byte[]>(1))));
        return heads.Count == 0 ? null : heads[0];
    }

    /// <summary>How many leaves there are to be read: what the head claims beyond every leaf and file is not.</summary>
    private static async Task<long> EndAsync(Audited audited, TreeHead? head, List<SignedHead> known)
    {
        var leaves = (await audited.ListAsync(
            $"select coalesce(max(leaf_index) + 1, 0) from {audited.Leaves}", row => row.GetInt64(0)))[0];
        if (head is { } there)
        {
            if (there.Size > leaves)
                audited.Found("head.changed", string.Create(CultureInfo.InvariantCulture,
                    $"The head in the database counts {there.Size} leaves, of which {leaves} are known: it was "
                    + $"changed, or leaves were removed."));
            return Math.Min(there.Size, Math.Max(leaves, known.Where(one => one.Kind != "head")
                .Select(one => one.Head.Size).DefaultIfEmpty().Max()));
        }

        if (leaves > 0 || known.Any(one => one.Head.Size > 0))
            audited.Found("head.missing", "The head of the tree is gone from the database: nothing can be sealed.");
        return leaves;
    }

    /// <summary>What was signed or audited, and is not in the database any more.</summary>
    private static void Lost(Audited audited, long end, List<SignedHead> known)
    {
        var last = known.Where(one => one.Kind != "head" && one.Head.Size > end).MaxBy(one => one.Head.Size);
        if (last is null) return;
        Guid? first = null;
        try
        {
            var bundle = audited.Folder.ReadEntries(Tile.At(last.Head.Size, 0, end / Tile.FullWidth));
            first = Entry.Parse(bundle[(int)(end % Tile.FullWidth)].Span).Id;
        }
        catch (Exception unreadable) when (unreadable is LedgerBroken or FormatException or IOException)
        {
            // The leaf is named all the same.
        }

        audited.Found("database.behind", string.Create(CultureInfo.InvariantCulture,
            $"{last.Name} covers {last.Head.Size} events, and the database has {end}: it was restored from an older "
            + $"backup, or events were taken out. This is the first that is missing. No signature will be given until "
            + $"the database is of a later moment."), first, end);
    }

    /// <returns>The tree as the last audit left it; none where the files do not give it: all is read again.</returns>
    private TreeEdge? Edge(TreeHead audited, long end, Findings findings)
    {
        if (audited.Size > end) return null;
        try
        {
            var edge = TreeEdge.Load(audited.Size, folder.Read);
            if (edge.Root == audited.Root) return edge;
            findings.Add(new("tile.changed", "The tiles no longer give the root that the last audit found: all leaves "
                + "are read again.", null, null));
        }
        catch (Exception broken) when (broken is LedgerBroken or FormatException or IOException)
        {
            findings.Add(new("tile.missing", $"{broken.Message} All leaves are read again.", null, null));
        }

        return null;
    }

    /// <summary>Every head that was signed, stored or audited is one of this tree.</summary>
    private void Compare(Audited audited, AuditTree tree, TreeHead now, List<SignedHead> known)
    {
        if (tree.IsBroken) return;
        var isOther = known.Where(one => one.Head.Size <= now.Size).ToLookup(one => !IsOf(one.Head));
        foreach (var (first, end, tile) in tree.Differing)
        {
            if (isOther[true].Any())
                audited.Found("tree.rewritten", string.Create(CultureInfo.InvariantCulture,
                    $"Among the leaves {first} to {end - 1} one was changed together with its row, its entry and its "
                    + $"hash: {tile.Path} still has what they were, and so has the signature."), leaf: first);
            else
                audited.Found("tile.changed", $"{tile.Path} has another hash than the leaves from here on give. No "
                    + "event is touched; proofs made from this tile fail.", leaf: first);
        }

        var whole = isOther[false].Select(one => one.Head.Size).DefaultIfEmpty(0).Max();
        foreach (var other in isOther[true])
        {
            var since = other.Head.Size > whole ? whole : 0;
            audited.Found($"{other.Kind}.other-tree", string.Create(CultureInfo.InvariantCulture,
                $"{other.Name} over {other.Head.Size} events is not of this tree. It was changed itself, or an event "
                + $"from leaf {since} to {other.Head.Size - 1} was changed with everything that is made from it."));
        }

        bool IsOf(TreeHead head)
        {
            if (tree.Roots.TryGetValue(head.Size, out var root)) return root == head.Root;
            try
            {
                return MerkleTree.IsConsistent(head.Size, now.Size, head.Root, now.Root,
                    MerkleTree.ConsistencyProof(head.Size, now.Size, folder.Read));
            }
            catch (Exception broken) when (broken is LedgerBroken or FormatException or IOException)
            {
                return false;
            }
        }
    }

    private static async Task<Dictionary<long, Guid>> EventsAsync(Audited audited, long[] leaves) =>
        (await audited.ListAsync($"select leaf_index, event_id from {audited.Leaves} where leaf_index = any($1)",
            row => (Leaf: row.GetInt64(0), Event: row.GetGuid(1)), leaves))
        .DistinctBy(named => named.Leaf).ToDictionary(named => named.Leaf, named => named.Event);

    /// <returns>The first sealed and unpublished event, where its receipt has run out.</returns>
    private async Task<(long Leaf, Guid Event)?> OverdueAsync(Audited audited, long published)
    {
        var overdue = await audited.ListAsync(
            $"""
            select l.leaf_index, l.event_id from {audited.Leaves} l join {audited.Events} e on e.id = l.event_id
            where l.leaf_index = $1 and e.timestamp < now() - $2
            """,
            row => (row.GetInt64(0), row.GetGuid(1)), published, settings.MaximumMergeDelay);
        return overdue.Count == 0 ? null : overdue[0];
    }

    /// <summary>The keys that ever signed checkpoints: a witnessed one may be older than a change of keys.</summary>
    private async Task<List<NoteVerifier>> KeysAsync(CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var changes = await session.Events.FetchStreamAsync(LedgerKeys.TheOne, token: cancellation);
        return
        [
            signer.Verifier,
            .. changes.Select(e => e.Data).OfType<LedgerKeyChanged>()
                .Select(change => NoteVerifier.Parse(change.Before)),
        ];
    }

    /// <summary>What seems to be late may be on its way: it counts once it is where it was a while later.</summary>
    private async Task LateAsync(
        Audited audited, SignedHeads signed, List<(long Sequence, Guid Event)> late,
        (long Leaf, Guid Event)? unpublished)
    {
        if (late.Count == 0 && unpublished is null && !signed.IsBehind) return;
        await Task.Delay(Grace, audited.Cancellation);
        if (late.Count > 0)
        {
            var still = (await audited.ListAsync(
                $"select seq_id from {audited.Queue} where seq_id = any($1)", row => row.GetInt64(0),
                late.Select(one => one.Sequence).ToArray())).ToHashSet();
            foreach (var (sequence, id) in late.Where(one => still.Contains(one.Sequence)))
                audited.Found("event.late", $"The event (sequence {sequence}) waits to be sealed for longer than its "
                    + "receipt promises: nothing seals, or this event is held back.", id);
        }

        var keys = await KeysAsync(audited.Cancellation);
        var again = await SignedHeads.ReadAsync(folder, signer, keys, new Findings(), audited.Cancellation);
        if (unpublished is var (leaf, first) && (again.Published?.Size ?? 0) <= leaf)
            audited.Found("checkpoint.late", "The event is sealed, and no published checkpoint covers it for longer "
                + "than its receipt promises.", first, leaf);
        if (again.IsBehind && again.Published == signed.Published)
            audited.Found("checkpoint.behind", string.Create(CultureInfo.InvariantCulture,
                $"Published are {again.Published?.Size ?? 0} events, and more were signed or witnessed "
                + $"({Math.Max(again.Signed.Size, again.Witnessed?.Size ?? 0)}): an older checkpoint was put in place "
                + $"of the latest, or the platform was stopped in between and publishes it when it starts."));
    }
}
