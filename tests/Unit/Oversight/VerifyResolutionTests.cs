using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class VerifyResolutionTests
{
    [Fact]
    public void A_second_person_has_seen_it_done_and_it_leaves_the_agenda()
    {
        var verified = Verify(GivenDirective.Second, GivenMeeting.Resolution(GivenMeeting.Reported));
        var resolution = GivenMeeting.Resolution(GivenMeeting.Reported, verified);
        (resolution.Status, resolution.IsOpen).ShouldBe((ResolutionStatus.Done, false));
        Then.Refusal("resolution.nothing-to-verify", () => Verify(GivenDirective.Second, resolution));
        Then.Refusal("resolution.nothing-to-verify", () => Verify(GivenDirective.Second, GivenMeeting.Resolution()));
    }

    [Fact]
    public void Whoever_is_named_and_nobody_who_had_a_hand_in_it()
    {
        Then.Refusal("resolution.not-its-verifier",
            () => Verify(Who.Manager, GivenMeeting.Resolution(GivenMeeting.Reported)), 403);
        var named = GivenMeeting.Resolution(GivenMeeting.Reported) with { Verifier = "WAT-900" };
        Verify(GivenDirective.WaterManager, named).Officer.ShouldBe("WAT-900");
        Then.Refusal("resolution.not-its-verifier", () => Verify(GivenDirective.Second, named), 403);
        Then.Refusal("verification.own-work", () => Verify(GivenDirective.Second,
            GivenMeeting.Resolution(GivenMeeting.Reported) with { Executors = ["GVN-02"] }), 403);
    }

    private static ResolutionVerified Verify(Actor by, Resolution resolution) =>
        VerifyResolutionHandler.Handle(new(Given.Id), resolution, GivenMeeting.Handbook, by, Given.On(10));
}
