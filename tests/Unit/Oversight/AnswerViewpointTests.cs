using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class AnswerViewpointTests
{
    [Fact]
    public void It_is_taken_up_or_not_and_why_even_after_the_meeting()
    {
        var answered = Answer(1, GivenDirective.Second, resolution: GivenMeeting.Resolved);
        (answered.Outcome, answered.Resolution).ShouldBe(("taken-up", GivenMeeting.Resolved));
        GivenMeeting.Fold([.. GivenMeeting.UntilClosed, answered]).Viewpoints.Select(one => one.Outcome)
            .ShouldBe(["taken-up", null]);
        Answer(2, GivenMeeting.Chair).Officer.ShouldBe("GOV-900");
        Then.Refusal("viewpoint.answered-already",
            () => Answer(1, GivenDirective.Second, past: [.. GivenMeeting.UntilClosed, answered]));
    }

    [Fact]
    public void By_who_presides_or_the_governors_staff_and_never_ones_own()
    {
        Then.Refusal("viewpoint.not-yours-to-answer", () => Answer(1, Who.Manager), 403);
        Then.Refusal("viewpoint.your-own", () => Answer(1, GivenDirective.Second, past:
            [.. GivenMeeting.UntilRunning, GivenMeeting.Spoken with { Speaker = "GVN-02" }]), 403);
        Then.Refusal("viewpoint.unknown", () => Answer(9, GivenDirective.Second), 422);
        Then.Refusal("viewpoint.outcome-not-listed", () => Answer(1, GivenDirective.Second, "tea"), 422);
        Then.Refusal("viewpoint.not-resolved-here",
            () => Answer(1, GivenDirective.Second, resolution: Given.Id), 422);
        Then.Refusal("viewpoint.answer-without-reasons",
            () => Answer(1, GivenDirective.Second, reasons: " "), 422);
    }

    private static ViewpointAnswered Answer(
        int viewpoint, Actor by, string outcome = "taken-up", string reasons = "It is right.",
        Guid? resolution = null, object[]? past = null) =>
        AnswerViewpointHandler.Handle(new(Given.Id, viewpoint, outcome, reasons, resolution),
            GivenMeeting.Fold(past ?? GivenMeeting.UntilClosed), by, Given.On(5));
}
