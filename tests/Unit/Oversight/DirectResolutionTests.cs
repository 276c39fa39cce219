using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class DirectResolutionTests
{
    [Fact]
    public void One_act_makes_a_directive_that_says_where_it_came_from()
    {
        var (became, issued) = Direct(GivenMeeting.Resolution());
        (issued.Resolution, issued.Line, issued.Number).ShouldBe(
            (GivenMeeting.Adopted.Number, GivenMeeting.Line, became.Number));
        var resolution = GivenMeeting.Resolution(became);
        (resolution.Status, resolution.Directive, resolution.IsOpen, resolution.AwaitsDirective)
            .ShouldBe((ResolutionStatus.Directed, became.Directive, true, true));
        GivenDirective.Fold(issued).Resolution.ShouldBe(GivenMeeting.Adopted.Number);
    }

    [Fact]
    public void Once_while_that_stands_and_by_the_rules_of_directives()
    {
        var (became, issued) = Direct(GivenMeeting.Resolution());
        Then.Refusal("resolution.directed-already",
            () => Direct(GivenMeeting.Resolution(became), GivenDirective.Fold(issued)));
        var withdrawn = GivenDirective.Fold(
            issued, new DirectiveWithdrawn(Given.On(5), "GVN-01", "superseded", GivenDirective.Words("?")));
        Direct(GivenMeeting.Resolution(became), withdrawn).Issued.Departments.ShouldBe(["environment"]);
        Then.Refusal("directive.to-nobody", () => Direct(GivenMeeting.Resolution(), departments: []), 422);
        Then.Refusal("resolution.awaits-verification", () => Direct(GivenMeeting.Resolution(GivenMeeting.Reported)));
    }

    private static (ResolutionBecameDirective Became, DirectiveIssued Issued) Direct(
        Resolution resolution, Directive? before = null, string[]? departments = null) =>
        DirectResolutionHandler.Decide(
            new(Given.Id, departments ?? ["environment"], "Clean water.", "A list.", 10), GivenMeeting.Earlier,
            resolution, before, GivenMeeting.Handbook, GivenMeeting.Writer, Given.On(4));
}
