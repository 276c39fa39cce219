using System.Text.Json.Nodes;
using EGov.Ledger;

namespace EGov.Unit.Ledger;

public class JsonLogicCheckTests
{
    private static readonly HashSet<string> Facts = ["income", "site", "children"];

    [Theory]
    [InlineData("true")]
    [InlineData("""{"and":[{"<=":[{"var":"income"},1000]},{">":[{"var":"site.area"},200]}]}""")]
    [InlineData("""{"some":[{"var":"children"},{"<":[{"var":"age"},18]}]}""")]
    [InlineData("""{"reduce":[{"var":"children"},{"+":[{"var":"accumulator"},{"var":"current.age"}]},0]}""")]
    [InlineData("""{"reduce":[{"var":"children"},{"var":""},{"var":"income"}]}""")]
    [InlineData("""{"!":{"missing":["income","site.area"]}}""")]
    [InlineData("""{"missing_some":[1,["income","site"]]}""")]
    [InlineData("""{"val":["site","area"]}""")]
    [InlineData("""{"map":[{"var":"children"},{"var":{"cat":["na","me"]}}]}""")]
    [InlineData("""{"var":""}""")]
    public void A_sound_rule_has_no_problem(string rule) => Check(rule).ShouldBeEmpty();

    [Theory]
    [InlineData("""{"and":[{"<":[{"var":"incom"},1]}]}""", "/and/0/</0/var/0: There is no fact 'incom'.")]
    [InlineData("""{"var":"sites.area"}""", "/var/0: There is no fact 'sites.area'.")]
    [InlineData("""{"val":["site.area"]}""", "/val/0: There is no fact 'site.area'.")]
    [InlineData("""{"var":0}""", "/var/0: There is no fact '0'.")]
    [InlineData("""{"missing":["income","age"]}""", "/missing/1: There is no fact 'age'.")]
    [InlineData("""{"missing":[["age"]]}""", "/missing/0/0: There is no fact 'age'.")]
    [InlineData("""{"missing_some":[1,["site","age"]]}""", "/missing_some/1/1: There is no fact 'age'.")]
    [InlineData("""{"all":[{"var":"child"},{"var":"age"}]}""", "/all/0/var/0: There is no fact 'child'.")]
    [InlineData("""{"reduce":[{"var":"children"},{"var":"income"},0]}""",
        "/reduce/1/var/0: A reduction knows current and accumulator, not 'income'.")]
    [InlineData("""{"var":{"cat":["in","come"]}}""", "/var/0: Which fact it reads is computed.")]
    [InlineData("""{"var":true}""", "/var/0: A fact is named by text or number.")]
    [InlineData("""{"if":[true,{"xor":[1,2]}]}""", "/if/1/xor: There is no operator 'xor'.")]
    [InlineData("""{"and":{"var":"income"}}""", "/and: 'and' takes a list of arguments.")]
    [InlineData("""{"<":[1]}""", "/<: '<' takes at least 2 arguments, not 1.")]
    [InlineData("""{"!":[1,2]}""", "/!: '!' takes at most 1 arguments, not 2.")]
    [InlineData("""[{"and":[],"or":[]}]""", "/0: An operation has one operator, not 2.")]
    [InlineData("""{"+":[1e400]}""", "/+/0: A number lies beyond the range of decimals.")]
    [InlineData("""{"+":[{"+":[],"+":[]}]}""", "/+/0: A name stands twice in an object.")]
    public void A_problem_is_named_with_its_place(string rule, string problem) =>
        Check(rule).ShouldHaveSingleItem().ShouldBe(problem);

    [Fact]
    public void A_rule_too_deep_is_a_problem_however_deep_it_is()
    {
        JsonNode rule = true;
        for (var i = 0; i < 5_000; i++) rule = new JsonObject { ["!"] = rule };

        JsonLogic.Check(rule, Facts).ShouldHaveSingleItem()
            .ShouldEndWith(": More than 64 operations or lists stand inside one another.");
    }

    [Fact]
    public void All_problems_are_listed_in_the_order_of_the_rule() =>
        Check("""{"and":[{"xor":[]},{"var":"age"},{"==":[{"var":"name"}]}]}""").ShouldBe(
        [
            "/and/0/xor: There is no operator 'xor'.",
            "/and/1/var/0: There is no fact 'age'.",
            "/and/2/==: '==' takes at least 2 arguments, not 1.",
            "/and/2/==/0/var/0: There is no fact 'name'.",
        ]);

    private static IReadOnlyList<string> Check(string rule) => JsonLogic.Check(JsonNode.Parse(rule), Facts);
}
