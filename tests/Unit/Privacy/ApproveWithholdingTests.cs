using EGov.Privacy;

namespace EGov.Unit.Privacy;

public class ApproveWithholdingTests
{
    [Fact]
    public void A_second_person_agrees_and_it_holds_until_its_last_day()
    {
        var approved = Approve(Withholdings.Waiting, Withholdings.Second);
        approved.Until.ShouldBe(Withholdings.Day(30));
        var state = Given.Fold(Withholdings.Waiting, approved);
        state.IsInForce(Withholdings.Day(30)).ShouldBeTrue();
        state.IsInForce(Withholdings.Day(31)).ShouldBeFalse("then its applicant sees it");
    }

    [Fact]
    public void Who_asks_does_not_agree_to_it_himself() => Then.Refusal("withholding.approved-by-the-same",
        () => Approve(Withholdings.Waiting, Withholdings.Integrity), 403);

    [Fact]
    public void Nor_does_who_asked_for_the_extension_whoever_asked_first()
    {
        var another = new Actor("integrity", "INT-05", "governorate");
        var extended = Given.Fold(Withholdings.InForce, new WithholdingExtended(
            Given.On(20), another.Code, another.Role, Sealed.Of(Given.Id, "?"), Withholdings.Day(60)));
        Then.Refusal("withholding.approved-by-the-same", () => Approve(extended, another, 21), 403);
        var longer = Given.Fold(extended, Approve(extended, Withholdings.Integrity, 21));
        longer.Until.ShouldBe(Withholdings.Day(60));
    }

    [Fact]
    public void There_is_nothing_to_agree_to_twice() => Then.Refusal("withholding.nothing-to-approve",
        () => Approve(Withholdings.InForce, Withholdings.Second));

    [Fact]
    public void Nor_to_a_day_that_has_passed_meanwhile() => Then.Refusal("withholding.day-not-to-come",
        () => Approve(Withholdings.Waiting, Withholdings.Second, 30), 422);

    private static WithholdingApproved Approve(Withholding withholding, Actor by, int day = 1) =>
        ApproveWithholdingHandler.Handle(new(Given.Id), withholding, new(), by, Given.On(day));
}
