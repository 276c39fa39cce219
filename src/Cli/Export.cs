using System.CommandLine;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using EGov.Integrity;
using EGov.Ledger;
using EGov.Privacy;
using EGov.Proofs;
using Npgsql;

namespace EGov.Cli;

/// <summary>
/// A copy of everything that cannot be made again: the events, their place in the ledger, the subjects' wrapped keys,
/// the letters that wait to be recorded, the public files, and, if asked, the keys of the machine. Views are made again
/// from the events.
/// </summary>
public static class Export
{
    internal static readonly string Keys = "mt_doc_" + nameof(SubjectKey).ToLowerInvariant();

    /// <summary>Contacts and tips of this day: no events yet, sealed, and nowhere else.</summary>
    internal static readonly string Letters = "mt_doc_" + nameof(Letter).ToLowerInvariant();

    /// <summary>What is written of each table, in an order in which it can be read back.</summary>
    internal static readonly IReadOnlyList<(string Table, string Order)> Tables =
    [
        ("mt_streams", "id"), ("mt_events", "seq_id"), (LedgerTables.Leaf, "leaf_index"), (LedgerTables.Head, "one"),
        (Keys, "id"), (Letters, "id"),
    ];

    internal const string ManifestName = "manifest.json";

    /// <summary>The files of a machine that its copy on another needs, below the data folder.</summary>
    internal static readonly IReadOnlyList<string> Secrets = ["keys", "signer"];

    public static Command Command()
    {
        var (data, connection, signer) = (Store.DataOption(), Store.ConnectionOption(), Store.SignerOption());
        var to = new Option<DirectoryInfo>("--to") { Description = "A folder to be made.", Required = true };
        var withKeys = new Option<bool>("--with-keys")
        {
            Description = "Also the master key, the signing keys and the signer's state: keep such a copy locked away.",
        };
        var command = new Command("export", "Copies the events, the ledger and their keys into a folder.")
        {
            data, connection, signer, to, withKeys,
        };
        command.SetAction(async (asked, cancellation) =>
        {
            await using var store = await Store.OpenAsync(
                asked.GetValue(data)!.FullName, asked.GetValue(connection), signer: asked.GetValue(signer),
                cancellation: cancellation);
            await store.SealingAsync(() => Task.FromResult(true), cancellation);
            var manifest = await RunAsync(store, asked.GetValue(to)!.FullName, asked.GetValue(withKeys), cancellation);
            var (events, size, files) = (manifest.Events, manifest.Size, manifest.Files.Count);
            Console.WriteLine(FormattableString.Invariant(
                $"{events:N0} events, {size:N0} of them in the ledger, in {files:N0} files."));
            Console.WriteLine($"The ledger's key: {manifest.Vkey}");
            if (manifest.Letters > 0)
                Console.WriteLine(FormattableString.Invariant($"{manifest.Letters:N0} contacts, tips or answers of ")
                    + "this day are not on record yet. They are in this copy, sealed; a platform made of it records "
                    + "them at the end of the day.");
            if (!manifest.HasKeys)
                Console.WriteLine("Without the keys of this machine nothing sealed in it can be read: copy them too.");
            if (manifest.IsSignerApart)
                Console.WriteLine($"That key lies with the signer at {store.Ledger.Signer}, and is not in this copy. "
                    + "Copy the signer's own folder as well, keys and state, as its own user and to another place; "
                    + "after this, not before: a signer must remember all that it has signed.");
            return 0;
        });
        return command;
    }

