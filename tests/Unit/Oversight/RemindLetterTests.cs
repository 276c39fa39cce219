using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class RemindLetterTests
{
    [Fact]
    public void Three_working_days_before_the_due_date_and_once_after_it()
    {
        // Due on day 11, with a Friday on day 13.
        Then.Refusal("letter.reminder-not-due", () => Remind(7, GivenLetter.UntilReceived));
        var near = Remind(8, GivenLetter.UntilReceived);
        (near.Executor, near.IsLate, near.Told).ShouldBe(("ENV-014", false, null));
        Then.Refusal("letter.reminder-not-due", () => Remind(11, [.. GivenLetter.UntilReceived, near]));
        var late = Remind(12, [.. GivenLetter.UntilReceived, near]);
        (late.IsLate, late.Told).ShouldBe((true, "GVN-01"));
        Then.Refusal("letter.reminder-not-due", () => Remind(30, [.. GivenLetter.UntilReceived, near, late]));
        Then.Refusal("letter.reminder-not-due", () => Remind(30, GivenLetter.UntilReported));
    }

    private static LetterReminded Remind(int day, params object[] past) => RemindLetterHandler.Handle(
        new(Given.Id), GivenLetter.Fold(past), GivenLetter.Handbook, Given.On(day));
}
