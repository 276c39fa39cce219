using System.Collections.Concurrent;
using CsCheck;
using EGov.Oversight;
using EGov.Transparency;

namespace EGov.Unit.Oversight;

/// <summary>Whatever anybody tries: nothing holds that its author put into force, and nothing for the past.</summary>
public class GuidanceLifeProperties
{
    private static readonly Actor[] Everybody =
    [
        Who.Officer, Who.Manager, Who.Neighbour, GivenDirective.WaterManager, GivenDirective.Head,
        GivenDirective.Governor, GivenDirective.Second,
    ];

    private static readonly Gen<(bool IsAsked, (int Move, int Actor, int Pick, int Hours)[] Steps)> Lives =
        Gen.Select(Gen.Bool,
            Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 120]).Array[5, 80]);

    [Fact]
    public void No_sequence_of_commands_puts_into_force_what_its_own_author_issued()
    {
        var seen = new ConcurrentDictionary<string, int>();
        Lives.Sample(life =>
        {
            foreach (var e in Run(life.IsAsked ? GivenGuidance.Asked : GivenGuidance.Drafted, life.Steps))
                seen.AddOrUpdate(e.GetType().Name, 1, (_, times) => times + 1);
        }, iter: 1_000);

        // A check that never meets an event says nothing about it.
        House.Repository.Events.Where(type => type.IsAssignableTo(typeof(IOnGuidance))).Select(type => type.Name)
            .Except(seen.Keys).ShouldBeEmpty();
    }

    private static List<object> Run(object first, (int Move, int Actor, int Pick, int Hours)[] steps)
    {
        var events = new List<object> { first };
        var note = GivenGuidance.Fold(first);
        var now = Given.Start;
        foreach (var step in steps)
        {
            now = now.AddHours(step.Hours);
            object e;
            try
            {
                e = Moves[step.Move % Moves.Length](note, Everybody[step.Actor % Everybody.Length], step.Pick, now);
            }
            catch (Refused)
            {
                continue;
            }

            var before = note;
            note = GivenGuidance.Then(note, e);
            events.Add(e);
            Holds(before, note, e, events);
        }

        // What everybody reads is what the rules hold.
        var shown = PublicGuidance.Fold(events.Select(Given.AsEvent)).ShouldHaveSingleItem();
        shown.State.ShouldBe(note.Status.ToString().ToLowerInvariant());
        for (var day = Given.Start.Day(); day < now.Day().AddDays(40); day = day.AddDays(3))
            (shown.On(day)?.Edition).ShouldBe(note.On(day)?.Edition);
        return events;
    }

    private static void Holds(GuidanceNote before, GuidanceNote after, object e, List<object> events)
    {
        if (before.Status is GuidanceStatus.Repealed) throw new ShouldAssertException($"{e} after the repeal");
        if (e is not GuidanceIssued issued) return;
        var author = events.OfType<IDraftOfGuidance>().Single(draft => draft.Draft == issued.Draft);
        author.By.ShouldNotBe(issued.Officer, "Its author issued it.");
        issued.From.ShouldBeGreaterThanOrEqualTo(issued.At.Day(), "It holds for the past.");
        after.Editions.Select(edition => edition.From).ShouldBe(after.Editions.Select(edition => edition.From).Order());
        var commented = events.OfType<GuidanceCommented>().Any(comment => comment.Draft == issued.Draft);
        if (commented) issued.Heard.ShouldNotBeNull();
    }

    private static readonly Func<GuidanceNote, Actor, int, DateTimeOffset, object>[] Moves =
    [
        (it, by, pick, now) => RedraftGuidanceHandler.Handle(
            new(it.Id, GivenGuidance.Text, pick % 9, pick % 2 == 0 ? GivenGuidance.Line : null), it,
            GivenGuidance.Handbook, Governor(by, pick), now),
        (it, by, pick, now) => CommentGuidanceHandler.Handle(new(it.Id, pick % 2 == 0, "Hm."), it, by, now),
        (it, by, pick, now) => AnswerGuidanceHandler.Handle(
            new(it.Id, "So."), it, GivenGuidance.Handbook, Governor(by, pick), now),
        (it, by, pick, now) => IssueGuidanceHandler.Handle(
            new(it.Id, now.Day().AddDays((pick % 20) - 2), pick % 3 == 0 ? null : GivenGuidance.Line), it,
            GivenGuidance.Handbook, Governor(by, pick), now),
        (it, by, pick, now) => IssueGuidanceHandler.Handle(
            new(it.Id, now.Day().AddDays(pick % 20), GivenGuidance.Line), it, GivenGuidance.Handbook,
            Governor(by, pick), now),
        (it, by, _, now) => AcknowledgeGuidanceHandler.Handle(new(it.Id), it, by, now),
        (it, by, pick, now) => pick % 3 == 0
            ? DropGuidanceDraftHandler.Handle(new(it.Id, GivenGuidance.Line), it, by, now)
            : throw new Refused("guidance.no-draft"),
        (it, by, pick, now) => pick % 7 == 0
            ? RepealGuidanceHandler.Handle(new(it.Id, now.Day().AddDays(pick % 30), GivenGuidance.Line), it, by, now)
            : throw new Refused("guidance.nothing-to-repeal"),
        (it, _, _, now) => RemindGuidanceHandler.Handle(new(it.Id), it, GivenGuidance.Handbook, now),
    ];

    private static Actor Governor(Actor by, int pick) =>
        by.Role is "governor" ? by : pick % 2 == 0 ? GivenDirective.Governor : GivenDirective.Second;
}
