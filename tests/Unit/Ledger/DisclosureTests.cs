using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using CsCheck;
using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class DisclosureTests
{
    // RFC 9901 §4.2.1 and §4.2.3: its JSON has spaces after the commas.
    private const string Foreign =
        "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";

    private static readonly byte[] Salt = [.. Enumerable.Range(0, Disclosure.MinSaltBytes).Select(i => (byte)i)];

    [Fact]
    public void The_digest_of_the_RFC_covers_its_text_as_it_is() =>
        Disclosure.Digest(Foreign).ShouldBe("X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");

    [Fact]
    public void The_disclosure_of_the_RFC_is_read()
    {
        var (salt, name, value) = Disclosure.Parse(Foreign);
        salt.ShouldBe("_26bc4LT-ac6q2KI6cBW5es");
        name.ShouldBe("family_name");
        value.GetString().ShouldBe("Möbius");
    }

    [Fact]
    public void Ours_is_canonical_JSON_in_base64url()
    {
        var person = JsonElement.Parse("""{ "family": "رضایی", "age": 40 }""");
        var disclosure = Disclosure.Encode(Salt, "applicant", person);
        Encoding.UTF8.GetString(Base64Url.DecodeFromChars(disclosure))
            .ShouldBe("""["AAECAwQFBgcICQoLDA0ODw","applicant",{"age":40,"family":"رضایی"}]""");
    }

    [Fact]
    public void The_spelling_of_a_value_leaves_no_trace_in_its_digest() =>
        Disclosure.Encode(Salt, "a", JsonElement.Parse("""{"x":"\u0061","b":[ ]}"""))
            .ShouldBe(Disclosure.Encode(Salt, "a", JsonElement.Parse("""{"b":[],"x":"a"}""")));

    [Fact]
    public void What_is_encoded_is_read_back() =>
        Gen.Select(Gen.Byte.Array[16, 32], Gen.String.AlphaNumeric, Gen.String.AlphaNumeric)
            .Sample((salt, name, text) =>
            {
                var read = Disclosure.Parse(Disclosure.Encode(salt, name, JsonSerializer.SerializeToElement(text)));
                Base64Url.DecodeFromChars(read.Salt).ShouldBe(salt);
                read.Name.ShouldBe(name);
                read.Value.GetString().ShouldBe(text);
            }, iter: 1_000);

    [Fact]
    public void Another_salt_name_or_value_has_another_digest()
    {
        var value = JsonElement.Parse("1");
        string[] digests =
        [
            Disclosure.Digest(Disclosure.Encode(Salt, "a", value)),
            Disclosure.Digest(Disclosure.Encode([.. Salt, 0], "a", value)),
            Disclosure.Digest(Disclosure.Encode(Salt, "b", value)),
            Disclosure.Digest(Disclosure.Encode(Salt, "a", JsonElement.Parse("\"1\""))),
        ];
        digests.ShouldBeUnique();
        digests.ShouldAllBe(digest => digest.Length == 43);
    }

    [Fact]
    public void A_salt_that_could_be_guessed_is_refused() =>
        Should.Throw<ArgumentException>(() => Disclosure.Encode(Salt.AsSpan(1), "a", JsonElement.Parse("1")))
            .Message.ShouldContain("at least 16 bytes, not 15");

    [Theory]
    [InlineData("_sd")]
    [InlineData("...")]
    public void A_reserved_name_is_refused_both_ways(string name)
    {
        Should.Throw<ArgumentException>(() => Disclosure.Encode(Salt, name, JsonElement.Parse("1")));
        Should.Throw<FormatException>(() => Disclosure.Parse(Encoded($"""["salt","{name}",1]""")));
    }

    [Fact]
    public void What_has_no_canonical_bytes_is_not_encoded()
    {
        Should.Throw<CanonicalJsonException>(() => Disclosure.Encode(Salt, "a", JsonElement.Parse("1.5")));
        Should.Throw<CanonicalJsonException>(() => Disclosure.Encode(Salt, "\ud800", JsonElement.Parse("1")));
    }

    [Theory]
    [InlineData("", "base64url")]
    [InlineData("WyJhIl0=", "base64url")]
    [InlineData("Wy Jh", "base64url")]
    [InlineData("Wy+/", "base64url")]
    [InlineData("Wyé", "base64url")]
    [InlineData("A", "base64url")]
    public void A_text_in_another_alphabet_is_refused(string disclosure, string reason) =>
        Should.Throw<FormatException>(() => Disclosure.Parse(disclosure)).Message.ShouldContain(reason);

    [Theory]
    [InlineData("not json", "holds JSON")]
    [InlineData("""["s","n",1] x""", "holds JSON")]
    [InlineData("""["s","n",{"a":1,"a":2}]""", "holds JSON")]
    [InlineData("""{"s":"n"}""", "array of three")]
    [InlineData("""["salt","an item"]""", "array of three")]
    [InlineData("""["s","n",1,2]""", "array of three")]
    [InlineData("""[1,"n",1]""", "salt of a disclosure is a text, not Number")]
    [InlineData("""["s",null,1]""", "name of a disclosure is a text, not Null")]
    [InlineData("""["s","\ud800",1]""", "name of a disclosure is not whole Unicode")]
    public void A_disclosure_of_another_shape_is_refused_with_its_reason(string json, string reason) =>
        Should.Throw<FormatException>(() => Disclosure.Parse(Encoded(json))).Message.ShouldContain(reason);

    [Theory]
    [InlineData("")]
    [InlineData("WyJhIl0=")]
    [InlineData("WyJhIl0\n")]
    [InlineData("Wyé")]
    public void Only_base64url_without_padding_has_a_digest(string disclosure) =>
        Should.Throw<FormatException>(() => Disclosure.Digest(disclosure));

    private static string Encoded(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
