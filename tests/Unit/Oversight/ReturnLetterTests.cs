using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class ReturnLetterTests
{
    [Fact]
    public void It_is_still_to_be_brought_about_and_the_due_date_stays()
    {
        var returned = Return(GivenLetter.Second, "One is open.", GivenLetter.UntilReported);
        var letter = GivenLetter.Fold([.. GivenLetter.UntilReported, returned]);
        (letter.Status, letter.Returns, letter.Due).ShouldBe((LetterStatus.Returned, 1, GivenLetter.Sent.Due));
        Then.Refusal("letter.return-without-reasons",
            () => Return(GivenLetter.Second, " ", GivenLetter.UntilReported), 422);
        Then.Refusal("letter.not-its-verifier", () => Return(Who.Manager, "?", GivenLetter.UntilReported), 403);
    }

    private static LetterReturned Return(Actor by, string reasons, params object[] past) => ReturnLetterHandler.Handle(
        new(Given.Id, reasons), GivenLetter.Fold(past), GivenLetter.Handbook, by, Given.On(5));
}
