using System.Text.Encodings.Web;
using System.Text.Json;

namespace EGov.Cli.Import;

/// <summary>What an import did with a log; every row of it is accounted for.</summary>
public sealed record ImportReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required string Log { get; init; }
    public string File { get; init; } = "";

    /// <summary>SHA-256 of the file as it lies there.</summary>
    public string Sha256 { get; init; } = "";
    public string Department { get; init; } = "";

    /// <summary>Why the file could be read only so far, with the line; all before it is imported.</summary>
    public string? Error { get; init; }

    public int Cases { get; init; }
    public int Events { get; init; }
    public int Activities { get; init; }
    public int Resources { get; init; }
    public int Variants { get; init; }
    public Account Account { get; init; } = new();
    public double Seconds { get; init; }
    public double EventsPerSecond { get; init; }
    public IReadOnlyList<string> Assumptions { get; init; } = [];

    /// <summary>Whether the rows under commands and the rows not imported are all the rows there are.</summary>
    public bool IsAccountedFor =>
        Account.Commands.Sum + Account.NotImported.Sum == Events
        && Account.StepsBecause.Sum == Account.Commands["RecordStep"];

    public bool IsWell => IsAccountedFor && Error is null && Account.StoredDifferently.Count == 0;

    internal static ImportReport Of(LogMapping log, LogFacts facts, Account account, TimeSpan took)
    {
        account.NotImported.Add(facts.NotTaken);
        account.NotCarried.Add(facts.NotCarried);
        // Two writers come to their cases in any order; the report does not tell of that.
        foreach (var cases in account.ClosedInTheLogOpenHere.Values) cases.Sort(StringComparer.Ordinal);
        account.StoredDifferently.Sort(StringComparer.Ordinal);
        return new()
        {
            Log = log.Log,
            Department = log.Office.Code,
            Cases = facts.Cases,
            Events = facts.Events,
            Activities = facts.Activities,
            Resources = facts.Resources,
            Variants = facts.Variants,
            Account = account,
            Seconds = Math.Round(took.TotalSeconds, 2),
            EventsPerSecond = Math.Round(facts.Events / took.TotalSeconds, 1),
            Assumptions = log.Assumptions,
        };
    }

    internal static ImportReport Unread(string path, string error) =>
        new() { Log = Path.GetFileNameWithoutExtension(path), File = Path.GetFileName(path), Error = error };

    /// <returns>Where it was written.</returns>
    public async Task<string> SaveAsync(string data, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(data, "imports")).FullName;
        var path = Path.Combine(folder, Log + "-report.json");
        await using var file = System.IO.File.Create(path);
        await JsonSerializer.SerializeAsync(file, this, Json, cancellation);
        return path;
    }
}
