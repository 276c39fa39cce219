using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class WithdrawLetterTests
{
    [Fact]
    public void Its_own_office_withdraws_it_with_a_ground_until_it_is_done()
    {
        var withdrawn = Withdraw(GivenLetter.Governor, "superseded", "A law changed.", GivenLetter.UntilReceived);
        var letter = GivenLetter.Fold([.. GivenLetter.UntilReceived, withdrawn]);
        (letter.Status, letter.Withdrawn, letter.WatchFrom).ShouldBe((LetterStatus.Withdrawn, "superseded", null));
        letter.Entry.ShouldBe(GivenLetter.Sent.Entry, "Its number stays its own.");
        Withdraw(GivenLetter.Governor, "superseded", "?", GivenLetter.Drafted).ShouldNotBeNull();
        Then.Refusal("letter.withdrawn-by-its-office",
            () => Withdraw(Who.Manager, "superseded", "?", GivenLetter.UntilReceived), 403);
        Then.Refusal("letter.ground-not-listed",
            () => Withdraw(GivenLetter.Governor, "tea", "?", GivenLetter.UntilSent), 422);
        Then.Refusal("letter.withdrawn-without-reasons",
            () => Withdraw(GivenLetter.Governor, "superseded", " ", GivenLetter.UntilSent), 422);
        Then.Refusal("letter.nothing-to-withdraw", () => Withdraw(GivenLetter.Governor, "superseded", "?",
            [.. GivenLetter.UntilReported, GivenLetter.Verified]));
    }

    private static LetterWithdrawn Withdraw(Actor by, string ground, string reasons, params object[] past) =>
        WithdrawLetterHandler.Handle(new(Given.Id, ground, reasons), GivenLetter.Fold(past), by, Given.On(5));
}
