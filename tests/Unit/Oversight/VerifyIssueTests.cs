using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class VerifyIssueTests
{
    [Fact]
    public void It_is_solved_when_those_who_raised_it_say_so()
    {
        Verify(Who.Neighbour).ShouldBe(GivenIssue.Verified);
        var issue = GivenIssue.Fold(GivenIssue.UntilSolved);
        (issue.Status, issue.IsEnded, issue.WatchFrom).ShouldBe((IssueStatus.Solved, true, null));
        (issue.Age(Given.On(90).Day()), issue.Silence(Given.On(90).Day())).ShouldBe((10, null));
    }

    [Fact]
    public void By_nobody_else_and_only_what_was_reported()
    {
        foreach (var other in new[] { Who.Officer, Who.Manager, GivenDirective.Governor, Who.Clerk })
            Then.Refusal("issue.not-raised-by-you", () => Verify(other), 403);
        Then.Refusal("issue.nothing-to-verify", () => Verify(Who.Neighbour, GivenIssue.UntilPlanned));
        Then.Refusal("issue.nothing-to-verify", () => Verify(Who.Neighbour, GivenIssue.UntilSolved));
    }

    [Fact]
    public void Of_a_department_by_whoever_had_no_hand_in_it_and_stands_outside_the_line()
    {
        object[] past = [GivenIssue.Raise(Who.Manager, "department"), .. GivenIssue.UntilReported.Skip(1)];
        Verify(Who.Colleague, past).Officer.ShouldBe("ENV-021");
        Then.Refusal("verification.own-work", () => Verify(Who.Officer, past), 403);
        Then.Refusal("verification.own-line", () => Verify(Who.Manager, past), 403);
        Then.Refusal("issue.not-raised-by-you", () => Verify(Who.Neighbour, past), 403);
    }

    [Fact]
    public void Of_a_county_by_its_desk_and_of_a_viewpoint_by_who_speaks_for_it()
    {
        object[] county = [GivenIssue.Raise(Who.Clerk, "county"), .. GivenIssue.UntilReported.Skip(1)];
        Verify(Who.Clerk, county).Officer.ShouldBe("DSK-SAR-1");
        object[] viewpoint =
        [
            GivenIssue.Raise(GivenDirective.Governor, "viewpoint", source: "M-1234-5678/3", verifier: "GVN-02"),
            .. GivenIssue.UntilReported.Skip(1),
        ];
        Verify(GivenDirective.Second, viewpoint).Officer.ShouldBe("GVN-02");
        Then.Refusal("issue.not-raised-by-you", () => Verify(GivenDirective.Governor, viewpoint), 403);
    }

    [Fact]
    public void Who_has_left_is_spoken_for_by_his_colleagues_and_in_the_end_by_the_governors_staff()
    {
        var gone = GivenIssue.Handbook with
        {
            Officers = GivenIssue.Handbook.Officers.With("WAT-007", GivenIssue.Handbook.Officers["WAT-007"] with
            {
                IsServing = false,
            }),
        };
        var issue = GivenIssue.Fold(GivenIssue.UntilReported);
        issue.Raisers(gone).ShouldBe(["WAT-900"]);
        issue.Raisers(gone with
        {
            Officers = gone.Officers.With("WAT-900", gone.Officers["WAT-900"] with { IsServing = false }),
        }).Order().ShouldBe(["GVN-01", "GVN-02"]);
    }

    private static IssueVerified Verify(Actor by, object[]? past = null) =>
        VerifyIssueHandler.Handle(new(Given.Id), GivenIssue.Fold(past ?? GivenIssue.UntilReported), GivenIssue.Handbook,
            by, Given.On(10));
}
