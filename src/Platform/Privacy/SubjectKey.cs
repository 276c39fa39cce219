using System.Security.Cryptography;
using System.Text;

namespace EGov.Privacy;

/// <summary>A subject's key, wrapped by the key-encryption key that is kept outside the database.</summary>
public class SubjectKey
{
    public Guid Id { get; set; }

    /// <summary>AES-256-GCM: nonce (12 bytes), the wrapped 32 bytes, tag (16 bytes).</summary>
    public byte[] Wrapped { get; set; } = [];

    /// <summary>The id of the key-encryption key above it; none in a row from before these had ids.</summary>
    public string? Kek { get; set; }

    /// <summary>
    /// When the subject was erased. The row stays without its key, so that no other is ever made in its place.
    /// </summary>
    public DateTimeOffset? DestroyedAt { get; set; }
}

/// <summary>What a subject's key opens: the cipher key and the salt key derived from it (HKDF-SHA256).</summary>
internal sealed class OpenKey
{
    private readonly byte[] _encryption;
    private readonly byte[] _salts;

    public OpenKey(byte[] key)
    {
        _encryption = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "enc"u8.ToArray());
        _salts = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "salt"u8.ToArray());
    }

    /// <summary>HMAC-SHA256 over event id and path, cut to 16 bytes: gone with the key, so no guess can be confirmed.</summary>
    public byte[] Salt(Guid @event, string path) => HMACSHA256.HashData(_salts, Place(@event, path))[..16];

    public byte[] Encrypt(ReadOnlySpan<byte> plain, Guid @event, string path) =>
        Cipher.Encrypt(_encryption, plain, Place(@event, path));

    public byte[] Decrypt(ReadOnlySpan<byte> box, Guid @event, string path) =>
        Cipher.Decrypt(_encryption, box, Place(@event, path));

    /// <summary>The same file of the same event gives the same bytes: to send it again leaves no second one.</summary>
    public byte[] EncryptFile(ReadOnlySpan<byte> plain, Guid @event) => Cipher.Encrypt(
        _encryption, plain, Place(@event, FilePath),
        HMACSHA256.HashData(_salts, (byte[])[.. Place(@event, FilePath), .. SHA256.HashData(plain)]));

    public byte[] DecryptFile(ReadOnlySpan<byte> box, Guid @event) =>
        Cipher.Decrypt(_encryption, box, Place(@event, FilePath));

    // No member of an event has a path like it.
    private const string FilePath = "#file";

    private static byte[] Place(Guid @event, string path) =>
        [.. @event.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(path)];
}

/// <summary>AES-256-GCM in one block of bytes: nonce (12), ciphertext, tag (16).</summary>
internal static class Cipher
{
    private const int Nonce = 12, Tag = 16;

    /// <param name="nonce">At least twelve bytes that this key meets with this plaintext only; none: drawn.</param>
    public static byte[] Encrypt(
        byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated, ReadOnlySpan<byte> nonce = default)
    {
        var box = new byte[Nonce + plain.Length + Tag];
        if (nonce.IsEmpty) RandomNumberGenerator.Fill(box.AsSpan(0, Nonce));
        else nonce[..Nonce].CopyTo(box);
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(box.AsSpan(0, Nonce), plain, box.AsSpan(Nonce, plain.Length), box.AsSpan(Nonce + plain.Length),
            associated);
        return box;
    }

    /// <exception cref="AuthenticationTagMismatchException">Another key, another place, or a changed byte.</exception>
    public static byte[] Decrypt(byte[] key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> associated)
    {
        var plain = new byte[box.Length - Nonce - Tag];
        using var aes = new AesGcm(key, Tag);
        aes.Decrypt(box[..Nonce], box[Nonce..^Tag], box[^Tag..], plain, associated);
        return plain;
    }
}
