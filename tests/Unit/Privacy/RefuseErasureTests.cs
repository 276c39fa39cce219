using EGov.Privacy;

namespace EGov.Unit.Privacy;

public class RefuseErasureTests
{
    private static readonly Erasure Asked = Given.Fold(new Erasure(), Past.ErasureAsked);
    private static readonly Erasure Proposed = Given.Fold(Asked, Past.ErasureProposed);

    [Fact]
    public void The_person_is_told_why_under_his_own_key()
    {
        var refused = Refuse(Proposed, Who.Admin);
        (refused.Basis, refused.By, refused.Reasons.Subject).ShouldBe(("own-request", "ADM-01", Given.Id));
        var erasure = Given.Fold(Proposed, refused);
        (erasure.Stage, erasure.ProposedBy, erasure.IsAsked).ShouldBe((ErasureStage.Refused, null, false));
    }

    [Fact]
    public void What_nobody_has_proposed_yet_can_be_refused_too() =>
        Refuse(Asked, Who.Custodian).Basis.ShouldBeNull();

    [Fact]
    public void Not_by_whoever_proposed_it() =>
        Then.Refusal("erasure.own-proposal", () => Refuse(Proposed, Who.Custodian), 403);

    [Fact]
    public void Nor_without_reasons() =>
        Then.Refusal("erasure.refusal-unexplained", () => Refuse(Proposed, Who.Admin, ""), 422);

    [Fact]
    public void Nor_where_nothing_waits()
    {
        Then.Refusal("erasure.nothing-to-refuse", () => Refuse(new(), Who.Admin));
        Then.Refusal("erasure.nothing-to-refuse", () =>
            Refuse(Given.Fold(Proposed, Refuse(Proposed, Who.Admin)), Who.Admin));
    }

    private static ErasureRefused Refuse(Erasure erasure, Actor by, string reasons = "It is still needed.") =>
        RefuseErasureHandler.Decide(new(Given.Id, reasons), erasure, Given.Id, by, Given.On(60));
}
