using System.Globalization;
using EGov.Ledger;

namespace EGov.Verifier;

/// <summary>An entry that was shown to be in a log the auditor trusts.</summary>
internal sealed record ProvedEntry(Entry Entry, Proved Proved)
{
    /// <summary>The entry of a proof file.</summary>
    /// <param name="entry">Its bytes, where the file does not carry them.</param>
    /// <exception cref="NotProved">There is no entry, or the quorum of the policy is not met.</exception>
    /// <exception cref="FormatException">A file is malformed.</exception>
    /// <exception cref="UnverifiedException">A signature is bad, or the entry is not where the proof says.</exception>
    public static ProvedEntry Of(FileInfo proof, FileInfo? entry, Policy policy) =>
        Of(TlogProof.Parse(Given.Read(proof)), entry is null ? null : Given.Read(entry), policy).Demanded();

    /// <inheritdoc cref="Of(FileInfo, FileInfo?, Policy)"/>
    /// <remarks>A missing quorum is for the caller to find.</remarks>
    public static ProvedEntry Of(TlogProof proof, byte[]? entry, Policy policy)
    {
        var bytes = entry ?? proof.Extra?.ToArray()
            ?? throw new NotProved("The proof file carries no entry: give the entry's bytes by --entry.");
        var proved = proof.Verify(bytes, policy);
        return new(Entry.Parse(bytes), proved);
    }

    /// <summary>Itself, if enough witnesses have cosigned for the policy.</summary>
    public ProvedEntry Demanded() => Proved.IsQuorumMet ? this
        : throw new NotProved($"Fewer witnesses than the policy demands ({Proved.Witnessed.Witnesses.Count}) have "
            + "cosigned: the log could have shown this tree to you alone.");

    public string Name => $"event {Entry.Id} ({Entry.Type})";

    public void Tell(TextWriter say)
    {
        say.WriteLine($"The entry is {Name}, version {Entry.Ver} of its stream, by {Entry.By}.");
        say.WriteLine($"The database says that it wrote it at {Time(Entry.Recorded)}.");
        say.WriteLine($"PROVED: it is entry {Proved.Index} (counted from 0) of the {Proved.Size} entries of the log "
            + $"{Proved.Witnessed.Checkpoint.Origin}, which has signed that tree.");
        Tell(say, Proved.Witnessed);
    }

    public static void Tell(TextWriter say, Witnessed witnessed)
    {
        foreach (var seen in witnessed.Witnesses)
            say.WriteLine($"PROVED: the witness {seen.Witness.Name} has seen that tree by {Time(seen.Time)}.");
        if (witnessed.Witnesses.Count == 0)
            say.WriteLine("It is published only: no witness of the policy has cosigned that tree, so nothing here "
                + "shows that others are shown the same.");
    }

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
