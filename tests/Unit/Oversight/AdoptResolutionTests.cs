using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class AdoptResolutionTests
{
    [Fact]
    public void It_has_an_owner_a_day_and_perhaps_the_viewpoint_that_it_takes_up()
    {
        var adopted = GivenMeeting.Adopt(viewpoint: 1, past: [.. GivenMeeting.UntilRunning, GivenMeeting.Spoken]);
        (adopted.Meeting, adopted.Council, adopted.Owner, adopted.Viewpoint, adopted.By)
            .ShouldBe((Given.Id, "administrative", "ENV-900", 1, "GVN-01"));
        adopted.Number.ShouldMatch("^R-[0-9A-Z]{4}-[0-9A-Z]{4}$");
        AdoptResolutionHandler.Minute(GivenMeeting.Resolved, adopted).Number.ShouldBe(adopted.Number);
        Then.Words(adopted.Words!).ShouldBe("In Firuzabad.");
        Then.Refusal("resolution.viewpoint-unknown", () => GivenMeeting.Adopt(viewpoint: 1), 422);
        Then.Refusal("resolution.day-wrong", () => GivenMeeting.Adopt(day: 2), 422);
        Then.Refusal("resolution.owner-unknown", () => GivenMeeting.Adopt("DSK-SAR-1"), 422);
    }

    [Fact]
    public void Who_is_named_to_verify_it_stands_apart()
    {
        GivenMeeting.Adopt(verifier: "WAT-900").Verifier.ShouldBe("WAT-900");
        foreach (var near in new[] { "ENV-900", "ENV-014", "nobody" })
            Then.Refusal("resolution.verifier-not-apart", () => GivenMeeting.Adopt(verifier: near), 422);
    }

    [Fact]
    public void From_the_pen_of_who_writes_while_the_meeting_runs()
    {
        Then.Refusal("meeting.not-its-writer", () => GivenMeeting.Adopt(by: GivenMeeting.Chair), 403);
        Then.Refusal("meeting.not-running", () => GivenMeeting.Adopt(past: GivenMeeting.UntilClosed));
    }
}
