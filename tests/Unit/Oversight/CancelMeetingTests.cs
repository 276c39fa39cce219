using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class CancelMeetingTests
{
    [Fact]
    public void What_has_not_begun_is_not_held_for_a_reason()
    {
        GivenMeeting.Fold([GivenMeeting.Called, Cancel("no-quorum")]).Status.ShouldBe(MeetingStatus.Cancelled);
        Then.Refusal("meeting.ground-not-listed", () => Cancel("tea"), 422);
        Then.Refusal("meeting.cancelled-without-reasons", () => Cancel("postponed", " "), 422);
        Then.Refusal("meeting.begun", () => Cancel("postponed", past: GivenMeeting.UntilRunning));
    }

    private static MeetingCancelled Cancel(string ground, string reasons = "Snow.", object[]? past = null) =>
        CancelMeetingHandler.Handle(new(Given.Id, ground, reasons),
            GivenMeeting.Fold(past ?? [GivenMeeting.Called]), GivenMeeting.Writer, Given.On(2));
}
