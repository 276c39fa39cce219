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
            : Unlike("egov.localhost"));
        var path = Path.Combine(folder, BeforeFile);
        var before = File.Exists(path) ? Read(path) : null;
        // Kept aside, and the next has not taken over yet: it is one key, and signs once.
        return new(log, before?.Vkey == log.Vkey ? null : before);
    }

    private const string LogFile = "ledger.key", BeforeFile = "ledger.before.key", NextFile = "ledger.next.key",
        ReceiptsFile = "receipts.key", WitnessFile = "witness.key", DrawFile = "draw.key";

    /// <summary>Whether a folder has the key of the checkpoints.</summary>
    public static bool Exist(string folder) => File.Exists(Path.Combine(folder, LogFile));

    /// <summary>When the keys that sign were written: another time, another key.</summary>
    public static (DateTime Log, DateTime Before) Written(string folder) =>
        (File.GetLastWriteTimeUtc(Path.Combine(folder, LogFile)),
            File.GetLastWriteTimeUtc(Path.Combine(folder, BeforeFile)));

    /// <summary>The key of the receipts of a ledger.</summary>
    public static NoteSigner OpenReceipts(string folder, string origin) =>
        OpenOne(Path.Combine(folder, ReceiptsFile), () => origin);

    /// <summary>The key of a witness, which cosigns the checkpoints of others.</summary>
    /// <param name="name">Of a new one; none: one that is unlike any other.</param>
    public static NoteSigner OpenWitness(string folder, string? name) =>
        OpenOne(Path.Combine(folder, WitnessFile), () => name is { Length: > 0 } ? name : Unlike("witness.localhost"),
            NoteKeyType.Cosignature);

    /// <summary>The key of a contributor to draws, of the platform or of a witness; made where there is none.</summary>
    public static DrawSigner OpenDraws(string folder)
    {
        var path = Path.Combine(folder, DrawFile);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(folder);
            using var made = DrawSigner.Create();
            WriteNew(path, made.ToPrivatePem());
        }

        return DrawSigner.FromPem(File.ReadAllText(path));
    }

    /// <summary>Makes the next key of the checkpoints, unless one waits already to take over.</summary>
    /// <returns>Its public half, which is put on record before it signs anything.</returns>
    public static NoteVerifier Prepare(string folder)
    {
        using var current = Read(Path.Combine(folder, LogFile));
        using var next = OpenOne(Path.Combine(folder, NextFile), () => current.Name);
        return next.Verifier;
    }

    /// <summary>The public half of the key that waits to take over; null where none waits.</summary>
    public static NoteVerifier? Next(string folder)
    {
        var path = Path.Combine(folder, NextFile);
        if (!File.Exists(path)) return null;
        using var next = Read(path);
        return next.Verifier;
    }

    /// <summary>Lets the next key take over; the one before signs beside it until <see cref="Retire"/>.</summary>
    /// <remarks>At no moment is there no key: who looked then would make one, and with it another ledger.</remarks>
    public static void Change(string folder)
    {
        var log = Path.Combine(folder, LogFile);
        Durable.Write(Path.Combine(folder, BeforeFile), File.ReadAllBytes(log), OwnerOnly);
        File.Move(Path.Combine(folder, NextFile), log, overwrite: true);
    }

    /// <summary>The key before is gone for good: nobody can sign with it any more.</summary>
    public static void Retire(string folder) => File.Delete(Path.Combine(folder, BeforeFile));

    public IReadOnlyList<NoteSignature> Sign(string text) =>
        Before is null ? [Log.Sign(text)] : [Log.Sign(text), Before.Sign(text)];

    private static string Unlike(string host) =>
        $"{host}/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";

    private static NoteSigner OpenOne(string path, Func<string> name, NoteKeyType type = NoteKeyType.Ed25519)
    {
        if (File.Exists(path)) return Read(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var made = New(name(), type);
        WriteNew(path, made.ToPrivateText() + "\n");
        return Read(path);
    }

    private static NoteSigner New(string name, NoteKeyType type = NoteKeyType.Ed25519) =>
        new(name, RandomNumberGenerator.GetBytes(NoteSigner.SeedLength), type);

    private static NoteSigner Read(string path) => NoteSigner.Parse(File.ReadAllText(path).Trim());

    private static void WriteNew(string path, string key)
    {
        try
        {
            Write(path, key);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process of the same folder made it first: its key is the key.
        }
    }

    // Whole or not at all, and never over another: a key cut short by a crash could not be read again.
    private static void Write(string path, string key)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(temporary, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(key));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
