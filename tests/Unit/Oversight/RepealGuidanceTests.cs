using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class RepealGuidanceTests
{
    [Fact]
    public void From_its_day_on_nothing_holds_and_what_held_before_did()
    {
        var note = GivenGuidance.Fold([.. GivenGuidance.UntilIssued, Repeal(30)]);
        note.Status.ShouldBe(GuidanceStatus.Repealed);
        note.On(Given.On(29).Day())!.Edition.ShouldBe(1);
        note.On(Given.On(30).Day()).ShouldBeNull();
    }

    [Fact]
    public void Once_and_not_for_the_past()
    {
        Then.Refusal("guidance.repeal-day-wrong", () => Repeal(19), 422);
        Then.Refusal("guidance.repeal-day-wrong", () => Repeal(20 + 367), 422);
        Then.Refusal("guidance.repealed", () => Repeal(30, [.. GivenGuidance.UntilIssued, Repeal(25)]));
        Then.Refusal("guidance.nothing-to-repeal", () => Repeal(30, [GivenGuidance.Drafted]));
    }

    private static GuidanceRepealed Repeal(int from, object[]? past = null) => RepealGuidanceHandler.Handle(
        new(Given.Id, Given.On(from).Day(), GivenGuidance.Line),
        GivenGuidance.Fold(past ?? GivenGuidance.UntilIssued), GivenDirective.Governor, Given.On(20));
}
