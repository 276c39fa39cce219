using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class ReturnIssueTests
{
    [Fact]
    public void What_is_as_it_was_goes_back_to_who_answers_for_it()
    {
        var returned = Return(Who.Neighbour);
        var issue = GivenIssue.Fold([.. GivenIssue.UntilReported, returned]);
        (issue.Status, issue.Returns).ShouldBe((IssueStatus.Returned, 1));
        ReportIssueHandler.Handle(new(Given.Id, "Now it is."), issue, Who.Officer, Given.On(12)).Officer
            .ShouldBe("ENV-014");
    }

    [Fact]
    public void By_those_who_raised_it_with_reasons()
    {
        Then.Refusal("issue.not-raised-by-you", () => Return(GivenDirective.Governor), 403);
        Then.Refusal("issue.return-without-reasons", () => Return(Who.Neighbour, " "), 422);
    }

    private static IssueReturned Return(Actor by, string reasons = "It smells as before.") =>
        ReturnIssueHandler.Handle(new(Given.Id, reasons), GivenIssue.Fold(GivenIssue.UntilReported),
            GivenIssue.Handbook, by, Given.On(10));
}
