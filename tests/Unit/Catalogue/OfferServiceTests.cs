using EGov.Catalogue;
using EGov.Rulebooks;

namespace EGov.Unit.Catalogue;

public class OfferServiceTests
{
    private static readonly DateOnly From = new(2026, 6, 1);
    private static readonly Service Offered = Given.Handbook.Services["environmental-opinion"];

    [Fact]
    public void From_a_day_on_a_service_runs_by_its_new_terms_and_earlier_days_keep_theirs()
    {
        var service = Given.Fold(Offered, Offer(Given.Terms with { PromiseDays = 10 }, Offered));
        service.On(From)!.PromiseDays.ShouldBe(10);
        service.On(From.AddDays(-1))!.PromiseDays.ShouldBe(12);
        service.On(new(2025, 12, 31)).ShouldBeNull();
    }

    [Fact]
    public void A_first_offer_needs_no_earlier_terms() =>
        Given.Fold(new Service(), Offer(Given.Terms)).Code.ShouldBe("environmental-opinion");

    [Fact]
    public void A_withdrawn_service_may_be_offered_again()
    {
        var withdrawn = Given.Fold(
            Offered, new ServiceWithdrawn(Given.Start, "environmental-opinion", new(2026, 5, 20)));
        withdrawn.On(new(2026, 5, 20)).ShouldBeNull();
        Given.Fold(withdrawn, Offer(Given.Terms, withdrawn)).On(From).ShouldNotBeNull();
    }

    [Fact]
    public void No_day_that_has_terms_gets_others() =>
        Then.Refusal("service.earlier-terms", () => Offer(Given.Terms, Offered, new(2026, 1, 1)));

    [Fact]
    public void Nor_does_one_that_has_passed()
    {
        var today = Given.Start.Day();
        Then.Refusal("service.terms-in-the-past", () => Offer(Given.Terms, Offered, today.AddDays(-1)));
        Offer(Given.Terms, Offered, today).From.ShouldBe(today);
        Offer(Given.Terms, from: today.AddDays(-1)).From.ShouldBe(today.AddDays(-1));
    }

    [Fact]
    public void Nobody_promises_more_days_than_the_law_gives() =>
        Then.Refusal("service.promise-over-limit", () => Offer(Given.Terms with { PromiseDays = 21 }));

    [Fact]
    public void As_many_is_allowed() => Offer(Given.Terms with { PromiseDays = 20 }).Terms.PromiseDays.ShouldBe(20);

    [Fact]
    public void Its_department_exists() =>
        Then.Refusal("service.department-unknown", () => Offer(Given.Terms with { Department = "moon" }));

    [Fact]
    public void And_each_one_that_a_file_is_expected_to_visit() =>
        Then.Refusal("service.planned-step-unknown",
            () => Offer(Given.Terms with { PlannedSteps = ["environment", "moon"] }));

    [Fact]
    public void And_its_rulebook() =>
        Then.Refusal("service.rulebook-unknown", () => Offer(Given.Terms with { Rulebook = "moon" }));

    [Fact]
    public void Whatever_a_criterion_reads_the_service_asks_for() =>
        Then.Refusal("service.rulebook-reads-unknown-fact",
            () => Offer(Given.Terms with { Facts = [Given.Terms.Facts[0]] }));

    [Fact]
    public void In_later_versions_of_the_rulebook_too()
    {
        var later = Given.Rules with
        {
            Version = 8,
            EffectiveFrom = new(2027, 1, 1),
            Criteria = [Given.Criterion("area", """{">":[{"var":["area",0]},1]}""")],
        };
        var both = Given.Fold(Given.Handbook.Rulebooks["env-siting"], new RulebookPublished(Given.Start, later));
        var handbook = Given.Handbook with { Rulebooks = Given.Handbook.Rulebooks.With("env-siting", both) };
        Then.Refusal("service.rulebook-reads-unknown-fact", () => Offer(Given.Terms, handbook: handbook));
    }

    [Fact]
    public void Free_words_are_sealed()
    {
        var words = Given.Terms.Facts[0] with { Name = "words", Type = "text" };
        Then.Refusal("service.free-text-unsealed",
            () => Offer(Given.Terms with { Facts = [.. Given.Terms.Facts, words] }));
        Offer(Given.Terms with { Facts = [.. Given.Terms.Facts, words with { Sealed = true }] }).Terms.Facts.Count
            .ShouldBe(3);
    }

    private static ServiceOffered Offer(
        ServiceTerms terms, Service? service = null, DateOnly? from = null, Handbook? handbook = null) =>
        OfferServiceHandler.Handle(new(from ?? From, terms), service, handbook ?? Given.Handbook, Given.Start);
}
