using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EGov.Ledger;
using EGov.Proofs;

namespace EGov.Transparency;

/// <summary>One file of a set.</summary>
/// <param name="Sha256">In hexadecimal, as <c>sha256sum</c> writes it.</param>
public sealed record PublicFile(string Name, string MediaType, long Bytes, string Sha256);

/// <summary>Files that were made together, all of one size of the ledger.</summary>
/// <param name="Files">
/// Those that are there. Of an old set the figures are, and not what anybody can make again from the ledger.
/// </param>
/// <param name="Set">When it was begun, and the size; sets are in its order.</param>
/// <param name="Note">
/// The list of the files with their digests, size and root of the ledger, signed by the key of the receipts.
/// </param>
public sealed record FileSet(
    string Set, DateTimeOffset BegunAt, DateTimeOffset? MadeAt, long Size, string Root, IReadOnlyList<PublicFile> Files,
    string? Note)
{
    /// <summary>What is signed: who, of which tree, when; and a line a file, as <c>sha256sum -c</c> takes it.</summary>
    internal string Text(string origin) => string.Create(CultureInfo.InvariantCulture,
            $"{Receipts.FileList}{origin}\n{Size}\n{Root}\n{BegunAt.ToUnixTimeSeconds()}\n")
        + string.Concat(Files.Select(file => $"{file.Sha256}  {file.Name}\n"));
}

/// <summary>Sets of files as they lie in the platform's folder: those that are there, and the next.</summary>
/// <remarks>
/// A set is made in a folder of its own, and appears whole by one renaming. What was finished of it when its maker was
/// killed is in its plan, and is not made again.
/// </remarks>
public sealed class FileSets(LedgerSettings settings)
{
    private const string PlanName = "set.json", NoteName = "files.note", CheckpointName = "checkpoint";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _sets = Path.Combine(settings.Folder, "open-data", "sets");
    private readonly string _making = Path.Combine(settings.Folder, "open-data", "making");

    /// <summary>The sets that are there, the latest first.</summary>
    public IReadOnlyList<string> Names => !Directory.Exists(_sets) ? [] :
        [.. new DirectoryInfo(_sets).EnumerateDirectories().Select(one => one.Name)
            .OrderDescending(StringComparer.Ordinal)];

    public FileSet? Latest => Names is [var latest, ..] ? Of(latest) : null;

    /// <summary>The set of that name; none where there is none.</summary>
    public FileSet? Of(string name) => Names.Contains(name) ? Read(Path.Combine(_sets, name)) : null;

    /// <summary>The set that is being made, with what is finished of it.</summary>
    public FileSet? Making => Read(_making);

    /// <summary>What the ledger had signed when the set was begun: it stands in the logs of the set.</summary>
    internal string? CheckpointOfMaking =>
        Path.Combine(_making, CheckpointName) is var path && File.Exists(path) ? File.ReadAllText(path) : null;

    /// <summary>Where a file lies; none where the set has no file of that name.</summary>
    public string? Find(FileSet set, string name) =>
        set.Files.Any(file => file.Name == name) ? Path.Combine(_sets, set.Set, name) : null;

    /// <summary>The set to go on with: the one that was begun, unless of another ledger; or a new one.</summary>
    /// <param name="checkpoint">The head as it was signed.</param>
    internal FileSet Begin(TreeHead head, string? checkpoint, Func<long, TreeHead> at, DateTimeOffset now)
    {
        if (Making is { } begun && begun.Size <= head.Size && at(begun.Size).Root.ToBase64() == begun.Root)
            return begun;
        if (Directory.Exists(_making)) Directory.Delete(_making, recursive: true);
        Directory.CreateDirectory(_making);
        if (checkpoint is not null)
            Durable.Write(Path.Combine(_making, CheckpointName), Encoding.UTF8.GetBytes(checkpoint));
        var set = string.Create(CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{head.Size}");
        return Keep(new(set, now, null, head.Size, head.Root.ToBase64(), [], null));
    }

    /// <summary>Makes one file of the set, unless it is there.</summary>
    internal async Task<FileSet> AddAsync(
        FileSet set, string name, string mediaType, Func<Stream, Task> write, CancellationToken cancellation)
    {
        var path = Path.Combine(_making, name);
        if (set.Files.Any(file => file.Name == name && new FileInfo(path) is { Exists: true } there
                && there.Length == file.Bytes))
            return set;
        await using (var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            BufferSize = 1 << 16,
        }))
        {
            await write(file);
            file.Flush(flushToDisk: true);
        }

        string digest;
        long length;
        await using (var file = File.OpenRead(path))
        {
            digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
            length = file.Length;
        }

        return Keep(set with
        {
            Files =
            [
                .. set.Files.Where(file => file.Name != name).Append(new(name, mediaType, length, digest))
                    .OrderBy(file => file.Name, StringComparer.Ordinal),
            ],
        });
    }

    /// <summary>Shows the set; of those before it a number stays whole, and of all others what is for good.</summary>
    internal FileSet Show(FileSet made, int whole, Func<PublicFile, bool> isForGood)
    {
        Keep(made);
        File.WriteAllText(Path.Combine(_making, NoteName), made.Note);
        Directory.CreateDirectory(_sets);
        Directory.Move(_making, Path.Combine(_sets, made.Set));
        foreach (var old in Names.Skip(whole).Select(Of).OfType<FileSet>()) Thin(old, isForGood);
        return made;
    }

    /// <summary>What goes is no longer listed before it is deleted; the note stays, with the digests of all.</summary>
    private void Thin(FileSet old, Func<PublicFile, bool> isForGood)
    {
        var gone = old.Files.Where(file => !isForGood(file)).ToList();
        if (gone.Count == 0) return;
        var folder = Path.Combine(_sets, old.Set);
        Keep(old with { Files = [.. old.Files.Except(gone)] }, folder);
        foreach (var file in gone) File.Delete(Path.Combine(folder, file.Name));
    }

    private FileSet Keep(FileSet set, string? folder = null)
    {
        Durable.Write(Path.Combine(folder ?? _making, PlanName), JsonSerializer.SerializeToUtf8Bytes(set, Json));
        return set;
    }

    private static FileSet? Read(string folder)
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(folder, PlanName));
            return JsonSerializer.Deserialize<FileSet>(file, Json);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
