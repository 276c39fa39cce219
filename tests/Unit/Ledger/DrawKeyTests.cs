using System.Security.Cryptography;
using EGov.Cli.Simulate;
using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class DrawKeyTests
{
    private static readonly DrawSigner Signer = SimulatedLots.Signer();
    private static readonly DrawAlpha Alpha = DrawSeedTests.Alpha;

    [Fact]
    public void A_key_is_named_by_the_hash_of_its_public_half() =>
        // As sha256sum has it of what openssl pkey -pubout -outform DER writes.
        Signer.Key.Id.ShouldBe("4eb0feacabfcbca22a46c90273def06422d92a1890b91bd24e074d9e854ee72b");

    [Fact]
    public void A_key_and_a_draw_have_one_contribution()
    {
        var contribution = Signer.Sign(Alpha);
        contribution.Length.ShouldBe(384);
        Signer.Sign(Alpha).ShouldBe(contribution);
        Signer.Key.Verifies(Alpha, contribution).ShouldBeTrue();
        // By openssl dgst -sha256 -sign over the same text.
        Convert.ToHexStringLower(SHA256.HashData(contribution))
            .ShouldBe("329ffec1456c2ddf6efb749700af412e1e64f34064a92f79814fbd9579e19d10");
    }

    [Fact]
    public void Nothing_else_is_a_contribution()
    {
        var contribution = Signer.Sign(Alpha);
        foreach (var changed in Changes.Of(contribution).Where((_, i) => i % 7 == 0))
            Signer.Key.Verifies(Alpha, changed).ShouldBeFalse();
        Signer.Key.Verifies(Alpha, []).ShouldBeFalse();
        using var other = DrawSigner.Create();
        other.Key.Verifies(Alpha, contribution).ShouldBeFalse();
    }

    [Fact]
    public void Nor_for_another_draw()
    {
        var contribution = Signer.Sign(Alpha);
        DrawAlpha[] others =
        [
            Alpha with { Index = Alpha.Index + 1 }, Alpha with { Draw = Guid.NewGuid() },
            Alpha with { Origin = Alpha.Origin + "2" }, Alpha with { Leaf = Hash.Of("another"u8) },
        ];
        others.ShouldAllBe(other => !Signer.Key.Verifies(other, contribution));
    }

    // The same number plus the modulus: equal modulo n, and as many bytes where it fits.
    [Fact]
    public void Not_even_one_that_is_the_same_number_modulo_n()
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(Signer.Key.Spki.Span, out _);
        var n = Number(rsa.ExportParameters(false).Modulus!);
        var contribution = Number(Signer.Sign(Alpha));
        var other = (contribution + n).ToByteArray(isUnsigned: true, isBigEndian: true);
        Signer.Key.Verifies(Alpha, other).ShouldBeFalse();
        if (other.Length < 384) Signer.Key.Verifies(Alpha, [.. new byte[384 - other.Length], .. other]).ShouldBeFalse();
        Signer.Key.Verifies(Alpha, (n - contribution).ToByteArray(isUnsigned: true, isBigEndian: true)).ShouldBeFalse();

        static System.Numerics.BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
    }

    [Fact]
    public void A_key_is_read_as_it_is_written()
    {
        DrawKey.FromBase64(Signer.Key.ToBase64()).ShouldBe(Signer.Key);
        DrawKey.FromPem(Signer.Key.ToPem()).ShouldBe(Signer.Key);
        using var again = DrawSigner.FromPem(Signer.ToPrivatePem());
        again.Key.ShouldBe(Signer.Key);
    }

    [Theory, InlineData(2048), InlineData(4096), InlineData(3080)]
    public void A_key_of_another_size_contributes_to_nothing(int bits)
    {
        using var rsa = RSA.Create(bits);
        Should.Throw<FormatException>(() => DrawKey.Read(rsa.ExportSubjectPublicKeyInfo()));
        Should.Throw<FormatException>(() => DrawSigner.FromPem(rsa.ExportPkcs8PrivateKeyPem()));
    }

    [Fact]
    public void Nor_one_of_another_kind_exponent_or_spelling()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Should.Throw<FormatException>(() => DrawKey.Read(curve.ExportSubjectPublicKeyInfo()));
        using var rsa = RSA.Create();
        rsa.ImportParameters(new() { Modulus = Modulus(), Exponent = [3] });
        Should.Throw<FormatException>(() => DrawKey.Read(rsa.ExportSubjectPublicKeyInfo()));
        byte[] spki = Signer.Key.Spki.ToArray();
        Should.Throw<FormatException>(() => DrawKey.Read([.. spki, 0]));
        Should.Throw<FormatException>(() => DrawKey.Read(spki.AsSpan(1)));
        Should.Throw<FormatException>(() => DrawKey.FromBase64(Signer.Key.ToBase64() + "\n"));
        Should.Throw<FormatException>(() => DrawKey.FromPem("none"));
        Should.Throw<FormatException>(() => DrawKey.FromPem(Signer.ToPrivatePem()));
        Should.Throw<FormatException>(() => DrawSigner.FromPem("none"));

        static byte[] Modulus()
        {
            using var key = RSA.Create();
            key.ImportSubjectPublicKeyInfo(Signer.Key.Spki.Span, out _);
            return key.ExportParameters(false).Modulus!;
        }
    }

    [Fact]
    public void A_reader_finds_the_keys_of_those_he_believes()
    {
        using var other = DrawSigner.Create();
        var keys = DrawKeys.Parse("# mine\n\n" + DrawKeys.Line("platform", Signer.Key)
            + DrawKeys.Line("platform", other.Key).Replace("\n", "\r\n", StringComparison.Ordinal));
        keys.All.Count.ShouldBe(2);
        keys.Find("platform", Signer.Key.Id).ShouldBe(Signer.Key);
        keys.Find("platform", other.Key.Id).ShouldBe(other.Key);
        keys.Find("ombudsman", other.Key.Id).ShouldBeNull();
        keys.Find("platform", new('0', 64)).ShouldBeNull();
    }

    [Fact]
    public void A_text_of_keys_that_says_something_else_is_not_read()
    {
        var line = DrawKeys.Line("platform", Signer.Key);
        Should.Throw<FormatException>(() => DrawKeys.Parse("platform\n"));
        Should.Throw<FormatException>(() => DrawKeys.Parse("platform two words\n"));
        Should.Throw<FormatException>(() => DrawKeys.Parse("platform AAAA\n"));
        Should.Throw<FormatException>(() => DrawKeys.Parse(line + line));
        Should.Throw<FormatException>(() => DrawKeys.Parse(line + DrawKeys.Line("another", Signer.Key)));
    }
}
