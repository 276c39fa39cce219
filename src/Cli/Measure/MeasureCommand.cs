using System.CommandLine;
using System.Globalization;
using EGov.Cli.Simulate;
using Spectre.Console;

namespace EGov.Cli.Measure;

/// <summary><c>egov measure-signals</c>: how well the indicators tell planted wrong from honest work.</summary>
public static class MeasureCommand
{
    private const int MostSeeds = 100;

    // One month more than the longest window of an indicator looks back.
    private static readonly Scenario Province = new(0, 6, 6000, new(2026, 11, 22));

    public static Command Command()
    {
        var seeds = new Option<IReadOnlyList<int>?>("--seeds")
        {
            Description = "Provinces to imagine and measure, as 101-110 or 1,4,7; nothing is written.",
            CustomParser = given =>
            {
                if (given.Tokens is [var token] && Seeds(token.Value) is { } read) return read;
                given.AddError($"--seeds is a list such as 101-110 or 1,4,7, of at most {MostSeeds} seeds.");
                return null;
            },
        };
        var misconduct = new Option<string>("--misconduct")
        {
            Description = "What is planted in them: a file, or default.",
            DefaultValueFactory = _ => Misconduct.BuiltIn,
        };
        var data = new Option<DirectoryInfo?>("--data") { Description = "A folder that egov simulate has filled." };
        var connection = Store.ConnectionOption();
        var command = new Command("measure-signals",
            "Precision, recall and time to detection of the indicators. Ends with 1 if a goal is not kept.")
        {
            seeds, misconduct, data, connection,
        };
        command.SetAction(async (asked, cancellation) =>
        {
            var (given, folder) = (asked.GetValue(seeds), asked.GetValue(data)?.FullName);
            if ((given is null) == (folder is null))
                throw new Unusable("Give either --seeds, or --data with a simulated province in it.");
            var trials = new List<Trial>();
            if (folder is not null)
                trials.Add(await Trials.StoredAsync(folder, asked.GetValue(connection), cancellation));
            var planted = Misconduct.Open(asked.GetValue(misconduct)!);
            foreach (var seed in given ?? [])
            {
                cancellation.ThrowIfCancellationRequested();
                trials.Add(await Trials.ImaginedAsync(Province with { Seed = seed, Misconduct = planted }));
                await Console.Error.WriteLineAsync(
                    Text($"Seed {seed}: {trials[^1].Truth.Count} wrongs, {trials[^1].Signals.Count} signals."));
            }

            return Print(Measurement.Of(trials), trials, AnsiConsole.Console);
        });
        return command;
    }

    /// <returns>0 where every goal is kept, else 1.</returns>
    public static int Print(Measurement measured, IReadOnlyList<Trial> trials, IAnsiConsole console)
    {
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = int.MaxValue;
        var table = new Table().Border(TableBorder.Simple).AddColumns(
            "indicator", "level", "planted", "found", "recall", "named", "right", "precision", "median days",
            "false per honest officer", "goal");
        foreach (var row in measured.Rows)
        {
            table.AddRow(row.Indicator, Name(row.Level), Text($"{row.Planted}"), Text($"{row.Found}"),
                Share(row.Recall), Text($"{row.Flagged}"), Text($"{row.Right}"), Share(row.Precision),
                row.MedianDays is { } days ? Text($"{days:0.#}") : "", Text($"{row.FalseAlarmsPerOfficer:0.000}"),
                !Goals.Indicators.Contains(row.Indicator) ? "" : Verdict(row.KeepsGoal));
        }

        console.WriteLine(Text($"Seeds {string.Join(", ", trials.Select(trial => trial.Seed))}: ")
            + Text($"{trials.Sum(trial => trial.Truth.Count)} wrongs, ")
            + Text($"{trials.Sum(trial => trial.Signals.Count)} signals."));
        console.Write(table);
        console.WriteLine(Text($"Goals: precision at least {Goals.Precision:0.0}, recall at least {Goals.Recall:0.0}, ")
            + "of files, officers or parties.");
        foreach (var indicator in Goals.Indicators)
            console.WriteLine($"  {indicator}: {Verdict(measured.Keeps(indicator))}");
        console.WriteLine(Text($"Honest officers: {measured.Honest}. Named by any signal: {measured.HonestNamed} ")
            + Text($"({measured.HonestShare:P1}), goal at most {Goals.Honest:P0}: {Verdict(measured.KeepsHonest)}. ")
            + Text($"Named by one of these ten: {measured.HonestNamedByTen}."));
        return measured.KeepsAll ? 0 : 1;
    }

    /// <returns>None where it is no list of seeds.</returns>
    public static IReadOnlyList<int>? Seeds(string said)
    {
        var seeds = new List<int>();
        foreach (var part in said.Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !Number(ends[0], out var first) || !Number(ends[^1], out var last) || last < first
                || seeds.Count + last - first >= MostSeeds) return null;
            seeds.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return seeds.Distinct().Count() == seeds.Count ? seeds : null;

        static bool Number(string text, out int number) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < 1_000_000;
    }

    private static string Name(Level level) =>
        level switch { Level.Case => "file", Level.Officer => "officer", Level.Office => "office", _ => "party" };

    private static string Verdict(bool isKept) => isKept ? "kept" : "not kept";

    private static string Share(double? share) => share is { } value ? Text($"{value:0.00}") : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
