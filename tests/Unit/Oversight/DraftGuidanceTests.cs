using EGov.Oversight;

namespace EGov.Unit.Oversight;

public class DraftGuidanceTests
{
    private static readonly GuidanceText Text = GivenGuidance.Text;

    [Fact]
    public void A_draft_is_public_and_open_for_comments()
    {
        var drafted = GivenGuidance.Draft();
        drafted.CommentUntil.ShouldBe(GivenGuidance.Handbook.Calendar.AddWorkingDays(Given.Start.Day(), 5));
        var note = GivenGuidance.Fold(drafted);
        note.Status.ShouldBe(GuidanceStatus.Drafted);
        note.Draft!.Authors.ShouldBe(["GVN-01"]);
        note.On(new(2100, 1, 1)).ShouldBeNull("a draft holds nothing");
    }

    [Fact]
    public void What_is_given_in_one_language_stands_in_both() =>
        GivenGuidance.Draft(Text with { Clauses = [new("", "Measure.")] }).Text.Clauses
            .ShouldBe([new Text("Measure.", "Measure.")]);

    [Fact]
    public void It_has_clauses_and_names_nothing_unknown()
    {
        Then.Refusal("guidance.clauses-wrong", () => GivenGuidance.Draft(Text with { Clauses = [] }), 422);
        Then.Refusal("guidance.clauses-wrong", () => GivenGuidance.Draft(
            Text with { Clauses = [.. Enumerable.Repeat(Text.Title, GuidanceWords.MostClauses + 1)] }), 422);
        Then.Refusal("guidance.department-unknown", () => GivenGuidance.Draft(
            Text with { Departments = ["tea"] }), 422);
        Then.Refusal("guidance.service-unknown", () => GivenGuidance.Draft(Text with { Services = ["tea"] }), 422);
        Then.Refusal("guidance.too-many", () => GivenGuidance.Draft(Text with
        {
            Services = [.. Enumerable.Range(0, GuidanceWords.MostListed + 1).Select(i => $"s-{i}")],
        }), 422);
        Then.Refusal("oversight.line-empty", () => GivenGuidance.Draft(Text with { Basis = new(" ", "") }), 422);
    }

    [Fact]
    public void Little_time_for_comments_needs_a_reason()
    {
        Then.Refusal("guidance.haste-without-reason", () => GivenGuidance.Draft(days: 4), 422);
        GivenGuidance.Draft(days: 0, haste: GivenGuidance.Line).Haste.ShouldBe(GivenGuidance.Line);
        Then.Refusal("guidance.days-wrong", () => GivenGuidance.Draft(days: -1), 422);
        Then.Refusal("guidance.days-wrong", () => GivenGuidance.Draft(days: 61), 422);
    }
}