    /// <exception cref="Unusable">The folder is there and holds something.</exception>
    public static async Task<Manifest> RunAsync(Store store, string to, bool withKeys, CancellationToken cancellation)
    {
        if (Directory.Exists(to) && Directory.EnumerateFileSystemEntries(to).Any())
            throw new Unusable($"{to} holds something already: name a folder that is to be made.");
        Directory.CreateDirectory(to);

        long events, letters;
        TreeHead head;
        await using (var database = new NpgsqlConnection(store.Ledger.Connection))
        {
            await database.OpenAsync(cancellation);
            // One moment for all tables: what is written meanwhile belongs to the next copy.
            await using var moment = await database.BeginTransactionAsync(
                System.Data.IsolationLevel.RepeatableRead, cancellation);
            foreach (var (table, order) in Tables)
                await WriteAsync(database, store.Schema, table, order, to, cancellation);
            var count = await ScalarAsync(database, $"select count(*) from {store.Schema}.mt_events", cancellation);
            events = (long)count!;
            letters = (long)(await ScalarAsync(
                database, $"select count(*) from {store.Schema}.{Letters}", cancellation))!;
            head = await LedgerTables.HeadAsync(database, store.Schema, cancellation);
        }

        CopyLedger(new LedgerFolder(store.Ledger.Public), new LedgerFolder(Path.Combine(to, "ledger")), head);
        // Ciphertexts, of no use without the subjects' keys: as the tables are.
        CopyFolder(Path.Combine(store.Data, Attachments.Name), Path.Combine(to, Attachments.Name));
        foreach (var name in withKeys ? Secrets : [])
            CopyFolder(Path.Combine(store.Data, name), Path.Combine(to, name));

        var files = Directory.EnumerateFiles(to, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(to, file).Replace('\\', '/'), DigestOf);
        var manifest = new Manifest(1, DateTimeOffset.UtcNow, events, head.Size, head.Root.ToBase64(), withKeys, files)
        {
            Vkey = store.Signer.Verifier.Vkey,
            IsSignerApart = store.Ledger.Signer is { Length: > 0 },
            Letters = letters,
        };
        await File.WriteAllTextAsync(
            Path.Combine(to, ManifestName), JsonSerializer.Serialize(manifest, Json), cancellation);
        return manifest;
    }

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    internal static string FileOf(string table) => table + ".csv.gz";

    internal static string DigestOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    internal static void CopyFolder(string from, string to)
    {
        if (!Directory.Exists(from)) return;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is not (".lock" or ".new")))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    internal static async Task<object?> ScalarAsync(
        NpgsqlConnection database, string sql, CancellationToken cancellation)
    {
        await using var ask = new NpgsqlCommand(sql, database);
        return await ask.ExecuteScalarAsync(cancellation);
    }

    private static async Task WriteAsync(
        NpgsqlConnection database, string schema, string table, string order, string to, CancellationToken cancellation)
    {
        await using var file = File.Create(Path.Combine(to, FileOf(table)));
        await using var packed = new GZipStream(file, CompressionLevel.Fastest);
        await using var lines = new StreamWriter(packed);
        using var rows = await database.BeginTextExportAsync(
            $"copy (select * from {schema}.{table} order by {order}) to stdout (format csv, header)", cancellation);
        var buffer = new char[1 << 16];
        for (int read; (read = await rows.ReadAsync(buffer, cancellation)) > 0;)
            await lines.WriteAsync(buffer.AsMemory(0, read), cancellation);
    }

    /// <summary>The files of exactly the tree that the tables know, and no checkpoint that goes beyond it.</summary>
    private static void CopyLedger(LedgerFolder from, LedgerFolder to, TreeHead head)
    {
        foreach (var tile in Tile.At(head.Size))
        {
            to.Write(new TileBytes(tile, from.Read(tile)[..tile.ByteCount]));
            if (tile.Level == 0) to.WriteEntries(tile, from.ReadEntries(tile));
        }

        if (Within(from.Checkpoint, head)) to.Checkpoint = from.Checkpoint;
        if (Within(from.Witnessed, head)) to.Witnessed = from.Witnessed;
        foreach (var name in Directory.EnumerateFiles(from.Path).Select(Path.GetFileName)
            .Where(name => name is not "checkpoint" and not "checkpoint.witnessed"))
            File.Copy(Path.Combine(from.Path, name!), Path.Combine(to.Path, name!), overwrite: true);
    }

    private static bool Within(string? checkpoint, TreeHead head) =>
        checkpoint is not null && LedgerFolder.SizeOf(checkpoint) <= head.Size;
}

/// <summary>What a copy holds.</summary>
/// <param name="Size">How many events are in the ledger, and <paramref name="Root"/> over them in base64.</param>
/// <param name="Files">SHA-256 of each file, in hexadecimal.</param>
public sealed record Manifest(
    int Version, DateTimeOffset At, long Events, long Size, string Root, bool HasKeys,
    IReadOnlyDictionary<string, string> Files)
{
    /// <summary>The public key of the checkpoints.</summary>
    public string? Vkey { get; init; }

    /// <summary>Whether that key lies with a signer of its own, and so in no copy of the platform.</summary>
    public bool IsSignerApart { get; init; }

    /// <summary>How many were handed in unnamed and waited to be recorded.</summary>
    public long Letters { get; init; }
}
