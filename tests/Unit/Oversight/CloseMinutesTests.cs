using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class CloseMinutesTests
{
    [Fact]
    public void Not_while_something_of_an_earlier_meeting_was_not_dealt_with()
    {
        var older = GivenMeeting.Older();
        Then.Refusal("meeting.resolutions-not-dealt-with", () => Close(matters: GivenMeeting.Matters(older)));
        Close(matters: GivenMeeting.Matters(older with { ContinuedIn = Given.Id })).Officer.ShouldBe("GOV-900");
        // That an earlier meeting let it go on says nothing of this one.
        Then.Refusal("meeting.resolutions-not-dealt-with", () => Close(matters: GivenMeeting.Matters(
            older with { ContinuedIn = GivenMeeting.Earlier })));
        // What was resolved here is for the next one.
        Close(matters: GivenMeeting.Matters(GivenMeeting.Resolution())).At.ShouldBe(Given.On(3));
    }

    [Fact]
    public void By_who_presided_and_was_there_with_somebody()
    {
        Then.Refusal("meeting.not-its-chair", () => Close(by: GivenMeeting.Writer), 403);
        Then.Refusal("meeting.nothing-to-close", () => Close(past: [GivenMeeting.Called]));
        Then.Refusal("meeting.attendance-missing", () => Close(past: [GivenMeeting.Called, GivenMeeting.Opened]));
    }

    private static MinutesClosed Close(CouncilMatters? matters = null, Actor? by = null, object[]? past = null) =>
        CloseMinutesHandler.Handle(new(Given.Id), GivenMeeting.Fold(past ?? GivenMeeting.UntilRunning),
            matters ?? GivenMeeting.Matters(), by ?? GivenMeeting.Chair, Given.On(3));
}
