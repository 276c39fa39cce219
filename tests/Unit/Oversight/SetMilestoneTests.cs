using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class SetMilestoneTests
{
    [Fact]
    public void It_says_where_a_measure_is_to_be_on_a_day()
    {
        var set = Set(1, 80, 60);
        (set.Milestone, set.Measure, set.AtLeast, set.Target, set.On)
            .ShouldBe((1, 1, true, 80, GivenProgramme.Day(60)));
        var programme = GivenProgramme.Fold([.. GivenProgramme.UntilMeasured, set]);
        programme.MilestoneOf(1).Status.ShouldBe(MilestoneStatus.Standing);
        programme.WatchFrom.ShouldBe(GivenProgramme.Day(60 - ProgrammeDuty.RemindAt));
    }

    [Fact]
    public void Of_a_measure_that_there_is_on_a_day_to_come_before_the_commitment_is_due()
    {
        Then.Refusal("programme.measure-unknown", () => Set(2, 80, 60), 422);
        Then.Refusal("milestone.target-wrong", () => Set(1, 101, 60), 422);
        Then.Refusal("milestone.target-wrong", () => Set(1, -1, 60), 422);
        Then.Refusal("milestone.day-past", () => Set(1, 80, 1), 422);
        Then.Refusal("milestone.after-commitment", () => Set(1, 80, 201), 422);
    }

    private static MilestoneSet Set(int measure, int target, int day) => SetMilestoneHandler.Handle(
        new(Given.Id, measure, true, target, GivenProgramme.Day(day)),
        GivenProgramme.Fold(GivenProgramme.UntilMeasured), GivenProgramme.Governor, Given.On(1));
}
