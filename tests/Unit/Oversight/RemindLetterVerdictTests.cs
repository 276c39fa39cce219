using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class RemindLetterVerdictTests
{
    [Fact]
    public void After_five_working_days_and_once_for_each_report()
    {
        Then.Refusal("letter.verdict-not-due", () => Remind(10, GivenLetter.UntilReported));
        var reminded = Remind(11, GivenLetter.UntilReported);
        (reminded.Reported, reminded.Told).ShouldBe((Given.On(4).Day(), "GVN-01"));
        Then.Refusal("letter.verdict-not-due", () => Remind(30, [.. GivenLetter.UntilReported, reminded]));
        Then.Refusal("letter.verdict-not-due", () => Remind(30, GivenLetter.UntilReceived));
    }

    private static LetterVerdictReminded Remind(int day, params object[] past) => RemindLetterVerdictHandler.Handle(
        new(Given.Id), GivenLetter.Fold(past), GivenLetter.Handbook, Given.On(day));
}
