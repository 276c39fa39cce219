using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class RedraftGuidanceTests
{
    [Fact]
    public void It_takes_the_place_of_the_draft_and_comments_begin_anew()
    {
        var note = GivenGuidance.Fold(GivenGuidance.Drafted, GivenGuidance.Commented, Redraft(GivenGuidance.Drafted));
        note.Drafts.ShouldBe(2);
        note.Draft!.Commented.ShouldBeEmpty();
        note.Draft.Authors.ShouldBe(["GVN-01", "GVN-02"], "who wrote the first had a hand in the second");
    }

    [Fact]
    public void What_is_issued_stays_in_force_while_the_next_edition_is_drafted()
    {
        var note = GivenGuidance.Fold([.. GivenGuidance.UntilIssued, Redraft(GivenGuidance.UntilIssued)]);
        note.Status.ShouldBe(GuidanceStatus.Issued);
        note.Draft!.Authors.ShouldBe(["GVN-02"]);
        note.On(GivenGuidance.Issued.From)!.Edition.ShouldBe(1);
    }

    [Fact]
    public void Never_of_what_is_repealed() => Then.Refusal("guidance.repealed",
        () => Redraft([.. GivenGuidance.UntilIssued, GivenGuidance.Repealed]));

    private static GuidanceRedrafted Redraft(params object[] past) => RedraftGuidanceHandler.Handle(
        new(Given.Id, GivenGuidance.Text, 5), GivenGuidance.Fold(past), GivenGuidance.Handbook, GivenDirective.Second,
        Given.On(11));
}
