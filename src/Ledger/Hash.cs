using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace EGov.Ledger;

/// <summary>A SHA-256 value: 32 bytes, held in place and compared by value.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Hash
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 32;

    // Raw memory in the order of the bytes, so the machine's byte order does not matter; read by MemoryMarshal.
#pragma warning disable CS0169, IDE0051, CA1823, IDE0044
    private readonly ulong _first, _second, _third, _fourth;
#pragma warning restore CS0169, IDE0051, CA1823, IDE0044

    /// <summary>SHA-256 of some bytes, without prefix (FIPS 180-4).</summary>
    public static Hash Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(bytes, hash);
        return Read(hash);
    }

    /// <summary>The hash whose bytes these are.</summary>
    /// <param name="bytes">Exactly <see cref="Length"/> bytes.</param>
    /// <exception cref="FormatException">Another number of bytes.</exception>
    public static Hash Read(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Length
            ? MemoryMarshal.Read<Hash>(bytes)
            : throw new FormatException($"A hash has {Length} bytes, not {bytes.Length}.");

    /// <summary>Reads 44 characters of standard base64 (RFC 4648 §4), in the one canonical spelling.</summary>
    /// <exception cref="FormatException">Another spelling, or another length.</exception>
    public static Hash FromBase64(string text) => Read(Strict.Base64(text, "A hash"));

    /// <summary>44 characters of standard base64, as all text formats of the ledger write a hash.</summary>
    public string ToBase64()
    {
        Span<byte> bytes = stackalloc byte[Length];
        CopyTo(bytes);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Writes the 32 bytes to the start of a span.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is shorter.</exception>
    public void CopyTo(Span<byte> bytes) => MemoryMarshal.Write(bytes, in this);

    /// <summary>The 32 bytes, in an array of their own.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>The same as <see cref="ToBase64"/>.</summary>
    public override string ToString() => ToBase64();
}
