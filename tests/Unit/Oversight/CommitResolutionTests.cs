using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class CommitResolutionTests
{
    [Fact]
    public void It_names_the_programme_and_the_commitment_by_their_codes_and_stays_open()
    {
        var became = Commit(GivenMeeting.Resolution(), "water-1405", "C-2");
        var resolution = GivenMeeting.Resolution(became);
        (resolution.Programme, resolution.Commitment, resolution.IsOpen).ShouldBe(("water-1405", "C-2", true));
        Then.Refusal("resolution.committed-already", () => Commit(resolution, "water-1405", "C-2"));
        foreach (var wrong in new[] { "", "our water", "آب" })
            Then.Refusal("resolution.commitment-wrong", () => Commit(GivenMeeting.Resolution(), wrong, "C-2"), 422);
    }

    private static ResolutionBecameCommitment Commit(Resolution resolution, string programme, string commitment) =>
        CommitResolutionHandler.Handle(
            new(Given.Id, programme, commitment), resolution, GivenMeeting.Writer, Given.On(4));
}
