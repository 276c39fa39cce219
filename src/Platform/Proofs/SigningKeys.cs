using System.Security.Cryptography;
using EGov.Ledger;

namespace EGov.Proofs;

/// <summary>The ledger's private keys: for checkpoints, for receipts, and, after a change, the one before.</summary>
/// <remarks>
/// A key is a line of text, readable by its owner alone: <c>PRIVATE+KEY+name+id+key</c>, as golang.org/x/mod writes it.
/// Receipts have a key of their own, so that the key of the checkpoints can lie in another process or machine.
/// </remarks>
public sealed class SigningKeys
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private SigningKeys(NoteSigner log, NoteSigner? before) => (Log, Before) = (log, before);

    public NoteSigner Log { get; }

    /// <summary>The checkpoints' key before the last change: it signs too, until the change is published.</summary>
    public NoteSigner? Before { get; }

    /// <summary>The keys in a folder; made there if it has none.</summary>
    /// <param name="origin">The name of a new ledger; none: one that is unlike any other.</param>
    public static SigningKeys Open(string folder, string? origin)
    {
        var log = OpenOne(Path.Combine(folder, LogFile), () => origin is { Length: > 0 } ? origin
            : $"egov.localhost/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");
        var before = Path.Combine(folder, BeforeFile);
        return new(log, File.Exists(before) ? Read(before) : null);
    }

    private const string LogFile = "ledger.key", BeforeFile = "ledger.before.key", NextFile = "ledger.next.key",
        ReceiptsFile = "receipts.key";

    /// <summary>When a key last came or went, as the folder itself remembers.</summary>
    public static DateTime LastChange(string folder) => Directory.GetLastWriteTimeUtc(folder);

    /// <summary>The key of the receipts of a ledger.</summary>
    public static NoteSigner OpenReceipts(string folder, string origin) =>
        OpenOne(Path.Combine(folder, ReceiptsFile), () => origin);

    /// <summary>Makes the next key of the checkpoints, unless one waits already to take over.</summary>
    /// <returns>Its public half, which is put on record before it signs anything.</returns>
    public static NoteVerifier Prepare(string folder)
    {
        using var current = Read(Path.Combine(folder, LogFile));
        return OpenOne(Path.Combine(folder, NextFile), () => current.Name).Verifier;
    }

    /// <summary>Lets the next key take over; the one before signs beside it until <see cref="Retire"/>.</summary>
    public static void Change(string folder)
    {
        File.Move(Path.Combine(folder, LogFile), Path.Combine(folder, BeforeFile), overwrite: true);
        File.Move(Path.Combine(folder, NextFile), Path.Combine(folder, LogFile));
    }

    /// <summary>The key before is gone for good: nobody can sign with it any more.</summary>
    public static void Retire(string folder) => File.Delete(Path.Combine(folder, BeforeFile));

    public IReadOnlyList<NoteSignature> Sign(string text) =>
        Before is null ? [Log.Sign(text)] : [Log.Sign(text), Before.Sign(text)];

    private static NoteSigner OpenOne(string path, Func<string> name)
    {
        if (File.Exists(path)) return Read(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var made = New(name());
        try
        {
            Write(path, made);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process of the same folder made it first: its key is the key.
        }

        return Read(path);
    }

    private static NoteSigner New(string name) => new(name, RandomNumberGenerator.GetBytes(NoteSigner.SeedLength));

    private static NoteSigner Read(string path) => NoteSigner.Parse(File.ReadAllText(path).Trim());

    private static void Write(string path, NoteSigner key)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(path, options);
        file.Write(System.Text.Encoding.ASCII.GetBytes(key.ToPrivateText() + "\n"));
        file.Flush(flushToDisk: true);
    }
}
