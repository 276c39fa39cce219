using System.Security.Cryptography;

namespace EGov.Ledger;

/// <summary>The public key of a contributor to draws: RSA of 3072 bits with the exponent 65537.</summary>
/// <remarks>
/// <para>A contribution is RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 §8.2) over <see cref="DrawAlpha"/>: of one key and
/// one message exactly one signature is valid, so that nobody can choose among several. RFC 9381 §4 builds its
/// RSA-FDH functions on the same. It holds for keys that were made honestly (trusted uniqueness, RFC 9381 §3): a
/// modulus with a prime that is 1 modulo 65537 may give several for a few messages.</para>
/// <para>Outsiders verify it by <c>openssl dgst -sha256 -verify key.pem -signature contribution alpha</c>.</para>
/// </remarks>
public sealed class DrawKey : IEquatable<DrawKey>
{
    /// <summary>How many bits the modulus has.</summary>
    public const int Bits = 3072;

    /// <summary>How many bytes a contribution has.</summary>
    public const int SignatureLength = Bits / 8;

    private static readonly byte[] F4 = [1, 0, 1];

    private readonly RSAParameters _key;
    private readonly byte[] _spki;

    private DrawKey(RSAParameters key, byte[] spki) => (_key, _spki) = (key, spki);

    /// <summary>SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) in DER.</summary>
    public ReadOnlyMemory<byte> Spki => _spki;

    /// <summary>
    /// SHA-256 of the SubjectPublicKeyInfo, 64 lower-case hexadecimal digits: what the ledger names a key by.
    /// </summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(_spki));

    /// <summary>Reads a SubjectPublicKeyInfo in DER.</summary>
    /// <exception cref="FormatException">
    /// No RSA key, another size or exponent, or not the one spelling of it.
    /// </exception>
    public static DrawKey Read(ReadOnlySpan<byte> spki)
    {
        using var rsa = RSA.Create();
        try
        {
            rsa.ImportSubjectPublicKeyInfo(spki, out var read);
            if (read != spki.Length) throw new FormatException("After the key of a contributor comes something else.");
        }
        catch (CryptographicException e)
        {
            throw new FormatException("The key of a contributor is not an RSA key.", e);
        }

        return Of(rsa, spki);
    }

    /// <summary>Reads base64 (RFC 4648 §4) of a SubjectPublicKeyInfo, in its one canonical spelling.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static DrawKey FromBase64(string text) => Read(Strict.Base64(text, "The key of a contributor"));

    /// <summary>Reads the PEM form, <c>BEGIN PUBLIC KEY</c>, as openssl writes it.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public static DrawKey FromPem(string pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] != "PUBLIC KEY")
            throw new FormatException("The key of a contributor is not PEM of a public key.");
        return Read(Convert.FromBase64String(pem[fields.Base64Data]));
    }

    /// <summary>Base64 of the SubjectPublicKeyInfo.</summary>
    public string ToBase64() => Convert.ToBase64String(_spki);

    /// <summary>The PEM form, for openssl.</summary>
    public string ToPem() => PemEncoding.WriteString("PUBLIC KEY", _spki) + "\n";

    /// <summary>Whether a contribution is the one of this key for this draw.</summary>
    public bool Verifies(DrawAlpha alpha, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureLength) return false;
        using var rsa = RSA.Create(_key);
        return rsa.VerifyData(alpha.ToBytes(), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    internal static DrawKey Of(RSA rsa, ReadOnlySpan<byte> spki)
    {
        var key = rsa.ExportParameters(includePrivateParameters: false);
        if (key.Modulus!.Length * 8 != Bits || key.Modulus[0] < 0x80)
            throw new FormatException($"The key of a contributor has {Bits} bits, neither more nor fewer.");
        if (!key.Exponent.AsSpan().SequenceEqual(F4))
            throw new FormatException("The exponent of a contributor's key is 65537.");
        var spelt = rsa.ExportSubjectPublicKeyInfo();
        return spki.SequenceEqual(spelt)
            ? new(key, spelt)
            : throw new FormatException("The key of a contributor is not in its one spelling.");
    }

    public bool Equals(DrawKey? other) => other is not null && _spki.AsSpan().SequenceEqual(other._spki);
    public override bool Equals(object? obj) => Equals(obj as DrawKey);
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
    public override string ToString() => Id;
}

/// <summary>The private key of a contributor.</summary>
public sealed class DrawSigner : IDisposable
{
    private readonly Lock _gate = new();
    private readonly RSA _rsa;

    private DrawSigner(RSA rsa) => (_rsa, Key) = (rsa, DrawKey.Of(rsa, rsa.ExportSubjectPublicKeyInfo()));

    /// <summary>The public half.</summary>
    public DrawKey Key { get; }

    /// <summary>A new key, made at random.</summary>
    public static DrawSigner Create() => new(RSA.Create(DrawKey.Bits));

    /// <summary>Reads the private key from PEM of PKCS#8, <c>BEGIN PRIVATE KEY</c>.</summary>
    /// <exception cref="FormatException">
    /// Not such a text, or a key of another kind. The message says nothing of it.
    /// </exception>
    public static DrawSigner FromPem(string pem)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            return new(rsa);
        }
        catch (Exception wrong) when (wrong is ArgumentException or CryptographicException or FormatException)
        {
            rsa.Dispose();
            throw new FormatException($"A contributor's private key is PEM of an RSA key of {DrawKey.Bits} bits.");
        }
    }

    /// <summary>PEM of PKCS#8, to keep in a file that nobody else may read.</summary>
    public string ToPrivatePem() => _rsa.ExportPkcs8PrivateKeyPem() + "\n";

    /// <summary>The one contribution of this key to a draw: <see cref="DrawKey.SignatureLength"/> bytes.</summary>
    public byte[] Sign(DrawAlpha alpha)
    {
        lock (_gate) return _rsa.SignData(alpha.ToBytes(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    public void Dispose() => _rsa.Dispose();
}
