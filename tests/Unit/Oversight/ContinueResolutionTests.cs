using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class ContinueResolutionTests
{
    [Fact]
    public void A_later_meeting_lets_it_go_on_for_a_reason_and_perhaps_to_another_day()
    {
        var continued = Continue(GivenMeeting.Older(), day: 40);
        continued.Meeting.ShouldBe(Given.Id);
        var resolution = GivenMeeting.Older(continued);
        (resolution.ContinuedIn, resolution.Continuations, resolution.Due, resolution.IsOpen)
            .ShouldBe((Given.Id, 1, Given.On(40).Day(), true));
        Then.Refusal("resolution.continued-already", () => Continue(resolution));
        Then.Refusal("resolution.continued-without-reasons", () => Continue(GivenMeeting.Older(), " "), 422);
        Then.Refusal("resolution.day-wrong", () => Continue(GivenMeeting.Older(), day: 1), 422);
    }

    [Fact]
    public void Of_the_same_council_while_it_runs()
    {
        Then.Refusal("resolution.not-on-this-agenda", () => Continue(GivenMeeting.Resolution()), 422);
        Then.Refusal("resolution.not-on-this-agenda",
            () => Continue(GivenMeeting.Older() with { Council = "planning" }), 422);
        Then.Refusal("meeting.not-running", () => Continue(GivenMeeting.Older(), past: GivenMeeting.UntilClosed));
        Then.Refusal("meeting.not-its-writer", () => Continue(GivenMeeting.Older(), by: GivenMeeting.Chair), 403);
        Then.Refusal("resolution.ended", () => Continue(
            GivenMeeting.Older(GivenMeeting.Reported, new ResolutionVerified(Given.On(3), null, "GVN-02"))));
    }

    private static ResolutionContinued Continue(
        Resolution resolution, string reasons = "The snow.", int? day = null, Actor? by = null,
        object[]? past = null) =>
        ContinueResolutionHandler.Handle(
            new(Given.Id, Given.Id, reasons, day is { } on ? Given.On(on).Day() : null), resolution,
            GivenMeeting.Fold(past ?? GivenMeeting.UntilRunning), by ?? GivenMeeting.Writer, Given.On(3));
}
