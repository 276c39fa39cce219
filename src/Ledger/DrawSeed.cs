using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EGov.Ledger;

/// <summary>The seed of a draw, from what its contributors signed.</summary>
/// <remarks>
/// <para>seed = SHA-256("egov-seed/v1\n" || alpha || for each contributor in the order of the request: u16be length ||
/// contribution || nonce). Of a contributor who is missing the length is 0 and nothing follows, so that no two sets of
/// contributions have one preimage.</para>
/// <para>As long as one contributor keeps to itself what it will sign until the request is published, nobody can know
/// the seed before that; and as each has exactly one signature to give, nobody can choose it after. Who sees all the
/// others' first may still withhold his own: that is why missing ones stand on record and are counted.</para>
/// </remarks>
public static class DrawSeed
{
    /// <summary>How many bytes the applicant's nonce has.</summary>
    public const int NonceLength = 32;

    private static ReadOnlySpan<byte> Label => "egov-seed/v1\n"u8;

    /// <summary>The seed of these contributions.</summary>
    /// <param name="alpha">What they sign.</param>
    /// <param name="contributions">In the order of the contributors in the request; null for who is missing.</param>
    /// <param name="nonce">The applicant's 32 bytes, if he committed to them and revealed them; else nothing.</param>
    /// <exception cref="ArgumentException">A contribution or a nonce of another length.</exception>
    public static Hash Of(
        DrawAlpha alpha, IReadOnlyList<byte[]?> contributions, ReadOnlySpan<byte> nonce = default)
    {
        if (nonce.Length is not (0 or NonceLength))
            throw new ArgumentException($"A nonce has {NonceLength} bytes, not {nonce.Length}.", nameof(nonce));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Label);
        hash.AppendData(alpha.ToBytes());
        Span<byte> length = stackalloc byte[sizeof(ushort)];
        foreach (var contribution in contributions)
        {
            if (contribution is not (null or { Length: DrawKey.SignatureLength }))
                throw new ArgumentException(
                    $"A contribution has {DrawKey.SignatureLength} bytes.", nameof(contributions));
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(contribution?.Length ?? 0));
            hash.AppendData(length);
            if (contribution is not null) hash.AppendData(contribution);
        }

        hash.AppendData(nonce);
        return Hash.Read(hash.GetHashAndReset());
    }

    /// <summary>Who is drawn: the first number of <see cref="Draw"/> below n.</summary>
    /// <param name="seed">From <see cref="Of"/>.</param>
    /// <param name="n">How many are in the pool; at least 1.</param>
    /// <returns>His place in the pool, from 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is nobody to draw from.</exception>
    public static int Select(Hash seed, int n) => (int)new Draw(seed.ToArray()).Next(n);

    /// <summary>What an applicant commits to a nonce by: SHA-256 of its bytes, as <c>sha256sum</c> gives it.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Commit(ReadOnlySpan<byte> nonce) => Convert.ToHexStringLower(SHA256.HashData(nonce));
}
