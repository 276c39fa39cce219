using EGov.Appointments;

namespace EGov.Unit.Appointments;

public class WithdrawCandidateTests
{
    [Fact]
    public void Who_withdraws_stands_no_more()
    {
        var post = GivenPost.Of([.. GivenPost.Vacant, Withdraw(GivenPost.Vacant)]);
        Then.Refusal("candidate.not-standing", () => post.Vacancy!.Standing(GivenPost.First), 422);
    }

    [Fact]
    public void Only_who_stands() => Then.Refusal("candidate.not-standing",
        () => Withdraw([.. GivenPost.Vacant, Withdraw(GivenPost.Vacant)]), 422);

    private static CandidateWithdrawn Withdraw(object[] past) => WithdrawCandidateHandler.Handle(
        new(Given.Id, GivenPost.First), GivenPost.Of(past), GivenPost.Governor, Given.On(5));
}
