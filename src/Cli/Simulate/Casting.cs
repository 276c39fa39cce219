using EGov.Casework;

namespace EGov.Cli.Simulate;

/// <summary>A filing before it becomes a file: who asks for what, where and when.</summary>
internal sealed record Sketch(
    int Index, string Service, string County, DateTimeOffset FiledAt, Actor Filer, Person Applicant,
    Person? Representative)
{
    /// <summary>Granted whatever comes: part of what was agreed.</summary>
    public bool IsAgreed { get; init; }
}

/// <summary>Which of the drawn filings are a friend's, a broker's, or a lawyer's, and not the first comer's.</summary>
internal sealed class Casting(World world, IReadOnlyList<Culprit> culprits, Lookalikes honest)
{
    // Beyond the numbers of those who are in the province anyway.
    private const int Brokers = People.Agents + 1;
    private const int Lawyers = People.Agents + 1001;
    private const int Friends = 210_000;
    private const int Regulars = 250_000;

    private readonly Dictionary<int, Culprit> _parts = [];
    private readonly Dictionary<int, long> _values = [];
    private readonly HashSet<int> _used = [];

    /// <summary>The culprit for whom the file was filed.</summary>
    public Culprit? PartOf(CaseFile file) => _parts.GetValueOrDefault(file.Index);

    /// <summary>What the officer will say that it is worth.</summary>
    public long? ValueOf(CaseFile file) => _values.TryGetValue(file.Index, out var value) ? value : null;

    /// <summary>By which mark the other side is known: a person's, or a telephone's.</summary>
    public string? PartyOf(CaseFile file, Culprit culprit) => culprit.Kind.Code switch
    {
        "broker-ring" or "favoured-representative" =>
            world.Master.Mark("phone", file.Filing.Representative!.Phone![^10..]),
        "favoured-applicant" or "threshold-splitting" =>
            world.Master.Mark("person", file.Filing.Applicant.NationalNumber!),
        _ => null,
    };

    public IEnumerable<Sketch> Of(List<Sketch> drawn)
    {
        if (world.Scenario.Misconduct is null or { IsEmpty: true }) return drawn;
        var cast = drawn.ToDictionary(sketch => sketch.Index);
        foreach (var culprit in culprits.Where(culprit => culprit.Kind.IsByFiles)) Cast(culprit, cast);
        for (var i = 0; i < honest.Lawyers; i++) Represent(i, cast);
        for (var i = 0; i < honest.Regulars; i++) Return(i, cast);
        return drawn.Select(sketch => cast[sketch.Index]);
    }

    private void Cast(Culprit culprit, Dictionary<int, Sketch> cast)
    {
        var his = Free(cast, $"part/{culprit.Number}", sketch => IsHis(culprit, sketch));
        if (culprit.Kind.Code == "threshold-splitting") Split(culprit, his, cast);
        else
        {
            foreach (var sketch in his.Take(culprit.Planted.Files!.Value))
            {
                _parts[sketch.Index] = culprit;
                cast[sketch.Index] = Use(culprit.Kind.Code switch
                {
                    "favoured-applicant" => ByAccount(sketch, Friends + culprit.Number),
                    "yielding" => sketch,
                    _ => sketch with { Representative = People.Agent(world.Scenario.Seed, Brokers + culprit.Number) },
                });
            }
        }
    }

    /// <summary>One matter as two to four requests of one applicant within three weeks.</summary>
    private void Split(Culprit culprit, List<Sketch> his, Dictionary<int, Sketch> cast)
    {
        for (var (left, group) = (culprit.Planted.Files!.Value, 0); left > 1; group++)
        {
            var dice = world.Dice("splitting", culprit.Number, group);
            var first = his.FirstOrDefault(sketch => !_used.Contains(sketch.Index));
            if (first is null) return;
            var parts = his.Where(sketch => !_used.Contains(sketch.Index) && sketch.FiledAt >= first.FiledAt
                && sketch.FiledAt < first.FiledAt.AddDays(18)).Take(Math.Min(dice.Whole(2, 4), left)).ToList();
            foreach (var sketch in parts)
            {
                _parts[sketch.Index] = culprit;
                _values[sketch.Index] =
                    (long)(culprit.Planted.Threshold!.Value * dice.Between(0.86, 0.985)) / 100_000 * 100_000;
                cast[sketch.Index] = Use(ByAccount(sketch, Friends + 1000 * (culprit.Number + 1) + group));
            }

            left -= Math.Max(1, parts.Count);
        }
    }

    /// <summary>A lawyer's clients: any service, any officer, in no hurry.</summary>
    private void Represent(int number, Dictionary<int, Sketch> cast)
    {
        var lawyer = People.Agent(world.Scenario.Seed, Lawyers + number);
        foreach (var sketch in Free(cast, $"client/{number}", _ => true).Take(honest.Clients))
            cast[sketch.Index] = Use(sketch with { Representative = lawyer }, isAgreed: false);
    }

    /// <summary>Somebody who comes back with the same matter, to whoever has the next place free.</summary>
    private void Return(int number, Dictionary<int, Sketch> cast)
    {
        var dice = world.Dice("regulars", number);
        var service = dice.Pick(Demand.All).Service;
        var his = Free(cast, $"return/{number}", sketch => sketch.Service == service);
        foreach (var sketch in his.Take(dice.Whole(4, 7)))
            cast[sketch.Index] = Use(ByAccount(sketch, Regulars + number), isAgreed: false);
    }

    private Sketch ByAccount(Sketch sketch, int number) => sketch with
    {
        Filer = new("citizen", Subject: Identity.Of("simulated-citizen", world.Scenario.Key, $"{number}")),
        Applicant = People.Regular(world.Scenario.Seed, number),
        Representative = null,
    };

    private Sketch Use(Sketch sketch, bool isAgreed = true)
    {
        _used.Add(sketch.Index);
        return sketch with { IsAgreed = isAgreed };
    }

    private bool IsHis(Culprit culprit, Sketch sketch) =>
        culprit.Officer.Handles(sketch.Service)
        && world.Handbook.Offered(sketch.Service, sketch.FiledAt.Day()) is { FourEyes: false } terms
        && terms.Department == culprit.Officer.Department
        && (!culprit.Kind.HasThreshold || terms.HasValue);

    /// <summary>Filings that are still what they were, shuffled; those of the last weeks come too late.</summary>
    private List<Sketch> Free(Dictionary<int, Sketch> cast, string purpose, Func<Sketch, bool> where) =>
    [
        .. cast.Values.Where(sketch => !_used.Contains(sketch.Index) && where(sketch)
                && sketch.FiledAt < world.End.AddDays(-30))
            .OrderBy(sketch => world.Dice(purpose, sketch.Index).Unit()).ThenBy(sketch => sketch.Index),
    ];
}
