using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class DropMilestoneTests
{
    [Fact]
    public void It_stays_to_be_seen_that_it_was_dropped_and_nobody_looks_at_it_again()
    {
        var dropped = Drop(GivenProgramme.Fold(GivenProgramme.UntilSet));
        dropped.Reason.ShouldBe(GivenProgramme.Reason);
        var programme = GivenProgramme.Fold([.. GivenProgramme.UntilSet, dropped]);
        (programme.MilestoneOf(1).Status, programme.WatchFrom).ShouldBe((MilestoneStatus.Dropped, null));
    }

    [Fact]
    public void What_was_missed_is_not_dropped() =>
        Then.Refusal("milestone.over", () => Drop(GivenProgramme.Fold(GivenProgramme.UntilMissed)));

    private static MilestoneDropped Drop(Programme programme) => DropMilestoneHandler.Handle(
        new(Given.Id, 1, GivenProgramme.Reason), programme, GivenProgramme.Governor, Given.On(5));
}
