using EGov.Integrity;

namespace EGov.Unit.Integrity;

public class CloseTipTests
{
    [Fact]
    public void It_comes_to_something_of_the_list_once()
    {
        var closed = Close("substantiated");
        GivenTip.Fold(GivenTip.Unnamed, closed).Outcome.ShouldBe("substantiated");
        Then.Refusal("tip.already-closed", () => Close("duplicate", closed));
        Then.Refusal("tip.outcome-unknown", () => Close("tea"), 422);
    }

    private static TipClosed Close(string outcome, params object[] past) => CloseTipHandler.Handle(
        new(Given.Id, outcome), GivenTip.Fold([GivenTip.Unnamed, .. past]), GivenTip.Integrity, Given.On(1));
}
