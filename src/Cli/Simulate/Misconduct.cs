using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EGov.Cli.Simulate;

/// <summary>What is planted in a simulated province: wrongdoing, and honest conduct that looks like it.</summary>
/// <remarks>Written for whoever gives a file of his own in <c>ops/misconduct.md</c>.</remarks>
public sealed record Misconduct
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The word that stands for the scenario that is built in.</summary>
    public const string BuiltIn = "default";

    public IReadOnlyList<PlantedWrong> Wrongs { get; init; } = [];
    public Lookalikes Honest { get; init; } = new();

    [JsonIgnore]
    public bool IsEmpty => Wrongs.Count == 0 && Honest == new Lookalikes();

    /// <summary>The same wherever the same is planted.</summary>
    [JsonIgnore]
    public string Digest =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, Json)))[..8];

    /// <param name="said">A file, or <see cref="BuiltIn"/>.</param>
    /// <exception cref="Unusable">It cannot be read, or says what cannot be planted.</exception>
    public static Misconduct Open(string said)
    {
        if (said == BuiltIn)
        {
            using var own = typeof(Misconduct).Assembly.GetManifestResourceStream("Seed/misconduct.json")
                ?? throw new InvalidOperationException("The program lacks its own scenario of misconduct.");
            using var reader = new StreamReader(own);
            return Parse(reader.ReadToEnd(), said);
        }

        if (!File.Exists(said)) throw new Unusable($"--misconduct: there is no file {said}.");
        return Parse(File.ReadAllText(said), said);
    }

    /// <param name="source">How the text is called in what is said of it.</param>
    public static Misconduct Parse(string text, string source)
    {
        Misconduct read;
        try
        {
            read = JsonSerializer.Deserialize<Misconduct>(text, Json)
                ?? throw new Unusable($"{source} says nothing.");
        }
        catch (JsonException wrong)
        {
            throw new Unusable($"{source} cannot be read as misconduct: {wrong.Message}");
        }

        for (var i = 0; i < read.Wrongs.Count; i++)
            if (read.Wrongs[i].Fault() is { } fault) throw new Unusable($"{source}, wrongs[{i}]: {fault}");
        return read.Honest.Fault() is { } odd ? throw new Unusable($"{source}, honest: {odd}") : read;
    }
}

/// <summary>One kind of wrong, how often, and by whom.</summary>
/// <param name="Kind">From <see cref="WrongKind.All"/>.</param>
/// <param name="Officers">How many officers do it, drawn by the seed from those who can.</param>
/// <param name="Rate">How often; what it is a share of stands with the kind.</param>
/// <param name="Files">For kinds that are planted by files: how many there are of each officer.</param>
/// <param name="Actors">These officers and no others, by code.</param>
/// <param name="Threshold">For splitting: the sum in rials below which each part stays.</param>
public sealed record PlantedWrong(
    string Kind, int? Officers = null, double? Rate = null, int? Files = null, IReadOnlyList<string>? Actors = null,
    long? Threshold = null)
{
    internal string? Fault()
    {
        if (WrongKind.Find(Kind) is not { } kind)
            return $"there is no kind {Kind}; there are {string.Join(", ", WrongKind.All.Select(one => one.Code))}.";
        if ((Officers is null) == (Actors is null)) return $"{Kind} needs either officers, how many, or actors, which.";
        if (Officers is < 1 or > 20) return "officers lies between 1 and 20.";
        if (Actors is { Count: 0 }) return "actors names nobody.";
        if (Actors is not null && Actors.Distinct(StringComparer.Ordinal).Count() < Actors.Count)
            return "actors names somebody twice.";
        if (kind.IsByFiles && (Files is null || Rate is not null)) return $"{Kind} is planted by files, not by a rate.";
        if (!kind.IsByFiles && (Rate is null || Files is not null))
            return $"{Kind} is planted by a rate, not by files.";
        if (Rate is not null and not (> 0 and <= 1)) return "rate lies above 0, and at 1 at most.";
        if (Files is < 2 or > 200) return "files lies between 2 and 200.";
        if (kind.HasThreshold != Threshold is not null)
            return kind.HasThreshold ? $"{Kind} needs a threshold in rials." : $"{Kind} knows no threshold.";
        return Threshold is < 1_000_000 ? "threshold is at least 1,000,000 rials." : null;
    }
}

