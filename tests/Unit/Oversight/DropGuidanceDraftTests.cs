using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class DropGuidanceDraftTests
{
    [Fact]
    public void What_was_before_the_draft_is_again()
    {
        Status(GivenGuidance.Drafted).ShouldBe(GuidanceStatus.Dropped);
        Status(GivenGuidance.Asked, GivenGuidance.Redrafted).ShouldBe(GuidanceStatus.Asked);
        Status([.. GivenGuidance.UntilIssued, GivenGuidance.Redrafted]).ShouldBe(GuidanceStatus.Issued);
        Then.Refusal("guidance.no-draft", () => Drop([GivenGuidance.Asked]));
    }

    private static GuidanceStatus Status(params object[] past) => GivenGuidance.Fold([.. past, Drop(past)]).Status;

    private static GuidanceDraftDropped Drop(object[] past) => DropGuidanceDraftHandler.Handle(
        new(Given.Id, GivenGuidance.Line), GivenGuidance.Fold(past), GivenDirective.Governor, Given.On(3));
}
