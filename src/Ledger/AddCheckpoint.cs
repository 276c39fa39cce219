using System.Globalization;
using System.Text;

namespace EGov.Ledger;

/// <summary>A log's request that a witness cosign a checkpoint, and its decision (C2SP tlog-witness).</summary>
/// <remarks>Body: <c>old</c> and the size last cosigned, the hashes of the consistency proof in base64, a line each; a
/// blank line; the checkpoint's note.</remarks>
public sealed class AddCheckpoint
{
    private const string OldLead = "old ";

    /// <summary>A request about the latest checkpoint of a log.</summary>
    /// <param name="oldSize">The size that the witness cosigned last; 0 if none.</param>
    /// <param name="proof">From <see cref="MerkleTree.ConsistencyProof"/>; empty from 0 and for the same size.</param>
    /// <param name="note">The checkpoint with its log's signature.</param>
    /// <exception cref="ArgumentException">A negative size, or more hashes than a request may have.</exception>
    /// <exception cref="FormatException">The text of the note is no checkpoint.</exception>
    public AddCheckpoint(long oldSize, IReadOnlyList<Hash> proof, SignedNote note)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        if (proof.Count > MerkleTree.MaxProofHashes)
            throw new ArgumentException($"A proof has at most {MerkleTree.MaxProofHashes} hashes.", nameof(proof));
        (OldSize, Proof, Note, Checkpoint) = (oldSize, [.. proof], note, Checkpoint.Parse(note.Text));
    }

    /// <summary>The size that the log believes the witness to have cosigned last.</summary>
    public long OldSize { get; }

    /// <summary>At most 63 hashes.</summary>
    public IReadOnlyList<Hash> Proof { get; }

    /// <summary>The checkpoint with its signatures, not verified.</summary>
    public SignedNote Note { get; }

    /// <summary>What is to be cosigned. Its origin says whose keys and state <see cref="Decide"/> takes.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>Reads the body of a request.</summary>
    /// <exception cref="FormatException">Not exactly of this form: to be answered 400.</exception>
    public static AddCheckpoint Parse(ReadOnlySpan<byte> body)
    {
        // The lines before the note hold 45 bytes at most each.
        if (body.Length > SignedNote.MaxBytes + (45 * (MerkleTree.MaxProofHashes + 2)))
            throw new FormatException("The request is too large.");
        var text = Strict.Text(body, "The request");
        var blank = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0) throw new FormatException("A request has a blank line before its checkpoint.");
        var lines = Strict.Lines(text[..(blank + 1)], "A request");
        if (!lines[0].StartsWith(OldLead, StringComparison.Ordinal))
            throw new FormatException("A request begins with the old size.");
        if (lines.Length - 1 > MerkleTree.MaxProofHashes)
            throw new FormatException($"A proof has at most {MerkleTree.MaxProofHashes} hashes.");

        return new AddCheckpoint(Strict.Number(lines[0].AsSpan(OldLead.Length), "The old size"),
            [.. lines.Skip(1).Select(Hash.FromBase64)], SignedNote.Parse(text[(blank + 2)..]));
    }

    /// <summary>The body of the request.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder(OldLead).Append(OldSize.ToString(CultureInfo.InvariantCulture)).Append('\n');
        foreach (var hash in Proof) text.Append(hash.ToBase64()).Append('\n');
        return Encoding.UTF8.GetBytes(text.Append('\n').Append(Note).ToString());
    }

    /// <summary>What a witness does with the request.</summary>
    /// <param name="stored">The head it last cosigned for this origin; null if none.</param>
    /// <param name="logs">The keys it trusts for this origin; none if the log is unknown to it.</param>
    /// <returns>
    /// If accepted, the head to be stored, in the same transaction as <paramref name="stored"/> was read and before the
    /// cosignature leaves the house: else a slower request could take the witness back to a smaller tree.
    /// </returns>
    /// <remarks>The proof is checked against the stored root, never against one that the request brings. The same tree
    /// once more is accepted and may be cosigned anew.</remarks>
    public WitnessDecision Decide(TreeHead? stored, params IReadOnlyCollection<NoteVerifier> logs)
    {
        var latest = stored ?? new TreeHead(0, MerkleTree.EmptyRoot);
        WitnessDecision Refuse(WitnessStatus status, string reason) => new(status, latest, reason);

        if (logs.Count == 0) return Refuse(WitnessStatus.UnknownLog, $"No log {Checkpoint.Origin} is known here.");
        try
        {
            Checkpoint.Open(Note, logs);
        }
        catch (UnverifiedException e)
        {
            return e.Reason == Unverified.OtherOrigin
                ? Refuse(WitnessStatus.UnknownLog, e.Message)
                : Refuse(WitnessStatus.NotSigned, e.Message);
        }

        var head = Checkpoint.Head;
        if (OldSize > head.Size)
            return Refuse(WitnessStatus.Malformed, $"The old size {OldSize} is above that of the checkpoint.");
        if (OldSize != latest.Size)
            return Refuse(WitnessStatus.Conflict, $"The latest size cosigned is {latest.Size}, not {OldSize}.");
        return MerkleTree.IsConsistent(latest.Size, head.Size, latest.Root, head.Root, Proof)
            ? new WitnessDecision(WitnessStatus.Accepted, head, "")
            : Refuse(WitnessStatus.Inconsistent, $"The tree of {head.Size} is not shown to continue that of "
                + $"{latest.Size} that was cosigned.");
    }
}

/// <summary>The answer of a witness, as a status of HTTP.</summary>
public enum WitnessStatus
{
    /// <summary>To be cosigned; the body is the cosignature's line.</summary>
    Accepted = 200,

    /// <summary>The request is not well formed, or its old size is above the new one.</summary>
    Malformed = 400,

    /// <summary>No trusted key has signed the checkpoint.</summary>
    NotSigned = 403,

    /// <summary>The origin is not that of a log the witness follows.</summary>
    UnknownLog = 404,

    /// <summary>Another size was cosigned last; the body is that size and a newline, as text/x.tlog.size.</summary>
    Conflict = 409,

    /// <summary>The tree does not continue the one cosigned before, or is not shown to.</summary>
    Inconsistent = 422,
}

/// <summary>What a witness answers.</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Head">What the witness holds from now on: the new head if accepted, else the one it held.</param>
/// <param name="Reason">For people; empty if accepted.</param>
public sealed record WitnessDecision(WitnessStatus Status, TreeHead Head, string Reason)
{
    /// <summary>Whether to store the head, and then to cosign.</summary>
    public bool IsAccepted => Status == WitnessStatus.Accepted;
}
