using System.Globalization;
using System.Text.RegularExpressions;
using EGov.Catalogue;

namespace EGov.Cli.Import;

/// <summary>How one kind of log is read: whose past it tells, and what its rows ask of the platform.</summary>
internal abstract partial class LogMapping
{
    /// <summary>Stands for the officer of a row that names none.</summary>
    protected const string Nobody = "nobody";

    /// <summary>Stands where a rule asks for words and the log has none.</summary>
    public const string NotInTheLog = "Not in the log (در سابقه نیامده است).";

    /// <summary>The log's own stable name, from which the ids of all its events derive.</summary>
    public abstract string Log { get; }

    public abstract Office Office { get; }

    /// <summary>What the log does not tell and the platform must know; every report says it.</summary>
    public virtual IReadOnlyList<string> Assumptions =>
    [
        "The applicant is not in the log: the file says so in the place of a name.",
        "Grades are not in the log: all officers are appointed as senior, or no appeal could be decided.",
        "A file is given to whoever acts on it; the log tells of no hand-over, so these name the import as giver.",
        "The platform computes its deadlines by the province's calendar, in whole weeks of the law's term. The log's "
            + "own due days stand on the steps, each late or not by the log's own dates.",
    ];

    /// <summary>The attributes of cases and rows that reach the platform; all others are counted as lost.</summary>
    public abstract IReadOnlySet<string> Carried { get; }

    /// <summary>The same case of the same log is always the same request.</summary>
    public virtual Guid IdOf(string name) => Identity.Of("imported-request", Log, name);

    /// <summary>What must be there before the first case is.</summary>
    public virtual Founding FoundingOf(Store store) => new(store, Office, Log);

    /// <summary>Whether an attribute of a case or row reaches the platform.</summary>
    public virtual bool Carries(string key) => Carried.Contains(key);

    /// <summary>The officer whom the case names responsible.</summary>
    public abstract string? ResponsibleOf(XesTrace trace);

    /// <summary>Carries a case out; every one of its rows is counted on the file's account.</summary>
    public abstract void Carry(XesTrace trace, CaseFile file);

    /// <summary>Everybody whom a case names as an officer.</summary>
    public IEnumerable<string> OfficersOf(XesTrace trace)
    {
        foreach (var row in trace.Events) yield return OfficerOf(row);
        if (ResponsibleOf(trace) is { } responsible) yield return responsible;
    }

    /// <summary>The mapping of a file: the one named, or by what the file says of itself.</summary>
    /// <exception cref="Unusable">No mapping fits.</exception>
    public static LogMapping For(string path, XesLog log, string? mapping)
    {
        var file = Path.GetFileName(path);
        var municipality = MunicipalityOf().Match(file);
        var name = Given(log.Attributes, "concept:name")?.Text ?? "";
        var isReceipt = name.StartsWith("Receipt phase", StringComparison.Ordinal);
        var isOwn = Given(log.Attributes, "source")?.Text == OwnLog.Source;
        return (mapping ?? (isOwn ? "egov" : municipality.Success ? "bpic15" : isReceipt ? "receipt"
            : name == Open311Reader.Name ? "chicago" : null)) switch
        {
            "egov" => new OwnLog(log),
            "receipt" => new Receipt(),
            "chicago" => new Chicago(),
            "bpic15" when municipality.Success =>
                new Bpic15(int.Parse(municipality.Groups[1].ValueSpan, CultureInfo.InvariantCulture)),
            "bpic15" => throw new Unusable(
                $"Only the name of the file tells the municipality: call {file} BPIC15_<number>.xes."),
            _ => throw new Unusable(
                $"{file} does not tell which log it is: give --mapping bpic15, chicago, egov or receipt."),
        };
    }

    /// <summary>A value that somebody wrote; the log's global default stands for one that nobody did.</summary>
    protected static XesValue? Given(IReadOnlyDictionary<string, XesValue> attributes, string key) =>
        attributes.GetValueOrDefault(key) is { IsDefault: false } value ? value : null;

    protected static string OfficerOf(XesEvent row) =>
        Given(row.Attributes, "org:resource") is { Text.Length: > 0 } resource ? resource.Text : Nobody;

    /// <summary>The row with its time; without one it cannot be placed, and is left.</summary>
    protected static Row? Timed(XesEvent e, Row row, CaseFile file)
    {
        if (Given(e.Attributes, "time:timestamp")?.Date is { } at)
            return row with { At = at.ToUniversalTime(), Day = DateOnly.FromDateTime(at.DateTime) };
        file.Leave(row, "no time:timestamp");
        return null;
    }

    /// <summary>A code that a step may bear: the log's own, and the activity in words; at most eighty letters.</summary>
    protected static string StepOf(string code, string name)
    {
        var words = OtherThanLetters().Replace(name.ToLowerInvariant(), "-").Trim('-');
        var step = OtherThanCode().Replace(code, "-") + (code.Length > 0 && words.Length > 0 ? "." : "") + words;
        return step.Length == 0 ? "unnamed" : step.Length <= 80 ? step : step[..80];
    }

    protected static FactTerms Fact(string name, string fa, string en, string type) => new(
        name, new(fa, en), null, new("در سابقه آمده است.", "It stands in the log."), type, null, null,
        Sealed: false, Required: false);

    [GeneratedRegex(@"^BPIC15_(\d{1,3})\b", RegexOptions.IgnoreCase)]
    private static partial Regex MunicipalityOf();

    [GeneratedRegex("[^A-Za-z0-9_-]+")]
    private static partial Regex OtherThanCode();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex OtherThanLetters();
}
