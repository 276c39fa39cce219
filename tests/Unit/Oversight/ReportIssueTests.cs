using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class ReportIssueTests
{
    [Fact]
    public void That_its_owner_says_so_solves_nothing()
    {
        Report(Who.Officer, [.. GivenIssue.UntilPlanned, GivenIssue.First, GivenIssue.Second]).Officer
            .ShouldBe("ENV-014");
        GivenIssue.Fold(GivenIssue.UntilReported).Status.ShouldBe(IssueStatus.Reported);
        GivenIssue.Fold(GivenIssue.UntilReported).IsEnded.ShouldBeFalse();
    }

    [Fact]
    public void After_every_step_of_a_plan_was_taken()
    {
        Then.Refusal("issue.no-plan", () => Report(Who.Officer, GivenIssue.UntilOwned));
        Then.Refusal("issue.steps-open", () => Report(Who.Officer, [.. GivenIssue.UntilPlanned, GivenIssue.First]));
        Then.Refusal("issue.not-its-owner", () => Report(Who.Colleague, GivenIssue.UntilPlanned), 403);
        Then.Refusal("issue.awaits-verification", () => Report(Who.Officer, GivenIssue.UntilReported));
        Then.Refusal("issue.report-empty",
            () => Report(Who.Officer, [.. GivenIssue.UntilPlanned, GivenIssue.First, GivenIssue.Second], " "), 422);
    }

    private static IssueReported Report(Actor by, object[] past, string words = "It is clean.") =>
        ReportIssueHandler.Handle(new(Given.Id, words), GivenIssue.Fold(past), by, Given.On(9));
}
