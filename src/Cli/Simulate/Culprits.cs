using EGov.Catalogue;
using EGov.Organisation;

namespace EGov.Cli.Simulate;

/// <summary>An officer who does one kind of wrong.</summary>
/// <param name="Number">From 0, among all culprits.</param>
/// <param name="Accomplice">A colleague without whom it cannot be done.</param>
internal sealed record Culprit(int Number, PlantedWrong Planted, WrongKind Kind, Officer Officer, string? Accomplice)
{
    public string Code => Officer.Code;
}

/// <summary>Who does wrong in a province: those who are named, and as many others as are asked for.</summary>
internal sealed class Culprits
{
    // Of all requests. Who has fewer files than anybody is compared by cannot be seen by comparison.
    private const double LeastShare = 0.03;

    private readonly Scenario _scenario;
    private readonly Handbook _handbook;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly List<Culprit> _all = [];

    private Culprits(Scenario scenario, Handbook handbook) => (_scenario, _handbook) = (scenario, handbook);

    /// <exception cref="Unusable">Somebody named cannot do it, or nobody is left who could.</exception>
    public static IReadOnlyList<Culprit> Of(Scenario scenario, Handbook handbook)
    {
        if (scenario.Misconduct is not { } misconduct) return [];
        var culprits = new Culprits(scenario, handbook);
        culprits._taken.UnionWith(misconduct.Wrongs.SelectMany(wrong => wrong.Actors ?? []));
        foreach (var wrong in misconduct.Wrongs) culprits.Add(wrong, WrongKind.Find(wrong.Kind)!);
        return culprits._all;
    }

    /// <summary>Who answers to a culprit and decides what he draws up: there is no such pair otherwise.</summary>
    public static IEnumerable<AppointOfficer> Subordinates(IReadOnlyList<Culprit> culprits) => culprits
        .Where(culprit => culprit.Kind.Code == "four-eyes-breach").Select(culprit => new AppointOfficer(
            culprit.Accomplice!, culprit.Officer.Department, ["officer"], "expert", culprit.Code,
            culprit.Officer.Services));

    private void Add(PlantedWrong wrong, WrongKind kind)
    {
        foreach (var code in wrong.Actors ?? []) Add(wrong, kind, Named(code, kind));
        for (var i = 0; i < (wrong.Officers ?? 0); i++) Add(wrong, kind, Drawn(kind, i));
    }

    private void Add(PlantedWrong wrong, WrongKind kind, Officer officer)
    {
        _taken.Add(officer.Code);
        _all.Add(new(_all.Count, wrong, kind, officer, AccompliceOf(officer, kind)));
    }

    private Officer Named(string code, WrongKind kind) =>
        !_handbook.Officers.TryGetValue(code, out var officer) ? throw new Unusable($"{kind.Code}: nobody is {code}.")
        : Can(officer, kind) ? officer
        : throw new Unusable($"{kind.Code}: {code} decides no files on which that could be done.");

    private Officer Drawn(WrongKind kind, int time)
    {
        var able = _handbook.Officers.Values.Where(officer => !_taken.Contains(officer.Code) && Can(officer, kind))
            .OrderBy(officer => officer.Code, StringComparer.Ordinal).ToList();
        if (able.Count == 0) throw new Unusable($"{kind.Code}: nobody is left who could do it.");
        // Those who decide alone are few, and needed for what only they can do.
        var others = kind.Code is "override-pact" or "clock-stopping" or "snooping"
            ? able.Where(officer => !Alone(officer)).ToList() : able;
        return Dice("culprit", kind.Code, time).Pick(others.Count > 0 ? others : able);
    }

    private string? AccompliceOf(Officer officer, WrongKind kind) => kind.Code switch
    {
        "queue-jumping" => officer.Supervisor,
        "four-eyes-breach" => Enumerable.Range(60, 900).Select(number => $"{officer.Code.Split('-')[0]}-{number:000}")
            .First(code => !_handbook.Officers.ContainsKey(code) && _all.All(known => known.Accomplice != code)),
        "override-pact" => Pact(officer),
        _ => null,
    };

    private string? Pact(Officer officer)
    {
        var colleagues = _handbook.Officers.Values.Where(other => other.Department == officer.Department
                && !_taken.Contains(other.Code) && other.Roles.Contains("officer") && !other.Roles.Contains("appeal"))
            .OrderBy(other => other.Code, StringComparer.Ordinal).ToList();
        if (colleagues.Count == 0) return null;
        var partner = Dice("pact", officer.Code).Pick(colleagues).Code;
        _taken.Add(partner);
        return partner;
    }

    private bool Can(Officer officer, WrongKind kind)
    {
        var own = Own(officer);
        if (!officer.Roles.Contains("officer") || own.Count == 0) return false;
        if (kind.Code == "queue-jumping")
            return officer.Roles.Contains("appeal") && officer.Supervisor is not null
                && own.Any(terms => terms is { FourEyes: false, IsDrawn: false });
        return !officer.Roles.Contains("appeal") && kind.Code switch
        {
            "four-eyes-breach" => officer.Grade == "senior" && own.Any(terms => terms.FourEyes),
            // Where lots are drawn, nobody can see to it that a file comes to a friend.
            "favoured-applicant" or "favoured-representative" or "broker-ring" or "yielding" or "shoving" =>
                own.All(terms => terms is { FourEyes: false, IsDrawn: false }),
            "threshold-splitting" => own.All(terms => terms is { FourEyes: false, IsDrawn: false })
                && own.Any(terms => terms.HasValue),
            "clock-stopping" => own.All(terms => terms.LegalLimitDays >= 15)
                && own.Sum(terms => Demand.Of(terms.Code).Share) >= LeastShare,
            "rubber-stamping" => own.All(terms => !terms.FourEyes && Demand.Of(terms.Code).Share >= 0.12),
            "override-pact" => own.Sum(terms => Demand.Of(terms.Code).Share) >= LeastShare,
            "snooping" => true,
            _ => own.All(terms => !terms.FourEyes),
        };
    }

    private bool Alone(Officer officer) => Own(officer).All(terms => !terms.FourEyes);

    /// <summary>The services of his own department that he decides on.</summary>
    private List<ServiceTerms> Own(Officer officer) =>
    [
        .. _handbook.Services.Values.Select(service => service.On(_scenario.From)).OfType<ServiceTerms>()
            .Where(terms => terms.Department == officer.Department && officer.Handles(terms.Code)),
    ];

    private Dice Dice(string purpose, params ReadOnlySpan<object> subject) =>
        Simulate.Dice.For(_scenario.Seed, purpose, subject);
}
