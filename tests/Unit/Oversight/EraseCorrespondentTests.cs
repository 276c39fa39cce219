using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class EraseCorrespondentTests
{
    private static readonly LetterRegistered News =
        GivenLetter.Register(GivenLetter.FromOutside with { Effect = null, Days = null });

    [Fact]
    public void Who_is_outside_is_erased_once_the_letter_is_at_its_end()
    {
        var erased = Erase("asked", News);
        (erased.Officer, erased.Ground).ShouldBe(("CUS-01", "asked"));
        GivenLetter.Fold(News, erased).IsErased.ShouldBeTrue();
        Then.Refusal("correspondent.erased-already", () => Erase("asked", News, erased));
        Then.Refusal("correspondent.ground-not-listed", () => Erase("tea", News), 422);
        Then.Refusal("correspondent.letter-open", () => Erase("asked", GivenLetter.UntilRegistered));
        Then.Refusal("correspondent.nobody-there", () => Erase("asked", GivenLetter.UntilSent));
    }

    private static CorrespondentErased Erase(string ground, params object[] past) => EraseCorrespondentHandler.Decide(
        new(Given.Id, ground), GivenLetter.Fold(past), Who.Custodian, Given.On(9));
}
