using EGov.Casework;

namespace EGov.Unit.Casework;

public class PrepareDecisionTests
{
    private static readonly Request Ready = Given.Request(Past.UntilReady);
    private static readonly AnswerGiven Met = new("plan-acceptable", Answer.Met);
    private static readonly AnswerGiven NotMet = new("plan-acceptable", Answer.NotMet);

    [Fact]
    public void A_decision_is_drawn_up_with_every_answer()
    {
        var prepared = Prepare(Ready, Outcome.Granted, Met);
        (prepared.Computed, prepared.Proposed).ShouldBe((Outcome.Granted, Outcome.Granted));
        prepared.OverrideGround.ShouldBeNull();
        prepared.Answers.Count.ShouldBe(3);
        (prepared.Rulebook, prepared.RulebookVersion).ShouldBe(("env-siting", 7));
        Given.Fold(Ready, prepared).Prepared.ShouldBe(prepared);
    }

    [Fact]
    public void It_may_be_drawn_up_anew() =>
        Given.Fold(Ready, Past.Prepared(), Prepare(Given.Fold(Ready, Past.Prepared()), Outcome.Refused, NotMet))
            .Prepared!.Proposed.ShouldBe(Outcome.Refused);

    [Fact]
    public void Against_the_criteria_it_needs_a_ground() =>
        Then.Refusal("override.ground-missing", () => Prepare(Ready, Outcome.Granted, NotMet));

    [Fact]
    public void Of_the_list() =>
        Then.Refusal("override.ground-not-listed", () => Prepare(Ready, Outcome.Granted, NotMet, "a-friend"), 422);

    [Fact]
    public void Which_it_then_carries() =>
        Prepare(Ready, Outcome.Granted, NotMet, "court-order").OverrideGround.ShouldBe("court-order");

    [Fact]
    public void A_ground_that_was_not_needed_is_not_recorded() =>
        Prepare(Ready, Outcome.Granted, Met, "court-order").OverrideGround.ShouldBeNull();

    [Fact]
    public void Every_required_criterion_is_answered() =>
        Then.Refusal("criterion.unanswered", () => Prepare(Ready, Outcome.Granted));

    [Fact]
    public void An_opinion_that_was_asked_for_is_waited_for() =>
        Then.Refusal("decision.opinion-outstanding",
            () => Prepare(Given.Fold(Ready, Past.Referred), Outcome.Granted, Met));

    [Fact]
    public void The_file_is_complete() =>
        Then.Refusal("request.not-ready",
            () => Prepare(Given.Request(Past.Submitted, Past.Assigned), Outcome.Granted, Met));

    [Fact]
    public void And_does_not_wait_for_the_applicant() =>
        Then.Refusal("request.waiting-for-applicant",
            () => Prepare(Given.Fold(Ready, Past.Asked), Outcome.Granted, Met));

    [Fact]
    public void Only_the_officer_who_holds_the_file_prepares_it() =>
        Then.Refusal("request.held-by-another", () => Prepare(Ready, Outcome.Granted, Met, by: Who.Colleague), 403);

    [Fact]
    public void What_was_prepared_falls_with_its_preparer_when_he_steps_aside() =>
        Given.Fold(Ready, Past.Prepared(), Past.Recused(Who.Officer)).Prepared.ShouldBeNull();

    private static DecisionPrepared Prepare(
        Request request, Outcome outcome, AnswerGiven? answer = null, string? ground = null, Actor? by = null) =>
        PrepareDecisionHandler.Handle(new(Given.Id, outcome, answer is null ? [] : [answer], ground), request,
            Given.Facts(), Given.Handbook, by ?? Who.Officer, Given.On(5));
}
