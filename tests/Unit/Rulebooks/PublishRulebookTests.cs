using EGov.Rulebooks;

namespace EGov.Unit.Rulebooks;

public class PublishRulebookTests
{
    private static readonly Rulebook Published = Given.Handbook.Rulebooks["env-siting"];

    private static readonly RulebookVersion Next =
        Given.Rules with { Version = 8, EffectiveFrom = new(2026, 6, 1) };

    private static readonly Criterion Quiet = Given.Criterion("quiet", """{"<":[{"var":"noise"},50]}""");

    [Fact]
    public void From_its_day_decisions_are_taken_by_the_new_version_and_until_then_by_the_old()
    {
        var rulebook = Given.Fold(Published, Publish(Next, Published));
        rulebook.On(new(2026, 6, 1))!.Version.ShouldBe(8);
        rulebook.On(new(2026, 5, 31))!.Version.ShouldBe(7);
        rulebook.On(new(2025, 3, 20)).ShouldBeNull();
    }

    [Theory, InlineData(7), InlineData(6)]
    public void Its_number_is_higher(int version) =>
        Then.Refusal("rulebook.version-not-later", () => Publish(Next with { Version = version }, Published));

    [Fact]
    public void And_its_day_later() =>
        Then.Refusal("rulebook.day-not-later",
            () => Publish(Next with { EffectiveFrom = Given.Rules.EffectiveFrom }, Published));

    [Fact]
    public void A_first_version_may_take_effect_on_any_day() => Publish(Given.Rules).Version.ShouldBe(Given.Rules);

    [Fact]
    public void It_decides_by_something() =>
        Then.Refusal("rulebook.no-criteria", () => Publish(Next with { Criteria = [] }));

    [Fact]
    public void Each_criterion_has_a_code_of_its_own() =>
        Then.Refusal("rulebook.criterion-twice",
            () => Publish(Next with { Criteria = [Given.Rules.Criteria[0], Given.Rules.Criteria[0]] }));

    [Theory, InlineData("""{"is":[1,2]}"""), InlineData("""{"<":[]}""")]
    public void A_test_can_be_run(string test) =>
        Then.Refusal("rulebook.test-wrong",
            () => Publish(Next with { Criteria = [Given.Criterion("odd", test)] }), 422);

    [Fact]
    public void What_an_officer_answers_needs_no_test() =>
        Publish(Next with { Criteria = [Given.Criterion("plan", "\"human\"")] }).Version.Criteria[0].IsHuman
            .ShouldBeTrue();

    [Fact]
    public void It_reads_what_the_services_under_it_ask_for() =>
        Then.Refusal("rulebook.reads-unknown-fact", () => Publish(Next with { Criteria = [Quiet] }));

    [Fact]
    public void And_where_none_is_under_it_yet_whatever_it_likes()
    {
        var other = Next with { Code = "noise", Criteria = [Quiet] };
        Publish(other).Version.ShouldBe(other);
    }

    private static RulebookPublished Publish(RulebookVersion version, Rulebook? rulebook = null) =>
        PublishRulebookHandler.Handle(new(version), rulebook, Given.Handbook, Given.Start);
}
