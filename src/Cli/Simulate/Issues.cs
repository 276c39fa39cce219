using EGov.Oversight;
using JasperFx.Events;

namespace EGov.Cli.Simulate;

/// <summary>What is wrong or missing in the province, and what becomes of it; with dice of their own.</summary>
/// <remarks>By the platform's own decide functions, beside the casework and without a part in its instants.</remarks>
internal sealed class Issues(World world)
{
    private const int RequestsForOne = 90, Fewest = 3, Most = 30;

    private static readonly Actor[] Governors =
        [new("governor", "GVN-01", "governorate"), new("governor", "GVN-02", "governorate")];

    private readonly Dictionary<Guid, Issue> _issues = [];
    private int _acts;

    public void Open()
    {
        if (Governors.Any(one => !world.Handbook.Officers.ContainsKey(one.Code))) return;
        var scenario = world.Scenario;
        var matters = IssueMatter.All.Where(it => world.Handbook.Departments.ContainsKey(it.Department)).ToList();
        if (matters.Count == 0) return;
        var dice = Dice("plan");
        var count = Math.Clamp(scenario.Requests / RequestsForOne, Fewest, Most);
        for (var index = 0; index < count; index++)
        {
            var (number, matter) = (index, dice.Pick(matters));
            var day = scenario.From.AddDays((int)(scenario.Days * 0.9 * dice.Unit()));
            world.OnWorkday(day, dice.Between(8, 13), () => Raise(number, matter));
        }

        for (var day = scenario.From.AddDays(1); day <= scenario.Until; day = day.AddDays(1))
            world.Schedule(day.At(0).AddSeconds(2.5), Look);
    }

    private Dice Dice(string purpose, params ReadOnlySpan<object> subject) => world.Dice("issues/" + purpose, subject);

    private IReadOnlyList<Actor> Staff(string role, Func<string, bool> of) =>
    [
        .. world.Handbook.Officers.Values
            .Where(one => one.IsServing && one.Roles.Contains(role) && of(one.Department))
            .OrderBy(one => one.Code, StringComparer.Ordinal).Select(one => new Actor(role, one.Code, one.Department)),
    ];

    private void Raise(int number, IssueMatter matter)
    {
        var dice = Dice("issue", number);
        var origin = dice.Weighted<string>(
            [("department", 0.3), ("county", 0.35), ("officer", 0.15), ("viewpoint", 0.1), ("letter", 0.1)]);
        var by = origin switch
        {
            "department" => Staff("manager", code => code != matter.Department && code != "governorate"),
            "county" => Staff("clerk", code => world.Handbook.Departments[code].County is not null),
            "officer" => Staff("officer", code => code != matter.Department),
            _ => Governors,
        };
        if (by.Count == 0) (origin, by) = ("letter", Governors);
        var actor = dice.Pick(by);
        var source = origin switch
        {
            "letter" => $"1405/{dice.Whole(100, 999)}",
            "viewpoint" => $"{ReferenceNumber.Of(ReferenceNumber.Meeting, Identity.Of("m", $"{number}"))}/1",
            _ => null,
        };
        var id = Identity.Of("issue", world.Scenario.Key, $"{number}");
        On(id, actor, _ => RaiseIssueHandler.Decide(
            new(matter.Line, matter.Words, origin, [matter.Department], Source: source,
                Verifier: source is null ? null : Governors[1].Code),
            id, world.Handbook, actor, world.Now), true);
        // One in eight finds nobody who answers for it.
        if (!dice.Chance(0.125)) world.Later(dice.LogNormal(6, 0.6), dice, () => Own(id, matter, dice));
    }

