using EGov.Privacy;

namespace EGov.Unit.Privacy;

public class RefuseWithholdingTests
{
    [Fact]
    public void What_is_refused_never_holds()
    {
        var refused = Refuse(Withholdings.Waiting, Withholdings.Second);
        Then.Words(refused.Words).ShouldBe("The order is not signed.");
        var state = Given.Fold(Withholdings.Waiting, refused);
        state.IsRefused.ShouldBeTrue();
        state.IsInForce(Withholdings.Day(2)).ShouldBeFalse();
    }

    [Fact]
    public void A_refused_extension_leaves_the_day_that_was_agreed_to()
    {
        var extended = Given.Fold(Withholdings.InForce, new WithholdingExtended(
            Given.On(20), "INT-02", "integrity", Sealed.Of(Given.Id, "?"), Withholdings.Day(60)));
        var state = Given.Fold(extended, Refuse(extended, Withholdings.Second));
        state.IsRefused.ShouldBeFalse();
        state.Until.ShouldBe(Withholdings.Day(30));
    }

    [Fact]
    public void Nobody_refuses_himself() => Then.Refusal("withholding.refused-by-the-same",
        () => Refuse(Withholdings.Waiting, Withholdings.Integrity), 403);

    [Fact]
    public void A_refusal_says_why() => Then.Refusal("withholding.refusal-without-words",
        () => Refuse(Withholdings.Waiting, Withholdings.Second, " "), 422);

    [Fact]
    public void What_was_answered_is_not_refused_any_more() => Then.Refusal("withholding.nothing-to-refuse",
        () => Refuse(Withholdings.InForce, Withholdings.Second));

    private static WithholdingRefused Refuse(
        Withholding withholding, Actor by, string words = "The order is not signed.") =>
        RefuseWithholdingHandler.Handle(new(Given.Id, words), withholding, by, Given.On(1));
}
