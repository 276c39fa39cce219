using System.Text.Encodings.Web;
using System.Text.Json;
using EGov.Casework;

namespace EGov.Cli.Simulate;

/// <summary>What is true of a simulated province: how it was made, what is in it, and who did wrong.</summary>
/// <param name="Events">How many there are of each kind.</param>
/// <param name="Misconduct">Planted wrongdoing: which officer, which file, of which kind.</param>
public sealed record GroundTruth(
    int Seed, int Months, int Requests, DateOnly From, DateOnly Until, IReadOnlyDictionary<string, int> Events,
    OpenFiles Open, IReadOnlyList<DepartmentTruth> Departments, IReadOnlyList<object> Misconduct)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

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
            []);
    }
}

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
