using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class EndProgrammeTests
{
    [Fact]
    public void It_ends_on_a_ground_and_nothing_is_looked_at_any_more()
    {
        var ended = End(GivenProgramme.Fold(GivenProgramme.UntilSet), "abandoned");
        var programme = GivenProgramme.Fold([.. GivenProgramme.UntilSet, ended]);
        (programme.Ended, programme.WatchFrom).ShouldBe(("abandoned", null));
        Then.Refusal("programme.ended", () => End(programme, "abandoned"));
        Then.Refusal("programme.ground-not-listed",
            () => End(GivenProgramme.Fold(GivenProgramme.Opened), "tired"), 422);
    }

    [Fact]
    public void That_a_promise_was_kept_is_seen_and_not_said()
    {
        End(GivenProgramme.Fold([.. GivenProgramme.UntilSet, GivenProgramme.Met]), "kept").Ground.ShouldBe("kept");
        foreach (var past in new[] { [GivenProgramme.Opened], GivenProgramme.UntilSet, GivenProgramme.UntilMissed })
            Then.Refusal("programme.not-kept", () => End(GivenProgramme.Fold(past), "kept"));
    }

    private static ProgrammeEnded End(Programme programme, string ground) => EndProgrammeHandler.Handle(
        new(Given.Id, ground, GivenProgramme.Reason), programme, GivenProgramme.Governor, Given.On(70));
}
