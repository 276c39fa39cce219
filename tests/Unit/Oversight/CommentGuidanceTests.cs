using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class CommentGuidanceTests
{
    [Fact]
    public void A_department_that_it_concerns_says_what_it_thinks_until_the_last_day()
    {
        var until = GivenGuidance.Drafted.CommentUntil.DayNumber - Given.Start.Day().DayNumber;
        var note = GivenGuidance.Then(GivenGuidance.Fold(GivenGuidance.Drafted), Comment(day: until));
        note.Draft!.Commented.ShouldBe(["environment"]);
        Then.Refusal("guidance.comments-closed", () => Comment(day: until + 1));
    }

    [Fact]
    public void Nobody_else_and_nothing_empty()
    {
        Then.Refusal("guidance.not-yours", () => Comment(Who.Neighbour), 403);
        Then.Refusal("guidance.comment-empty", () => Comment(words: " "), 422);
        Then.Refusal("guidance.no-draft", () => Comment(past: [GivenGuidance.Asked]));
    }

    private static GuidanceCommented Comment(
        Actor? by = null, string words = "And dug wells?", int day = 1, object[]? past = null) =>
        CommentGuidanceHandler.Handle(new(Given.Id, true, words),
            GivenGuidance.Fold(past ?? [GivenGuidance.Drafted]), by ?? Who.Manager, Given.On(day));
}
