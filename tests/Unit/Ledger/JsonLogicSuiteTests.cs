using System.Text.Json;
using System.Text.Json.Nodes;
using EGov.Ledger;

namespace EGov.Unit.Ledger;

/// <summary>The public compatibility suites of JSON Logic, read where they lie and run to the last case.</summary>
public class JsonLogicSuiteTests
{
    private static readonly string Folder = Path.Combine(Root(), "..", "shared", "schemas", "json-logic");

    // No case is left out, so there is no list of exceptions: the evaluator also knows 'val' and '?:', which the suites
    // use beside the operators of our rulebooks, and never reaches the 'throw' that some cases put behind a condition.
    [Fact]
    public void None_of_the_847_cases_in_23_files_is_left_out()
    {
        var cases = Cases().ToList();
        cases.Select(row => row.Data.Item1).Distinct().Count().ShouldBe(23);
        cases.Count.ShouldBe(847);
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_case_of_the_suites_has_the_result_it_names(string file, int number, string description)
    {
        var test = Read(file).ElementAt(number);
        var rule = JsonNode.Parse(test.GetProperty("rule").GetRawText());
        var data = test.TryGetProperty("data", out var given) ? JsonNode.Parse(given.GetRawText()) : null;

        if (test.TryGetProperty("error", out var error))
        {
            var fault = Should.Throw<LogicError>(() => JsonLogic.Evaluate(rule, data), description).Fault;
            fault.ShouldBe(error.GetProperty("type").GetString() switch
            {
                "NaN" => LogicFault.NotANumber,
                "Invalid Arguments" => LogicFault.BadArguments,
                var other => throw new InvalidOperationException($"The suites name a new error: {other}"),
            });
            return;
        }

        var result = JsonSerializer.SerializeToElement(JsonLogic.Evaluate(rule, data));
        JsonElement.DeepEquals(result, test.GetProperty("result")).ShouldBeTrue($"{description}: {result}");
    }

    public static IEnumerable<TheoryDataRow<string, int, string>> Cases() =>
        from path in Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories)
        let file = Path.GetRelativePath(Folder, path)
        orderby file
        from test in Read(file).Select((test, number) => (number, Description: test.GetProperty("description")))
        select new TheoryDataRow<string, int, string>(file, test.number, test.Description.GetString()!);

    // Between the cases stand headings, which are texts.
    private static IEnumerable<JsonElement> Read(string file) =>
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(Folder, file))).EnumerateArray()
            .Where(item => item.ValueKind == JsonValueKind.Object);

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EGov.Cqrs.sln"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException("No folder above the tests holds EGov.Cqrs.sln.");
    }
}
