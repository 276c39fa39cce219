using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class ReportResolutionTests
{
    [Fact]
    public void That_its_owner_says_so_makes_it_nothing()
    {
        var reported = Report(Who.Manager, GivenMeeting.Resolution());
        GivenMeeting.Resolution(reported).IsOpen.ShouldBeTrue();
        Then.Refusal("resolution.reported-already", () => Report(Who.Manager, GivenMeeting.Resolution(reported)));
        Then.Refusal("resolution.not-its-owner", () => Report(Who.Officer, GivenMeeting.Resolution()), 403);
        Then.Refusal("resolution.report-empty",
            () => Report(Who.Manager, GivenMeeting.Resolution(), words: " "), 422);
    }

    [Fact]
    public void While_a_directive_asks_it_that_is_where_it_is_reported()
    {
        var directed = GivenMeeting.Resolution(
            new ResolutionBecameDirective(Given.On(4), Given.Id, "D-1234-5678", "GVN-01"));
        Then.Refusal("resolution.directive-runs",
            () => Report(Who.Manager, directed, GivenDirective.Fold(GivenDirective.Issued)));
        Report(Who.Manager, directed, GivenDirective.Fold(GivenDirective.Issued,
            new DirectiveWithdrawn(Given.On(5), "GVN-01", "superseded", GivenDirective.Words("?")))).At
            .ShouldBe(Given.On(9));
    }

    private static ResolutionReported Report(
        Actor by, Resolution resolution, Directive? directive = null, string words = "Done.") =>
        ReportResolutionHandler.Handle(new(Given.Id, words), resolution, directive, by, Given.On(9));
}
