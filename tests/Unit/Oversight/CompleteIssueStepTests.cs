using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class CompleteIssueStepTests
{
    [Fact]
    public void Its_department_or_who_answers_for_the_issue_says_that_it_was_taken()
    {
        Complete(Who.Officer, 1).OnTime.ShouldBeTrue();
        Complete(Who.Colleague, 1, day: 40).OnTime.ShouldBeFalse();
        Complete(Who.Officer, 2).Step.ShouldBe(2);
        GivenIssue.Fold([.. GivenIssue.UntilPlanned, GivenIssue.First with { Officer = "ENV-021" }]).Executors
            .ShouldBe(["ENV-014", "ENV-021"]);
        Then.Refusal("issue.not-your-step", () => Complete(GivenDirective.Second, 1), 403);
        Then.Refusal("issue.step-unknown", () => Complete(Who.Officer, 9), 422);
        Then.Refusal("issue.step-words-empty", () => Complete(Who.Officer, 1, " "), 422);
    }

    [Fact]
    public void Whoever_alone_could_verify_it_takes_no_step()
    {
        Then.Refusal("issue.nobody-left-to-verify", () => Complete(Who.Neighbour, 2));
        Then.Refusal("issue.step-completed",
            () => Complete(Who.Officer, 1, past: [.. GivenIssue.UntilPlanned, GivenIssue.First]));
    }

    private static IssueStepCompleted Complete(
        Actor by, int step, string words = "Done.", int day = 3, object[]? past = null) =>
        CompleteIssueStepHandler.Handle(new(Given.Id, step, words), GivenIssue.Fold(past ?? GivenIssue.UntilPlanned),
            GivenIssue.Handbook, by, Given.On(day));
}
