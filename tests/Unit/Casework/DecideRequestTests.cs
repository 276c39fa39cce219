using EGov.Casework;

namespace EGov.Unit.Casework;

public class DecideRequestTests
{
    private static readonly Request Ready = Given.Request(Past.UntilReady);
    private static readonly AnswerGiven Met = new("plan-acceptable", Answer.Met);
    private static readonly AnswerGiven NotMet = new("plan-acceptable", Answer.NotMet);

    [Fact]
    public void All_required_criteria_met_is_granted()
    {
        var decided = Decide(Ready);
        (decided.Computed, decided.Outcome).ShouldBe((Outcome.Granted, Outcome.Granted));
        decided.Grounds.ShouldBeEmpty();
        decided.Override.ShouldBeNull();
        (decided.Rulebook, decided.RulebookVersion).ShouldBe(("env-siting", 7));
        Given.Fold(Ready, decided).Status.ShouldBe(RequestStatus.Decided);
    }

    [Fact]
    public void Each_answer_says_who_gave_it_and_what_it_rests_on()
    {
        var digest = new string('a', 64);
        var answers = Decide(Ready, answers: [Met with { Evidence = digest, Note = " Sheet 3 " }]).Answers;
        answers.Select(answer => (answer.Criterion, answer.Answer, answer.By)).ShouldBe(
        [
            ("settlement-distance", Answer.Met, "computed"), ("income-low", Answer.Met, "computed"),
            ("plan-acceptable", Answer.Met, "ENV-014"),
        ]);
        answers.Take(2).ShouldAllBe(answer => answer.Evidence!.Length == 64);
        answers[2].Evidence.ShouldBe(digest);
        Then.Words(answers[2].Note).ShouldBe("Sheet 3");
    }

    [Fact]
    public void A_criterion_that_does_not_apply_stands_in_nobodys_way() =>
        Decide(Ready, answers: [Met with { Answer = Answer.NotApplicable }]).Computed.ShouldBe(Outcome.Granted);

    [Fact]
    public void One_that_only_weighs_may_go_unanswered_and_decides_nothing_alone() =>
        Decide(Ready, answers: [Met, new("noise", Answer.NotMet)]).Computed.ShouldBe(Outcome.Granted);

    [Fact]
    public void A_refusal_names_the_criteria_that_are_not_met()
    {
        var decided = Refuse(Ready, [NotMet], facts: Given.Facts(distance: 499));
        decided.Grounds.ShouldBe(["settlement-distance", "plan-acceptable"]);
        Then.Words(decided.Guidance).ShouldBe("Move the plan.");
    }

    [Fact]
    public void Nobody_decides_while_lots_are_drawn_not_even_who_could_a_prepared_file() =>
        Then.Refusal("decision.draw-running", () => Decide(
            Given.Fold(Ready, Past.Prepared(), Past.Recused(Who.Colleague), Lots.Requested()) with { Officer = null },
            by: Who.Senior));

    [Fact]
    public void And_what_the_applicant_can_do_next() =>
        Then.Refusal("decision.guidance-missing", () => Decide(Ready, Outcome.Refused, [NotMet]), 422);

    [Fact]
    public void On_the_last_day_it_is_on_time_and_says_how_many_days_it_took()
    {
        var lastDay = Past.Ready.LegalLimit.DayNumber - Given.Start.Day().DayNumber;
        var decided = Decide(Ready, day: lastDay);
        (decided.OnTime, decided.WorkingDays).ShouldBe((true, 20));
        Decide(Ready, day: lastDay + 1).OnTime.ShouldBeFalse();
    }

    [Fact]
    public void Every_required_criterion_is_answered() =>
        Then.Refusal("criterion.unanswered", () => Decide(Ready, answers: []));

    [Fact]
    public void And_no_other() =>
        Then.Refusal("criterion.unknown", () => Decide(Ready, answers: [Met, new("taste", Answer.Met)]), 422);

    [Fact]
    public void What_is_computed_is_not_answered_by_hand() =>
        Then.Refusal("criterion.is-computed", () => Decide(Ready, answers: [Met, new("income-low", Answer.Met)]));

