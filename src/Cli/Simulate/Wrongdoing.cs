using EGov.Casework;

namespace EGov.Cli.Simulate;

/// <summary>What is done wrong in the simulated province: nothing where nothing is planted.</summary>
/// <remarks>
/// It draws its own dice and never another's, so that a province without it stays event for event what it is. Whatever
/// it does goes through the platform's own decide functions: what these refuse cannot be planted.
/// </remarks>
internal sealed class Wrongdoing
{
    private readonly World _world;
    private readonly IReadOnlyList<Culprit> _culprits;
    private readonly ILookup<string, Culprit> _byCode;
    private readonly HashSet<string> _brisk;
    private readonly HashSet<int> _moved = [];
    private readonly List<Misdeed> _done = [];
    private readonly HashSet<(string, string, Guid)> _noted = [];

    public Wrongdoing(World world, IReadOnlyList<Culprit> culprits)
    {
        (_world, _culprits) = (world, culprits);
        _byCode = culprits.ToLookup(culprit => culprit.Code, StringComparer.Ordinal);
        Honest = world.Scenario.Misconduct?.Honest ?? new();
        var honest = world.Handbook.Officers.Values
            .Where(officer => officer.Roles.Contains("officer") && !_byCode.Contains(officer.Code))
            .OrderBy(officer => world.Dice("brisk", officer.Code).Unit());
        _brisk = [.. honest.Take(Honest.Brisk).Select(officer => officer.Code)];
        Casting = new(world, culprits, Honest);
    }

    public Lookalikes Honest { get; }
    public Casting Casting { get; }

    /// <summary>Everything that was done, in its order.</summary>
    public IReadOnlyList<Misdeed> Done => _done;

    /// <summary>Those who do this, if anybody.</summary>
    public IEnumerable<Culprit> Of(string kind) => _culprits.Where(culprit => culprit.Kind.Code == kind);

    public Culprit? Who(string kind, string? code) =>
        code is null ? null : _byCode[code].FirstOrDefault(culprit => culprit.Kind.Code == kind);

    public bool IsCulprit(string code) => _byCode.Contains(code);

    /// <summary>Whether this officer does it on this file.</summary>
    public bool Does(string kind, string? code, CaseFile file) =>
        Who(kind, code) is { Planted.Rate: { } rate } && !file.Intent.IsQuiet
        && _world.Dice("wrong/" + kind, file.Index, file.State.Contests).Chance(rate);

    public double MinutesOf(string code) => _brisk.Contains(code) ? 0.33 : 1;

    /// <summary>The officer to whom the file is to come, where somebody has seen to it.</summary>
    public string? HolderFor(CaseFile file) => Casting.PartOf(file)?.Code;

    /// <summary>To be decided before its turn: lawfully, or because it was paid for.</summary>
    public bool IsHurried(CaseFile file) => IsUrgent(file) || IsPaidFor(file);

    public bool IsPaidFor(CaseFile file) =>
        Does("false-ground", file.State.Officer, file)
        || (Casting.PartOf(file) is { Kind.Code: "broker-ring" } broker && broker.Code == file.State.Officer);

    /// <summary>The desk with no pile on which the file is decided at once, where that is paid for.</summary>
    public Culprit? DeskFor(CaseFile file) => file.Intent is { Referrals.Count: 0, IsDoubtful: false, IsQuiet: false }
        && Casting.PartOf(file) is null && !IsHurried(file)
            ? Of("queue-jumping").FirstOrDefault(culprit =>
                culprit.Officer.Department == file.State.Matter.Department
                && culprit.Officer.Handles(file.Demand.Service)
                && Does("queue-jumping", culprit.Code, file))
            : null;

    public void AfterMoving(CaseFile file) => _moved.Add(file.Index);

    public bool LetsLie(CaseFile file) => file.State.Contests == 0 && Does("clock-stopping", file.State.Officer, file);

    /// <summary>The earlier instant that the officer gives for a decision he makes now.</summary>
    public DateTimeOffset? DatesBack(string code, CaseFile file)
    {
        if (file.State.Prepared is not null || !Does("backdating", code, file)) return null;
        var dice = _world.Dice("backdating", file.Index, file.State.Contests);
        var day = _world.Today;
        for (var back = dice.Whole(2, 4); back > 0;)
        {
            day = day.AddDays(-1);
            if (_world.Handbook.Calendar.IsWorkingDay(day)) back--;
        }

        var at = day.At(dice.Between(8.5, 14));
        var (book, rulebook) = (_world.Handbook, _world.Handbook.TermsOf(file.State).Rulebook);
        return at > file.State.ReadyAt
            && book.Rules(rulebook, at.Day()).Version == book.Rules(rulebook, _world.Today).Version ? at : null;
    }

    /// <summary>After the file has come to somebody.</summary>
    public void AfterTaking(CaseFile file)
    {
        if (Casting.PartOf(file) is { } culprit && file.State.Officer == culprit.Code) Note(culprit, file);
    }

    /// <param name="code">Who decided.</param>
    public void AfterDecision(string code, CaseFile file, bool isBackdated)
    {
        var decision = file.State.Decision!;
        if (isBackdated) Note("backdating", code, file);
        if (_moved.Contains(file.Index) && file.State.Contests == 0) Note("queue-jumping", code, file);
        if (decision.Overtook > 0 && Does("false-ground", code, file)) Note("false-ground", code, file);
        if (decision.Outcome is Outcome.Refused && Extorts(code, file)) Note("extortion", code, file);
        if (decision.Override is not null && Who("override-pact", file.State.Prepared?.Officer) is { } pact)
            Note(pact, file);
        if (_world.Handbook.Officers[code].Supervisor is { } superior && superior == file.State.Prepared?.Officer
            && Who("four-eyes-breach", superior) is { } breach)
            Note(breach, file);
    }

    public bool Extorts(string? code, CaseFile file) =>
        file.State.Contests == 0 && Does("extortion", code, file);

    public bool ClosesFalsely(CaseFile file) =>
        file.State.Contests == 0 && Does("false-closure", file.State.Decision?.Officer, file);

    public void Note(string kind, string code, CaseFile file)
    {
        if (Who(kind, code) is { } culprit) Note(culprit, file);
    }

    private bool IsUrgent(CaseFile file) =>
        Honest.Urgent > 0 && !file.Intent.IsQuiet && Casting.PartOf(file) is null
        && _world.Dice("urgent", file.Index).Chance(Honest.Urgent);

    private void Note(Culprit culprit, CaseFile file)
    {
        if (!_noted.Add((culprit.Kind.Code, culprit.Code, file.Id))) return;
        _done.Add(new(culprit.Kind.Code, culprit.Kind.Indicators, culprit.Code, culprit.Accomplice, file.Id,
            file.State.TrackingNumber, Casting.PartyOf(file, culprit), _world.Now, culprit.Officer.Department,
            file.State.Matter.Service));
    }
}
