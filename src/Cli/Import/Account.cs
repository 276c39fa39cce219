namespace EGov.Cli.Import;

/// <summary>What became of every row of a log; each row is counted once, under a command or as not imported.</summary>
public sealed class Account
{
    /// <summary>Rows, by the command that carried each out.</summary>
    public Tally Commands { get; init; } = new();

    /// <summary>Rows that are no command, by the reason.</summary>
    public Tally NotImported { get; init; } = new();

    /// <summary>Why a row is a step on the file and nothing more; sums to the rows under RecordStep.</summary>
    public Tally StepsBecause { get; init; } = new();

    /// <summary>Rows that the platform's rules refused as the command they are, by the refusal's code.</summary>
    public Tally Refused { get; init; } = new();

    /// <summary>Commands given from what the log says of the case; no row stands for them.</summary>
    public Tally FromTheCase { get; init; } = new();

    /// <summary>Commands that the log does not tell and the rules need, and steps beside a row's own command.</summary>
    public Tally Inferred { get; init; } = new();

    public Tally Outcomes { get; init; } = new();

    /// <summary>Where the files stand at the end, against where the log says that they do.</summary>
    public Tally Ends { get; init; } = new();

    public Tally OpenCases { get; init; } = new();

    /// <summary>Rows finished after the day they were due, by what became of them.</summary>
    public Tally LateEvents { get; init; } = new();

    /// <summary>Closed cases by whether the log's own deadline was kept, and where the file stands.</summary>
    public Tally Deadlines { get; init; } = new();

    /// <summary>Values of the log that no event of the platform has a place for, by attribute.</summary>
    public Tally NotCarried { get; init; } = new();

    /// <summary>Cases that the log closes and the platform's rules leave open, by where they stand.</summary>
    public SortedDictionary<string, List<string>> ClosedInTheLogOpenHere { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Cases whose file has fewer events than this log gives: another version of it came before.</summary>
    public List<string> StoredDifferently { get; init; } = [];

    public int WrittenCases { get; set; }
    public int WrittenEvents { get; set; }
    public int CasesFoundDone { get; set; }

    public void Add(Account other)
    {
        foreach (var (mine, theirs) in Tallies(this).Zip(Tallies(other))) mine.Add(theirs);
        foreach (var (where, cases) in other.ClosedInTheLogOpenHere)
            foreach (var name in cases) LeaveOpen(where, name);
        StoredDifferently.AddRange(other.StoredDifferently);
        WrittenCases += other.WrittenCases;
        WrittenEvents += other.WrittenEvents;
        CasesFoundDone += other.CasesFoundDone;
    }

    public void LeaveOpen(string where, string name)
    {
        if (!ClosedInTheLogOpenHere.TryGetValue(where, out var cases)) ClosedInTheLogOpenHere[where] = cases = [];
        cases.Add(name);
    }

    private static IEnumerable<Tally> Tallies(Account account) =>
    [
        account.Commands, account.NotImported, account.StepsBecause, account.Refused, account.FromTheCase,
        account.Inferred, account.Outcomes, account.Ends, account.OpenCases, account.LateEvents, account.Deadlines,
        account.NotCarried,
    ];
}
