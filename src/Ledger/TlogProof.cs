using System.Globalization;
using System.Text;

namespace EGov.Ledger;

/// <summary>All that shows an entry to be in the ledger, for use offline (C2SP tlog-proof).</summary>
/// <remarks>
/// <c>c2sp.org/tlog-proof@v1</c>, perhaps <c>extra</c> and base64, <c>index</c> and a decimal, the hashes of the path
/// in base64, a line each; a blank line; the checkpoint's note as it is. Files are named <c>*.tlog-proof</c>.
/// </remarks>
public sealed class TlogProof
{
    private const string Header = "c2sp.org/tlog-proof@v1";
    private const string ExtraLead = "extra ";
    private const string IndexLead = "index ";

    // A note, and room for the extra beside it.
    private const int MaxLength = 2 * SignedNote.MaxBytes;

    private readonly byte[]? _extra;

    /// <summary>A proof of an entry's place in the tree of a checkpoint.</summary>
    /// <param name="index">The entry's leaf, from 0.</param>
    /// <param name="path">From <see cref="MerkleTree.InclusionPath"/> at the checkpoint's size.</param>
    /// <param name="note">The checkpoint with the signatures of the log and its witnesses.</param>
    /// <param name="extra">Whatever the reader may want besides; nothing vouches for it.</param>
    /// <exception cref="ArgumentException">A negative index, or more hashes than any path has.</exception>
    /// <exception cref="FormatException">The text of the note is no checkpoint.</exception>
    public TlogProof(long index, IReadOnlyList<Hash> path, SignedNote note, ReadOnlyMemory<byte>? extra = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (path.Count > MerkleTree.MaxProofHashes)
            throw new ArgumentException($"A path has at most {MerkleTree.MaxProofHashes} hashes.", nameof(path));
        (Index, Path, Note, _extra) = (index, [.. path], note, extra?.ToArray());
        Checkpoint = Checkpoint.Parse(note.Text);
    }

    /// <summary>The entry's leaf, from 0, as claimed.</summary>
    public long Index { get; }

    /// <summary>The hashes that lead from the leaf to the root, its sibling first.</summary>
    public IReadOnlyList<Hash> Path { get; }

    /// <summary>The checkpoint's note, its signatures not verified.</summary>
    public SignedNote Note { get; }

    /// <summary>What the note says, not verified; by its size one may see which of two proofs is the later.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>What is not authenticated by anything; null if absent.</summary>
    public ReadOnlyMemory<byte>? Extra => _extra is null ? default(ReadOnlyMemory<byte>?) : _extra;

    /// <summary>Reads a proof file. Nothing is verified.</summary>
    /// <exception cref="FormatException">Not exactly of this form, all of it in its one spelling.</exception>
    public static TlogProof Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length > MaxLength) throw new FormatException($"A proof has at most {MaxLength} bytes.");
        return Parse(Strict.Text(file, "A proof"));
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte})"/>
    public static TlogProof Parse(string file)
    {
        var blank = file.IndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0) throw new FormatException("A proof has a blank line before its checkpoint.");
        var lines = Strict.Lines(file[..(blank + 1)], "A proof");
        if (lines[0] != Header) throw new FormatException($"A proof begins with {Header}.");

        var hasExtra = lines.Length > 1 && lines[1].StartsWith(ExtraLead, StringComparison.Ordinal);
        var extra = hasExtra ? Strict.Base64(lines[1].AsSpan(ExtraLead.Length), "The extra of a proof") : null;
        var rest = lines[(hasExtra ? 2 : 1)..];
        if (rest.Length == 0 || !rest[0].StartsWith(IndexLead, StringComparison.Ordinal))
            throw new FormatException("A proof names the index of its entry.");
        if (rest.Length - 1 > MerkleTree.MaxProofHashes)
            throw new FormatException($"A path has at most {MerkleTree.MaxProofHashes} hashes.");

        var index = Strict.Number(rest[0].AsSpan(IndexLead.Length), "The index of a proof");
        var note = SignedNote.Parse(file[(blank + 2)..]);
        return new TlogProof(index, [.. rest.Skip(1).Select(Hash.FromBase64)], note,
            extra is null ? null : (ReadOnlyMemory<byte>?)extra);
    }

    /// <summary>Verifies that an entry is in a log that a policy accepts.</summary>
    /// <param name="entry">The bytes of the entry, as its holder has them.</param>
    /// <param name="policy">Whose signatures count; it comes from a trusted place, not with the proof.</param>
    /// <returns>What was proved; read <see cref="Proved.IsQuorumMet"/> too.</returns>
    /// <exception cref="UnverifiedException">
    /// No accepted log signed the checkpoint, a signature is bad, or the path does not lead from the entry to the root.
    /// </exception>
    public Proved Verify(ReadOnlySpan<byte> entry, Policy policy)
    {
        var witnessed = policy.Open(Note);
        var head = witnessed.Checkpoint.Head;
        return MerkleTree.IsIncluded(Index, head.Size, MerkleTree.Leaf(entry), Path, head.Root)
            ? new Proved(Index, witnessed)
            : throw new UnverifiedException(Unverified.NotIncluded,
                $"The path does not show this entry at index {Index} of a tree of {head.Size}.");
    }

    /// <summary>The proof file, exactly as <see cref="Parse(string)"/> read it.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Header).Append('\n');
        if (_extra is not null) text.Append(ExtraLead).Append(Convert.ToBase64String(_extra)).Append('\n');
        text.Append(IndexLead).Append(Index.ToString(CultureInfo.InvariantCulture)).Append('\n');
        foreach (var hash in Path) text.Append(hash.ToBase64()).Append('\n');
        return text.Append('\n').Append(Note).ToString();
    }

    /// <summary>The proof file in UTF-8.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());
}

/// <summary>What a proof has shown of an entry.</summary>
/// <param name="Index">Its leaf, from 0.</param>
/// <param name="Witnessed">The checkpoint that covers it, which log signed that, and which witnesses when.</param>
public sealed record Proved(long Index, Witnessed Witnessed)
{
    /// <summary>How many leaves the tree had.</summary>
    public long Size => Witnessed.Checkpoint.Size;

    /// <summary>Whether enough witnesses cosigned for the policy.</summary>
    public bool IsQuorumMet => Witnessed.IsQuorumMet;
}
