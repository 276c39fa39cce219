using EGov.Oversight;
using EGov.Privacy;

namespace EGov.Unit.Oversight;

public class IssueDirectiveTests
{
    [Fact]
    public void Each_department_has_a_course_of_its_own_and_the_same_due_date()
    {
        var issued = Issue();
        (issued.By, issued.Owner, issued.Verifier).ShouldBe(("GVN-01", "GVN-01", null));
        // Ten working days after a Saturday, with two Fridays between.
        issued.Due.ShouldBe(Given.On(11).Day());
        var directive = GivenDirective.Fold(issued);
        directive.Parts.Select(part => (part.Department, part.Status, part.Due)).ShouldBe([
            ("environment", DirectiveStatus.Issued, issued.Due),
            ("regional-water", DirectiveStatus.Issued, issued.Due)]);
    }

    [Fact]
    public void One_line_is_public_and_all_other_words_are_sealed()
    {
        var issued = Issue(line: new(" چاه‌ها بسته شوند ", " "));
        issued.Line.ShouldBe(new("چاه‌ها بسته شوند", "چاه‌ها بسته شوند"));
        Then.Words(issued.Effect).ShouldBe("No open well.");
        foreach (var words in new[] { issued.Effect, issued.Evidence, issued.Support! })
            words.Subject.ShouldBe(Subjects.Oversight);
        Then.Refusal("oversight.line-empty", () => Issue(line: new("", " ")), 422);
        Then.Refusal("oversight.line-too-long", () => Issue(line: new("", new('w', 201))), 422);
        Then.Refusal("oversight.words-too-long", () => Issue(effect: new('w', 8_001)), 422);
    }

    [Fact]
    public void Its_number_derives_from_its_id_and_is_read_as_a_person_types_it()
    {
        var number = Issue().Number;
        number.ShouldMatch("^D-[0-9A-Z]{4}-[0-9A-Z]{4}$");
        ReferenceNumber.Read('D', number.ToLowerInvariant().Replace('-', ' ')).ShouldBe(number);
        ReferenceNumber.Read('D', "MZ-0000-0000-000").ShouldBeNull();
        ReferenceNumber.Read('D', null).ShouldBeNull();
    }

    [Fact]
    public void It_says_what_shall_be_different_by_what_that_is_seen_and_by_when()
    {
        Then.Refusal("directive.effect-empty", () => Issue(effect: " "), 422);
        Then.Refusal("directive.evidence-empty", () => Issue(evidence: ""), 422);
        Then.Refusal("directive.days-wrong", () => Issue(days: 0), 422);
        Then.Refusal("directive.days-wrong", () => Issue(days: 251), 422);
    }

    [Fact]
    public void It_goes_to_departments_that_somebody_leads_each_once()
    {
        Issue(departments: ["environment", "environment"]).Departments.ShouldBe(["environment"]);
        Then.Refusal("directive.to-nobody", () => Issue(departments: []), 422);
        Then.Refusal("directive.department-unknown", () => Issue(departments: ["moon"]), 422);
        Then.Refusal("directive.department-unknown", () => Issue(departments: ["desk-sari"]), 422);
    }

    [Fact]
    public void Somebody_of_the_governorate_follows_it_up()
    {
        Issue(owner: "GVN-02").Owner.ShouldBe("GVN-02");
        Then.Refusal("directive.owner-unknown", () => Issue(owner: "ENV-900"), 422);
        Then.Refusal("directive.owner-unknown", () => Issue(owner: "nobody"), 422);
    }

    [Theory]
    [InlineData("WAT-007", true)]
    [InlineData("GVN-02", true)]
    [InlineData("GOV-900", true)]
    [InlineData("ENV-014", false)]
    [InlineData("ENV-900", false)]
    [InlineData("DSK-SAR-1", false)]
    [InlineData("nobody", false)]
    public void Whoever_verifies_it_belongs_to_no_department_that_carries_it_out(string verifier, bool may)
    {
        if (may) Issue(verifier: verifier, departments: ["environment"]).Verifier.ShouldBe(verifier);
        else
            Then.Refusal("directive.verifier-not-apart",
                () => Issue(verifier: verifier, departments: ["environment"]), 422);
    }

    [Fact]
    public void It_may_serve_a_commitment_of_an_open_programme()
    {
        var programme = GivenProgramme.Fold(GivenProgramme.Opened, GivenProgramme.Committed);
        var code = $"{programme.Number}/1";
        Issue(serves: code.ToLowerInvariant(), served: programme).Serves.ShouldBe(code);
        Issue().Serves.ShouldBeNull();
        Then.Refusal("directive.commitment-unknown", () => Issue(serves: code), 422);
        Then.Refusal("directive.commitment-unknown",
            () => Issue(serves: $"{programme.Number}/2", served: programme), 422);
        Then.Refusal("directive.commitment-unknown",
            () => Issue(serves: code, served: programme with { Ended = "term-over" }), 422);
        Then.Refusal("directive.commitment-unknown", () => Issue(serves: "the speech", served: programme), 422);
    }

    private static DirectiveIssued Issue(
        Text? line = null, string effect = "No open well.", string evidence = "A list.", int days = 10,
        string? owner = null, string? verifier = null, IReadOnlyList<string>? departments = null,
        string? serves = null, Programme? served = null) =>
        IssueDirectiveHandler.Decide(
            new(departments ?? ["environment", "regional-water"], line ?? GivenDirective.Line, effect, evidence, days,
                owner, verifier, "Two inspectors.", serves),
            Given.Id, GivenDirective.Handbook, GivenDirective.Governor, Given.Start, served);
}
