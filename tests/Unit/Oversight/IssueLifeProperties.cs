using System.Collections.Concurrent;
using CsCheck;
using EGov.Oversight;

namespace EGov.Unit.Oversight;

/// <summary>Whatever anybody tries: no issue is solved because those say so who had to solve it.</summary>
public class IssueLifeProperties
{
    private static readonly Actor[] Everybody =
    [
        Who.Officer, Who.Colleague, Who.Manager, Who.Neighbour, GivenDirective.WaterManager, GivenDirective.Head,
        GivenDirective.Governor, GivenDirective.Second, Who.Clerk, Who.Stranger,
    ];

    private static readonly Actor[] Staff = [Who.Officer, Who.Colleague, Who.Neighbour, GivenDirective.Second];
    private static readonly Actor[] Governors = [GivenDirective.Governor, GivenDirective.Second];
    private static readonly Actor[] Raising =
        [Who.Neighbour, Who.Colleague, Who.Clerk, GivenDirective.Second, GivenDirective.WaterManager];

    private static readonly IssueRaised[] Begun =
    [
        GivenIssue.Raised,
        GivenIssue.Raise(Who.Manager, "department"),
        GivenIssue.Raise(Who.Clerk, "county"),
        GivenIssue.Raise(GivenDirective.Governor, "viewpoint", source: "M-1234-5678/1", verifier: "GVN-02"),
    ];

    private static readonly Gen<(int Begun, (int Move, int Actor, int Pick, int Hours)[] Steps)> Lives =
        Gen.Select(Gen.Int[0, 3],
            Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 200]).Array[5, 80]);

    [Fact]
    public void No_sequence_of_commands_solves_an_issue_without_the_word_of_a_second_person_who_raised_it()
    {
        var seen = new ConcurrentDictionary<string, int>();
        Lives.Sample(life =>
        {
            foreach (var e in Run(Begun[life.Begun], life.Steps))
                seen.AddOrUpdate(e.GetType().Name, 1, (_, times) => times + 1);
        }, iter: 2_000);

        // A check that never meets an event says nothing about it.
        House.Repository.Events.Where(type => type.IsAssignableTo(typeof(IOnIssue))).Select(type => type.Name)
            .Except(seen.Keys).ShouldBeEmpty();
    }

    private static List<object> Run(IssueRaised raised, (int Move, int Actor, int Pick, int Hours)[] steps)
    {
        var events = new List<object> { raised };
        var issue = GivenIssue.Fold(raised);
        var now = Given.Start;
        foreach (var step in steps)
        {
            now = now.AddHours(step.Hours);
            // Mostly somebody who might sensibly do it; else anybody.
            var (by, act) = Moves[step.Move % Moves.Length];
            if (step.Actor % 4 == 0) by = Everybody;
            object e;
            try
            {
                e = act(issue, by[step.Actor / 4 % by.Length], step.Pick, now);
            }
            catch (Refused)
            {
                continue;
            }

            var before = issue;
            issue = GivenIssue.Then(issue, e);
            events.Add(e);
            Holds(before, issue, e, events);
        }

        return events;
    }

    private static void Holds(Issue before, Issue after, object e, List<object> events)
    {
        if (before.IsEnded) e.ShouldBeOfType<IssueReopened>();
        // Whoever took a hand in it, somebody who raised it could still be the second person.
        after.Raisers(GivenIssue.Handbook)
            .ShouldContain(code => Verification.IsByAnother(code, after.Executors, GivenIssue.Handbook));
        if (after.Status is not IssueStatus.Solved || before.Status is IssueStatus.Solved) return;
        var verified = e.ShouldBeOfType<IssueVerified>();
        before.Status.ShouldBe(IssueStatus.Reported);
        before.Raisers(GivenIssue.Handbook).ShouldContain(verified.Officer);
        before.Steps.ShouldAllBe(step => step.IsCompleted);
        foreach (var one in events)
            (one switch
            {
                IssueRaised raised => raised.Owner,
                IssueOwnerNamed named => named.Owner,
                IssuePlanned planned => planned.Officer,
                IssueStepCompleted completed => completed.Officer,
                IssueReported reported => reported.Officer,
                _ => null,
            }).ShouldNotBe(verified.Officer, "Who had a hand in it verified it.");
    }

    private static readonly (Actor[] By, Func<Issue, Actor, int, DateTimeOffset, object> Do)[] Moves =
    [
        (Governors, (it, by, pick, now) => NameIssueOwnerHandler.Handle(
            new(it.Id, Everybody[pick % Everybody.Length].Code), it, GivenIssue.Handbook, by, now)),
        (Staff, (it, by, pick, now) => PlanIssueHandler.Handle(
            new(it.Id, [new(pick % 2 == 0 ? "environment" : "regional-water", GivenIssue.Line, now.Day())]), it,
            GivenIssue.Handbook, OwnerOr(it, by), now)),
        (Staff, (it, by, pick, now) => CompleteIssueStepHandler.Handle(
            new(it.Id, it.Steps.FirstOrDefault(step => !step.IsCompleted)?.Step ?? pick, "Done."), it,
            GivenIssue.Handbook, by, now)),
        (Staff, (it, by, _, now) => FollowUpIssueHandler.Handle(new(it.Id, "We met."), it, by, now)),
        (Staff, (it, by, _, now) => ReportIssueHandler.Handle(new(it.Id, "Done."), it, OwnerOr(it, by), now)),
        (Raising, (it, by, _, now) => VerifyIssueHandler.Handle(new(it.Id), it, GivenIssue.Handbook, by, now)),
        (Raising, (it, by, _, now) => ReturnIssueHandler.Handle(
            new(it.Id, "As before."), it, GivenIssue.Handbook, by, now)),
        (Raising, (it, by, _, now) => ReopenIssueHandler.Handle(
            new(it.Id, "Again."), it, GivenIssue.Handbook, by, now)),
        (Governors, (it, by, pick, now) => DropIssueHandler.Handle(
            new(it.Id, pick % 5 == 0 ? "no-means" : "tea", "No money."), it, by, now)),
        (Everybody, (it, _, _, now) => RemindIssueHandler.Handle(new(it.Id), it, GivenIssue.Handbook, now)),
    ];

    /// <summary>A step is mostly planned and reported by who answers for the issue.</summary>
    private static Actor OwnerOr(Issue issue, Actor by) =>
        Everybody.FirstOrDefault(one => one.Code.Length > 0 && one.Code == issue.Owner) ?? by;
}
