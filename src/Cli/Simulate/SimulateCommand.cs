using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace EGov.Cli.Simulate;

/// <summary><c>egov simulate</c>: fills a platform with an invented province.</summary>
public static class SimulateCommand
{
    public static Command Command()
    {
        var seed = new Option<int>("--seed") { Description = "The same seed is the same province.", DefaultValueFactory = _ => 1 };
        var months = new Option<int>("--months") { Description = "How many months of casework.", DefaultValueFactory = _ => 6 };
        var requests = new Option<int>("--requests") { Description = "How many requests are filed.", DefaultValueFactory = _ => 6000 };
        var until = new Option<DateOnly?>("--until")
        {
            Description = "The last day, as yyyy-MM-dd; yesterday if not given.",
            CustomParser = given =>
            {
                if (DateOnly.TryParseExact(given.Tokens[0].Value, "yyyy-MM-dd", out var day)) return day;
                given.AddError("--until is a day as yyyy-MM-dd.");
                return null;
            },
        };
        var ifEmpty = new Option<bool>("--if-empty") { Description = "Do nothing where the platform holds anything already." };
        var misconduct = new Option<string?>("--misconduct")
        {
            Description = "Wrongdoing to plant: a file (ops/misconduct.md), or default for the one that is built in.",
        };
        var (data, connection, signer) = (Store.DataOption(), Store.ConnectionOption(), Store.SignerOption());
        Between(months, 1, 36);
        Between(requests, 20, 1_000_000);

        var command = new Command("simulate", "Fills an empty platform with an invented province: the same seed, the same events.")
        {
            seed, months, requests, until, ifEmpty, misconduct, data, connection, signer,
        };
        command.SetAction(async (asked, cancellation) =>
        {
            var planted = asked.GetValue(misconduct) is { } said ? Misconduct.Open(said) : null;
            var folder = asked.GetValue(data)!.FullName;
            await using var store = await Store.OpenAsync(folder, asked.GetValue(connection),
                configure: SimulatedProvince.SnapshotsLater, signer: asked.GetValue(signer), cancellation: cancellation);
            if (asked.GetValue(ifEmpty) && store.Shelf.Current is { Departments.Count: > 0 } held
                && (held.Province is not { IsSimulated: true } || File.Exists(TruthIn(folder))))
            {
                Console.WriteLine("The platform holds a province already; nothing is simulated.");
                return 0;
            }

            var scenario = await ScenarioAsync(store, asked.GetValue(seed), asked.GetValue(months), asked.GetValue(requests),
                asked.GetValue(until), planted, cancellation);
            await RunAsync(store, folder, scenario, cancellation);
            return 0;
        });
        return command;
    }

    /// <summary>Without a last day a platform goes on with the one that it has.</summary>
    private static async Task<Scenario> ScenarioAsync(
        Store store, int seed, int months, int requests, DateOnly? until, Misconduct? planted,
        CancellationToken cancellation)
    {
        var scenario = new Scenario(
            seed, months, requests, until ?? DateTimeOffset.UtcNow.Day().AddDays(-1), planted);
        if (scenario.Until >= DateTimeOffset.UtcNow.Day()) throw new Unusable("A simulation ends before today.");
        await store.Shelf.LoadAsync(cancellation);
        var held = await SimulatedProvince.HeldAsync(store.Documents, store.Shelf, cancellation);
        return until is null && held is not null
            && DateOnly.TryParseExact(held.Split('/')[^1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last)
            ? scenario with { Until = last }
            : scenario;
    }

    private static async Task RunAsync(Store store, string folder, Scenario scenario, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var truth = await store.SealingAsync(
            () => WithProgressAsync(progress => SimulatedProvince.LiveAsync(
                store.Documents, store.Shelf, store.Master, scenario, progress, cancellation)),
            cancellation);
        await truth.WriteAsync(TruthIn(folder), cancellation);
        Console.WriteLine(FormattableString.Invariant(
            $"{truth.Requests} requests, {truth.Events.Values.Sum()} events, {truth.Open.All} open, ")
            + FormattableString.Invariant(
                $"{truth.Open.Late} late, {truth.Misconduct.Count} wrongs; {clock.Elapsed.TotalSeconds:0.0} s."));
    }

    /// <summary>Written when all is done, so that an interrupted run is taken up again.</summary>
    private static string TruthIn(string folder) => Path.Combine(folder, "simulation.json");

    private static Task<GroundTruth> WithProgressAsync(Func<Action<double>, Task<GroundTruth>> run)
    {
        if (AnsiConsole.Profile.Capabilities.Ansi && !Console.IsOutputRedirected)
        {
            return AnsiConsole.Progress().StartAsync(async bars =>
            {
                var bar = bars.AddTask("Simulating", maxValue: 1);
                return await run(part => bar.Value = part);
            });
        }

        var shown = 0;
        return run(part =>
        {
            if ((int)(part * 10) <= shown) return;
            shown = (int)(part * 10);
            Console.WriteLine(FormattableString.Invariant($"{shown * 10} %"));
        });
    }

    private static void Between(Option<int> option, int low, int high) => option.Validators.Add(result =>
    {
        if (result.GetValue(option) is var value && (value < low || value > high))
            result.AddError(FormattableString.Invariant($"{option.Name} lies between {low} and {high}."));
    });
}
