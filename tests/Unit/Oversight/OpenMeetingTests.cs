using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class OpenMeetingTests
{
    [Fact]
    public void What_is_open_comes_first_and_nobody_types_it()
    {
        var older = GivenMeeting.Older();
        Open(matters: GivenMeeting.Matters(older)).Resolutions.ShouldBe([older.Id]);
        CouncilMatters.Ordered([older with { AdoptedAt = Given.On(2) }, older with { AdoptedAt = Given.On(1) }])
            .Select(one => one.AdoptedAt).ShouldBe([Given.On(1), Given.On(2)]);
    }

    [Fact]
    public void On_its_day_by_who_presides_or_writes_one_at_a_time()
    {
        Open(GivenMeeting.Chair).Officer.ShouldBe("GOV-900");
        Then.Refusal("meeting.not-its-day", () => Open(day: 2));
        Then.Refusal("meeting.not-yours-to-open", () => Open(Who.Manager), 403);
        Then.Refusal("meeting.begun", () => Open(past: GivenMeeting.UntilRunning));
        Then.Refusal("meeting.another-is-running", () => Open(matters: new([], true)));
    }

    private static MeetingOpened Open(
        Actor? by = null, int day = 3, object[]? past = null, CouncilMatters? matters = null) =>
        OpenMeetingHandler.Handle(new(Given.Id), GivenMeeting.Fold(past ?? [GivenMeeting.Called]),
            matters ?? GivenMeeting.Matters(), by ?? GivenMeeting.Writer, Given.On(day));
}
