using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class DropResolutionTests
{
    [Fact]
    public void The_council_gives_up_what_it_resolved_and_nobody_else()
    {
        var dropped = Drop(GivenMeeting.Older(), "superseded");
        GivenMeeting.Older(dropped).IsOpen.ShouldBeFalse();
        Then.Refusal("resolution.not-on-this-agenda", () => Drop(GivenMeeting.Resolution(), "superseded"), 422);
        Then.Refusal("resolution.ground-not-listed", () => Drop(GivenMeeting.Older(), "tea"), 422);
        Then.Refusal("resolution.dropped-without-reasons",
            () => Drop(GivenMeeting.Older(), "superseded", " "), 422);
        Then.Refusal("resolution.ended", () => Drop(GivenMeeting.Older(dropped), "superseded"));
    }

    private static ResolutionDropped Drop(Resolution resolution, string ground, string reasons = "The law changed.") =>
        DropResolutionHandler.Handle(new(Given.Id, Given.Id, ground, reasons), resolution,
            GivenMeeting.Fold(GivenMeeting.UntilRunning), GivenMeeting.Writer, Given.On(3));
}
