using System.Text.Encodings.Web;
using System.Text.Json;
using EGov.Casework;

namespace EGov.Cli.Simulate;

/// <summary>What is true of a simulated province: how it was made, what is in it, and who did wrong.</summary>
/// <param name="Events">How many there are of each kind.</param>
/// <param name="Misconduct">Planted wrongdoing: which officer, which file, of which kind, when.</param>
public sealed record GroundTruth(
    int Seed, int Months, int Requests, DateOnly From, DateOnly Until, IReadOnlyDictionary<string, int> Events,
    OpenFiles Open, IReadOnlyList<DepartmentTruth> Departments, IReadOnlyList<Misdeed> Misconduct)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="Unusable">There is none, or it is not one.</exception>
    public static async Task<GroundTruth> ReadAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path)) throw new Unusable($"There is no {path}: nothing was simulated there to the end.");
        try
        {
            await using var file = File.OpenRead(path);
            return await JsonSerializer.DeserializeAsync<GroundTruth>(file, Json, cancellation)
                ?? throw new Unusable($"{path} says nothing.");
        }
        catch (JsonException wrong)
        {
            throw new Unusable($"{path} is no ground truth: {wrong.Message}");
        }
    }

    public async Task WriteAsync(string path, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(this, Json) + "\n", cancellation);
    }

    internal static GroundTruth Of(World world)
    {
        var (scenario, today) = (world.Scenario, world.Scenario.Until.AddDays(1));
        var open = world.Files.Where(file => file.State.IsOpen).ToList();
        return new(scenario.Seed, scenario.Months, world.Files.Count, scenario.From, scenario.Until,
            new SortedDictionary<string, int>(world.Counts.ToDictionary(), StringComparer.Ordinal),
            new(open.Count, open.Count(file => file.State.Officer is null),
                open.Count(file => file.State.Status is RequestStatus.Waiting),
                open.Count(file => file.State.OpenReferrals.Count > 0),
                open.Count(file => file.State is { Status: RequestStatus.Ready, LegalLimit: { } limit } && limit < today),
                open.Count(file => file.State is { Status: RequestStatus.Ready, LegalLimit: { } limit }
                    && limit >= today && limit <= today.AddDays(1)),
                open.Count(file => file.State.Status is RequestStatus.Appealed)),
            [
                .. world.Files.GroupBy(file => file.State.Matter.Department).OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => DepartmentTruth.Of(group.Key, [.. group])),
            ],
            world.Wrongs.Done);
    }
}

/// <summary>One wrong that was done.</summary>
/// <param name="Kind">From <see cref="WrongKind.All"/>.</param>
/// <param name="Indicators">Those that ought to show it: the first is the one it was planted for.</param>
/// <param name="Party">The mark of the person or telephone on the other side, where that is the point of it.</param>
/// <param name="At">When it was put on record.</param>
/// <param name="Department">The officer's.</param>
public sealed record Misdeed(
    string Kind, IReadOnlyList<string> Indicators, string Officer, string? Accomplice, Guid Request,
    string TrackingNumber, string? Party, DateTimeOffset At, string? Department = null, string? Service = null);

/// <summary>The files that are open on the day after the last.</summary>
public sealed record OpenFiles(int All, int InNobodysHands, int Waiting, int Referred, int Late, int DueTodayOrTomorrow, int Appealed);

/// <param name="MedianDays">Counted working days from ready to decided.</param>
public sealed record DepartmentTruth(
    string Department, int Requests, int Open, int Decided, int OnTime, int Refused, double MedianDays, int NinetiethDays)
{
    internal static DepartmentTruth Of(string department, IReadOnlyList<CaseFile> files)
    {
        var decided = files.Select(file => file.State.Decision).OfType<RequestDecided>().ToList();
        var days = decided.Select(decision => decision.WorkingDays).Order().ToList();
        return new(department, files.Count, files.Count(file => file.State.IsOpen), decided.Count,
            decided.Count(decision => decision.OnTime), decided.Count(decision => decision.Outcome is Outcome.Refused),
            days.Count == 0 ? 0 : (days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2.0,
            days.Count == 0 ? 0 : days[(int)Math.Ceiling(days.Count * 0.9) - 1]);
    }
}
