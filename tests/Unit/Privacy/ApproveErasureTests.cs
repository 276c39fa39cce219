using EGov.Casework;
using EGov.Privacy;

namespace EGov.Unit.Privacy;

public class ApproveErasureTests
{
    private static readonly Request Ended = Given.Request([.. Past.UntilClosed, Past.Confirmed]);
    private static readonly Erasure Proposed = Given.Fold(new Erasure(), Past.ErasureAsked, Past.ErasureProposed);

    [Fact]
    public void A_second_person_agrees_and_the_record_names_both_and_how_much()
    {
        var erased = Approve(Proposed, Who.Admin);
        erased.ShouldBe(new SubjectErased(Given.On(60), "own-request", "CUS-01", "ADM-01", 1, 7));
        Given.Fold(Proposed, erased).Stage.ShouldBe(ErasureStage.Erased);
    }

    [Fact]
    public void The_second_is_another_than_the_first() =>
        Then.Refusal("erasure.same-person", () => Approve(Proposed, Who.Custodian), 403);

    [Fact]
    public void Even_under_another_role() =>
        Then.Refusal("erasure.same-person", () => Approve(Proposed, Who.Custodian with { Role = "admin" }), 403);

    [Fact]
    public void Nothing_is_approved_that_was_not_proposed()
    {
        Then.Refusal("erasure.not-proposed", () => Approve(new(), Who.Admin));
        Then.Refusal("erasure.not-proposed", () => Approve(Given.Fold(new Erasure(), Past.ErasureAsked), Who.Admin));
    }

    [Fact]
    public void It_is_done_once() => Then.Refusal("erasure.done-already", () =>
        Approve(Given.Fold(Proposed, Approve(Proposed, Who.Admin)), Who.Admin));

    [Fact]
    public void What_came_in_meanwhile_is_looked_at_again()
    {
        Then.Refusal("erasure.request-open", () => ApproveErasureHandler.Decide(
            Proposed, [Ended, Given.Request(Past.Submitted)], 7, Who.Admin, Given.On(60)));
        Then.Refusal("erasure.held", () => Approve(
            Given.Fold(Proposed, new LegalHoldPlaced(Given.On(52), "audit", "CUS-02", Given.On(70).Day())), Who.Admin));
    }

    private static SubjectErased Approve(Erasure erasure, Actor by) =>
        ApproveErasureHandler.Decide(erasure, [Ended], 7, by, Given.On(60));
}
