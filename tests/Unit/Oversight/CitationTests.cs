using EGov.Casework;
using EGov.Oversight;
using EGov.Rulebooks;
using EGov.Transparency;

namespace EGov.Unit.Oversight;

/// <summary>On what an act may rest: a clause that holds on its day, for its department.</summary>
public class CitationTests
{
    private static readonly DateOnly InForce = GivenGuidance.Issued.From;

    [Fact]
    public void A_clause_is_cited_as_it_stands_on_the_day()
    {
        Cite(GivenGuidance.Clause(1)).ShouldBe([new Cited(GivenGuidance.Clause(1), 1)]);
        var second = new GuidanceIssued(Given.On(14), 2, 2, "GVN-02", InForce.AddDays(9), null);
        object[] past = [.. GivenGuidance.UntilIssued, GivenGuidance.Redrafted with { Draft = 2 }, second];
        Cite(GivenGuidance.Clause(1), past, InForce.AddDays(8)).ShouldBe([new Cited(GivenGuidance.Clause(1), 1)]);
        Cite(GivenGuidance.Clause(1), past, InForce.AddDays(9)).ShouldBe([new Cited(GivenGuidance.Clause(1), 2)]);
    }

    [Fact]
    public void Nothing_that_is_not_there_does_not_hold_or_does_not_bind()
    {
        Then.Refusal("citation.unknown", () => Cite("tea"), 422);
        Then.Refusal("citation.unknown", () => Cite("G-0000-0000/1"), 422);
        Then.Refusal("citation.unknown", () => Cite(GivenGuidance.Clause(0)), 422);
        Then.Refusal("citation.unknown", () => Cite(GivenGuidance.Clause(3)), 422);
        Then.Refusal("citation.not-in-force", () => Cite(GivenGuidance.Clause(1), on: InForce.AddDays(-1)), 422);
        Then.Refusal("citation.not-in-force", () => Cite(GivenGuidance.Clause(1),
            [.. GivenGuidance.UntilIssued, GivenGuidance.Repealed], GivenGuidance.Repealed.From), 422);
        Then.Refusal("citation.not-binding", () => GivenGuidance.After(GivenGuidance.UntilIssued).Cite(
            [GivenGuidance.Clause(1)], "regional-water", InForce), 422);
        Then.Refusal("citation.too-many", () => GivenGuidance.After(GivenGuidance.UntilIssued).Cite(
            [.. Enumerable.Repeat(GivenGuidance.Clause(1), 11)], "environment", InForce), 422);
    }

    [Fact]
    public void A_directive_rests_on_what_binds_all_of_its_departments()
    {
        var handbook = GivenGuidance.After(GivenGuidance.UntilIssued);
        Direct(handbook, "environment").Cites.ShouldBe([new Cited(GivenGuidance.Clause(2), 1)]);
        Then.Refusal("citation.not-binding", () => Direct(handbook, "environment", "regional-water"), 422);
        GivenDirective.Issued.Cites.ShouldBeNull();
    }

    [Fact]
    public void A_decision_says_on_what_it_rests_and_the_public_finds_it_from_the_note()
    {
        var handbook = GivenGuidance.After(GivenGuidance.UntilIssued);
        var decided = DecideRequestHandler.Handle(
            new(Given.Id, Outcome.Granted, [new("plan-acceptable", Answer.Met)], Cites: [GivenGuidance.Clause(2)]),
            Given.Request(Past.Submitted, Past.Assigned, Past.Ready), Given.Facts(), Overtaken.None, handbook,
            Who.Officer, Given.On(13));
        decided.Cites.ShouldBe([new Cited(GivenGuidance.Clause(2), 1)]);
        var citation = CitationProjection.Of(Given.AsEvent(decided)).ShouldHaveSingleItem();
        (citation.Note, citation.Clause, citation.Edition, citation.On, citation.Day).ShouldBe(
            (GivenGuidance.Drafted.Number, GivenGuidance.Clause(2), 1, "decision", Given.On(13).Day()));
        CitationProjection.Of(Given.AsEvent(decided with { Cites = null })).ShouldBeEmpty();
    }

    private static DirectiveIssued Direct(Handbook handbook, params string[] departments) =>
        IssueDirectiveHandler.Decide(
            new(departments, GivenDirective.Line, "Effect.", "Evidence.", 10, Cites: [GivenGuidance.Clause(2)]),
            Given.Id, handbook, GivenDirective.Governor, Given.On(13));

    private static IReadOnlyList<Cited> Cite(string clause, object[]? past = null, DateOnly? on = null) =>
        GivenGuidance.After(past ?? GivenGuidance.UntilIssued).Cite([clause], "environment", on ?? InForce);
}
