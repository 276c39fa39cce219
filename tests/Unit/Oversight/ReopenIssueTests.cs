using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class ReopenIssueTests
{
    [Fact]
    public void What_is_there_again_is_open_again_solved_or_dropped()
    {
        foreach (var past in new object[][] { GivenIssue.UntilSolved, [.. GivenIssue.UntilOwned, GivenIssue.Dropped] })
        {
            var issue = GivenIssue.Fold([.. past, Reopen(Who.Neighbour, past)]);
            (issue.Status, issue.Reopenings, issue.Dropped, issue.IsEnded)
                .ShouldBe((IssueStatus.Reopened, 1, null, false));
        }

        Reopen(GivenDirective.Second, GivenIssue.UntilSolved).Officer.ShouldBe("GVN-02");
    }

    [Fact]
    public void By_those_who_raised_it_or_the_governors_staff()
    {
        Then.Refusal("issue.not-yours-to-reopen", () => Reopen(Who.Officer, GivenIssue.UntilSolved), 403);
        Then.Refusal("issue.not-ended", () => Reopen(Who.Neighbour, GivenIssue.UntilReported));
        Then.Refusal("issue.reopened-without-reasons",
            () => Reopen(Who.Neighbour, GivenIssue.UntilSolved, " "), 422);
    }

    private static IssueReopened Reopen(Actor by, object[] past, string reasons = "The pipe leaks again.") =>
        ReopenIssueHandler.Handle(
            new(Given.Id, reasons), GivenIssue.Fold(past), GivenIssue.Handbook, by, Given.On(40));
}
