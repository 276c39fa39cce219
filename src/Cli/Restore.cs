using System.CommandLine;
using System.IO.Compression;
using System.Text.Json;
using EGov.Ledger;
using EGov.Privacy;
using EGov.Proofs;
using Npgsql;

namespace EGov.Cli;

/// <summary>Makes a platform of what <see cref="Export"/> wrote: in an empty database, never over another.</summary>
public static class Restore
{
    public static Command Command()
    {
        var (data, connection) = (Store.DataOption(), Store.ConnectionOption());
        var from = new Option<DirectoryInfo>("--from") { Description = "The folder of an export.", Required = true };
        var ledger = new Option<DirectoryInfo?>("--ledger")
        {
            Description = "The public ledger as it went on after that export, or a mirror of it: the keys of persons "
                + "erased meanwhile do not come back.",
        };
        var command = new Command("restore", "Makes a platform from an export, in an empty database.")
        {
            data, connection, from, ledger,
        };
        command.SetAction(async (asked, cancellation) =>
        {
            var (copy, folder) = (asked.GetValue(from)!.FullName, asked.GetValue(data)!.FullName);
            var (manifest, erased) = await RunAsync(
                copy, folder, asked.GetValue(connection), asked.GetValue(ledger)?.FullName, cancellation);
            Console.WriteLine(FormattableString.Invariant(
                $"{manifest.Events:N0} events are back, {manifest.Size:N0} of them in the ledger; all views are new."));
            Console.WriteLine(FormattableString.Invariant(
                $"{erased:N0} keys of persons who were erased after that export did not come back."));
            if (asked.GetValue(ledger) is null)
                Console.WriteLine("Where the ledger of that machine has gone on, restore with --ledger and a mirror of "
                    + "it: an older export still holds the keys of persons erased since.");
            Console.WriteLine("If the platform went on after that export, the ledger has gone on too: no checkpoint is "
                + "signed before what came later is restored as well. Look with: egov audit --full");
            return 0;
        });
        return command;
    }

    /// <exception cref="Unusable">No whole export, or the database holds something.</exception>
    public static async Task<Manifest> RunAsync(
        string from, string data, string? connection, CancellationToken cancellation) =>
        (await RunAsync(from, data, connection, null, cancellation)).Manifest;

    /// <param name="laterLedger">Where the ledger went on after the export.</param>
    /// <returns>What is back, and how many keys stay destroyed.</returns>
    /// <exception cref="Unusable">No whole export, another's ledger, or the database holds something.</exception>
    public static async Task<(Manifest Manifest, int Erased)> RunAsync(
        string from, string data, string? connection, string? laterLedger, CancellationToken cancellation)
    {
        var manifest = await ReadAsync(from, cancellation);
        // The keys first: with another master key nothing could be read, and its roles have other passwords.
        foreach (var name in Export.Secrets)
        {
            var target = Path.Combine(data, name);
            if (!Directory.Exists(Path.Combine(from, name))) continue;
            if (Directory.Exists(target) && Directory.EnumerateFiles(target).Any())
            {
                // What this machine has signed binds it, whatever the copy says.
                if (name != "signer") throw new Unusable($"{target} holds keys already: restore into another folder.");
                continue;
            }

            Export.CopyFolder(Path.Combine(from, name), target);
        }

        var erased = Erased(new LedgerFolder(Path.Combine(from, "ledger")),
            new LedgerFolder(Path.Combine(data, "ledger")), laterLedger);
        var destroyed = new List<SubjectKey>();
        await using var store = await Store.OpenAsync(data, connection, cancellation: cancellation);
        await using (var owner = new NpgsqlConnection(store.Owner))
        {
            await owner.OpenAsync(cancellation);
            var any = $"select exists (select from {store.Schema}.mt_streams)";
            if (await Export.ScalarAsync(owner, any, cancellation) is true)
                throw new Unusable("This database holds events already: an export is restored into an empty one.");
            await using var transaction = await owner.BeginTransactionAsync(cancellation);
            foreach (var (table, _) in Export.Tables)
                await LoadAsync(owner, store.Schema, table, from, table == Export.Keys ? IsKept : null, cancellation);
            // The queue was filled as by any append; only what the ledger has not yet is to stay in it.
            await DoAsync(
                $"delete from {store.Schema}.{LedgerTables.Queue} q using {store.Schema}.{LedgerTables.Leaf} l "
                + "where l.event_id = q.event_id");
            await DoAsync($"select setval('{store.Schema}.mt_events_sequence', greatest(1, (select max(seq_id) "
                + $"from {store.Schema}.mt_events)))");
            await transaction.CommitAsync(cancellation);

            bool IsKept(string row)
            {
                var subject = Guid.Parse(row[..36]);
                if (!erased.TryGetValue(Erasure.Of(subject), out var at)) return true;
                destroyed.Add(new() { Id = subject, DestroyedAt = at });
                return false;
            }

            async Task DoAsync(string sql)
            {
                await using var command = new NpgsqlCommand(sql, owner, transaction);
                await command.ExecuteNonQueryAsync(cancellation);
            }
        }

        await using (var session = store.Documents.LightweightSession())
        {
            // Without its row, a key would be made anew for what is sealed next.
            session.Store<SubjectKey>(destroyed);
            await session.SaveChangesAsync(cancellation);
        }

        var ledger = new LedgerFolder(store.Ledger.Public);
        if (ledger.Checkpoint is null) Export.CopyFolder(Path.Combine(from, "ledger"), ledger.Path);
        await Rebuild.EverythingAsync(store.Documents, cancellation);
        return (manifest, destroyed.Count);
    }

