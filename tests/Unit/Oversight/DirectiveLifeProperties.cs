using System.Collections.Concurrent;
using CsCheck;
using EGov.Oversight;

namespace EGov.Unit.Oversight;

/// <summary>Whatever anybody tries, in any order: nothing is effective because somebody says that he did it.</summary>
public class DirectiveLifeProperties
{
    private static readonly string[] Departments = ["environment", "regional-water", "governorate", "moon"];

    private static readonly Actor[] Everybody =
    [
        Who.Officer, Who.Colleague, Who.Manager, Who.Neighbour, GivenDirective.WaterManager, GivenDirective.Head,
        GivenDirective.Governor, GivenDirective.Second, Who.Clerk, Who.Stranger,
    ];

    private static readonly string?[] Verifiers = [null, "WAT-007", "GVN-02", "GOV-900"];

    private static readonly Gen<(int Verifier, (int Move, int Actor, int Pick, int Hours)[] Steps)> Lives =
        Gen.Select(Gen.Int[0, 3],
            Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 70]).Array[5, 80]);

    [Fact]
    public void No_sequence_of_commands_makes_a_directive_effective_without_a_second_persons_verification()
    {
        var seen = new ConcurrentDictionary<string, int>();
        Lives.Sample(life =>
        {
            foreach (var e in Run(life.Verifier, life.Steps))
                seen.AddOrUpdate(e.GetType().Name, 1, (_, times) => times + 1);
        }, iter: 2_000);

        // A check that never meets an event says nothing about it.
        House.Repository.Events.Where(type => type.IsAssignableTo(typeof(IOnDirective)))
            .Select(type => type.Name).Append(nameof(DirectiveWithdrawn)).Except(seen.Keys).ShouldBeEmpty();
    }

    private static List<object> Run(int verifier, (int Move, int Actor, int Pick, int Hours)[] steps)
    {
        var issued = GivenDirective.Issue(null, null, Verifiers[verifier],
            verifier == 1 ? ["environment", "governorate"] : ["environment", "regional-water"]);
        var events = new List<object> { issued };
        var directive = GivenDirective.Fold(issued);
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
                e = act(directive, by[step.Actor / 4 % by.Length], step.Pick, now);
            }
            catch (Refused)
            {
                continue;
            }

            var before = directive;
            directive = GivenDirective.Then(directive, e);
            events.Add(e);
            Holds(before, directive, e, events);
        }

        return events;
    }

    private static void Holds(Directive before, Directive after, object e, List<object> events)
    {
        foreach (var (was, part) in before.Parts.Zip(after.Parts))
        {
            // What happens in one department changes nothing in another.
            if (e is IOnDirective on && on.Department != part.Department) part.ShouldBe(was);
            if (was.IsEnded) part.ShouldBe(was);
            if (part.Status is not DirectiveStatus.Effective) continue;
            var his = events.OfType<IOnDirective>()
                .Where(one => one.Department == part.Department && one is not (SupportAnswered or VerifierReminded))
                .ToList();
            var verified = his.OfType<DirectiveVerified>().Single();
            his.IndexOf(verified).ShouldBe(his.Count - 1);
            his[^2].ShouldBeOfType<DirectiveReported>();
            foreach (var one in his)
                (one switch
                {
                    DirectiveAssigned assigned => assigned.Executor,
                    DirectiveReported reported => reported.Officer,
                    EvidenceAttached attached => attached.Officer,
                    _ => "",
                }).ShouldNotBe(verified.Officer, "Who carried it out verified it.");
        }

        if (e is DirectiveExtended extended)
            after.Of(extended.Department).DueBy(Given.Calendar).ShouldBe(after.Of(extended.Department).Due);
    }

    /// <summary>With a day off that was declared since.</summary>
    private static readonly Handbook Later = GivenDirective.Handbook with
    {
        Calendar = Given.Calendar.With(new EGov.Organisation.Holiday(Given.On(5).Day(), Given.Any)),
    };

    private static readonly Actor[] Managers = [Who.Manager, GivenDirective.WaterManager, GivenDirective.Head];
    private static readonly Actor[] Staff = [Who.Officer, Who.Colleague, Who.Neighbour, Who.Manager];
    private static readonly Actor[] Governors = [GivenDirective.Governor, GivenDirective.Second];
    private static readonly Actor[] Watching = [.. Governors, Who.Neighbour, GivenDirective.Head];

    private static readonly (Actor[] By, Func<Directive, Actor, int, DateTimeOffset, object> Do)[] Moves =
    [
        (Managers, (it, by, _, now) => AcknowledgeDirectiveHandler.Handle(new(it.Id), it, by, now)),
        (Managers, (it, by, pick, now) => AssignDirectiveHandler.Handle(
            new(it.Id, Everybody[pick % Everybody.Length].Code), it, GivenDirective.Handbook, by, now)),
        (Managers, (it, by, _, now) => AskSupportHandler.Handle(new(it.Id, "A drone."), it, by, now)),
        (Governors, (it, by, pick, now) => AnswerSupportHandler.Handle(
            new(it.Id, Departments[pick % 4], pick % 2 == 0, "From next week."), it, by, now)),
        (Staff, (it, by, _, now) => AttachEvidenceHandler.Handle(
            new(it.Id, "a.txt", "text/plain", [0x61]), it, by, now)),
        (Staff, (it, by, pick, now) => ReportDirectiveHandler.Handle(
            new(it.Id, "Done.", pick % 4 == 0 ? [] : ["MZ-1"]), it, by, now)),
        (Watching, (it, by, pick, now) => VerifyDirectiveHandler.Handle(
            new(it.Id, Departments[pick % 4]), it, GivenDirective.Handbook, by, now)),
        (Watching, (it, by, pick, now) => ReturnDirectiveHandler.Handle(
            new(it.Id, Departments[pick % 4], "Three are open."), it, GivenDirective.Handbook, by, now)),
        (Governors, (it, by, pick, now) => ExtendDirectiveHandler.Handle(
            new(it.Id, Departments[pick % 4], pick % 12, "It came late."), it, GivenDirective.Handbook, by, now)),
        (Everybody, (it, _, pick, now) => RemindDirectiveHandler.Handle(
            new(it.Id, Departments[pick % 2]), it, GivenDirective.Handbook, now)),
        (Everybody, (it, _, pick, now) => EscalateDirectiveHandler.Handle(
            new(it.Id, Departments[pick % 2]), it, GivenDirective.Handbook, now)),
        (Everybody, (it, _, pick, now) => RemindVerifierHandler.Handle(
            new(it.Id, Departments[pick % 2]), it, GivenDirective.Handbook, now)),
        (Everybody, (it, _, pick, now) => RedateDirectiveHandler.Handle(
            new(it.Id, Departments[pick % 2]), it, pick % 5 == 0 ? Later : GivenDirective.Handbook, now)),
        (Governors, (it, by, pick, now) => WithdrawDirectiveHandler.Handle(
            new(it.Id, pick == 0 ? "superseded" : "tea", "The law changed."), it, by, now)),
    ];
}
