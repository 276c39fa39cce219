using System.Collections.Concurrent;
using System.Reflection;
using CsCheck;
using EGov.Oversight;

namespace EGov.Unit.Oversight;

/// <summary>Whatever anybody tries, in any order: nobody says how far it is, and nothing is taken back.</summary>
public class ProgrammeLifeProperties
{
    /// <summary>What a person may say: what is to be, by when and by what; and words. Never what is.</summary>
    private static readonly string[] Sayable =
    [
        "ProgrammeId", "Commitment", "Measure", "Milestone", "Owner", "Promise", "Source", "PromisedOn", "Reason",
        "Words", "Departments", "Due", "Name", "Kind", "Indicator", "Window", "Months", "Department", "Service",
        "County", "Directives", "Serving", "AtLeast", "Target", "On", "Ground",
    ];

    private static readonly Type[] Commands =
    [
        .. House.Repository.Under("src/Platform/Oversight/Programmes")
            .Select(file => House.Repository.Platform.GetType($"EGov.Oversight.{file.Name}")).OfType<Type>()
            .Where(type => House.Repository.Platform.GetType(type.FullName + "Handler") is not null),
    ];

    [Fact]
    public void No_command_takes_progress()
    {
        Commands.Length.ShouldBe(14);
        Commands.SelectMany(command => command.GetProperties().Select(member => member.Name)).Except(Sayable)
            .Except(["EqualityContract"]).ShouldBeEmpty();
        Commands.SelectMany(command => House.Contract.Parts([command])).ShouldNotContain(typeof(MeasuredValue));
    }

    [Fact]
    public void What_was_measured_stands_in_two_events_that_the_platform_alone_can_bring_about()
    {
        House.Repository.Events.Where(type => House.Contract.Parts([type]).Contains(typeof(MeasuredValue)))
            .ShouldBe([typeof(MilestoneMet), typeof(MilestoneMissed)], ignoreOrder: true);
        var makers = Commands.Select(command => House.Repository.Platform.GetType(command.FullName + "Handler")!)
            .Where(handler => handler.GetMethods(BindingFlags.Public | BindingFlags.Static)
                .SelectMany(method => method.GetParameters()).Any(asked => asked.ParameterType == typeof(IMeasures)));
        makers.ShouldBe([typeof(JudgeMilestoneHandler)]);
        Access.Lines.Where(line => line.Route.Contains("judge", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Goalposts_stand_once_their_day_has_come_and_what_was_met_or_missed_stays_so()
    {
        var seen = new ConcurrentDictionary<string, int>();
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 200]).Array[5, 80].Sample(steps =>
        {
            var programme = GivenProgramme.Fold(GivenProgramme.Opened);
            var now = Given.Start;
            foreach (var (move, pick, hours) in steps)
            {
                now = now.AddHours(hours);
                object e;
                try
                {
                    e = Moves[move % Moves.Length](programme, pick, now);
                }
                catch (Refused)
                {
                    continue;
                }

                var before = programme;
                programme = GivenProgramme.Then(before, e);
                seen.AddOrUpdate(e.GetType().Name, 1, (_, times) => times + 1);
                foreach (var (was, milestone) in before.Milestones.Zip(programme.Milestones))
                {
                    if (was == milestone) continue;
                    (e as IOnMilestone)!.Milestone.ShouldBe(milestone.Number);
                    if (was.Status is not MilestoneStatus.Standing)
                        (was with { IsExplained = true, IsMissReminded = true })
                            .ShouldBe(milestone with { IsExplained = true, IsMissReminded = true });
                    if (milestone.Status is MilestoneStatus.Met or MilestoneStatus.Missed)
                        now.Day().ShouldBeGreaterThan(milestone.On);
                    if (e is MilestoneAmended or MilestoneDropped) now.Day().ShouldBeLessThan(was.On);
                }

                if (programme.WatchFrom is { } from)
                    ProgrammeDuty.Of(programme, Given.Calendar, from.AddDays(-1)).ShouldBeEmpty();
                if (before.Ended is not null) (e is MissExplained).ShouldBeTrue();
            }
        }, iter: 1_000);
        House.Repository.Events.Where(type => type.IsAssignableTo(typeof(IOnMilestone))).Select(type => type.Name)
            .Except(seen.Keys).ShouldBeEmpty();
    }

    private static readonly Func<Programme, int, DateTimeOffset, object>[] Moves =
    [
        (it, pick, now) => MakeCommitmentHandler.Handle(new(it.Id, GivenProgramme.Words, ["environment"],
            now.Day().AddDays(60 + pick)), it, GivenProgramme.Handbook, GivenProgramme.Governor, now),
        (it, pick, now) => AmendCommitmentHandler.Handle(new(it.Id, 1 + (pick % 3), GivenProgramme.Words,
            ["environment"], now.Day().AddDays(pick), GivenProgramme.Reason), it, GivenProgramme.Handbook,
            GivenProgramme.Governor, now),
        (it, pick, now) => DefineMeasureHandler.Decide(new(it.Id, 1 + (pick % 2), GivenProgramme.Words, "share",
            "PERF-ONTIME", "quarter"), it, [], GivenProgramme.Handbook, GivenProgramme.Governor, now),
        (it, pick, now) => SetMilestoneHandler.Handle(new(it.Id, 1 + (pick % 2), pick % 2 == 0, pick,
            now.Day().AddDays(pick % 30)), it, GivenProgramme.Governor, now),
        (it, pick, now) => AmendMilestoneHandler.Handle(new(it.Id, 1 + (pick % 4), true, pick,
            now.Day().AddDays(pick % 40), GivenProgramme.Reason), it, GivenProgramme.Governor, now),
        (it, pick, now) => pick > 20
            ? throw new Refused("rare.here")
            : DropMilestoneHandler.Handle(new(it.Id, 1 + (pick % 4), GivenProgramme.Reason), it,
                GivenProgramme.Governor, now),
        (it, pick, now) => ExplainMissHandler.Handle(new(it.Id, 1 + (pick % 4), GivenProgramme.Reason), it,
            GivenProgramme.Governor, now),
        (it, pick, now) => RemindMilestoneHandler.Handle(new(it.Id, 1 + (pick % 4)), it, now),
        (it, pick, now) => RemindMissHandler.Handle(new(it.Id, 1 + (pick % 4)), it, GivenProgramme.Handbook, now),
        (it, pick, now) => JudgeMilestoneHandler.Decide(new(it.Id, 1 + (pick % 4)), it,
            GivenProgramme.Value(pick, 100), GivenProgramme.Handbook, now),
        (it, pick, now) => HandOverProgrammeHandler.Handle(new(it.Id, pick % 2 == 0 ? "GVN-01" : "GVN-02"), it,
            GivenProgramme.Handbook, GivenProgramme.Governor, now),
        (it, pick, now) => pick > 3
            ? throw new Refused("rare.here")
            : EndProgrammeHandler.Handle(new(it.Id, "abandoned", GivenProgramme.Reason), it, GivenProgramme.Governor,
                now),
    ];
}
