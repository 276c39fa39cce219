using EGov.Cli;
using EGov.Cli.Measure;
using EGov.Cli.Simulate;
using Spectre.Console;

namespace EGov.Unit.Measure;

public class MeasureCommandTests
{
    private static readonly Scenario Small = new(5, 3, 900, new(2026, 11, 22), Misconduct.Open(Misconduct.BuiltIn));

    [Theory]
    [InlineData("7", new[] { 7 })]
    [InlineData("101-103", new[] { 101, 102, 103 })]
    [InlineData("1,4-5", new[] { 1, 4, 5 })]
    [InlineData("", null)]
    [InlineData("5-4", null)]
    [InlineData("1-2-3", null)]
    [InlineData("1,1", null)]
    [InlineData("-3", null)]
    [InlineData("x", null)]
    [InlineData("1-101", null)]
    [InlineData("1-2000000000", null)]
    public void A_list_of_seeds_is_read_or_refused(string said, int[]? seeds) =>
        MeasureCommand.Seeds(said).ShouldBe(seeds);

    [Fact]
    public async Task The_same_seed_gives_the_same_signals()
    {
        var trial = await Trials.ImaginedAsync(Small);
        var again = await Trials.ImaginedAsync(Small);

        trial.Signals.Select(Line).ShouldBe(again.Signals.Select(Line));
        trial.Signals.ShouldContain(signal => signal.Indicator == "F10");
        trial.Officers.Count.ShouldBeGreaterThan(80);
        trial.Honest.Count.ShouldBeInRange(60, trial.Officers.Count - 10);
        trial.Calendar.Version.ShouldBe(2);

        static string Line(Raised signal) =>
            $"{signal.Indicator} {signal.On} {signal.Officer} {string.Join(',', signal.Requests)} {signal.Party}";
    }

    [Fact]
    public async Task A_folder_without_a_truth_is_refused() =>
        (await Should.ThrowAsync<Unusable>(() => Trials.StoredAsync(
            "/nowhere", null, TestContext.Current.CancellationToken))).Message.ShouldContain("/nowhere");

    [Fact]
    public void The_table_says_what_is_kept_and_ends_with_1_where_something_is_not()
    {
        var deed = new Misdeed("backdating", ["F21"], "ENV-014", null, Given.Id, "1", null, Given.On(0));
        var trial = new Trial(101, [deed], [new("F21", Given.On(1).Day(), "ENV-014", [Given.Id], null)],
            ["ENV-014", "ENV-021"], Given.Calendar);
        using var written = new StringWriter();
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(written), Ansi = AnsiSupport.No });

        MeasureCommand.Print(Measurement.Of([trial]), [trial], console).ShouldBe(1);

        var lines = written.ToString().Split('\n').Select(line => string.Join(' ', line.Split(' ',
            StringSplitOptions.RemoveEmptyEntries))).ToList();
        lines[0].ShouldBe("Seeds 101: 1 wrongs, 1 signals.");
        lines.ShouldContain("F21 file 1 1 1.00 1 1 1.00 1 0.000 kept");
        lines.ShouldContain("F21: kept");
        lines.ShouldContain("F01: not kept");
        lines.ShouldContain(line =>
            line.StartsWith("Honest officers: 1. Named by any signal: 0 (0.0", StringComparison.Ordinal));
    }
}
