using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class MakeCommitmentTests
{
    private static readonly Programme Programme = GivenProgramme.Fold(GivenProgramme.Opened);

    [Fact]
    public void It_says_who_is_to_do_what_by_when_and_is_numbered()
    {
        var made = Make(Programme, ["environment", "environment"]);
        (made.Commitment, made.Due).ShouldBe((1, GivenProgramme.Day(100)));
        made.Departments.ShouldBe(["environment"]);
        Make(GivenProgramme.Fold(GivenProgramme.Opened, made)).Commitment.ShouldBe(2);
    }

    [Fact]
    public void By_departments_that_there_are_and_later_than_today()
    {
        Then.Refusal("commitment.by-nobody", () => Make(Programme, []), 422);
        Then.Refusal("commitment.department-unknown", () => Make(Programme, ["moon"]), 422);
        Then.Refusal("commitment.due-past", () => Make(Programme, due: 1), 422);
        Then.Refusal("programme.full", () => Make(Programme with
        {
            Commitments = [.. Enumerable.Repeat(new Commitment(1, default), Programme.Most)],
        }));
    }

    private static CommitmentMade Make(Programme programme, string[]? departments = null, int due = 100) =>
        MakeCommitmentHandler.Handle(
            new(Given.Id, GivenProgramme.Words, departments ?? ["environment"], GivenProgramme.Day(due)), programme,
            GivenProgramme.Handbook, GivenProgramme.Governor, Given.On(1));
}
