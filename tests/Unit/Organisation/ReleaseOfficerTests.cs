using EGov.Organisation;

namespace EGov.Unit.Organisation;

public class ReleaseOfficerTests
{
    private static readonly Officer Serving = Given.Handbook.Officers["ENV-014"];

    [Fact]
    public void Who_left_serves_no_more()
    {
        var left = Release(Serving);
        left.ShouldBe(new(Given.Start, "ENV-014"));
        Given.Fold(Serving, left).IsServing.ShouldBeFalse();
    }

    [Fact]
    public void And_leaves_once() =>
        Then.Refusal("officer.already-left", () => Release(Given.Fold(Serving, Release(Serving))));

    private static OfficerLeft Release(Officer officer) =>
        ReleaseOfficerHandler.Handle(new("ENV-014"), officer, Given.Start);
}
