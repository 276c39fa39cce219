using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using NSec.Cryptography;

namespace EGov.Ledger;

/// <summary>What a key signs and how: the type byte of C2SP signed-note.</summary>
public enum NoteKeyType
{
    /// <summary>An Ed25519 signature over the text: a log's, or that of any other note.</summary>
    Ed25519 = 0x01,

    /// <summary>A timestamped Ed25519 signature over a checkpoint: a witness's (<see cref="Cosignature"/>).</summary>
    Cosignature = 0x04,
}

/// <summary>A public key by name, with which notes are verified.</summary>
/// <remarks>
/// <para>vkey = name + hex8(key id) + base64(type || public key), joined by plus signs;
/// key id = SHA-256(name || 0x0A || type || public key)[:4], big-endian (C2SP signed-note). Equal if the same name,
/// type and key.</para>
/// <para>The key proves who signed only as far as the vkey came from a trusted place.</para>
/// </remarks>
public sealed class NoteVerifier : IEquatable<NoteVerifier>
{
    private readonly PublicKey _key;

    internal NoteVerifier(string name, NoteKeyType type, ReadOnlySpan<byte> publicKey)
    {
        (Name, Type, PublicKey) = (NoteKey.Named(name), type, publicKey.ToArray());
        if (!NSec.Cryptography.PublicKey.TryImport(
                SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var key))
            throw new FormatException("A public key is not one of Ed25519.");
        _key = key!;
        KeyId = NoteKey.Id(name, type, publicKey);
        Vkey = NoteKey.Joined(name, KeyId, type, publicKey);
    }

    /// <summary>The name under which it signs; of a log, its origin.</summary>
    public string Name { get; }

    /// <summary>What it signs and how.</summary>
    public NoteKeyType Type { get; }

    /// <summary>Which key of that name; short, so no proof of anything.</summary>
    public uint KeyId { get; }

    /// <summary>The 32 bytes of the Ed25519 public key (RFC 8032 §5.1.5).</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>The text by which others come to know it.</summary>
    public string Vkey { get; }

    /// <summary>Reads a vkey.</summary>
    /// <exception cref="FormatException">
    /// Not of that form, an unusable name, a key id that does not fit the key, or a type other than
    /// <see cref="NoteKeyType"/>.
    /// </exception>
    public static NoteVerifier Parse(string vkey)
    {
        var (name, keyId, type, key) = NoteKey.Split(vkey, "A vkey");
        var verifier = new NoteVerifier(name, type, key);
        return verifier.KeyId == keyId
            ? verifier
            : throw new FormatException("The key id of a vkey is not that of its name, type and key.");
    }

    /// <summary>Whether a signature claims to be of this key; others are to be passed over.</summary>
    public bool Claims(NoteSignature signature) => signature.KeyId == KeyId && signature.Name == Name;

    /// <summary>Whether a signature is of this key, over a text or, as a cosignature, over that and its time.</summary>
    /// <param name="signed">The text of a note in UTF-8.</param>
    /// <param name="signature">One that <see cref="Claims"/> to be of this key.</param>
    /// <param name="time">When a cosignature was made; null for other types.</param>
    internal bool Verifies(ReadOnlySpan<byte> signed, NoteSignature signature, out DateTimeOffset? time)
    {
        time = null;
        if (Type == NoteKeyType.Ed25519) return Verifies(signed, signature.Bytes.Span);
        if (!Cosignature.TryRead(this, signed, signature, out var made)) return false;
        time = made;
        return true;
    }

    internal bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureAlgorithm.Ed25519.SignatureSize
        && SignatureAlgorithm.Ed25519.Verify(_key, message, signature);

    public bool Equals(NoteVerifier? other) => other is not null && Vkey == other.Vkey;
    public override bool Equals(object? obj) => Equals(obj as NoteVerifier);
    public override int GetHashCode() => Vkey.GetHashCode(StringComparison.Ordinal);
    public override string ToString() => Vkey;
}

/// <summary>A private key by name, with which notes are signed.</summary>
/// <remarks>
/// Private form, as Go's note package writes it: <c>PRIVATE+KEY+name+hex8(key id)+base64(type || seed)</c>. The seed is
/// the private key of RFC 8032 §5.1.5; it is held outside the managed heap and wiped when disposed of.
/// </remarks>
public sealed class NoteSigner : IDisposable
{
    /// <summary>How many bytes the seed has, all of them random.</summary>
    public const int SeedLength = 32;

    private const string Private = "PRIVATE+KEY+";

    private readonly Key _key;

