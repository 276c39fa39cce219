using EGov.Casework;
using EGov.Privacy;

namespace EGov.Unit.Privacy;

public class ProposeErasureTests
{
    private static readonly Request Ended = Given.Request([.. Past.UntilClosed, Past.Confirmed]);
    private static readonly Erasure Asked = Given.Fold(new Erasure(), Past.ErasureAsked);

    [Fact]
    public void A_custodian_names_the_legal_basis_and_seals_why_it_applies()
    {
        var proposed = Propose(Asked, "own-request");
        (proposed.Basis, proposed.By, proposed.Reasons.Subject).ShouldBe(("own-request", "CUS-01", Given.Id));
        var erasure = Given.Fold(Asked, proposed);
        (erasure.Stage, erasure.ProposedBy, erasure.IsAsked).ShouldBe((ErasureStage.Proposed, "CUS-01", true));
    }

    [Fact]
    public void Nobody_has_to_have_asked_where_the_law_wants_it()
    {
        foreach (var basis in ErasureBasis.All.Where(basis => !basis.NeedsAsking))
            Given.Fold(new Erasure(), Propose(new(), basis.Code)).Subject.ShouldBe(Given.Id);
        Then.Refusal("erasure.not-asked", () => Propose(new(), "own-request"));
    }

    [Fact]
    public void Only_what_the_law_lists_is_a_basis() =>
        Then.Refusal("erasure.basis-not-listed", () => Propose(Asked, "convenience"), 422);

    [Fact]
    public void And_not_without_reasons() =>
        Then.Refusal("erasure.reasons-empty", () => Propose(Asked, "own-request", " "), 422);

    [Fact]
    public void Not_while_another_proposal_waits() => Then.Refusal("erasure.proposed-already", () =>
        Propose(Given.Fold(Asked, Past.ErasureProposed), "court-order"));

    [Fact]
    public void What_must_be_kept_is_not_even_proposed() => Then.Refusal("erasure.request-open", () =>
        ProposeErasureHandler.Decide(new(Given.Id, "court-order", "Why."), new(), Given.Id,
            [Given.Request(Past.Submitted)], Who.Custodian, Given.On(60)));

    [Fact]
    public void Every_basis_and_ground_has_a_name_in_both_languages_and_a_code_of_its_own()
    {
        var codes = ErasureBasis.All.Select(basis => basis.Code).ToList();
        codes.Distinct().Count().ShouldBe(codes.Count);
        ErasureBasis.All.Select(basis => basis.Name).Concat(HoldGround.All.Select(ground => ground.Name))
            .ShouldAllBe(name => name.Fa.Length > 5 && name.En.Length > 5);
    }

    private static ErasureProposed Propose(Erasure erasure, string basis, string reasons = "It applies.") =>
        ProposeErasureHandler.Decide(
            new(Given.Id, basis, reasons), erasure, Given.Id, [Ended], Who.Custodian, Given.On(60));
}
