using System.Globalization;

namespace EGov.Ledger;

/// <summary>How far a tree has grown: its size and the root over all its leaves.</summary>
/// <param name="Size">How many leaves.</param>
/// <param name="Root">The root over them; of none, <see cref="MerkleTree.EmptyRoot"/>.</param>
public readonly record struct TreeHead(long Size, Hash Root);

/// <summary>The head of the tree of a named log, as the text that the log signs (C2SP tlog-checkpoint).</summary>
/// <remarks>origin, size in decimal, base64(root): a line each, all ending in a newline.</remarks>
public sealed record Checkpoint
{
    /// <summary>A checkpoint to be signed; it has no extension lines.</summary>
    /// <param name="origin">What the log is called everywhere and for ever; the name of its key.</param>
    /// <param name="size">How many leaves the tree has.</param>
    /// <param name="root">The root over them.</param>
    /// <exception cref="ArgumentException">
    /// The origin is empty or holds a control character, the size is negative, or a tree of no leaves has another root.
    /// </exception>
    public Checkpoint(string origin, long size, Hash root)
    {
        if (origin.Length == 0 || origin.Contains('\n') || Strict.HasControls(origin))
            throw new ArgumentException("An origin is a line of text.", nameof(origin));
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (size == 0 && root != MerkleTree.EmptyRoot)
            throw new ArgumentException("The root of no leaves is SHA-256 of nothing.", nameof(root));
        (Origin, Head, Extensions) = (origin, new TreeHead(size, root), []);
    }

    private Checkpoint(string origin, TreeHead head, string[] extensions) =>
        (Origin, Head, Extensions) = (origin, head, extensions);

    /// <summary>Which log.</summary>
    public string Origin { get; }

    /// <summary>Size and root together.</summary>
    public TreeHead Head { get; }

    /// <summary>How many leaves the tree has.</summary>
    public long Size => Head.Size;

    /// <summary>The root over them.</summary>
    public Hash Root => Head.Root;

    /// <summary>Further lines of another's checkpoint, without newlines; in ours there are none.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>The text to be signed, with its final newline.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root.ToBase64()}\n")
        + string.Concat(Extensions.Select(line => line + "\n"));

    /// <summary>Reads the text of a checkpoint, ours or another log's. Its signature is not looked at.</summary>
    /// <exception cref="FormatException">
    /// Fewer than three lines, an empty line, no final newline, a control character, a size with a sign, leading zeros
    /// or more than 2^63 - 1, or a root that is not canonical base64 of 32 bytes.
    /// </exception>
    public static Checkpoint Parse(string text)
    {
        var lines = Strict.Lines(text, "A checkpoint");
        if (lines.Length < 3 || lines.Contains(""))
            throw new FormatException("A checkpoint has an origin, a size and a root, a line each, and no empty line.");
        var size = Strict.Number(lines[1], "The size of a checkpoint");
        return new Checkpoint(lines[0], new TreeHead(size, Hash.FromBase64(lines[2])), lines[3..]);
    }

    /// <summary>The checkpoint in a note, once one of the log's keys has verified it.</summary>
    /// <param name="note">As it was fetched.</param>
    /// <param name="logs">Trusted keys, each named as the origin of its log.</param>
    /// <exception cref="FormatException">The text is no checkpoint.</exception>
    /// <exception cref="UnverifiedException">
    /// No signature of these keys, a bad one, or a key that is not of the log named as origin.
    /// </exception>
    public static Checkpoint Open(SignedNote note, params IEnumerable<NoteVerifier> logs)
    {
        var verified = note.Verify(logs);
        var checkpoint = Parse(note.Text);
        return verified.Any(one => one.Key.Type == NoteKeyType.Ed25519 && one.Key.Name == checkpoint.Origin)
            ? checkpoint
            : throw new UnverifiedException(Unverified.OtherOrigin,
                $"The checkpoint is of the log {checkpoint.Origin}, its signature is not.");
    }

    /// <summary>The checkpoint as a note, signed by its log.</summary>
    /// <exception cref="ArgumentException">Extension lines, or a key not named as the origin.</exception>
    public SignedNote Sign(NoteSigner log)
    {
        if (log.Name != Origin) throw new ArgumentException("The key of a log is named as its origin.", nameof(log));
        if (Extensions.Count > 0)
            throw new ArgumentException("Witnesses may not see extension lines: none is signed here.", nameof(log));
        return new SignedNote(Text, log.Sign(Text));
    }

    public bool Equals(Checkpoint? other) => other is not null && Text == other.Text;
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
    public override string ToString() => Text;
}
