using EGov.Organisation;
using EGov.Privacy;

namespace EGov.Unit.Organisation;

public class WithdrawInterestTests
{
    private static readonly Guid Interest = new("0198f3c2-7a41-7b09-9d1e-000000000001");

    private static readonly Officer Tied = Given.Fold(Given.Handbook.Officers["ENV-014"], new InterestDeclared(
        Given.Start, "ENV-014", Interest, Kept("sibling"), Kept("Sample"), Kept("0012345679"), Kept("mark")));

    private static readonly Handbook Handbook =
        Given.Handbook with { Officers = Given.Handbook.Officers.With("ENV-014", Tied) };

    [Fact]
    public void What_was_declared_and_is_no_more_is_withdrawn()
    {
        var withdrawn = Withdraw(Interest);
        withdrawn.ShouldBe(new(Given.Start, "ENV-014", Interest));
        Given.Fold(Tied, withdrawn).Interests.ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_withdraws_what_is_not_his()
    {
        Then.Refusal("interest.not-yours", () => Withdraw(Guid.NewGuid()), 404);
        Then.Refusal("interest.not-yours", () => Withdraw(Interest, Who.Colleague), 404);
    }

    private static InterestWithdrawn Withdraw(Guid interest, Actor? by = null) =>
        WithdrawInterestHandler.Decide(new(interest), Handbook, by ?? Who.Officer, Given.Start);

    private static Sealed Kept(string value) => Sealed.Of(Subjects.Integrity, value);
}
