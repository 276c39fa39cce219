using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class AcknowledgeGuidanceTests
{
    [Fact]
    public void A_department_that_is_bound_says_once_that_it_has_read_it()
    {
        var note = GivenGuidance.Fold([.. GivenGuidance.UntilIssued, Acknowledge()]);
        note.Latest!.Acknowledged.ShouldBe(["environment"]);
        GuidanceLine.Of(note, GivenGuidance.Handbook, Given.On(14).Day()).Unacknowledged.ShouldBeEmpty();
        Then.Refusal("guidance.already-acknowledged",
            () => Acknowledge([.. GivenGuidance.UntilIssued, Acknowledge()]));
    }

    [Fact]
    public void Only_of_what_is_issued_and_binds_it()
    {
        Then.Refusal("guidance.not-issued", () => Acknowledge([GivenGuidance.Drafted]));
        Then.Refusal("guidance.not-binding", () => Acknowledge(by: GivenDirective.WaterManager), 403);
        Then.Refusal("guidance.repealed", () => Acknowledge([.. GivenGuidance.UntilIssued, GivenGuidance.Repealed]));
    }

    private static GuidanceAcknowledged Acknowledge(object[]? past = null, Actor? by = null) =>
        AcknowledgeGuidanceHandler.Handle(new(Given.Id), GivenGuidance.Fold(past ?? GivenGuidance.UntilIssued),
            by ?? Who.Manager, Given.On(13));
}
