using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class RemindMissTests
{
    [Fact]
    public void Owner_and_head_are_reminded_once_where_nobody_says_why()
    {
        var programme = GivenProgramme.Fold(GivenProgramme.UntilMissed);
        Then.Refusal("milestone.explanation-not-due", () => Remind(programme, 72));
        var reminded = Remind(programme, 80);
        reminded.RaisedTo.ShouldBe(["GVN-01", "GOV-900"]);
        Then.Refusal("milestone.explanation-not-due", () => Remind(GivenProgramme.Then(programme, reminded), 90));
    }

    private static MissReminded Remind(Programme programme, int now) =>
        RemindMissHandler.Handle(new(Given.Id, 1), programme, GivenProgramme.Handbook, Given.On(now));
}
