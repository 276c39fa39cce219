using System.Text.Json.Nodes;
using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class JsonLogicTests
{
    private const string NoFacts = "{}";

    [Theory]
    [InlineData("""{"==":[{"+":[0.1,0.2]},0.3]}""", "true")]
    [InlineData("""{"+":[0.1,0.2]}""", "0.3")]
    [InlineData("""{"-":[0.3,0.1]}""", "0.2")]
    [InlineData("""{"*":[1.1,1.1]}""", "1.21")]
    [InlineData("""{"+":[9007199254740993,0]}""", "9007199254740993")]
    [InlineData("""{"*":[123456789012345.67,100]}""", "12345678901234567")]
    [InlineData("""{"%":[-7.5,2]}""", "-1.5")]
    [InlineData("""{"/":[1,3]}""", "0.3333333333333333333333333333")]
    public void Arithmetic_is_exact_in_decimals(string rule, string result) => Result(rule).ShouldBe(result);

    [Theory]
    [InlineData("""{"+":[1.5,1.5]}""", "3")]
    [InlineData("""{"*":[-1,0]}""", "0")]
    [InlineData("""{"-":0}""", "0")]
    [InlineData("""{"+":["1e2"]}""", "100")]
    [InlineData("1.50", "1.5")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("1e-28", "0.0000000000000000000000000001")]
    public void A_number_is_written_in_its_shortest_form(string rule, string result) => Result(rule).ShouldBe(result);

    [Theory]
    [InlineData("595.000000000000000000000000005")]
    [InlineData("3.00000000000000000000005020505")]
    [InlineData("0.12345678901234567890123456785")]
    [InlineData("0.00000000000000000000000000005")]
    [InlineData("7922816251426433759354395033.55")]
    [InlineData("1.5e-28")]
    [InlineData("1e-400")]
    public void A_number_and_a_text_that_holds_it_are_rounded_alike(string number) =>
        Result($$"""{"===":[{{number}},{"+":"{{number}}"}]}""").ShouldBe("true");

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e29")]
    [InlineData("""{"+":[79228162514264337593543950335,1]}""")]
    [InlineData("""{"*":[1e20,1e20]}""")]
    [InlineData("""{"/":[1e20,1e-20]}""")]
    public void A_number_beyond_decimals_is_out_of_range(string rule) => Fault(rule).ShouldBe(LogicFault.OutOfRange);

    [Theory]
    [InlineData("0", false)]
    [InlineData("-0.0", false)]
    [InlineData("\"\"", false)]
    [InlineData("[]", false)]
    [InlineData("null", false)]
    [InlineData("false", false)]
    [InlineData("\"0\"", true)]
    [InlineData("\" \"", true)]
    [InlineData("[0]", true)]
    [InlineData("{}", true)]
    [InlineData("0.001", true)]
    public void Truth_follows_the_suites(string value, bool truth) =>
        JsonLogic.IsTruthy(JsonNode.Parse(value)).ShouldBe(truth);

    [Theory]
    [InlineData("""{"==":[{"var":"absent"},0]}""", "true")]
    [InlineData("""{"==":[{"var":"absent"},null]}""", "true")]
    [InlineData("""{"==":[{"var":"absent"},""]}""", "false")]
    [InlineData("""{"==":[{"var":"absent"},"factory"]}""", "false")]
    [InlineData("""{"==":["factory",{"var":"absent"}]}""", "false")]
    [InlineData("""{"!=":[{"var":"absent"},[1]]}""", "true")]
    [InlineData("""{"===":[{"var":"absent"},0]}""", "false")]
    [InlineData("""{"in":[{"var":"absent"},"null"]}""", "false")]
    [InlineData("""{"in":["a",{"var":"absent"}]}""", "false")]
    [InlineData("""{"cat":["a",{"var":"absent"},"b"]}""", "\"ab\"")]
    [InlineData("""{"filter":[{"var":"absent"},true]}""", "[]")]
    [InlineData("""{"+":[1,{"var":"absent"}]}""", "1")]
    public void An_absent_fact_is_nothing(string rule, string result) => Result(rule).ShouldBe(result);

    [Fact]
    public void A_fact_left_empty_is_missing_too() =>
        Result("""{"missing":["a","b","c","d"]}""", """{"a":"","b":null,"c":0}""").ShouldBe("""["a","b","d"]""");

    [Theory]
    [InlineData("""{"==":["",0]}""", "true")]
    [InlineData("""{"==":[" 12 ",12]}""", "true")]
    [InlineData("""{"==":["1.0",1]}""", "true")]
    [InlineData("""{"==":["1.0","1"]}""", "false")]
    [InlineData("""{"===":[1.0,1]}""", "true")]
    [InlineData("""{"==":[true,"1"]}""", "true")]
    [InlineData("""{"<":["10","9"]}""", "true")]
    [InlineData("""{"<":["10",9]}""", "false")]
    [InlineData("""{"<":["B","a"]}""", "true")]
    [InlineData("""{"===":[[1],1]}""", "false")]
    [InlineData("""{"in":[1,[[1],{},1]]}""", "true")]
    public void Texts_are_compared_by_character_and_as_numbers_only_beside_another_kind(string rule, string result) =>
        Result(rule).ShouldBe(result);

    [Theory]
    [InlineData("""{"<":[{"var":"absent"},"2025-01-01"]}""")]
    [InlineData("""{"+":["۱۲"]}""")]
    [InlineData("""{"+":["0x10"]}""")]
    [InlineData("""{"+":["1,000"]}""")]
    [InlineData("""{"==":[true,"true"]}""")]
    [InlineData("""{"%":[5,0]}""")]
    [InlineData("""{"max":[1,[2]]}""")]
    public void What_is_no_number_is_an_error_and_never_a_guess(string rule) =>
        Fault(rule).ShouldBe(LogicFault.NotANumber);

    [Theory]
    [InlineData("""{"and":[true],"or":[true]}""")]
    [InlineData("""{"!":[true,false]}""")]
    [InlineData("""{"in":["a"]}""")]
    [InlineData("""{"in":["a",5]}""")]
    [InlineData("""{"in":[5,"155"]}""")]
    [InlineData("""{"===":[[1],[1]]}""")]
    [InlineData("""{"in":[[1],[[1]]]}""")]
    [InlineData("""{"cat":[[1,2]]}""")]
    [InlineData("""{"map":["abc",true]}""")]
    [InlineData("""{"max":[]}""")]
    [InlineData("""{"var":[true]}""")]
    [InlineData("""{"var":[[1,2]]}""")]
    [InlineData("""{"missing":[["a"],"b"]}""")]
    [InlineData("""{"missing_some":[1,"a"]}""")]
    [InlineData("""{"val":[[1],"a"]}""")]
    public void Where_implementations_differ_and_the_suites_are_silent_it_is_an_error(string rule) =>
        Fault(rule).ShouldBe(LogicFault.BadArguments);

    [Theory]
    [InlineData("site.area", "250")]
    [InlineData("floors.1.use", "\"shop\"")]
    [InlineData("floors.2", "null")]
    [InlineData("floors.01", "null")]
    [InlineData("floors.-1", "null")]
    [InlineData("site.area.unit", "null")]
    [InlineData("floors.length", "null")]
    [InlineData("plot.no", "null")]
    public void A_path_leads_through_objects_and_lists(string path, string result) =>
        Result($$"""{"var":"{{path}}"}""", """
            {"site":{"area":250.0},"floors":[{"use":"home"},{"use":"shop"}],"plot.no":7}
            """).ShouldBe(result);

    [Fact]
    public void A_name_with_a_dot_is_read_by_val() =>
        Result("""{"val":["plot.no"]}""", """{"plot.no":7}""").ShouldBe("7");

    [Fact]
    public void A_default_stands_in_for_what_is_not_there_but_not_for_null()
    {
        Result("""{"var":["a",5]}""").ShouldBe("5");
        Result("""{"var":["a",5]}""", """{"a":null}""").ShouldBe("null");
    }

    [Theory]
    [InlineData("""{"substr":["jsonlogic",-99]}""", "\"jsonlogic\"")]
    [InlineData("""{"substr":["jsonlogic",99]}""", "\"\"")]
    [InlineData("""{"substr":["jsonlogic",4,99]}""", "\"logic\"")]
    [InlineData("""{"substr":["jsonlogic",4,-99]}""", "\"\"")]
    [InlineData("""{"substr":["jsonlogic",-2.9,1.9]}""", "\"i\"")]
    [InlineData("""{"substr":["jsonlogic",1e20]}""", "\"\"")]
    [InlineData("""{"substr":[12345,1,2]}""", "\"23\"")]
    [InlineData("""{"cat":[1.50,true,null,"x"]}""", "\"1.5truex\"")]
    public void Texts_are_cut_and_joined_within_their_bounds(string rule, string result) =>
        Result(rule).ShouldBe(result);

    [Theory]
    [InlineData("""{"reduce":[[1,2],{"var":""},0]}""", """{"current":2,"accumulator":{"current":1,"accumulator":0}}""")]
    [InlineData("""{"reduce":[[5],{"var":"current"}]}""", "5")]
    [InlineData("""{"reduce":[[],true]}""", "null")]
    [InlineData("""{"map":[[[1,2],[3]],{"map":[{"var":""},{"*":[{"var":""},2]}]}]}""", "[[2,4],[6]]")]
    [InlineData("""{"merge":[[1,[2]],3,null]}""", "[1,[2],3,null]")]
    [InlineData("{}", "{}")]
    public void Lists_and_objects_come_out_as_JSON(string rule, string result) => Result(rule).ShouldBe(result);

    [Fact]
    public void An_unknown_operator_is_named_but_only_when_reached()
    {
        Should.Throw<LogicError>(() => Result("""{"xor":[1,2]}""")).Message.ShouldContain("'xor'");
        Result("""{"or":[true,{"xor":[1,2]}]}""").ShouldBe("true");
    }

    [Theory]
    [InlineData("""{"+":[{"var":"name"}]}""", "'+' needs a number, and a text holds none.")]
    [InlineData("""{"<":[{"var":"names"},1]}""", "'<' needs a number, and a list holds none.")]
    [InlineData("""{"all":[{"var":"name"},true]}""", "'all' needs a list, not a text.")]
    [InlineData("""{"cat":{"var":"names"}}""", "'cat' needs text, not a list.")]
    [InlineData("""{"in":[{"var":"names"},{"var":"name"}]}""", "'in' finds text in text, not a list.")]
    [InlineData("""{"var":{"var":"names"}}""", "'var' names a fact by text or number, not by a list.")]
    [InlineData("""{"/":[{"var":"name.length"},0]}""", "'/' divides by zero.")]
    public void A_message_names_what_is_wrong_and_never_repeats_a_fact(string rule, string message) =>
        Should.Throw<LogicError>(() => Result(rule, """{"name":"Maryam","names":["Maryam"]}"""))
            .Message.ShouldBe(message);

    [Fact]
    public void Depth_ends_at_its_bound()
    {
        Result(Nested(JsonLogic.MaxDepth)).ShouldBe("true");
        Fault(Nested(JsonLogic.MaxDepth + 1)).ShouldBe(LogicFault.TooDeep);
        Fault($$"""{"reduce":[[{{Ones(100)}}],[{"var":"accumulator"}],0]}""").ShouldBe(LogicFault.TooDeep);
    }

    [Theory]
    [InlineData("""{"reduce":[LIST,{"merge":[{"var":"accumulator"},{"var":"accumulator"}]},[1]]}""")]
    [InlineData("""{"reduce":[LIST,{"cat":[{"var":"accumulator"},{"var":"accumulator"}]},"x"]}""")]
    [InlineData("""{"reduce":[[1,2,3,4,5,6,7,8,1,2,3,4,5,6,7,8,9],[{"var":"accumulator"},{"var":"accumulator"}],0]}""")]
    [InlineData("""{"map":[LIST,{"map":[LIST,{"map":[LIST,1]}]}]}""")]
    [InlineData("""{"some":[LIST,{"some":[LIST,{"some":[LIST,false]}]}]}""")]
    public void What_grows_without_measure_runs_out_of_steps(string rule) =>
        Fault(rule.Replace("LIST", $"[{Ones(100)}]", StringComparison.Ordinal)).ShouldBe(LogicFault.TooManySteps);

    [Fact]
    public void A_long_text_is_not_copied_beyond_the_bound()
    {
        Result(Copies(90)).Length.ShouldBe(90 * 64_003 + 1);
        Fault(Copies(110)).ShouldBe(LogicFault.TooManySteps);

        static string Copies(int count) => $$"""{"map":[[{{Ones(count)}}],"{{new string('x', 64_000)}}"]}""";
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""", """{"var":"a"}""")]
    [InlineData("""{"a":{"b":1,"b":2}}""", """{"var":""}""")]
    [InlineData("""{"a":"\ud800"}""", """{"var":"a"}""")]
    [InlineData("""{"\ud800":1}""", """{"var":"a"}""")]
    [InlineData("{}", """{"and":[true],"and":[false]}""")]
    [InlineData("{}", "\"\\udc00\"")]
    public void JSON_that_readers_read_differently_is_refused(string facts, string rule) =>
        Fault(rule, facts).ShouldBe(LogicFault.BrokenJson);

    [Fact]
    public void Facts_may_also_come_from_the_program()
    {
        var facts = new JsonObject
        {
            ["whole"] = 3,
            ["fraction"] = 0.1,
            ["exact"] = 0.20m,
            ["day"] = JsonValue.Create(new DateOnly(2026, 3, 20)),
            ["letter"] = 'x',
            ["nan"] = double.NaN,
        };
        Evaluate("""{"+":[{"var":"whole"},{"var":"fraction"},{"var":"exact"}]}""", facts).ShouldBe("3.3");
        Evaluate("""{"<":[{"var":"day"},"2026-03-21"]}""", facts).ShouldBe("true");
        Evaluate("""{"==":[{"var":"letter"},"x"]}""", facts).ShouldBe("true");
        Should.Throw<LogicError>(() => Evaluate("""{"var":"nan"}""", facts)).Fault.ShouldBe(LogicFault.OutOfRange);
    }

    [Fact]
    public void The_result_belongs_to_the_caller()
    {
        var facts = JsonNode.Parse("""{"list":[{"a":1}]}""")!;
        var before = facts.ToJsonString();

        var result = JsonLogic.Evaluate(JsonNode.Parse("""{"var":"list"}"""), facts)!;
        result[0]!["a"] = 2;

        new JsonObject { ["mine"] = result }.ToJsonString().ShouldBe("""{"mine":[{"a":2}]}""");
        facts.ToJsonString().ShouldBe(before);
    }

    [Fact]
    public void One_rule_serves_many_threads()
    {
        for (var round = 0; round < 200; round++)
        {
            var rule = JsonNode.Parse("""{"and":[{">=":[{"var":"a.b"},18]},{"in":[{"var":"c.0"},["x","y"]]}]}""");
            var facts = JsonNode.Parse("""{"a":{"b":20},"c":["x"]}""");
            Parallel.For(0, 8, _ => JsonLogic.IsTruthy(JsonLogic.Evaluate(rule, facts)).ShouldBeTrue());
        }
    }

    private static string Result(string rule, string facts = NoFacts) => Evaluate(rule, JsonNode.Parse(facts)!);

    private static string Evaluate(string rule, JsonNode facts) =>
        JsonLogic.Evaluate(Parse(rule), facts)?.ToJsonString() ?? "null";

    private static LogicFault Fault(string rule, string facts = NoFacts) =>
        Should.Throw<LogicError>(() => Result(rule, facts), rule.Length < 200 ? rule : rule[..200]).Fault;

    private static JsonNode? Parse(string rule) => JsonNode.Parse(rule, null, new() { MaxDepth = 1000 });

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("{\"!!\":", depth)) + "1" + new string('}', depth);

    private static string Ones(int count) => string.Join(',', Enumerable.Repeat('1', count));
}