/// <summary>Honest conduct that an indicator may mistake for wrong.</summary>
/// <param name="Urgent">Share of files that are decided out of turn on a lawful ground.</param>
/// <param name="LateRecording">Share of visits that are put on record the working day after.</param>
/// <param name="Brisk">Officers who need a third of the usual minutes for a decision.</param>
/// <param name="Lawyers">Offices that lawfully stand in for many clients, in no hurry, whoever decides.</param>
/// <param name="Clients">How many clients each of them has.</param>
/// <param name="Curiosity">Files that an officer opens in a day with no task but a reason that he states.</param>
/// <param name="Regulars">People who ask for one and the same service several times, whoever sits at the desk.</param>
/// <param name="Contacts">Share of files about which somebody puts in a word, is reported, and moves nobody.</param>
/// <param name="Interests">Officers who declare to whom they are tied; most of these file something later.</param>
/// <param name="Tips">Reports of misconduct: half of them about something that was done.</param>
public sealed record Lookalikes(
    double Urgent = 0, double LateRecording = 0, int Brisk = 0, int Lawyers = 0, int Clients = 20,
    double Curiosity = 0, int Regulars = 0, double Contacts = 0, int Interests = 0, int Tips = 0)
{
    internal string? Fault() =>
        Urgent is < 0 or > 0.2 ? "urgent lies between 0 and 0.2."
        : LateRecording is < 0 or > 1 ? "lateRecording lies between 0 and 1."
        : Brisk is < 0 or > 20 ? "brisk lies between 0 and 20."
        : Lawyers is < 0 or > 20 ? "lawyers lies between 0 and 20."
        : Clients is < 2 or > 200 ? "clients lies between 2 and 200."
        : Curiosity is < 0 or > 1 ? "curiosity lies between 0 and 1."
        : Regulars is < 0 or > 50 ? "regulars lies between 0 and 50."
        : Contacts is < 0 or > 0.2 ? "contacts lies between 0 and 0.2."
        : Interests is < 0 or > 100 ? "interests lies between 0 and 100."
        : Tips is < 0 or > 200 ? "tips lies between 0 and 200."
        : null;
}

/// <summary>A wrong that the rules do not stop, and the indicators by which it ought to be seen.</summary>
/// <param name="Indicators">The first is the one it is planted for; the others may see it as well.</param>
/// <param name="IsByFiles">Planted by a number of files, and not by a rate.</param>
public sealed record WrongKind(
    string Code, IReadOnlyList<string> Indicators, bool IsByFiles = false, bool HasThreshold = false)
{
    public static readonly IReadOnlyList<WrongKind> All =
    [
        // Rate: of the complete files of a department, that are moved to a desk with no pile and decided there at once.
        new("queue-jumping", ["F01", "F02"]),

        // Rate: of the officer's files, that he decides out of turn on a ground which is not true.
        new("false-ground", ["F01", "F02"]),

        // Files of one applicant, or of one representative, that all come to the officer.
        new("favoured-applicant", ["F04", "F07"], IsByFiles: true),
        new("favoured-representative", ["F04", "F17"], IsByFiles: true),

        // Files in groups of two to four of one applicant within three weeks, each just below the threshold.
        new("threshold-splitting", ["F07", "F08", "F04"], IsByFiles: true, HasThreshold: true),

        // Rate: of what a senior officer draws up, that one who answers to him decides.
        new("four-eyes-breach", ["F10"]),

        // Rate: of what the criteria would refuse, that two officers grant between them.
        new("override-pact", ["F11", "F05"]),

        // Rate: of the officer's files, that he lets lie and asks about on the last days, so that the clock stops.
        new("clock-stopping", ["F13"]),

        // Rate: of the officer's closures, of files on which nothing was done; the applicant objects.
        new("false-closure", ["F14", "F15"]),

        // Files of as many applicants, through one telephone, that one officer hurries on false grounds.
        new("broker-ring", ["F17", "F04", "F01", "F02"], IsByFiles: true),

        // Rate: of the officer's decisions, that are dated some days before they are put on record.
        new("backdating", ["F21", "F02"]),

        // Rate: files a working day that somebody opens without any task, on words that say nothing.
        new("snooping", ["F22"]),

        // Rate: of working days on which the officer signs whatever lies there, a minute each.
        new("rubber-stamping", ["F22", "F02", "F01"]),

        // Rate: of the officer's decisions, that he makes at night or on a day off.
        new("off-hours", ["F09"]),

        // Rate: of the officer's files, that he refuses though nothing stands against them.
        new("extortion", ["F06", "F05", "F15"]),

        // Rate: of the files that come to the officer, that he sends to another department, which sends them back.
        new("shoving", ["F12"]),

        // Files about which somebody puts in a word, that come to the officer and that he grants, whatever is wrong.
        new("yielding", ["F16", "F05"], IsByFiles: true),
    ];

    public static WrongKind? Find(string code) => All.FirstOrDefault(kind => kind.Code == code);
}
