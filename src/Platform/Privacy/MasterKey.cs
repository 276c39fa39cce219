using System.Security.Cryptography;
using System.Text;

namespace EGov.Privacy;

/// <summary>The key-encryption key: 32 bytes from a file or the environment, never from the database.</summary>
public sealed class MasterKey
{
    private readonly byte[] _wrapping;
    private readonly byte[] _comparing;
    private readonly byte[] _secrets;
    private readonly byte[] _passwords;

    public MasterKey(byte[] key)
    {
        if (key.Length != 32) throw new ArgumentException("The key-encryption key has 32 bytes.", nameof(key));
        _wrapping = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "wrap"u8.ToArray());
        _comparing = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "compare"u8.ToArray());
        _secrets = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "request-secret"u8.ToArray());
        _passwords = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "database-role"u8.ToArray());
    }

    /// <summary>Reads the key in base64 from a file, or makes one there that only its owner can read.</summary>
    public static MasterKey FromFile(string path)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            try
            {
                using var file = new StreamWriter(path, options);
                file.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process of the same data folder made it first: its key is the key.
            }
        }

        return new(Convert.FromBase64String(File.ReadAllText(path).Trim()));
    }

    internal byte[] Wrap(Guid subject, byte[] key) => Cipher.Encrypt(_wrapping, key, subject.ToByteArray());
    internal byte[] Unwrap(Guid subject, byte[] wrapped) => Cipher.Decrypt(_wrapping, wrapped, subject.ToByteArray());

    /// <summary>Equal inputs give equal marks, and nobody without the key can try out inputs.</summary>
    /// <returns>128 bits of HMAC-SHA256 as base64url.</returns>
    public string Mark(string kind, string value) =>
        Convert.ToBase64String(HMACSHA256.HashData(_comparing, Encoding.UTF8.GetBytes($"{kind}\n{value}"))[..16])
            .TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>The password of a role of the database: the same for every process that has the key.</summary>
    public string PasswordOf(string role) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_passwords, Encoding.UTF8.GetBytes(role)));

    /// <summary>The secret printed on the receipt of a request: 60 bits, in three groups of four.</summary>
    public string SecretOf(Guid request)
    {
        var digest = HMACSHA256.HashData(_secrets, request.ToByteArray());
        return string.Join('-', Casework.TrackingNumber.Letters(digest, 12).Chunk(4).Select(group => new string(group)));
    }

    public bool Opens(Guid request, string? secret) =>
        secret is not null && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Casework.TrackingNumber.Plain(secret)),
            Encoding.ASCII.GetBytes(Casework.TrackingNumber.Plain(SecretOf(request))));
}
