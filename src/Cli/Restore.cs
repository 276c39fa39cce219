using System.CommandLine;
using System.Globalization;
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
        var (data, connection, signer) = (Store.DataOption(), Store.ConnectionOption(), Store.SignerOption());
        var from = new Option<DirectoryInfo>("--from") { Description = "The folder of an export.", Required = true };
        var ledger = new Option<DirectoryInfo?>("--ledger")
        {
            Description = "The public ledger as it went on after that export, or a mirror of it: the keys of persons "
                + "erased meanwhile do not come back.",
        };
        var command = new Command("restore", "Makes a platform from an export, in an empty database.")
        {
            data, connection, signer, from, ledger,
        };
        command.SetAction(async (asked, cancellation) =>
        {
            var (copy, folder) = (asked.GetValue(from)!.FullName, asked.GetValue(data)!.FullName);
            var signs = Store.SignerAt(asked.GetValue(signer));
            var (manifest, erased) = await RunAsync(copy, folder, asked.GetValue(connection), signs,
                asked.GetValue(ledger)?.FullName, cancellation);
            Console.WriteLine(FormattableString.Invariant(
                $"{manifest.Events:N0} events are back, {manifest.Size:N0} of them in the ledger; all views are new."));
            if (manifest.Letters > 0)
                Console.WriteLine(FormattableString.Invariant(
                    $"{manifest.Letters:N0} letters that waited to be recorded wait here now."));
            Console.WriteLine(FormattableString.Invariant(
                $"{erased:N0} keys of persons who were erased after that export did not come back."));
            if (asked.GetValue(ledger) is null)
                Console.WriteLine("Where the ledger of that machine has gone on, restore with --ledger and a mirror of "
                    + "it: an older export still holds the keys of persons erased since.");
            Console.WriteLine("If the platform went on after that export, the ledger has gone on too: no checkpoint is "
                + "signed before what came later is restored as well. Look with: egov audit --full");
            if (manifest.IsSignerApart && signs is not { Length: > 0 })
                Console.WriteLine($"The key of this ledger, {manifest.Vkey}, lies with a signer of its own. Start that "
                    + "with its own folder (egov signer run), and say where it answers: Ledger:Signer for the host, "
                    + "--signer for a tool. Of a copy of that folder take the latest: what it has signed binds it.");
            return 0;
        });
        return command;
    }

    /// <param name="signer">Where the ledger's signer answers, if it is a process of its own and runs.</param>
    /// <exception cref="Unusable">
    /// No whole export, the database holds something, or the signer is another ledger's or has signed more.
    /// </exception>
    public static async Task<Manifest> RunAsync(
        string from, string data, string? connection, string? signer, CancellationToken cancellation) =>
        (await RunAsync(from, data, connection, signer, null, cancellation)).Manifest;

    /// <param name="laterLedger">Where the ledger went on after the export.</param>
    /// <returns>What is back, and how many keys stay destroyed.</returns>
    /// <exception cref="Unusable">
    /// No whole export, another's ledger, the database holds something, or the signer has signed more.
    /// </exception>
    public static async Task<(Manifest Manifest, int Erased)> RunAsync(
        string from, string data, string? connection, string? signer, string? laterLedger,
        CancellationToken cancellation)
    {
        var manifest = await ReadAsync(from, cancellation);
        if (!manifest.HasKeys && !File.Exists(Path.Combine(data, "keys", "master.key")))
            throw new Unusable("This export is without keys. Copy those of its machine first, to "
                + $"{Path.Combine(data, "keys")}: with others nothing sealed in it could be read.");
        if (signer is { Length: > 0 }) await CompareAsync(manifest, from, signer, cancellation);
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
        await using var store = await Store.OpenAsync(data, connection, signer: signer, cancellation: cancellation);
        await using (var owner = new NpgsqlConnection(store.Owner))
        {
            await owner.OpenAsync(cancellation);
            var any = $"select exists (select from {store.Schema}.mt_streams)";
            if (await Export.ScalarAsync(owner, any, cancellation) is true)
                throw new Unusable("This database holds events already: an export is restored into an empty one.");
            await using var transaction = await owner.BeginTransactionAsync(cancellation);
            // An export of earlier days has no letters.
            foreach (var (table, _) in Export.Tables.Where(one => manifest.Files.ContainsKey(Export.FileOf(one.Table))))
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
        var attachments = Path.Combine(store.Data, Attachments.Name);
        if (!Directory.Exists(attachments)) Export.CopyFolder(Path.Combine(from, Attachments.Name), attachments);
        await Rebuild.EverythingAsync(store.Documents, cancellation);
        return (manifest, destroyed.Count);
    }

    /// <summary>Before anything is written: a signer that would sign nothing of this copy is no signer of it.</summary>
    private static async Task CompareAsync(
        Manifest manifest, string from, string address, CancellationToken cancellation)
    {
        using var signer = new RemoteSigner(address, new LedgerFolder(Path.Combine(from, "ledger")));
        var (key, signed) = ((await signer.KeysAsync(cancellation)).Current, await signer.LastAsync(cancellation));
        var name = manifest.Vkey is { } vkey ? NoteVerifier.Parse(vkey).Name : key.Name;
        if (key.Name != name)
            throw new Unusable($"The signer at {address} signs for {key.Name}; this export is of {name}.");
        if (signed.Size > manifest.Size)
            throw new Unusable(string.Create(CultureInfo.InvariantCulture,
                $"The signer at {address} has signed {signed.Size:N0} events, and this export has {manifest.Size:N0}: "
                + $"no checkpoint would be signed after it. Restore a later one; to look at this one, restore it "
                + $"without --signer."));
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
