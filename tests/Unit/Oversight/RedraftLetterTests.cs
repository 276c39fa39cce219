using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class RedraftLetterTests
{
    [Fact]
    public void A_draft_is_written_anew_by_its_own_office_before_it_is_sent()
    {
        var redrafted = Redraft(GivenLetter.Second, GivenLetter.Drafted);
        redrafted.By.ShouldBe("GVN-02");
        GivenLetter.Fold(GivenLetter.Drafted, redrafted).Draft.ShouldBe(redrafted.Draft);
        Then.Refusal("letter.of-another-office", () => Redraft(Who.Manager, GivenLetter.Drafted), 403);
        Then.Refusal("letter.no-draft", () => Redraft(GivenLetter.Governor, GivenLetter.UntilSent));
    }

    private static LetterRedrafted Redraft(Actor by, params object[] past) => RedraftLetterHandler.Handle(
        new(Given.Id, GivenLetter.ToOutside), GivenLetter.Fold(past), LetterTies.None, GivenLetter.Handbook, by,
        Given.On(1));
}
