using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class ExplainMissTests
{
    [Fact]
    public void It_is_said_to_everybody_and_the_milestone_stays_missed()
    {
        var explained = Explain(GivenProgramme.Fold(GivenProgramme.UntilMissed));
        explained.Words.ShouldBe(GivenProgramme.Reason);
        var programme = GivenProgramme.Fold([.. GivenProgramme.UntilMissed, explained]);
        (programme.MilestoneOf(1).Status, programme.MilestoneOf(1).IsExplained, programme.WatchFrom)
            .ShouldBe((MilestoneStatus.Missed, true, null));
    }

    [Fact]
    public void Where_nothing_was_missed_there_is_nothing_to_explain() =>
        Then.Refusal("milestone.not-missed", () => Explain(GivenProgramme.Fold(GivenProgramme.UntilSet)));

    private static MissExplained Explain(Programme programme) => ExplainMissHandler.Handle(
        new(Given.Id, 1, GivenProgramme.Reason), programme, GivenProgramme.Governor, Given.On(62));
}
