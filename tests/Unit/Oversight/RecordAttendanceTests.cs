using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class RecordAttendanceTests
{
    [Fact]
    public void Who_is_there_by_code_and_who_comes_later_later()
    {
        Record(["ENV-014", "ENV-900", "ENV-014"]).Present.ShouldBe(["ENV-014"]);
        Then.Refusal("attendance.nobody-new", () => Record(["ENV-900"]), 422);
        Then.Refusal("attendance.officer-unknown", () => Record(["the farmer"]), 422);
        Then.Refusal("meeting.not-its-writer", () => Record(["ENV-014"], GivenMeeting.Chair), 403);
        Then.Refusal("meeting.not-running", () => Record(["ENV-014"], past: GivenMeeting.UntilClosed));
    }

    private static AttendanceRecorded Record(string[] present, Actor? by = null, object[]? past = null) =>
        RecordAttendanceHandler.Handle(new(Given.Id, present), GivenMeeting.Fold(past ?? GivenMeeting.UntilRunning),
            GivenMeeting.Handbook, by ?? GivenMeeting.Writer, Given.On(3));
}
