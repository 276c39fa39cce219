using System.Security.Cryptography;
using System.Text;

namespace EGov.Privacy;

/// <summary>
/// The keys that lie outside the database: the one that wraps subjects' keys, those that did before it, and the roots
/// of what must mean the same for ever.
/// </summary>
/// <remarks>
/// As text a line a key, its kind and 32 bytes in base64; a line break may be written as a semicolon. The first
/// <c>kek</c> wraps, all of them open. One line of base64 alone is a key from which all these derive (HKDF-SHA256).
/// </remarks>
public sealed class KeyRing
{
    private const string Wrapping = "kek", Comparing = "compare", Secrets = "request-secret", Roles = "database-role";
    private const int Length = 32;
    private static readonly string[] Roots = [Comparing, Secrets, Roles];

    private readonly Dictionary<string, byte[]> _roots;
    private readonly IReadOnlyList<KeyEncryptionKey> _wrapping;

    private KeyRing(IReadOnlyList<KeyEncryptionKey> wrapping, Dictionary<string, byte[]> roots) =>
        (_wrapping, _roots) = (wrapping, roots);

    internal KeyEncryptionKey Current => _wrapping[0];

    /// <summary>The ids of all keys that open, that which wraps first.</summary>
    public IReadOnlyList<string> Ids => [.. _wrapping.Select(key => key.Id)];

    internal byte[] Compare => _roots[Comparing];
    internal byte[] RequestSecret => _roots[Secrets];
    internal byte[] DatabaseRole => _roots[Roles];

    /// <summary>The ring that one key stands for.</summary>
    /// <exception cref="ArgumentException">It has not 32 bytes.</exception>
    public static KeyRing Of(byte[] key)
    {
        if (key.Length != Length) throw new ArgumentException("The key-encryption key has 32 bytes.", nameof(key));
        byte[] Derived(string info) =>
            HKDF.DeriveKey(HashAlgorithmName.SHA256, key, Length, info: Encoding.UTF8.GetBytes(info));
        return new([new(Derived("wrap"))], Roots.ToDictionary(root => root, Derived));
    }

    /// <exception cref="MasterKeyRefused">It is no such text.</exception>
    public static KeyRing Parse(string text)
    {
        var lines = text.Split(['\n', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines is [var one] && !one.Contains(' ', StringComparison.Ordinal)) return Of(Bytes(one));
        var keys = lines.Select(line => line.Split(' ', 2, StringSplitOptions.TrimEntries))
            .Select(parts => parts is [var kind, var key] ? (Kind: kind, Key: Bytes(key)) : throw Malformed).ToList();
        if (keys.All(key => key.Kind != Wrapping)
            || keys.Exists(key => key.Kind != Wrapping && !Roots.Contains(key.Kind))
            || Roots.Any(root => keys.Count(key => key.Kind == root) != 1))
            throw Malformed;
        return new([.. keys.Where(key => key.Kind == Wrapping).Select(key => new KeyEncryptionKey(key.Key))],
            keys.Where(key => key.Kind != Wrapping).ToDictionary(key => key.Kind, key => key.Key));
    }

    /// <summary>The same ring with a new key that wraps from now on; the others still open.</summary>
    public KeyRing Renewed() => new([new(RandomNumberGenerator.GetBytes(Length)), .. _wrapping], _roots);

    /// <summary>The same ring without the keys that no longer wrap.</summary>
    public KeyRing WithoutFormer() => new([Current], _roots);

    /// <summary>Whether marks, secrets and passwords mean the same under both.</summary>
    public bool HasRootsOf(KeyRing other) => Roots.All(root =>
        CryptographicOperations.FixedTimeEquals(_roots[root], other._roots[root]));

    internal KeyEncryptionKey? Find(string id) => _wrapping.FirstOrDefault(key => key.Id == id);

    internal IEnumerable<KeyEncryptionKey> All => _wrapping;

    /// <summary>The text that is kept; whoever has it opens everything.</summary>
    public string Write() => string.Concat(_wrapping.Select(key => Line(Wrapping, key.Key))
        .Concat(Roots.Select(root => Line(root, _roots[root]))));

    private static string Line(string kind, byte[] key) => $"{kind} {Convert.ToBase64String(key)}\n";

    private static byte[] Bytes(string base64)
    {
        var bytes = new byte[Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && length == Length ? bytes : throw Malformed;
    }

    private static MasterKeyRefused Malformed => new("The master key is 32 bytes in base64, or a ring of such keys: "
        + "lines of kek, compare, request-secret and database-role, each with its key.");
}

/// <summary>A key that wraps subjects' keys, known by a digest of itself.</summary>
internal sealed record KeyEncryptionKey(byte[] Key)
{
    public string Id { get; } =
        Convert.ToHexStringLower(SHA256.HashData([.. "egov-kek/v1\n"u8, .. Key]).AsSpan(0, 6));
}

/// <summary>The keys outside the database are not there, or are not those of this database.</summary>
#pragma warning disable CA1032, CA1710 // It always says what is wrong, and reads as what is told.
public sealed class MasterKeyRefused(string message, Exception? cause = null) : Exception(message, cause);
