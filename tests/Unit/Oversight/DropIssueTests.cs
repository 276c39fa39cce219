using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class DropIssueTests
{
    [Fact]
    public void It_is_followed_no_longer_and_was_not_solved()
    {
        var issue = GivenIssue.Fold([GivenIssue.Raised, Drop("out-of-competence", "It is the ministry's.")]);
        (issue.Status, issue.Dropped, issue.IsEnded).ShouldBe((IssueStatus.Dropped, "out-of-competence", true));
    }

    [Fact]
    public void On_a_ground_of_the_list_with_reasons_while_it_is_open()
    {
        Then.Refusal("issue.ground-not-listed", () => Drop("tea", "?"), 422);
        Then.Refusal("issue.dropped-without-reasons", () => Drop("no-means", " "), 422);
        Then.Refusal("issue.ended", () => Drop("no-means", "?", GivenIssue.UntilSolved));
    }

    private static IssueDropped Drop(string ground, string reasons, object[]? past = null) => DropIssueHandler.Handle(
        new(Given.Id, ground, reasons), GivenIssue.Fold(past ?? [GivenIssue.Raised]), GivenDirective.Governor,
        Given.On(5));
}
