using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class RaiseIssueTests
{
    [Fact]
    public void One_line_is_public_and_what_is_wrong_is_sealed()
    {
        var raised = GivenIssue.Raise(line: new("", " The river smells "));
        raised.Line.ShouldBe(new("The river smells", "The river smells"));
        (raised.From, raised.By, raised.Department, raised.Owner)
            .ShouldBe(("officer", "WAT-007", "regional-water", null));
        Then.Words(raised.Words).ShouldBe("It smells at Firuzabad.");
        raised.Words.Subject.ShouldBe(EGov.Privacy.Subjects.Oversight);
        raised.Number.ShouldMatch("^Q-[0-9A-Z]{4}-[0-9A-Z]{4}$");
        ReferenceNumber.Read(ReferenceNumber.Issue, raised.Number).ShouldBe(raised.Number);
        Then.Refusal("issue.words-empty", () => GivenIssue.Raise(words: " "), 422);
        Then.Refusal("issue.concerns-nobody", () => RaiseIssueHandler.Decide(
            new(Given.Any, "?", "officer", []), Given.Id, GivenIssue.Handbook, Who.Officer, Given.Start), 422);
        Then.Refusal("issue.department-unknown", () => GivenIssue.Raise(departments: "moon"), 422);
    }

    [Fact]
    public void Each_raises_what_is_his_to_raise()
    {
        GivenIssue.Raise(Who.Manager, "department").Department.ShouldBe("environment");
        Then.Refusal("issue.not-yours-to-raise", () => GivenIssue.Raise(Who.Officer, "department"), 403);
        Then.Refusal("issue.not-yours-to-raise", () => GivenIssue.Raise(Who.Manager, "letter", source: "1405/1"), 403);
        Then.Refusal("issue.origin-not-listed", () => GivenIssue.Raise(from: "tea"), 422);
        GivenIssue.Raise(Who.Clerk, "county").County.ShouldBe("sari");
        GivenIssue.Raise(GivenDirective.Governor, "county", "sari").County.ShouldBe("sari");
        Then.Refusal("issue.county-not-yours", () => GivenIssue.Raise(Who.Officer, "county", "sari"), 422);
        Then.Refusal("issue.county-not-yours", () => GivenIssue.Raise(GivenDirective.Governor, "county", "moon"), 422);
        Then.Refusal("issue.county-not-yours", () => GivenIssue.Raise(GivenDirective.Governor, "county"), 422);
    }

    [Fact]
    public void What_comes_from_a_meeting_or_a_letter_names_its_number_and_who_speaks_for_it()
    {
        var raised = GivenIssue.Raise(
            GivenDirective.Governor, "viewpoint", source: "M-1234-5678/3", verifier: "WAT-007");
        (raised.Source, raised.Verifier).ShouldBe(("M-1234-5678/3", "WAT-007"));
        foreach (var wrong in new[] { "", "of Ali", "علی/۱", "letter", new string('1', 41) })
            Then.Refusal("issue.source-wrong", () => GivenIssue.Raise(
                GivenDirective.Governor, "letter", source: wrong, verifier: "WAT-007"), 422);
        Then.Refusal("issue.verifier-unknown", () => GivenIssue.Raise(
            GivenDirective.Governor, "letter", source: "1405/17", verifier: "nobody"), 422);
        // Where it is of no use it is not recorded.
        GivenIssue.Raise(source: "1405/17", verifier: "WAT-007").Source.ShouldBeNull();
    }

    [Fact]
    public void The_governors_staff_may_say_at_once_who_answers_for_it()
    {
        GivenIssue.Raise(GivenDirective.Governor, owner: "ENV-014").Owner.ShouldBe("ENV-014");
        Then.Refusal("issue.owner-not-yours-to-name", () => GivenIssue.Raise(owner: "ENV-014"), 403);
        Then.Refusal("issue.nobody-left-to-verify",
            () => GivenIssue.Raise(GivenDirective.Governor, owner: "GVN-01"));
        Then.Refusal("issue.nobody-left-to-verify", () => GivenIssue.Raise(
            GivenDirective.Governor, "letter", source: "1405/17", verifier: "ENV-014", owner: "ENV-014"));
    }
}
