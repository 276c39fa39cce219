using System.CommandLine;
using EGov.Ledger;

namespace EGov.Verifier;

/// <summary>What the auditor gives: files, read whole, and what they are.</summary>
internal static class Given
{
    // A proof has two notes' worth of bytes at most, and nothing else that is given as one file is larger.
    private const int MaxBytes = 2 * SignedNote.MaxBytes;

    public static Option<FileInfo> Policy(bool required = true) => new("--policy")
    {
        Description = "The policy file: which log you trust, and which witnesses must have cosigned.",
        Required = required,
    };

    public static Option<FileInfo?> Entry() => new("--entry")
    {
        Description = "The bytes of the entry, where the proof file does not carry them.",
    };

    public static Option<DirectoryInfo?> Mirror(string description) => new("--mirror") { Description = description };

    public static byte[] Read(FileInfo file)
    {
        if (!file.Exists) throw new Unusable($"There is no file {file.FullName}.");
        return file.Length <= MaxBytes
            ? File.ReadAllBytes(file.FullName)
            : throw new Unusable($"{file.Name} is larger than any file of its kind.");
    }

    /// <exception cref="Unusable">The policy is the auditor's own, so a wrong line is his to mend.</exception>
    public static Policy Trusted(FileInfo file)
    {
        try
        {
            return EGov.Ledger.Policy.Parse(Read(file));
        }
        catch (PolicyException wrong)
        {
            throw new Unusable($"The policy {file.Name} cannot be used: {wrong.Message}");
        }
    }

    public static SignedNote Note(FileInfo file) => SignedNote.Parse(Read(file));

    /// <summary>A key as its text, or as a file that holds it.</summary>
    public static NoteVerifier Key(string given)
    {
        try
        {
            return NoteVerifier.Parse((File.Exists(given) ? File.ReadAllText(given) : given).Trim());
        }
        catch (FormatException wrong)
        {
            throw new Unusable($"{given} is neither a key nor a file that holds one: {wrong.Message}");
        }
    }
}

/// <summary>The question cannot be asked as it was given; the message says what to give instead.</summary>
#pragma warning disable CA1032, CA1710 // Both carry one message, and read as what the auditor is told.
public sealed class Unusable(string message) : Exception(message);

/// <summary>What was asked is not proved by what was given; the message says why in a sentence.</summary>
public sealed class NotProved(string message) : Exception(message);