    private void Own(Guid id, IssueMatter matter, Dice dice)
    {
        var may = IssueActs.OwnersFor(_issues[id], world.Handbook)
            .Where(code => world.Handbook.Officers[code].Department == matter.Department).ToList();
        if (may.Count == 0) return;
        var owner = new Actor("officer", dice.Pick(may), matter.Department);
        On(id, Governors[0], it => NameIssueOwnerHandler.Handle(
            new(id, owner.Code), it, world.Handbook, Governors[0], world.Now));
        world.Later(dice.LogNormal(7, 0.5), dice, () =>
        {
            if (_issues[id].IsEnded) return;
            On(id, owner, it => PlanIssueHandler.Handle(
                new(id, [.. matter.Steps.Select((step, index) => new StepToPlan(
                    matter.Department, step, world.Today.AddDays(20 * (index + 1))))]), it, world.Handbook, owner,
                world.Now));
            // One in five is planned and then nobody is heard of it.
            if (!dice.Chance(0.2)) world.Later(dice.LogNormal(12, 0.5), dice, () => Step(id, matter, owner, dice));
        });
        if (dice.Chance(0.5))
            world.Later(dice.LogNormal(16, 0.6), dice, () =>
            {
                if (_issues[id].IsEnded) return;
                On(id, owner, it => FollowUpIssueHandler.Handle(
                    new(id, "با دهیار و پیمانکار نشست گذاشته شد.",
                        dice.Chance(0.5) ? new("کار آغاز شده است", "Work has begun") : null),
                    it, owner, world.Now));
            });
        if (dice.Chance(0.05))
            world.Later(dice.LogNormal(30, 0.4), dice, () =>
            {
                if (_issues[id].IsEnded) return;
                On(id, Governors[0], it => DropIssueHandler.Handle(
                    new(id, dice.Pick(DropIssueHandler.Grounds), "در جای دیگری پیگیری می‌شود."), it, Governors[0],
                    world.Now));
            });
    }

    private void Step(Guid id, IssueMatter matter, Actor owner, Dice dice)
    {
        if (_issues[id].IsEnded) return;
        if (_issues[id].Steps.FirstOrDefault(one => !one.IsCompleted) is not { } step)
        {
            Report(id, matter, owner, dice);
            return;
        }

        On(id, owner, it => CompleteIssueStepHandler.Handle(
            new(id, step.Step, "انجام شد و عکس آن در پرونده است."), it, world.Handbook, owner, world.Now));
        world.Later(dice.LogNormal(9, 0.6), dice, () => Step(id, matter, owner, dice));
    }

    private void Report(Guid id, IssueMatter matter, Actor owner, Dice dice)
    {
        if (_issues[id].IsEnded || _issues[id].Status is IssueStatus.Reported) return;
        On(id, owner, it => ReportIssueHandler.Handle(
            new(id, "مسئله حل شده است و اهالی هم دیده‌اند."), it, owner, world.Now));
        world.Later(dice.LogNormal(6, 0.7), dice, () => Judge(id, matter, owner, dice));
    }

    private void Judge(Guid id, IssueMatter matter, Actor owner, Dice dice)
    {
        var issue = _issues[id];
        if (issue.Status is not IssueStatus.Reported) return;
        var raisers = issue.Raisers(world.Handbook).Order(StringComparer.Ordinal)
            .Where(code => Verification.IsByAnother(code, issue.Executors, world.Handbook)).ToList();
        if (raisers.Count == 0) return;
        // Who put it into the register, where he is among them.
        var code = raisers.Contains(issue.By) ? issue.By : raisers[0];
        var officer = world.Handbook.Officers[code];
        var by = new Actor(officer.Roles[0], code, officer.Department);
        if (!dice.Chance(issue.Returns == 0 ? 0.68 : 0.9))
        {
            On(id, by, it => ReturnIssueHandler.Handle(new(id, matter.Missing), it, world.Handbook, by, world.Now));
            world.Later(dice.LogNormal(10, 0.5), dice, () => Report(id, matter, owner, dice));
            return;
        }

        On(id, by, it => VerifyIssueHandler.Handle(
            new(id, "خودم دیدم؛ حل شده است."), it, world.Handbook, by, world.Now));
        if (dice.Chance(0.08))
            world.Later(dice.LogNormal(25, 0.3), dice, () => On(id, by, it => ReopenIssueHandler.Handle(
                new(id, "دوباره پیش آمد."), it, world.Handbook, by, world.Now)));
    }

    /// <summary>What the new day brings.</summary>
    private void Look()
    {
        foreach (var issue in _issues.Values.Where(one => one.WatchFrom <= world.Today).ToList())
            On(issue.Id, Actor.Platform, it => RemindIssueHandler.Handle(
                new(issue.Id), it, world.Handbook, world.Now));
    }

    /// <summary>On the working day so many days from now, in office hours.</summary>
    private void On(Guid id, Actor by, Func<Issue, object> decide, bool isNew = false)
    {
        var state = _issues.GetValueOrDefault(id) ?? new();
        var fact = world.Beside($"issues/{_acts++}", by, id, typeof(Issue), () => decide(state), isNew);
        var e = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(fact.GetType()), fact)!;
        e.StreamId = id;
        _issues[id] = state.Evolve(e);
    }
}
