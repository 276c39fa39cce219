using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class MinuteViewpointTests
{
    [Fact]
    public void By_name_of_who_is_there_or_of_a_guest()
    {
        var named = Minute("ENV-900");
        (named.Viewpoint, named.Speaker, named.Guest, named.Line).ShouldBe((1, "ENV-900", null, null));
        Then.Words(named.Words).ShouldBe("The river is low.");
        Minute(guest: GivenMeeting.Guest, past: [.. GivenMeeting.UntilRunning, GivenMeeting.Came]).Guest
            .ShouldBe(GivenMeeting.Guest);
        Then.Refusal("viewpoint.speaker-not-there", () => Minute("ENV-014"), 422);
        Then.Refusal("viewpoint.guest-not-there", () => Minute(guest: GivenMeeting.Guest), 422);
        Then.Refusal("viewpoint.guest-not-there", () => Minute(
            "ENV-900", GivenMeeting.Guest, past: [.. GivenMeeting.UntilRunning, GivenMeeting.Came]), 422);
    }

    [Fact]
    public void Of_who_is_not_named_nothing_is_kept_and_it_takes_five_to_be_nobody()
    {
        var unnamed = Minute(" ");
        (unnamed.Speaker, unnamed.Guest).ShouldBe((null, null));
        var kept = GivenMeeting.Fold([.. GivenMeeting.UntilRunning, unnamed]).Viewpoints.ShouldHaveSingleItem();
        foreach (var present in GivenMeeting.Attended.Present) $"{unnamed} {kept}".ShouldNotContain(present);
        // Whatever is added here must say nothing of who spoke.
        typeof(ViewpointMinuted).GetProperties().Select(member => member.Name).Order().ToList().ShouldBe(
            ["Against", "At", "Guest", "Line", "Speaker", "Viewpoint", "Words"]);
        Then.Refusal("viewpoint.too-few-to-be-unnamed", () => Minute(past:
            [
                GivenMeeting.Called, GivenMeeting.Opened,
                GivenMeeting.Attended with { Present = ["GOV-900", "GVN-01"] },
            ]));
    }

    [Fact]
    public void Dissent_is_from_a_resolution_of_the_meeting_or_on_its_agenda()
    {
        Then.Refusal("viewpoint.resolution-not-here", () => Minute("ENV-900", against: GivenMeeting.Resolved), 422);
        Minute("ENV-900", against: GivenMeeting.Resolved, past: [.. GivenMeeting.UntilRunning, GivenMeeting.Minuted])
            .Against.ShouldBe(GivenMeeting.Resolved);
        Minute("ENV-900", against: GivenMeeting.Resolved, past:
            [
                GivenMeeting.Called, GivenMeeting.Opened with { Resolutions = [GivenMeeting.Resolved] },
                GivenMeeting.Attended,
            ]).Against.ShouldBe(GivenMeeting.Resolved);
    }

    [Fact]
    public void From_the_pen_of_who_writes_while_the_meeting_runs()
    {
        Then.Refusal("meeting.not-its-writer", () => Minute("ENV-900", by: Who.Manager), 403);
        Then.Refusal("meeting.not-running", () => Minute("ENV-900", past: GivenMeeting.UntilClosed));
        Then.Refusal("viewpoint.words-empty", () => Minute("ENV-900", words: " "), 422);
    }

    private static ViewpointMinuted Minute(
        string? speaker = null, Guid? guest = null, Guid? against = null, string words = "The river is low.",
        Actor? by = null, object[]? past = null) =>
        MinuteViewpointHandler.Handle(new(Given.Id, words, speaker, guest, against),
            GivenMeeting.Fold(past ?? GivenMeeting.UntilRunning), by ?? GivenMeeting.Writer, Given.On(3));
}
