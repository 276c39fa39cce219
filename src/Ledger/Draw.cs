using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EGov.Ledger;

/// <summary>A draw of lots that anybody can draw again from its seed, every outcome equally likely.</summary>
/// <remarks>
/// <para>x(c) = the first 8 bytes, big-endian, of SHA-256("ledger-draw/v1\n" || seed || u64be c), c counting from 0
/// over all draws. A number below n is the next x(c) below 2^64 - (2^64 mod n), modulo n: larger ones are passed over,
/// as they would favour small results.</para>
/// <para>The draw is as fair as its seed: that must be fixed by nobody who knows the list, and before it closes.</para>
/// </remarks>
public sealed class Draw
{
    /// <summary>How many bytes a seed has.</summary>
    public const int SeedLength = 32;

    private static ReadOnlySpan<byte> Label => "ledger-draw/v1\n"u8;

    private readonly byte[] _preimage;
    private ulong _counter;

    /// <summary>A series of draws that begins at counter 0.</summary>
    /// <param name="seed">32 bytes, published with the result.</param>
    /// <exception cref="ArgumentException">Another length.</exception>
    public Draw(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedLength)
            throw new ArgumentException($"A seed has {SeedLength} bytes, not {seed.Length}.", nameof(seed));
        _preimage = [.. Label, .. seed, .. new byte[sizeof(ulong)]];
    }

    /// <summary>The next number from 0 to below n.</summary>
    /// <param name="n">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public long Next(long n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        // 2^64 mod n, in 64 bits; with none left over, every x serves.
        var over = ((ulong.MaxValue % (ulong)n) + 1) % (ulong)n;
        var x = Next();
        while (x > ulong.MaxValue - over) x = Next();
        return (long)(x % (ulong)n);
    }

    /// <summary>The numbers from 0 to below n in an order drawn by lot: Fisher–Yates, i = n - 1 … 1.</summary>
    /// <param name="n">How many; not negative.</param>
    /// <returns>At place i, which of them comes as number i.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int[] Permutation(int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        int[] order = [.. Enumerable.Range(0, n)];
        for (var i = n - 1; i >= 1; i--)
        {
            var j = (int)Next(i + 1L);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }

    private ulong Next()
    {
        BinaryPrimitives.WriteUInt64BigEndian(_preimage.AsSpan(^sizeof(ulong)..), _counter++);
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(_preimage));
    }
}
