using System.Text;

namespace EGov.Ledger;

/// <summary>A text with the signatures under it, as it is served and kept (C2SP signed-note).</summary>
/// <remarks>
/// <para>text, blank line, then a line for each signature: — name base64(key id || signature). The text ends in a
/// newline and may hold blank lines; the last one of the note divides. UTF-8, no other control character.</para>
/// <para>Reading proves nothing: only what <see cref="Verify"/> has passed may be believed.</para>
/// </remarks>
public sealed class SignedNote
{
    /// <summary>How many bytes a note may have: room for far more than the 16 signatures to be accepted.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>How many signatures a note may have; 16 must be accepted.</summary>
    public const int MaxSignatures = 100;

    private readonly byte[] _signed;

    /// <summary>A note of a text and the signatures under it.</summary>
    /// <param name="text">Ends in a newline.</param>
    /// <param name="signatures">At least one.</param>
    /// <exception cref="FormatException">What <see cref="Parse(ReadOnlySpan{byte})"/> would refuse.</exception>
    public SignedNote(string text, params IEnumerable<NoteSignature> signatures)
    {
        Text = text;
        Signatures = [.. signatures];
        _signed = SignedBytes(text);
        if (Signatures.Count is 0 or > MaxSignatures)
            throw new FormatException($"A note has from 1 to {MaxSignatures} signatures, not {Signatures.Count}.");
        if (ToBytes().Length > MaxBytes) throw TooLarge();
    }

    /// <summary>What is signed, with its final newline and without the blank line after it.</summary>
    public string Text { get; }

    /// <summary>At least one signature, in the order of the note; verified or not.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Reads a note.</summary>
    /// <exception cref="FormatException">
    /// Not UTF-8, too large, a control character, no blank line, no signature, too many, or a line under the text that
    /// is no signature.
    /// </exception>
    public static SignedNote Parse(ReadOnlySpan<byte> note)
    {
        if (note.Length > MaxBytes) throw TooLarge();
        return Parse(Strict.Text(note, "A note"));
    }

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte})"/>
    public static SignedNote Parse(string note)
    {
        if (note.Length > MaxBytes) throw TooLarge();
        var blank = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0) throw new FormatException("A note has a blank line between its text and its signatures.");
        var lines = Strict.Lines(note[(blank + 2)..], "A note");
        if (lines.Length > MaxSignatures)
            throw new FormatException($"A note has at most {MaxSignatures} signatures, not {lines.Length}.");
        return new SignedNote(note[..(blank + 1)], lines.Select(NoteSignature.Parse));
    }

    /// <summary>The same text with further signatures after those it has; a signature it has is not repeated.</summary>
    public SignedNote With(params IEnumerable<NoteSignature> signatures) =>
        new(Text, Signatures.Concat(signatures).Distinct());

    /// <summary>Checks every signature whose key is known.</summary>
    /// <param name="known">The trusted keys; signatures of others say nothing and are passed over.</param>
    /// <returns>At least one verified signature, in the order of the note.</returns>
    /// <exception cref="UnverifiedException">
    /// A signature under the name and id of a known key is not that key's: the whole note is refused, whatever else it
    /// has. Or none is of a known key.
    /// </exception>
    public IReadOnlyList<VerifiedSignature> Verify(params IEnumerable<NoteVerifier> known)
    {
        var verifiers = known.ToList();
        var verified = new List<VerifiedSignature>();
        foreach (var signature in Signatures)
        {
            foreach (var verifier in verifiers.Where(verifier => verifier.Claims(signature)))
            {
                if (!verifier.Verifies(_signed, signature, out var time))
                    throw new UnverifiedException(Unverified.BadSignature,
                        $"A signature in the name of {verifier.Name} is not by its key.");
                verified.Add(new VerifiedSignature(verifier, time));
            }
        }
        return verified.Count > 0
            ? verified
            : throw new UnverifiedException(Unverified.NoKnownSignature, "The note bears no signature of a known key.");
    }

    /// <summary>The note as text, exactly as <see cref="Parse(string)"/> read it.</summary>
    public override string ToString() =>
        new StringBuilder(Text).Append('\n').AppendJoin("", Signatures.Select(signature => signature.Line)).ToString();

    /// <summary>The note in UTF-8, exactly as <see cref="Parse(ReadOnlySpan{byte})"/> read it.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    /// <summary>The bytes that a signature of type Ed25519 covers.</summary>
    /// <exception cref="FormatException">The text does not end in a newline, or could not stand in a note.</exception>
    internal static byte[] SignedBytes(string text)
    {
        if (!text.EndsWith('\n')) throw new FormatException("The text of a note ends in a newline.");
        if (Strict.HasControls(text)) throw new FormatException("A note has no control character but the newline.");
        return Strict.Bytes(text, "A note");
    }

    private static FormatException TooLarge() => new($"A note has at most {MaxBytes} bytes.");
}

