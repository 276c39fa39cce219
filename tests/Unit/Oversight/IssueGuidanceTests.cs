using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class IssueGuidanceTests
{
    [Fact]
    public void Somebody_else_puts_it_into_force_once_departments_had_their_time()
    {
        var note = GivenGuidance.Fold(GivenGuidance.Asked, GivenGuidance.Redrafted,
            Issue(past: [GivenGuidance.Asked, GivenGuidance.Redrafted]));
        (note.Status, note.Question!.IsOpen).ShouldBe((GuidanceStatus.Issued, false));
        note.On(Given.On(11).Day()).ShouldBeNull("it holds from its day on");
        note.On(Given.On(12).Day())!.Text.ShouldBe(GivenGuidance.Text);
        Then.Refusal("verification.own-work", () => Issue(GivenDirective.Governor), 403);
        Then.Refusal("guidance.comments-open", () => Issue(day: 5, from: 12));
    }

    [Fact]
    public void At_once_where_there_was_a_reason_for_that() => Issue(
        day: 0, from: 0, past: [GivenGuidance.Draft(days: 0, haste: GivenGuidance.Line)]).Edition.ShouldBe(1);

    [Fact]
    public void Never_for_the_past_and_never_before_the_edition_that_it_follows()
    {
        Then.Refusal("guidance.not-backwards", () => Issue(from: 9), 422);
        Then.Refusal("guidance.day-wrong", () => Issue(from: 10 + 367), 422);
        Then.Refusal("guidance.day-wrong", () => Issue(past:
            [.. GivenGuidance.UntilIssued, GivenGuidance.Redrafted with { Draft = 2 }]), 422);
        Then.Refusal("guidance.no-draft", () => Issue(past: GivenGuidance.UntilIssued));
    }

    [Fact]
    public void What_departments_said_is_answered_for_everybody_to_read()
    {
        object[] past = [GivenGuidance.Drafted, GivenGuidance.Commented];
        Then.Refusal("guidance.comments-unanswered", () => Issue(past: past), 422);
        Issue(past: past, heard: GivenGuidance.Line).Heard.ShouldBe(GivenGuidance.Line);
    }

    private static GuidanceIssued Issue(
        Actor? by = null, int day = 10, int from = 12, Text? heard = null, object[]? past = null) =>
        IssueGuidanceHandler.Handle(new(Given.Id, Given.On(from).Day(), heard),
            GivenGuidance.Fold(past ?? [GivenGuidance.Drafted]), GivenGuidance.Handbook, by ?? GivenDirective.Second,
            Given.On(day));
}
