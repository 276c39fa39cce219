using EGov.Appointments;
using EGov.Privacy;

namespace EGov.Unit.Appointments;

public class AssessCandidateTests
{
    private static readonly GivenFinding[] Both =
        [new("experience", true, "Twelve letters."), new("degree", false, "None shown.")];

    [Fact]
    public void A_member_says_of_each_criterion_whether_it_is_met_and_by_what()
    {
        var assessed = Assess(Both);
        (assessed.By, assessed.MeetsAll, assessed.Score).ShouldBe(("ENV-014", true, 70));
        SealedMembers.Of(assessed).ShouldAllBe(found => found.Value.Subject == GivenPost.First);
        Then.Words(assessed.Findings[0].Evidence).ShouldBe("Twelve letters.");
    }

    [Fact]
    public void Only_what_is_required_must_be_met() =>
        Assess([Both[0] with { IsMet = false }, Both[1] with { IsMet = true }]).MeetsAll.ShouldBeFalse();

    [Fact]
    public void Every_criterion_once_with_its_evidence()
    {
        Then.Refusal("assessment.incomplete", () => Assess([Both[0]]), 422);
        Then.Refusal("assessment.incomplete", () => Assess([Both[0], Both[0]]), 422);
        Then.Refusal("assessment.evidence-missing", () => Assess([Both[0], Both[1] with { Evidence = " " }]), 422);
        Then.Refusal("assessment.score-out-of-range", () => Assess(Both, score: 101), 422);
    }

    [Fact]
    public void Only_members_of_the_panel_and_once()
    {
        Then.Refusal("panel.not-on-it", () => Assess(Both, Who.Senior), 403);
        Then.Refusal("assessment.done-already",
            () => Assess(Both, past: [.. GivenPost.Vacant, GivenPost.By("ENV-014", GivenPost.First, 50)]));
    }

    private static CandidateAssessed Assess(
        GivenFinding[] findings, Actor? by = null, int score = 70, object[]? past = null) =>
        AssessCandidateHandler.Handle(new(Given.Id, GivenPost.First, findings, score),
            GivenPost.Of(past ?? GivenPost.Vacant), new(), by ?? Who.Officer, Given.On(5));
}
