using EGov.Organisation;
using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class RedateLetterTests
{
    private static readonly Handbook Later = GivenLetter.Handbook with
    {
        Calendar = Given.Calendar.With(new Holiday(Given.On(5).Day(), Given.Any)),
    };

    [Fact]
    public void A_new_day_off_moves_the_due_date_of_what_is_open()
    {
        var redated = Redate(Later, GivenLetter.UntilReceived);
        redated.Due.ShouldBe(Given.On(12).Day());
        Then.Refusal("letter.not-moved", () => Redate(Later, [.. GivenLetter.UntilReceived, redated]));
        Then.Refusal("letter.not-moved", () => Redate(GivenLetter.Handbook, GivenLetter.UntilReceived));
        Then.Refusal("letter.not-moved", () => Redate(Later, GivenLetter.UntilReported));
    }

    private static LetterRedated Redate(Handbook handbook, params object[] past) => RedateLetterHandler.Handle(
        new(Given.Id), GivenLetter.Fold(past), handbook, Given.On(6));
}
