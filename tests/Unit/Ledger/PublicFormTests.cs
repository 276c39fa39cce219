using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using EGov.Ledger;

namespace EGov.Unit.Ledger;

/// <summary>The short way from stored JSON to public data gives what the longer one gives, or nothing.</summary>
public class PublicFormTests
{
    private const string Digest = "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0";

    private const string Closed =
        $$"""{"box": "AA==", "path": "/p", "event": "e", "digest": "{{Digest}}", "subject": "s"}""";

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData(" { } ", "{}")]
    [InlineData("""{"b": 1, "a": [1, -2, 0, true, false, null, [], {}]}""",
        """{"a":[1,-2,0,true,false,null,[],{}],"b":1}""")]
    [InlineData("""{"bb": {"z": 1, "y": {"d": 1, "c": 2}}, "a": "x"}""",
        """{"a":"x","bb":{"y":{"c":2,"d":1},"z":1}}""")]
    [InlineData("""{"words": "خط\n\"دو\" 😀"}""", """{"words":"خط\n\"دو\" 😀"}""")]
    [InlineData($$"""{"z": 1, "owner": {{Closed}}, "all": [{{Closed}}]}""",
        $$$"""{"all":[{"sealed":"{{{Digest}}}"}],"owner":{"sealed":"{{{Digest}}}"},"z":1}""")]
    [InlineData("""{"box": 1, "digest": 2, "event": 3, "path": 4}""", """{"box":1,"digest":2,"event":3,"path":4}""")]
    public void What_is_usual_is_written_at_once(string stored, string data)
    {
        PublicForm.TryWrite(Encoding.UTF8.GetBytes(stored), out var published).ShouldBeTrue();
        Encoding.UTF8.GetString(published).ShouldBe(data);
        published.ShouldBe(Entry.Publish(Encoding.UTF8.GetBytes(stored)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("[]")]
    [InlineData("{} x")]
    [InlineData("""{"a": 1,}""")]
    [InlineData("""{"a": [1,]}""")]
    [InlineData("""{"a": 1.0}""")]
    [InlineData("""{"a": 1e2}""")]
    [InlineData("""{"a": 01}""")]
    [InlineData("""{"a": -0}""")]
    [InlineData("""{"a": -}""")]
    [InlineData("""{"a": 9007199254740991}""")]
    [InlineData("""{"a": "\u0001"}""")]
    [InlineData("""{"a": "\/"}""")]
    [InlineData("{\"a\": \"\n\"}")]
    [InlineData("""{"متن": 1}""")]
    [InlineData("""{"a": 1, "a": 1}""")]
    [InlineData("""{"b": 1, "a": 1, "b": 2}""")]
    [InlineData("""{"a": {"sealed": "x"}}""")]
    [InlineData("""{"a": {"sealed": 1}}""")]
    [InlineData("""{"a": {"box": "", "digest": "x", "event": "e", "path": "p", "subject": "s"}}""")]
    [InlineData("""{"a": tru}""")]
    [InlineData("""{"a" 1}""")]
    [InlineData("""{"a": """)]
    [InlineData("\uFEFF{}")]
    public void What_is_unusual_or_wrong_is_left_to_the_longer_way(string stored)
    {
        PublicForm.TryWrite(Encoding.UTF8.GetBytes(stored), out var published).ShouldBeFalse();
        published.ShouldBeEmpty();
    }

    [Fact]
    public void With_one_byte_changed_both_ways_still_agree()
    {
        var known = 0;
        var stored = $$"""{"b": {{Closed}}, "a": [{"d": -12, "c": "x\\"}], "e": {}, "f": true, "g": null}""";
        foreach (var changed in Changes.Of(Encoding.UTF8.GetBytes(stored)))
        {
            if (!PublicForm.TryWrite(changed, out var published)) continue;
            known++;
            published.ShouldBe(Entry.Publish(changed), Encoding.UTF8.GetString(changed));
        }

        known.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Whatever_stands_in_a_store_has_one_public_form()
    {
        var texts = Gen.String[Gen.Char["abc{}[],:\"\\ \n\tßعج"], 0, 6];
        var known = 0;
        Gen.Recursive<JsonNode?>((depth, inner) => depth > 4
            ? Gen.Long[-1_000_000_000_000_000, 1_000_000_000_000_000].Select(n => (JsonNode?)n)
            : Gen.OneOf(
                Gen.Const((JsonNode?)null), Gen.Bool.Select(b => (JsonNode?)b), texts.Select(t => (JsonNode?)t),
                Gen.Const(0).Select(_ => JsonNode.Parse(Closed)),
                inner.Array[0, 3].Select(all => (JsonNode?)new JsonArray([.. all.Select(one => one?.DeepClone())])),
                Objects(inner)))
            .SelectMany(_ => Objects(Gen.Const((JsonNode?)1)), (one, rest) => (one, rest))
            .Sample(given =>
            {
                var root = new JsonObject { ["z"] = given.one?.DeepClone(), ["a"] = given.rest?.DeepClone() };
                var stored = JsonSerializer.SerializeToUtf8Bytes(root, Spaced);
                if (!PublicForm.TryWrite(stored, out var published)) return;
                Interlocked.Increment(ref known);
                published.ShouldBe(Entry.Publish(stored));
            }, iter: 2_000);
        known.ShouldBeGreaterThan(500);

        static Gen<JsonNode?> Objects(Gen<JsonNode?> values) =>
            Gen.Dictionary(Gen.String[Gen.Char["abxyz_"], 1, 4], values)[0, 4].Select(members =>
            {
                var made = new JsonObject();
                foreach (var (name, value) in members) made[name] = value?.DeepClone();
                return (JsonNode?)made;
            });
    }

    private static readonly JsonSerializerOptions Spaced = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
