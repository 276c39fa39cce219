using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class CorrectMinutesTests
{
    [Fact]
    public void A_correction_stands_beside_closed_minutes()
    {
        var corrected = Correct(Who.Manager);
        GivenMeeting.Fold([.. GivenMeeting.UntilClosed, corrected]).Corrections.ShouldBe(1);
        Then.Refusal("minutes.not-closed", () => Correct(Who.Manager, GivenMeeting.UntilRunning));
        Then.Refusal("minutes.not-yours-to-correct", () => Correct(Who.Officer), 403);
        Then.Refusal("minutes.correction-empty", () => Correct(Who.Manager, words: " "), 422);
    }

    private static MinutesCorrected Correct(Actor by, object[]? past = null, string words = "It was Tuesday.") =>
        CorrectMinutesHandler.Handle(
            new(Given.Id, words), GivenMeeting.Fold(past ?? GivenMeeting.UntilClosed), by, Given.On(6));
}
