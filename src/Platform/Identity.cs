using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EGov;

/// <summary>Identifiers derived from what they name, so that the same thing always gets the same one.</summary>
public static class Identity
{
    /// <summary>A code by which offices, staff and services are called in addresses and files.</summary>
    public static void MustBeCode(string code)
    {
        if (code.Length == 0 || !char.IsAsciiLetterOrDigit(code[0]) || !Paging.IsCode(code))
            throw new Refused("code.malformed") { Status = 422 };
    }

    /// <summary>UUID version 8 (RFC 9562 §5.8) of SHA-256 over the parts, each length-prefixed.</summary>
    public static Guid Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        Span<byte> digest = stackalloc byte[32];
        hash.GetHashAndReset(digest);
        digest[6] = (byte)((digest[6] & 0x0f) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3f) | 0x80);
        return new Guid(digest[..16], bigEndian: true);
    }
}
