using EGov.Appointments;

namespace EGov.Unit.Appointments;

public class AppointHolderTests
{
    private static readonly AppointHolder Best = new(Given.Id, GivenPost.First, "ENV-031", Given.On(12).Day(),
        Given.On(400).Day(), SealedReasons: "The best of two.");

    private static readonly Chosen Anybody = new(null, false);

    [Fact]
    public void Who_meets_the_criteria_is_appointed_for_a_term()
    {
        var appointed = Appoint(Best);
        (appointed.Officer, appointed.Assessments, appointed.PastBetter).ShouldBe(("ENV-031", 3, null));
        Then.Words(appointed.SealedReasons).ShouldBe("The best of two.");
        var post = GivenPost.Of([.. GivenPost.Assessed, appointed]);
        post.IsHeldOn(Given.On(400).Day()).ShouldBeTrue();
        post.IsHeldOn(Given.On(401).Day()).ShouldBeFalse();
    }

    [Fact]
    public void Nobody_without_a_vacancy() =>
        Then.Refusal("appointment.without-vacancy", () => Appoint(Best, [GivenPost.Established]));

    [Fact]
    public void Nobody_while_others_may_stand() =>
        Then.Refusal("appointment.others-may-stand", () => Appoint(Best, at: Given.On(10)));

    [Fact]
    public void Nobody_whom_nobody_assessed_or_too_few()
    {
        Then.Refusal("appointment.nobody-assessed", () => Appoint(Best, GivenPost.Vacant));
        Then.Refusal("appointment.too-few-assessed", () => Appoint(Best,
            [.. GivenPost.Vacant, GivenPost.By("ENV-014", GivenPost.First, 9)]));
        Then.Refusal("appointment.too-few-assessed", () => Appoint(Best,
            [.. GivenPost.Assessed, new PanelistRecused(Given.On(11), 1, "ENV-014", "kinship")]));
    }

    [Fact]
    public void Nobody_of_whom_the_panel_did_not_find_the_criteria_met()
    {
        Then.Refusal("appointment.criteria-unmet", () => Appoint(Best, Found(true, false, false)));
        Appoint(Best, Found(true, true, false)).Officer.ShouldBe("ENV-031");
    }

    [Fact]
    public void No_second_holder_while_a_term_runs()
    {
        object[] held =
        [
            GivenPost.Established,
            new IncumbentRecorded(Given.Start, "GOV-900", Given.Id, "ENV-021", Given.On(-9).Day(), Given.On(30).Day(),
                Past.Words("man")),
            .. GivenPost.Assessed.Skip(1),
        ];
        Then.Refusal("appointment.held-by-another", () => Appoint(Best, held));
        Appoint(Best with { From = Given.On(31).Day() }, held).From.ShouldBe(Given.On(31).Day());
        Appoint(Best, [.. held, new TermEnded(Given.On(11), "GOV-900", "ENV-021", Given.On(11).Day(), "retired")])
            .Officer.ShouldBe("ENV-031");
    }

    [Fact]
    public void Nobody_appoints_himself_sits_on_the_panel_or_is_tied()
    {
        Then.Refusal("appointment.by-the-panel", () => Appoint(Best, by: Who.Officer), 403);
        Then.Refusal("appointment.of-himself", () => Appoint(Best, by: Who.Senior), 403);
        Then.Refusal("appointment.of-himself", () => Appoint(Best, chosen: new("GOV-900", false)), 403);
        Then.Refusal("appointment.by-who-is-tied", () => Appoint(Best, chosen: new(null, true)), 403);
    }

    [Fact]
    public void The_code_is_that_of_somebody_who_serves_and_of_the_candidate()
    {
        Then.Refusal("appointment.officer-unknown", () => Appoint(Best with { Officer = "ENV-404" }), 422);
        Then.Refusal("appointment.of-another", () => Appoint(Best, chosen: new("WAT-007", false)), 422);
        Then.Refusal("candidate.not-standing", () => Appoint(Best with { Candidate = Given.Id }), 422);
    }

    [Fact]
    public void A_better_one_is_passed_only_on_a_ground()
    {
        var second = Best with { Candidate = GivenPost.Second };
        Then.Refusal("appointment.past-a-better-one", () => Appoint(second));
        Appoint(second with { PastBetter = "declined" }).PastBetter.ShouldBe("declined");
        Appoint(Best with { PastBetter = "declined" }).PastBetter.ShouldBeNull();
    }

    [Fact]
    public void A_term_begins_today_or_later_and_is_not_endless()
    {
        Then.Refusal("appointment.term-wrong", () => Appoint(Best with { From = Given.On(11).Day() }), 422);
        Then.Refusal("appointment.term-wrong", () => Appoint(Best with { Until = Best.From }), 422);
        Then.Refusal("appointment.term-wrong", () => Appoint(Best with { Until = Best.From.AddYears(7) }), 422);
    }

    [Fact]
    public void Reasons_are_sealed_or_public_as_the_level_has_it()
    {
        object[] isPublic =
            [.. GivenPost.Assessed.Select(e => e is VacancyOpened it ? it with { AreReasonsPublic = true } : e)];
        Then.Refusal("appointment.reasons-missing", () => Appoint(Best with { SealedReasons = null }), 422);
        Then.Refusal("appointment.public-reasons-missing", () => Appoint(Best, isPublic), 422);
        Then.Refusal("appointment.public-reasons-missing",
            () => Appoint(Best with { Reasons = new("بهترین", "") }, isPublic), 422);
        Then.Refusal("appointment.reasons-not-of-merit",
            () => Appoint(Best with { Reasons = new("همراهی با جناح", "The best") }, isPublic), 422);
        var appointed = Appoint(Best with { Reasons = new("بهترین دو نفر", "The best of two") }, isPublic);
        (appointed.Reasons!.En, appointed.SealedReasons).ShouldBe(("The best of two", null));
    }

    private static object[] Found(params bool[] meetsAll) =>
    [
        .. GivenPost.Vacant,
        .. meetsAll.Zip(GivenPost.Panel, (meets, by) => (object)GivenPost.By(by, GivenPost.First, 80, meets)),
    ];

    private static HolderAppointed Appoint(
        AppointHolder command, object[]? past = null, DateTimeOffset? at = null, Actor? by = null,
        Chosen? chosen = null) =>
        AppointHolderHandler.Handle(command, GivenPost.Of(past ?? GivenPost.Assessed), chosen ?? Anybody,
            Given.Handbook, by ?? GivenPost.Governor, at ?? Given.On(12));
}
