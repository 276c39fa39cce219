using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class RemindMilestoneTests
{
    [Fact]
    public void Who_answers_for_it_is_reminded_once_before_its_day()
    {
        var programme = GivenProgramme.Fold(GivenProgramme.UntilSet);
        Then.Refusal("milestone.reminder-not-due", () => Remind(programme, 45));
        var reminded = Remind(programme, 46);
        (reminded.On, reminded.Owner).ShouldBe((GivenProgramme.Day(60), "GVN-01"));
        Then.Refusal("milestone.reminder-not-due", () => Remind(GivenProgramme.Then(programme, reminded), 47));
    }

    private static MilestoneReminded Remind(Programme programme, int now) =>
        RemindMilestoneHandler.Handle(new(Given.Id, 1), programme, Given.On(now));
}
