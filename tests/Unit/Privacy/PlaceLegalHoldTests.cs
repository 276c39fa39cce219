using EGov.Privacy;

namespace EGov.Unit.Privacy;

public class PlaceLegalHoldTests
{
    [Fact]
    public void A_hold_names_its_ground_in_law_and_its_last_day()
    {
        var placed = Place("court-order", 30);
        placed.ShouldBe(new LegalHoldPlaced(Given.On(1), "court-order", "CUS-01", Given.On(30).Day()));
        Given.Fold(new Erasure(), placed).HeldUntil.ShouldBe(Given.On(30).Day());
    }

    [Fact]
    public void No_other_ground_holds_anything() =>
        Then.Refusal("hold.ground-not-listed", () => Place("habit", 30), 422);

    [Fact]
    public void None_is_without_end_and_none_begins_in_the_past()
    {
        Then.Refusal("hold.until-out-of-range", () => Place("audit", 0), 422);
        Then.Refusal("hold.until-out-of-range", () => Place("audit", 368), 422);
        Place("audit", 367).ShouldNotBeNull();
    }

    [Fact]
    public void What_is_gone_cannot_be_held() => Then.Refusal("erasure.done-already", () =>
        PlaceLegalHoldHandler.Decide(new(Given.Id, "audit", Given.On(2).Day()),
            Given.Fold(new Erasure(), new SubjectErased(Given.On(0), "court-order", "A", "B", 1, 1)),
            Who.Custodian, Given.On(1)));

    private static LegalHoldPlaced Place(string ground, int day) => PlaceLegalHoldHandler.Decide(
        new(Given.Id, ground, Given.On(day).Day()), new(), Who.Custodian, Given.On(1));
}
