using EGov.Privacy;

namespace EGov.Unit.Privacy;

public class ExtendWithholdingTests
{
    [Fact]
    public void A_later_day_is_asked_for_and_does_not_hold_before_somebody_agrees()
    {
        var state = Given.Fold(Withholdings.InForce, Extend(Withholdings.InForce));
        state.AskedUntil.ShouldBe(Withholdings.Day(60));
        state.IsInForce(Withholdings.Day(31)).ShouldBeFalse();
    }

    [Fact]
    public void Only_while_it_is_in_force()
    {
        Then.Refusal("withholding.not-in-force", () => Extend(Withholdings.Waiting));
        Then.Refusal("withholding.not-in-force", () => Extend(Withholdings.InForce, on: 31));
    }

    [Fact]
    public void To_a_later_day_and_not_too_far()
    {
        Then.Refusal("withholding.not-longer", () => Extend(Withholdings.InForce, day: 30), 422);
        Then.Refusal("withholding.too-long", () => Extend(Withholdings.InForce, day: 111), 422);
    }

    [Fact]
    public void Once_at_a_time_and_with_a_reason()
    {
        var extended = Given.Fold(Withholdings.InForce, Extend(Withholdings.InForce));
        Then.Refusal("withholding.asked-already", () => Extend(extended, day: 70));
        Then.Refusal("withholding.extension-without-words", () => Extend(Withholdings.InForce, words: ""), 422);
    }

    private static WithholdingExtended Extend(
        Withholding withholding, int day = 60, int on = 20, string words = "The witness is abroad.") =>
        ExtendWithholdingHandler.Handle(new(Given.Id, words, Withholdings.Day(day)), withholding, new(),
            Withholdings.Integrity, Given.On(on));
}
