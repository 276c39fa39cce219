using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class CanonicalJsonTests
{
    private static readonly Gen<string> Text = Gen.Char.Array[0, 8].Select(Whole);

    private static readonly Gen<string> Value = Gen.Recursive<string>((depth, value) => depth > 4
        ? Gen.OneOf(
            Gen.OneOf("null", "true", "false"),
            Text.Select(text => JsonSerializer.Serialize(text)),
            Gen.Long[-CanonicalJson.MaxInteger, CanonicalJson.MaxInteger].Select(number => $"{number}"))
        : Gen.Frequency(
            (1, Text.Select(text => JsonSerializer.Serialize(text))),
            (1, value.Array[0, 4].Select(items => $"[{string.Join(" , ", items)}]")),
            (2, Gen.Select(Text, value).Array[0, 5].Select(Object))));

    // RFC 8785 §3.2.2, its example without the numbers that our profile refuses.
    [Fact]
    public void Texts_and_literals_are_written_as_in_the_RFC() =>
        Canonical("""
            {
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """).ShouldBe("""{"literals":[null,true,false],"string":"€$\u000f\nA'B\"\\\\\"/"}""");

    // RFC 8785 §3.2.3. The emoji, a surrogate pair from U+D83D, comes before U+FB33, which code points would put first.
    [Fact]
    public void Members_are_sorted_by_UTF_16_code_units_as_in_the_RFC()
    {
        var sorted = JsonElement.Parse(CanonicalJson.Serialize("""
            {
              "\u20ac": "Euro Sign",
              "\r": "Carriage Return",
              "\ufb33": "Hebrew Letter Dalet With Dagesh",
              "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face",
              "\u0080": "Control",
              "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """u8));

        sorted.EnumerateObject().Select(member => member.Value.GetString()).ShouldBe(
        [
            "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign",
            "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh",
        ]);
    }

    [Fact]
    public void Only_what_must_be_is_escaped()
    {
        Canonical("\"" + string.Concat(Enumerable.Range(0, 0x20).Select(c => $"\\u{c:X4}")) + "\"").ShouldBe(
            @"""\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f"
            + @"\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f""");
        Canonical("\"\\u007f\\u2028\\u2029\\u200c\\ufeff\\uffff\\u003c\\/\\ud83d\\ude00\"")
            .ShouldBe("\"\u007f\u2028\u2029\u200c\ufeff\uffff</😀\"");
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("9007199254740991", "9007199254740991")]
    [InlineData("-9007199254740991", "-9007199254740991")]
    [InlineData(" [ 1 ,\n{ } , [ ] ] ", "[1,{},[]]")]
    [InlineData("""{"b":{"z":1,"a":2},"a":[{"d":1,"c":2}],"":0}""", """{"":0,"a":[{"c":2,"d":1}],"b":{"a":2,"z":1}}""")]
    [InlineData("""{"aa":1,"a":2,"A":3,"ی":4,"ي":5}""", """{"A":3,"a":2,"aa":1,"ي":5,"ی":4}""")]
    public void White_space_goes_and_members_are_sorted_at_every_depth(string json, string canonical) =>
        Canonical(json).ShouldBe(canonical);

    [Theory]
    [InlineData("1.5", "")]
    [InlineData("1.0", "")]
    [InlineData("1e2", "")]
    [InlineData("9007199254740992", "")]
    [InlineData("-9007199254740992", "")]
    [InlineData("99999999999999999999999999", "")]
    [InlineData("""{"fee":{"rial":[1,0.1]}}""", "fee.rial")]
    [InlineData("""{"a":1,"\u0061":2}""", "")]
    [InlineData("""{"x":{"a":1,"b":2,"a":1}}""", "x")]
    [InlineData("""{"name":"\ud800"}""", "name")]
    [InlineData("""{"name":"\udc00\ud800"}""", "name")]
    [InlineData("""{"name":"\ud800x"}""", "name")]
    [InlineData("""{"x":{"\udead":1}}""", "x")]
    [InlineData("", "")]
    [InlineData("{", "")]
    [InlineData("1 2", "")]
    [InlineData("[1,]", "")]
    [InlineData("NaN", "")]
    [InlineData("01", "")]
    [InlineData("\ufeff{}", "")]
    [InlineData("{} // x", "")]
    public void What_readers_may_read_differently_is_refused_with_its_place(string json, string path) =>
        Should.Throw<CanonicalJsonException>(() => Canonical(json)).Path.ShouldBe(path);

    [Fact]
    public void Broken_UTF_8_is_refused()
    {
        byte[][] broken = [[0x22, 0xff, 0x22], [0x22, 0xc0, 0xaf, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22]];
        foreach (var json in broken) Should.Throw<CanonicalJsonException>(() => CanonicalJson.Serialize(json));
    }

    [Fact]
    public void Depth_ends_at_its_bound()
    {
        Canonical(Nested(CanonicalJson.MaxDepth)).ShouldBe(Nested(CanonicalJson.MaxDepth));
        Should.Throw<CanonicalJsonException>(() => Canonical(Nested(CanonicalJson.MaxDepth + 1)));

        var deep = JsonElement.Parse(Nested(CanonicalJson.MaxDepth + 1), new() { MaxDepth = 1000 });
        Should.Throw<CanonicalJsonException>(() => CanonicalJson.Serialize(deep)).Message.ShouldContain("more than 64");
    }

    [Fact]
    public void An_element_without_value_is_refused() =>
        Should.Throw<CanonicalJsonException>(() => CanonicalJson.Serialize(default(JsonElement)));

    [Fact]
    public void A_text_of_its_own_is_written_with_its_quotes()
    {
        var output = new ArrayBufferWriter<byte>();
        CanonicalJson.WriteText("گیلان\n", output);
        Encoding.UTF8.GetString(output.WrittenSpan).ShouldBe("\"گیلان\\n\"");
        Should.Throw<CanonicalJsonException>(() => CanonicalJson.WriteText("\ud800", output));
    }

    [Fact]
    public void A_message_never_repeats_a_value() =>
        Should.Throw<CanonicalJsonException>(() => Canonical("""{"income":12345.5}"""))
            .ToString().ShouldNotContain("12345");

    [Fact]
    public void Canonical_bytes_are_their_own_canonical_bytes_and_mean_the_same() =>
        Value.Sample(json =>
        {
            var canonical = CanonicalJson.Serialize(Encoding.UTF8.GetBytes(json));
            CanonicalJson.Serialize(canonical).ShouldBe(canonical);
            JsonElement.DeepEquals(JsonElement.Parse(canonical), JsonElement.Parse(json)).ShouldBeTrue();
        }, iter: 2_000);

    [Fact]
    public void The_order_of_members_leaves_no_trace() =>
        Gen.Select(Gen.Select(Text, Value).Array[0, 6], Gen.Int).Sample((members, seed) =>
        {
            var shuffled = members.ToArray();
            new Random(seed).Shuffle(shuffled);
            var unique = members.DistinctBy(member => member.Item1);
            var reordered = shuffled.Where(unique.Contains).DistinctBy(member => member.Item1);
            Canonical(Object([.. reordered])).ShouldBe(Canonical(Object([.. unique])));
        }, iter: 1_000);

    [Fact]
    public void All_ways_in_and_out_give_the_same_bytes() =>
        Value.Sample(json =>
        {
            var text = Encoding.UTF8.GetBytes(json);
            var expected = CanonicalJson.Serialize(text);
            CanonicalJson.Serialize(JsonElement.Parse(text)).ShouldBe(expected);

            var output = new ArrayBufferWriter<byte>();
            CanonicalJson.Write(text, output);
            CanonicalJson.Write(JsonElement.Parse(text), output);
            output.WrittenSpan.ToArray().ShouldBe([.. expected, .. expected]);
        }, iter: 500);

    private static string Canonical(string json) =>
        Encoding.UTF8.GetString(CanonicalJson.Serialize(Encoding.UTF8.GetBytes(json)));

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static string Object((string Name, string Value)[] members) =>
        "{" + string.Join(", ", members.DistinctBy(member => member.Name)
            .Select(member => $"{JsonSerializer.Serialize(member.Name)} : {member.Value}")) + "}";

    // Replaces halves of surrogate pairs, as any UTF-8 encoder does.
    private static string Whole(char[] text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
