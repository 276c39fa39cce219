using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class RemindGuidanceTests
{
    private static readonly int Due = GivenGuidance.Asked.Due.DayNumber - Given.Start.Day().DayNumber;

    [Fact]
    public void The_head_of_the_governorate_is_told_once_the_day_after()
    {
        Then.Refusal("guidance.reminder-not-due", () => Remind(Due, GivenGuidance.Asked));
        var reminded = Remind(Due + 1, GivenGuidance.Asked);
        (reminded.Due, reminded.Told).ShouldBe((GivenGuidance.Asked.Due, "GOV-900"));
        Then.Refusal("guidance.reminder-not-due", () => Remind(Due + 2, GivenGuidance.Asked, reminded));
    }

    [Fact]
    public void Nobody_of_what_was_answered_or_never_asked()
    {
        Then.Refusal("guidance.reminder-not-due", () => Remind(Due + 1, GivenGuidance.Drafted));
        Then.Refusal("guidance.reminder-not-due",
            () => Remind(Due + 1, GivenGuidance.Asked, GivenGuidance.Redrafted, GivenGuidance.Issued));
    }

    private static GuidanceReminded Remind(int day, params object[] past) => RemindGuidanceHandler.Handle(
        new(Given.Id), GivenGuidance.Fold(past), GivenGuidance.Handbook, Given.On(day));
}
