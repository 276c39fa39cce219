using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class JsonLogicPropertyTests
{
    private static readonly string[] Names =
    [
        "var", "val", "missing", "missing_some", "==", "===", "!=", "!==", "!", "!!", "or", "and", "if", "?:", "<", ">",
        "<=", ">=", "max", "min", "+", "-", "*", "/", "%", "in", "cat", "substr", "all", "some", "none", "merge", "map",
        "filter", "reduce", "xor",
    ];

    private static readonly Gen<string> SoundLeaf = Gen.OneOf(
        "null", "true", "false", "0", "1", "-1", "2.5", "3", "1e20", "1e-20", "1e400", "79228162514264337593543950335",
        "[]", "{}", "\"\"", "\"a\"", "\"b.c\"", "\"list\"", "\"12\"", "\"current\"", "\"accumulator\"", "\"0\"",
        "\"\\ud83d\\ude00\"", """{"a":1,"b":2}""", """{"var":"a"}""", """{"var":""}""", """{"var":"list"}""",
        """{"var":"b.c"}""", """{"var":"current"}""", """{"var":"accumulator"}""");

    private static readonly Gen<string> Leaf =
        Gen.Frequency((12, SoundLeaf), (1, Gen.OneOf("\"\\ud800\"", """{"a":1,"a":2}""")));

    // Most operations get a list of arguments, some a bare one, as rules are written.
    private static Gen<string> Rules(Gen<string> leaf) => Gen.Recursive<string>((depth, rule) => depth > 5
        ? leaf
        : Gen.Frequency(
            (3, leaf),
            (1, rule.Array[0, 4].Select(items => $"[{string.Join(',', items)}]")),
            (1, Gen.Select(Gen.OneOf(Names), rule, (name, argument) => $$"""{"{{name}}":{{argument}}}""")),
            (6, Gen.Select(Gen.OneOf(Names), rule.Array[0, 4],
                (name, arguments) => $$"""{"{{name}}":[{{string.Join(',', arguments)}}]}"""))));

    private static Gen<string> Facts(Gen<string> leaf) => Gen.Select(leaf, leaf, leaf.Array[0, 40], (a, c, list) =>
        $$"""{"a":{{a}},"b":{"c":{{c}}},"list":[{{string.Join(',', list)}}]}""");

    private static readonly Gen<(string Rule, string Facts)> Cases = Gen.Select(Rules(Leaf), Facts(Leaf));

    private static readonly Gen<(string Rule, string Facts)> SoundCases =
        Gen.Select(Rules(SoundLeaf), Facts(SoundLeaf));

    [Fact]
    public void Any_rule_over_any_facts_has_a_result_or_a_logic_error() =>
        Cases.Sample((rule, facts) => { Outcome(Parse(rule), Parse(facts)); }, iter: 8_000);

    [Fact]
    public void The_same_rule_over_the_same_facts_has_the_same_outcome() =>
        Cases.Sample((rule, facts) =>
        {
            var (once, given) = (Parse(rule), Parse(facts));
            var first = Outcome(once, given);
            Outcome(once, given).ShouldBe(first);
            Outcome(Parse(rule), Parse(facts)).ShouldBe(first);
        }, iter: 3_000);

    [Fact]
    public void Neither_rule_nor_facts_are_changed() =>
        SoundCases.Sample((rule, facts) =>
        {
            var (before, given) = (Written(rule), Written(facts));
            var (parsedRule, parsedFacts) = (Parse(rule), Parse(facts));
            Outcome(parsedRule, parsedFacts);
            parsedRule?.Parent.ShouldBeNull();
            (parsedRule?.ToJsonString() ?? "null").ShouldBe(before);
            parsedFacts!.ToJsonString().ShouldBe(given);
        }, iter: 3_000);

    [Fact]
    public void A_rule_that_passes_the_check_meets_no_unknown_operator() =>
        Cases.Sample((rule, facts) =>
        {
            if (JsonLogic.Check(Parse(rule), new HashSet<string> { "a", "b", "list" }).Count > 0) return;
            Outcome(Parse(rule), Parse(facts)).ShouldNotBe(nameof(LogicFault.UnknownOperator));
        }, iter: 8_000);

    // Amounts with four decimals, added, subtracted and multiplied as whole numbers of ten-thousandths.
    [Fact]
    public void Sums_differences_and_products_are_exact() =>
        Gen.Select(Gen.Long[-999_999_999_999, 999_999_999_999], Gen.Long[-999_999_999_999, 999_999_999_999])
            .Sample((one, other) =>
            {
                Calculate("+", one, other).ShouldBe(new decimal(one + other) / 10_000);
                Calculate("-", one, other).ShouldBe(new decimal(one - other) / 10_000);
                Calculate("*", one, other).ShouldBe((decimal)((Int128)one * other) / 100_000_000);
            }, iter: 2_000);

    [Fact]
    public void A_number_passes_through_unchanged() =>
        Gen.Decimal.Sample(number =>
            JsonLogic.Evaluate(number, null)!.GetValue<decimal>().ShouldBe(number), iter: 3_000);

    private static decimal Calculate(string name, long one, long other) => JsonLogic.Evaluate(
        new JsonObject { [name] = new JsonArray(Amount(one), Amount(other)) }, null)!.GetValue<decimal>();

    private static JsonNode Amount(long tenThousandths) =>
        JsonNode.Parse((tenThousandths / 10_000m).ToString(CultureInfo.InvariantCulture))!;

    private static string Outcome(JsonNode? rule, JsonNode? facts)
    {
        try
        {
            return JsonLogic.Evaluate(rule, facts)?.ToJsonString() ?? "null";
        }
        catch (LogicError e)
        {
            return e.Fault.ToString();
        }
    }

    private static JsonNode? Parse(string json) => JsonNode.Parse(json);

    private static string Written(string json) => JsonSerializer.Serialize(JsonElement.Parse(json));
}
