using EGov.Casework;
using EGov.Rulebooks;

namespace EGov.Unit.Casework;

public class DecideAppealTests
{
    private static readonly Request Appealed =
        Given.Request([.. Past.UntilReady, Past.Decided(Outcome.Refused), Past.Notified, Past.Appealed]);

    private static readonly AnswerGiven PlanHolds = new("plan-acceptable", Answer.Met);

    [Fact]
    public void A_senior_officer_overturns_by_answering_a_criterion_anew()
    {
        var decided = Decide(Appealed, Outcome.Granted, answers: [PlanHolds]);
        decided.Overturned.ShouldBeTrue();
        decided.FirstOfficer.ShouldBe("ENV-014");
        (decided.Rulebook, decided.RulebookVersion).ShouldBe(("env-siting", 7));
        decided.Answers.Single(answer => answer.Criterion == "plan-acceptable").By.ShouldBe("ENV-031");
        Then.Words(decided.Reasons).ShouldBe("The plan holds.");

        var state = Given.Fold(Appealed, decided);
        state.Status.ShouldBe(RequestStatus.Decided);
        state.Decision!.Outcome.ShouldBe(Outcome.Granted);
        state.Decision.Officer.ShouldBe("ENV-031");
    }

    [Fact]
    public void Or_the_head_of_the_department_where_both_seniors_have_judged_already() =>
        Decide(Appealed, Outcome.Refused, Who.Manager).Officer.ShouldBe("ENV-900");

    [Fact]
    public void Or_lets_the_first_decision_stand() =>
        Decide(Appealed, Outcome.Refused).Overturned.ShouldBeFalse();

    [Fact]
    public void The_first_answers_stand_where_nothing_else_is_said() =>
        Decide(Appealed, Outcome.Refused).Answers
            .Single(answer => answer.Criterion == "plan-acceptable").By.ShouldBe("ENV-014");

    [Fact]
    public void The_outcome_is_the_first_one_or_follows_from_the_answers() =>
        Then.Refusal("appeal.against-the-criteria", () => Decide(Appealed, Outcome.Granted));

    [Fact]
    public void Something_holds_after_it_but_where_another_systems_log_does_not_say_what()
    {
        var open = Given.Rules with { Criteria = [Given.Criterion("plan-acceptable", "\"human\"")] };
        var first = Past.Decided(Outcome.Refused) with
        {
            Answers = [new("plan-acceptable", Answer.NotMet, "ENV-014", null, null)],
        };
        AppealDecided Leave(string channel) => Decide(
            Given.Request([Past.Filed(channel), Past.Assigned, Past.Ready, first, Past.Notified, Past.Appealed]),
            Outcome.Unstated, answers: [new("plan-acceptable", Answer.NotApplicable)],
            handbook: Given.By(Given.Terms, open));
        Then.Refusal("appeal.outcome-unstated", () => Leave("portal"));
        Leave("import").Outcome.ShouldBe(Outcome.Unstated);
    }

    [Fact]
    public void Not_by_the_officer_of_the_first_decision() =>
        Then.Refusal("appeal.by-the-same-officer", () => Decide(
            Given.Request([.. Past.UntilReady, Past.Decided(by: Who.Senior), Past.Notified, Past.Appealed]),
            Outcome.Granted));

    [Fact]
    public void Nor_by_its_preparer() =>
        Then.Refusal("appeal.by-the-same-officer", () => Decide(
            Given.Request(
                [.. Past.UntilReady, Past.Prepared(by: Who.Senior), Past.Decided(), Past.Notified, Past.Appealed]),
            Outcome.Granted));

    [Fact]
    public void Nor_by_a_junior_one() =>
        Then.Refusal("appeal.not-senior", () => Decide(Appealed, Outcome.Refused, Who.Colleague), 403);

    [Fact]
    public void Nor_by_another_department() =>
        Then.Refusal("appeal.not-for-this-officer", () => Decide(Appealed, Outcome.Refused, Who.Neighbour), 403);

    [Fact]
    public void Nor_by_one_who_stepped_aside() =>
        Then.Refusal("appeal.not-for-this-officer",
            () => Decide(Given.Fold(Appealed, Past.Recused(Who.Senior)), Outcome.Refused), 403);

    [Fact]
    public void It_gives_its_reasons() =>
        Then.Refusal("appeal.reasons-empty", () => Decide(Appealed, Outcome.Refused, reasons: " "), 422);

    [Theory, InlineData(null), InlineData(" ")]
    public void And_a_refusal_says_what_is_still_open(string? guidance)
    {
        Then.Words(Decide(Appealed, Outcome.Refused).Guidance).ShouldBe("The court is open.");
        Then.Refusal("appeal.guidance-missing", () => Decide(Appealed, Outcome.Refused, guidance: guidance), 422);
        Decide(Appealed, Outcome.Granted, answers: [PlanHolds], guidance: guidance).Guidance.ShouldBeNull();
    }

    [Fact]
    public void There_is_nothing_to_decide_before_an_appeal() =>
        Then.Refusal("appeal.not-open", () => Decide(Given.Request(Past.UntilNotified), Outcome.Granted));

    [Fact]
    public void Nor_after_it_was_decided() =>
        Then.Refusal("appeal.not-open",
            () => Decide(Given.Fold(Appealed, Decide(Appealed, Outcome.Refused)), Outcome.Refused));

    [Fact]
    public void The_rulebook_of_the_first_decision_holds_though_a_later_one_is_in_force()
    {
        var later = Given.Rules with { Version = 8, EffectiveFrom = Given.On(13).Day() };
        var both = Given.Fold(Given.Handbook.Rulebooks["env-siting"], new RulebookPublished(
            Given.Start, later with { Criteria = [Given.Rules.Criteria[0]] }));
        var handbook = Given.Handbook with { Rulebooks = Given.Handbook.Rulebooks.With("env-siting", both) };
        Decide(Appealed, Outcome.Granted, answers: [PlanHolds], handbook: handbook).Answers.Count.ShouldBe(3);
    }

    private static AppealDecided Decide(
        Request request, Outcome outcome, Actor? by = null, IReadOnlyList<AnswerGiven>? answers = null,
        string reasons = " The plan holds.", Handbook? handbook = null, string? guidance = "The court is open.") =>
        DecideAppealHandler.Handle(new(Given.Id, outcome, reasons, answers, guidance), request, Given.Facts(),
            handbook ?? Given.Handbook, by ?? Who.Senior, Given.On(20));
}
