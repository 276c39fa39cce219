using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class AmendCommitmentTests
{
    [Fact]
    public void Its_due_date_moves_with_a_reason()
    {
        var amended = Amend(1, 120);
        (amended.Commitment, amended.Due, amended.Reason).ShouldBe((1, GivenProgramme.Day(120), GivenProgramme.Reason));
        GivenProgramme.Fold([.. GivenProgramme.UntilSet, amended]).CommitmentOf(1).Due
            .ShouldBe(GivenProgramme.Day(120));
    }

    [Fact]
    public void Not_before_a_milestone_that_stands_and_only_one_that_there_is()
    {
        Then.Refusal("commitment.due-before-milestone", () => Amend(1, 59), 422);
        Then.Refusal("programme.commitment-unknown", () => Amend(2, 120), 422);
    }

    private static CommitmentAmended Amend(int commitment, int due) => AmendCommitmentHandler.Handle(
        new(Given.Id, commitment, GivenProgramme.Words, ["environment"], GivenProgramme.Day(due),
            GivenProgramme.Reason),
        GivenProgramme.Fold(GivenProgramme.UntilSet), GivenProgramme.Handbook, GivenProgramme.Governor, Given.On(1));
}
