using EGov.Privacy;

namespace EGov.Unit.Privacy;

public class LiftLegalHoldTests
{
    private static readonly Erasure Held = Given.Fold(
        new Erasure(), new LegalHoldPlaced(Given.On(1), "court-order", "CUS-01", Given.On(30).Day()));

    [Fact]
    public void A_hold_ends_before_its_day()
    {
        var lifted = LiftLegalHoldHandler.Decide(Held, Who.Admin, Given.On(2));
        lifted.By.ShouldBe("ADM-01");
        Given.Fold(Held, lifted).HeldUntil.ShouldBeNull();
    }

    [Fact]
    public void None_is_lifted_that_is_not_there()
    {
        Then.Refusal("hold.none", () => LiftLegalHoldHandler.Decide(new(), Who.Admin, Given.On(2)));
        Then.Refusal("hold.none", () => LiftLegalHoldHandler.Decide(Held, Who.Admin, Given.On(31)));
    }
}
