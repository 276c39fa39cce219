using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class AmendMilestoneTests
{
    private static readonly Programme Programme = GivenProgramme.Fold(GivenProgramme.UntilSet);

    [Fact]
    public void The_goalposts_move_with_a_reason()
    {
        var amended = Amend(Programme);
        (amended.Target, amended.On, amended.Reason).ShouldBe((70, GivenProgramme.Day(90), GivenProgramme.Reason));
        var after = GivenProgramme.Then(Programme, amended).MilestoneOf(1);
        (after.Target, after.On, after.AtLeast).ShouldBe((70, GivenProgramme.Day(90), true));
    }

    [Fact]
    public void Not_when_their_day_has_come_and_never_once_they_were_missed()
    {
        Then.Refusal("milestone.over", () => Amend(Programme, now: 60));
        Then.Refusal("milestone.over", () => Amend(GivenProgramme.Fold(GivenProgramme.UntilMissed)));
        Then.Refusal("programme.milestone-unknown", () => Amend(Programme, milestone: 2), 422);
    }

    private static MilestoneAmended Amend(Programme programme, int milestone = 1, int now = 59) =>
        AmendMilestoneHandler.Handle(
            new(Given.Id, milestone, true, 70, GivenProgramme.Day(90), GivenProgramme.Reason), programme,
            GivenProgramme.Governor, Given.On(now));
}