    [Theory, InlineData("abc"), InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Evidence_is_a_digest(string evidence) =>
        Then.Refusal("criterion.evidence-not-a-digest",
            () => Decide(Ready, answers: [Met with { Evidence = evidence }]), 422);

    [Fact]
    public void A_test_without_a_result_cannot_be_decided_by()
    {
        var rules = Given.Rules with
        {
            Criteria = [Given.Criterion("density", """{"<":[{"/":[1,{"var":"distance"}]},2]}""")],
        };
        Then.Refusal("criterion.not-computable",
            () => Decide(Ready, answers: [], facts: Given.Facts(distance: 0), handbook: Given.By(Given.Terms, rules)));
    }

    [Theory]
    [InlineData("""{"<":[{"var":"noise"},50]}""")]
    [InlineData("""{"or":[{"<":[{"var":["noise"]},50]},{"missing":["distance"]}]}""")]
    public void Nor_one_whose_fact_is_missing(string test) =>
        Then.Refusal("criterion.fact-missing", () => Decide(Ready, answers: [], handbook: By(test)));

    [Theory]
    [InlineData("""{"<":[{"var":["noise",40]},50]}""")]
    [InlineData("""{"or":[{"missing":["noise"]},{"<":[{"var":"noise"},50]}]}""")]
    [InlineData("""{"or":[{"missing_some":[1,["noise"]]},{"<":[{"var":"noise"},50]}]}""")]
    public void Unless_the_test_says_what_then(string test) =>
        Decide(Ready, answers: [], handbook: By(test)).Computed.ShouldBe(Outcome.Granted);

    [Fact]
    public void There_is_a_rulebook_in_force_that_day()
    {
        var tomorrow = Given.Rules with { EffectiveFrom = Given.On(6).Day() };
        Then.Refusal("rulebook.not-in-force", () => Decide(Ready, handbook: Given.By(Given.Terms, tomorrow)));
    }

    [Fact]
    public void Against_the_criteria_a_ground_is_needed() =>
        Then.Refusal("override.ground-missing", () => Decide(Ready, answers: [NotMet]));

    [Fact]
    public void Of_the_list() =>
        Then.Refusal("override.ground-not-listed", () => Decide(Ready, answers: [NotMet], ground: "a-friend"), 422);

    [Fact]
    public void And_a_second_officer() =>
        Then.Refusal("override.second-officer-missing", () => Decide(Ready, answers: [NotMet], ground: "court-order"));

    [Fact]
    public void Who_prepared_that_very_outcome_on_that_very_ground()
    {
        var prepared = Prepared(Outcome.Granted, "court-order");
        var decided = Decide(prepared, answers: [], by: Who.Colleague);
        decided.Override.ShouldBe(new Override("court-order", "ENV-014"));
        (decided.Computed, decided.Outcome).ShouldBe((Outcome.Refused, Outcome.Granted));
    }

    [Fact]
    public void Nobody_agrees_with_himself() =>
        Then.Refusal("override.second-officer-missing",
            () => Decide(Prepared(Outcome.Granted, "court-order"), answers: []));

    [Fact]
    public void Nor_does_who_prepared_another_ground() =>
        Then.Refusal("override.second-officer-missing", () => Decide(
            Prepared(Outcome.Granted, "court-order"), answers: [], by: Who.Colleague, ground: "exception-in-law"));

    [Fact]
    public void Nor_who_prepared_another_outcome() =>
        Then.Refusal("override.second-officer-missing", () => Decide(
            Prepared(Outcome.Refused, null), answers: [], by: Who.Colleague, ground: "court-order"));

    [Fact]
    public void A_refusal_against_the_criteria_rests_on_that_ground()
    {
        var prepared = Given.Fold(Ready, Past.Prepared(Outcome.Refused, Outcome.Granted, "exception-in-law"));
        Refuse(prepared, [], by: Who.Colleague).Grounds.ShouldBe(["exception-in-law"]);
    }

    [Fact]
    public void Where_the_service_needs_four_eyes_a_decision_is_prepared_first() =>
        Then.Refusal("decision.not-prepared", () => Decide(Ready, handbook: FourEyes));

    [Fact]
    public void And_taken_by_another() =>
        Then.Refusal("decision.by-its-preparer", () => Decide(Given.Fold(Ready, Past.Prepared()), handbook: FourEyes));

    [Fact]
    public void Such_as_a_colleague_by_whom_the_prepared_answers_stand() =>
        Decide(Given.Fold(Ready, Past.Prepared()), answers: [], by: Who.Colleague, handbook: FourEyes)
            .Answers.Single(answer => answer.Criterion == "plan-acceptable").By.ShouldBe("ENV-014");

    [Fact]
    public void But_of_the_same_department() =>
        Then.Refusal("decision.not-for-this-officer",
            () => Decide(Given.Fold(Ready, Past.Prepared()), by: Who.Neighbour), 403);

    [Fact]
    public void And_not_one_who_stepped_aside() =>
        Then.Refusal("decision.not-for-this-officer",
            () => Decide(Given.Fold(Ready, Past.Prepared(), Past.Recused(Who.Colleague)), by: Who.Colleague), 403);

    [Fact]
    public void What_is_not_prepared_is_decided_by_who_holds_the_file() =>
        Then.Refusal("request.held-by-another", () => Decide(Ready, by: Who.Colleague), 403);

    [Fact]
    public void And_what_nobody_holds_by_nobody() =>
        Then.Refusal("request.held-by-nobody", () => Decide(Given.Request(Past.Submitted)), 403);

    [Fact]
    public void Nor_from_another_department() =>
        Then.Refusal("request.other-department", () => Decide(Ready, by: Who.Neighbour), 403);

    [Fact]
    public void Nor_by_who_stepped_aside_from_it() =>
        Then.Refusal("request.officer-recused", () => Decide(Given.Fold(Ready, Past.Recused(Who.Officer))), 403);

    [Fact]
    public void A_file_that_is_not_complete_is_not_decided() =>
        Then.Refusal("request.not-ready", () => Decide(Given.Request(Past.Submitted, Past.Assigned)));

    [Fact]
    public void Nor_one_that_waits_for_the_applicant() =>
        Then.Refusal("request.waiting-for-applicant", () => Decide(Given.Fold(Ready, Past.Asked)));

    [Fact]
    public void Nor_is_it_decided_twice() =>
        Then.Refusal("request.not-ready", () => Decide(Given.Fold(Ready, Past.Decided())));

    [Fact]
    public void An_opinion_that_was_asked_for_is_waited_for() =>
        Then.Refusal("decision.opinion-outstanding", () => Decide(Given.Fold(Ready, Past.Referred)));

    [Fact]
    public void No_outcome_is_left_unstated() =>
        Then.Refusal("decision.outcome-unstated", () => Decide(Ready, Outcome.Unstated, handbook: NothingApplies));

    [Fact]
    public void Except_in_a_file_that_was_taken_over() =>
        Decide(Given.Request(Past.Filed("import"), Past.Assigned, Past.Ready), Outcome.Unstated,
            handbook: NothingApplies).Outcome.ShouldBe(Outcome.Unstated);

    [Theory, InlineData(null), InlineData(-1L)]
    public void A_service_that_grants_a_sum_names_it(long? rials) =>
        Then.Refusal("decision.value-missing", () => Decide(Ready, rials: rials, handbook: WithValue), 422);

    [Fact]
    public void Which_the_decision_then_carries() =>
        Decide(Ready, rials: 12_000_000, handbook: WithValue).ValueRials.ShouldBe(12_000_000);

    [Fact]
    public void And_no_other_service_does() => Decide(Ready, rials: 12_000_000).ValueRials.ShouldBeNull();

    [Fact]
    public void An_officer_decides_his_files_in_their_order() =>
        Then.Refusal("queue.earlier-files-waiting", () => Decide(Ready, overtaken: 2));

    [Fact]
    public void Or_says_why_not()
    {
        var decided = Decide(Ready, overtaken: 2, overtaking: "emergency");
        (decided.Overtook, decided.OvertakingGround).ShouldBe((2, "emergency"));
    }

    [Fact]
    public void By_the_list_of_grounds() =>
        Then.Refusal("queue.ground-not-listed", () => Decide(Ready, overtaken: 2, overtaking: "a-friend"), 422);

    private static Handbook By(string test) =>
        Given.By(Given.Terms, Given.Rules with { Criteria = [Given.Criterion("quiet", test)] });

    private static Handbook FourEyes => Given.By(Given.Terms with { FourEyes = true });
    private static Handbook WithValue => Given.By(Given.Terms with { HasValue = true });

    private static Handbook NothingApplies =>
        Given.By(Given.Terms,
            Given.Rules with { Criteria = [Given.Criterion("plan-acceptable", "\"human\"", "weighs")] });

    private static Request Prepared(Outcome proposed, string? ground) =>
        Given.Fold(Ready, Past.Prepared(proposed, Outcome.Refused, ground));

    private static RequestDecided Refuse(
        Request request, IReadOnlyList<AnswerGiven> answers, Actor? by = null, OpenFacts? facts = null) =>
        DecideRequestHandler.Handle(new(Given.Id, Outcome.Refused, answers, Guidance: "Move the plan."), request,
            facts ?? Given.Facts(), Overtaken.None, Given.Handbook, by ?? Who.Officer, Given.On(5));

    private static RequestDecided Decide(
        Request request, Outcome outcome = Outcome.Granted, IReadOnlyList<AnswerGiven>? answers = null,
        Actor? by = null, OpenFacts? facts = null, Handbook? handbook = null, string? ground = null,
        long? rials = null, int overtaken = 0, string? overtaking = null, int day = 5) =>
        DecideRequestHandler.Handle(
            new(Given.Id, outcome, answers ?? [Met], ground, ValueRials: rials, OvertakingGround: overtaking), request,
            facts ?? Given.Facts(), new(overtaken), handbook ?? Given.Handbook, by ?? Who.Officer, Given.On(day));
}
