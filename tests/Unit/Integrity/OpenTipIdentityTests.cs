using EGov.Integrity;
using EGov.Privacy;

namespace EGov.Unit.Integrity;

public class OpenTipIdentityTests
{
    [Fact]
    public void The_custodian_opens_a_name_on_a_ground_and_it_is_on_record()
    {
        var opened = Open(GivenTip.Named);
        (opened.Custodian, opened.Ground).ShouldBe(("CUS-01", "court-order"));
        opened.Reasons.Subject.ShouldBe(Subjects.Custodian);
        GivenTip.Fold(GivenTip.Named, opened).TimesIdentityOpened.ShouldBe(1);
    }

    [Fact]
    public void Where_no_name_was_given_there_is_none_to_open() =>
        Then.Refusal("tip.unnamed", () => Open(GivenTip.Unnamed));

    [Fact]
    public void It_needs_a_ground_of_the_list_and_reasons()
    {
        Then.Refusal("tip.ground-unknown", () => Open(GivenTip.Named, "tea"), 422);
        Then.Refusal("tip.reasons-empty", () => Open(GivenTip.Named, reasons: " "), 422);
    }

    private static TipIdentityOpened Open(
        TipSubmitted tip, string ground = "court-order", string reasons = "Branch 3, no. 12") =>
        OpenTipIdentityHandler.Decide(
            new(Given.Id, ground, reasons), GivenTip.Fold(tip), Who.Custodian, Given.On(1));
}
