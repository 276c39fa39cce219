using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class NameMeetingWriterTests
{
    [Fact]
    public void Whoever_has_written_has_written_even_if_another_goes_on()
    {
        var named = Name("GVN-02", GivenMeeting.UntilRunning);
        var meeting = GivenMeeting.Fold([.. GivenMeeting.UntilRunning, named]);
        (meeting.Writer, string.Join(" ", meeting.Writers)).ShouldBe(("GVN-02", "GVN-01 GVN-02"));
        Then.Refusal("meeting.minutes-closed", () => Name("GVN-02", GivenMeeting.UntilClosed));
        Then.Refusal("meeting.chair-writes", () => Name("GOV-900", GivenMeeting.UntilRunning), 422);
        Then.Refusal("meeting.writer-unknown", () => Name("ENV-900", GivenMeeting.UntilRunning), 422);
    }

    private static MeetingWriterNamed Name(string writer, object[] past) => NameMeetingWriterHandler.Handle(
        new(Given.Id, writer), GivenMeeting.Fold(past), GivenMeeting.Handbook, GivenMeeting.Writer, Given.On(3));
}