    /// <summary>The key of a seed.</summary>
    /// <param name="name">Best a URL without scheme, such as <c>ledger.example.org/demo</c>.</param>
    /// <param name="seed">32 random bytes; whoever has them can sign.</param>
    /// <param name="type">A log's by default; <see cref="NoteKeyType.Cosignature"/> for a witness.</param>
    /// <exception cref="FormatException">The name is empty, or holds white space, a control or a plus.</exception>
    /// <exception cref="ArgumentException">Not 32 bytes, or another type.</exception>
    public NoteSigner(string name, ReadOnlySpan<byte> seed, NoteKeyType type = NoteKeyType.Ed25519)
    {
        NoteKey.Named(name);
        if (seed.Length != SeedLength)
            throw new ArgumentException($"A seed has {SeedLength} bytes, not {seed.Length}.", nameof(seed));
        if (!Enum.IsDefined(type)) throw new ArgumentException($"There are no keys of type {type} here.", nameof(type));
        _key = Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey,
            new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });
        Verifier = new NoteVerifier(name, type, _key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <summary>The public half.</summary>
    public NoteVerifier Verifier { get; }

    /// <summary>The name under which it signs.</summary>
    public string Name => Verifier.Name;

    /// <summary>The public half as text.</summary>
    public string Vkey => Verifier.Vkey;

    /// <summary>Reads a private key from its text; white space around it is the file's.</summary>
    /// <exception cref="FormatException">Not of that form. The message says nothing of the key.</exception>
    public static NoteSigner Parse(string privateKey)
    {
        var text = privateKey.AsSpan().Trim().ToString();
        if (!text.StartsWith(Private, StringComparison.Ordinal))
            throw new FormatException($"A private key begins with {Private}.");
        var (name, keyId, type, seed) = NoteKey.Split(text[Private.Length..], "A private key");
        try
        {
            var signer = new NoteSigner(name, seed, type);
            if (signer.Verifier.KeyId == keyId) return signer;
            signer.Dispose();
            throw new FormatException("The key id of a private key is not that of its name, type and key.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    /// <summary>The text to keep in a file that nobody else may read, without newline.</summary>
    public string ToPrivateText()
    {
        var seed = _key.Export(KeyBlobFormat.RawPrivateKey);
        try
        {
            return Private + NoteKey.Joined(Name, Verifier.KeyId, Verifier.Type, seed);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    /// <summary>Signs the text of a note.</summary>
    /// <param name="text">With its final newline.</param>
    /// <exception cref="FormatException">The text could not stand in a note.</exception>
    /// <exception cref="InvalidOperationException">A witness's key: see <see cref="Cosignature.Sign"/>.</exception>
    public NoteSignature Sign(string text)
    {
        if (Verifier.Type != NoteKeyType.Ed25519)
            throw new InvalidOperationException("A witness's key signs checkpoints with their time, and nothing else.");
        return Signature(Sign(SignedNote.SignedBytes(text)));
    }

    internal byte[] Sign(ReadOnlySpan<byte> message) => SignatureAlgorithm.Ed25519.Sign(_key, message);

    internal NoteSignature Signature(ReadOnlySpan<byte> bytes) => new(Name, Verifier.KeyId, bytes);

    public void Dispose() => _key.Dispose();
}

/// <summary>What public and private texts of keys have in common.</summary>
internal static class NoteKey
{
    public const int IdLength = 4;
    private const int KeyLength = 32;

    /// <summary>The name, if it can be one.</summary>
    /// <exception cref="FormatException">Empty, white space of any script, a control character or a plus.</exception>
    public static string Named(string name)
    {
        if (name.Length == 0) throw new FormatException("A key has a name.");
        if (name.Any(c => c == '+' || c < ' ' || char.IsWhiteSpace(c)))
            throw new FormatException("The name of a key holds no white space, control character or plus sign.");
        Strict.Bytes(name, "The name of a key");
        return name;
    }

    // SHA-256(name || 0x0A || type || key)[:4], C2SP signed-note.
    public static uint Id(string name, NoteKeyType type, ReadOnlySpan<byte> key) =>
        ReadId(SHA256.HashData([.. Strict.Bytes(name, "The name of a key"), (byte)'\n', (byte)type, .. key]));

    public static uint ReadId(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes);

    public static byte[] IdBytes(uint id)
    {
        var bytes = new byte[IdLength];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, id);
        return bytes;
    }

    public static string Joined(string name, uint id, NoteKeyType type, ReadOnlySpan<byte> key) =>
        $"{name}+{id:x8}+{Convert.ToBase64String([(byte)type, .. key])}";

    // At the first two plus signs: base64 may hold further ones.
    public static (string Name, uint Id, NoteKeyType Type, byte[] Key) Split(string text, string what)
    {
        var parts = text.Split('+', 3);
        if (parts.Length < 3 || parts[1].Length != 2 * IdLength || !parts[1].All(char.IsAsciiHexDigitLower)
            || !uint.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id))
            throw new FormatException($"{what} is a name, eight lower-case hexadecimal digits, and base64, by +.");
        var bytes = Strict.Base64(parts[2], what);
        if (bytes.Length != 1 + KeyLength || !Enum.IsDefined((NoteKeyType)bytes[0]))
            throw new FormatException($"{what} is of another type than Ed25519 (1) and its cosignature (4), or has "
                + "not 32 bytes.");
        return (Named(parts[0]), id, (NoteKeyType)bytes[0], bytes[1..]);
    }
}
