using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class SettleResolutionTests
{
    [Fact]
    public void Its_directive_is_effective_everywhere_and_so_it_is_done()
    {
        object[] one = [GivenDirective.Issue(departments: "environment"), .. GivenDirective.UntilReported.Skip(1)];
        Then.Refusal("resolution.not-settled", () => Settle(GivenDirective.Fold(one)));
        Settle(GivenDirective.Fold([.. one, GivenDirective.Verified])).Number.ShouldBe(GivenDirective.Issued.Number);
        // One of two departments is not everywhere, and withdrawn is not effective.
        object[] half = [.. GivenDirective.UntilReported, GivenDirective.Verified];
        Then.Refusal("resolution.not-settled", () => Settle(GivenDirective.Fold(half)));
        Then.Refusal("resolution.not-settled", () => Settle(GivenDirective.Fold([
            .. half, new DirectiveWithdrawn(Given.On(9), "GVN-01", "superseded", GivenDirective.Words("?"))])));
        Then.Refusal("resolution.not-settled", () => Settle(null));
    }

    private static ResolutionSettled Settle(Directive? directive) => SettleResolutionHandler.Handle(
        new(Given.Id), GivenMeeting.Resolution(), directive, Given.On(10));
}