    /// <summary>Who was erased, by the streams of the erasures, and when: the public ledger is their list.</summary>
    private static Dictionary<Guid, DateTimeOffset> Erased(LedgerFolder exported, LedgerFolder here, string? later)
    {
        var erased = new Dictionary<Guid, DateTimeOffset>();
        Look(here);
        if (later is not null)
        {
            var ledger = new LedgerFolder(later);
            if (ledger.Checkpoint is null) throw new Unusable($"There is no ledger in {later}: it has no checkpoint.");
            if (OriginOf(ledger) != OriginOf(exported))
                throw new Unusable($"The ledger in {later} is another: {OriginOf(ledger)}.");
            Look(ledger);
        }

        return erased;

        void Look(LedgerFolder ledger)
        {
            foreach (var tile in Tile.At(LedgerFolder.SizeOf(ledger.Checkpoint)).Where(tile => tile.Level == 0))
                foreach (var bytes in ledger.ReadEntries(tile))
                    if (EntryView.Read(bytes.Span).Type.SequenceEqual("subject_erased"u8)
                        && Entry.Parse(bytes.Span) is var entry)
                        erased[entry.Stream] = entry.Recorded;
        }
    }

    private static string OriginOf(LedgerFolder ledger) =>
        ledger.Checkpoint is { } note ? Checkpoint.Parse(SignedNote.Parse(note).Text).Origin : "";

    private static async Task<Manifest> ReadAsync(string from, CancellationToken cancellation)
    {
        var name = Path.Combine(from, Export.ManifestName);
        if (!File.Exists(name)) throw new Unusable($"{from} is no export: it has no {Export.ManifestName}.");
        var text = await File.ReadAllTextAsync(name, cancellation);
        var manifest = JsonSerializer.Deserialize<Manifest>(text, Export.Json)
            ?? throw new Unusable($"{name} is empty.");
        foreach (var (file, digest) in manifest.Files)
        {
            var path = Path.Combine(from, file);
            if (!File.Exists(path)) throw new Unusable($"{file} is missing from the export.");
            if (Export.DigestOf(path) != digest) throw new Unusable($"{file} is not as it was exported.");
        }

        return manifest;
    }

    private static async Task LoadAsync(
        NpgsqlConnection owner, string schema, string table, string from, Predicate<string>? isKept,
        CancellationToken cancellation)
    {
        await using var file = File.OpenRead(Path.Combine(from, Export.FileOf(table)));
        await using var packed = new GZipStream(file, CompressionMode.Decompress);
        using var lines = new StreamReader(packed);
        var columns = await lines.ReadLineAsync(cancellation)
            ?? throw new Unusable($"{Export.FileOf(table)} is empty.");
        await using var rows = await owner.BeginTextImportAsync(
            $"copy {schema}.{table} ({columns}) from stdin (format csv)", cancellation);
        // PostgreSQL writes JSON without line ends: where rows are looked at, a line is a row.
        if (isKept is not null)
        {
            while (await lines.ReadLineAsync(cancellation) is { } row)
                if (isKept(row)) await rows.WriteLineAsync(row.AsMemory(), cancellation);
            return;
        }

        var buffer = new char[1 << 16];
        for (int read; (read = await lines.ReadAsync(buffer, cancellation)) > 0;)
            await rows.WriteAsync(buffer.AsMemory(0, read), cancellation);
    }
}