/// <summary>A signature as it stands under a note: whose it claims to be, and its bytes.</summary>
/// <remarks>Line: U+2014, space, name, space, base64(u32be key id || signature), newline (C2SP signed-note).</remarks>
public sealed class NoteSignature : IEquatable<NoteSignature>
{
    private const string Lead = "\u2014 ";

    private readonly byte[] _bytes;

    internal NoteSignature(string name, uint keyId, ReadOnlySpan<byte> bytes)
    {
        (Name, KeyId, _bytes) = (NoteKey.Named(name), keyId, bytes.ToArray());
        Line = $"{Lead}{Name} {Convert.ToBase64String([.. NoteKey.IdBytes(keyId), .. bytes])}\n";
    }

    /// <summary>The name of the key, as claimed.</summary>
    public string Name { get; }

    /// <summary>The first four bytes of a hash over name, type and key: says which key is meant.</summary>
    public uint KeyId { get; }

    /// <summary>The signature without the key id; its shape depends on the type of the key.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>The whole line with its newline.</summary>
    public string Line { get; }

    /// <summary>Reads a signature line, with or without its newline.</summary>
    /// <exception cref="FormatException">Not exactly of that form, the base64 canonical.</exception>
    public static NoteSignature Parse(string line)
    {
        if (line.EndsWith('\n')) line = line[..^1];
        if (!line.StartsWith(Lead, StringComparison.Ordinal)) throw Malformed();
        var space = line.IndexOf(' ', Lead.Length);
        if (space < 0) throw Malformed();
        var bytes = Strict.Base64(line.AsSpan(space + 1), "A signature");
        if (bytes.Length <= NoteKey.IdLength) throw Malformed();
        return new NoteSignature(line[Lead.Length..space], NoteKey.ReadId(bytes), bytes.AsSpan(NoteKey.IdLength));
    }

    public bool Equals(NoteSignature? other) => other is not null && Line == other.Line;
    public override bool Equals(object? obj) => Equals(obj as NoteSignature);
    public override int GetHashCode() => Line.GetHashCode(StringComparison.Ordinal);
    public override string ToString() => Line;

    private static FormatException Malformed() =>
        new("A signature line is a dash (U+2014), a name and base64 of key id and signature, parted by spaces.");
}

/// <summary>A signature that its key has verified.</summary>
/// <param name="Key">Whose.</param>
/// <param name="Time">When it was made, if its type says so: to the second, UTC. Only cosignatures do.</param>
public sealed record VerifiedSignature(NoteVerifier Key, DateTimeOffset? Time);

/// <summary>A thing is well formed and not proved: <see cref="Reason"/> says to programs what failed.</summary>
public sealed class UnverifiedException : Exception
{
    internal UnverifiedException(Unverified reason, string message) : base(message) => Reason = reason;

    /// <summary>What failed first.</summary>
    public Unverified Reason { get; }
}

/// <summary>Why a thing is not proved.</summary>
public enum Unverified
{
    /// <summary>No signature is by a trusted key.</summary>
    NoKnownSignature,

    /// <summary>A signature stands under the name of a trusted key and is not that key's.</summary>
    BadSignature,

    /// <summary>The signature is of a trusted key, but its text names another log.</summary>
    OtherOrigin,

    /// <summary>The path does not lead from the entry to the signed root.</summary>
    NotIncluded,
}
