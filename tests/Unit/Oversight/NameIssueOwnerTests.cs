using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class NameIssueOwnerTests
{
    [Fact]
    public void Somebody_answers_for_it_and_so_verifies_it_no_more()
    {
        Name("ENV-014").ShouldBe(new(Given.On(1), "ENV-014", "GVN-01"));
        var issue = GivenIssue.Fold([.. GivenIssue.UntilOwned, new IssueOwnerNamed(Given.On(2), "ENV-021", "GVN-01")]);
        (issue.Owner, issue.Status).ShouldBe(("ENV-021", IssueStatus.Owned));
        issue.Executors.ShouldBe(["ENV-014", "ENV-021"]);
    }

    [Fact]
    public void Not_whoever_raised_it_alone_nor_who_is_not_there()
    {
        Then.Refusal("issue.nobody-left-to-verify", () => Name("WAT-007"));
        Then.Refusal("issue.owner-unknown", () => Name("nobody"), 422);
        Then.Refusal("issue.owner-unknown", () => Name("DSK-SAR-1"), 422);
        Then.Refusal("issue.owner-already", () => Name("ENV-014", GivenIssue.UntilOwned));
        Then.Refusal("issue.owner-has-reported", () => Name("ENV-021", GivenIssue.UntilReported));
        Then.Refusal("issue.ended", () => Name("ENV-021", GivenIssue.UntilSolved));
    }

    [Fact]
    public void Where_a_department_raised_it_a_colleague_outside_his_line_must_be_left()
    {
        object[] raised = [GivenIssue.Raise(Who.Manager, "department")];
        // The head stands above everybody of his department, so with him nobody is left.
        Then.Refusal("issue.nobody-left-to-verify", () => Name("ENV-900", raised));
        Name("ENV-014", raised).Owner.ShouldBe("ENV-014");
    }

    private static IssueOwnerNamed Name(string owner, object[]? past = null) =>
        NameIssueOwnerHandler.Handle(new(Given.Id, owner), GivenIssue.Fold(past ?? [GivenIssue.Raised]),
            GivenIssue.Handbook, GivenDirective.Governor, Given.On(1));
}
