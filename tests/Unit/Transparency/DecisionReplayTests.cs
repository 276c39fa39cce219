using System.Text.Json;
using System.Text.Json.Nodes;
using EGov.Casework;
using EGov.Privacy;
using EGov.Rulebooks;
using EGov.Transparency;

namespace EGov.Unit.Transparency;

public class DecisionReplayTests
{
    private static readonly Text Any = new("نمونه", "Sample");
    private static readonly DateTimeOffset Now = GivenFiles.Start;

    private static readonly RulebookVersion Rules = new()
    {
        Code = "siting",
        Version = 3,
        EffectiveFrom = new(2026, 3, 21),
        Title = Any,
        LegalReference = Any,
        Criteria =
        [
            Criterion("distance", """{">=":[{"var":"distance"},500]}""", "required"),
            Criterion("income", """{"<":[{"var":"income"},900]}""", "required"),
            Criterion("plan", "\"human\"", "required"),
            Criterion("noise", "\"human\"", "weighs"),
        ],
    };

    [Fact]
    public void A_sound_decision_agrees_and_says_what_could_not_be_computed()
    {
        var replay = Replay(Decide(730, Answer.Met));
        replay.Agrees.ShouldBeTrue();
        (replay.Recomputed, replay.Sealed, replay.Human).ShouldBe((1, 1, 1));
        replay.Answers.Select(answer => answer.Result).ShouldBe(
            [ReplayResult.Computed, ReplayResult.Sealed, ReplayResult.Human, ReplayResult.Unanswered]);
        replay.Answers[0].ShouldSatisfyAllConditions(
            line => line.Replayed.ShouldBe(Answer.Met), line => line.EvidenceAgrees.ShouldBe(true), line => line.Agrees.ShouldBe(true));
        replay.Answers[1].ShouldSatisfyAllConditions(
            line => line.Needs.ShouldBe(["income"]), line => line.EvidenceAgrees.ShouldBe(true), line => line.Agrees.ShouldBeNull());
        replay.Outcome.ShouldBe(new(Outcome.Granted, Outcome.Granted, Outcome.Granted, null, true));
        replay.Grounds.ShouldBeEmpty();
    }

    [Fact]
    public void A_refusal_follows_from_its_unmet_criteria()
    {
        var replay = Replay(Decide(200, Answer.NotMet));
        replay.Agrees.ShouldBeTrue();
        replay.Outcome.Replayed.ShouldBe(Outcome.Refused);
        replay.Grounds.ShouldBe(["distance", "plan"]);
    }

    [Fact]
    public void A_fact_changed_after_the_decision_is_found()
    {
        var decision = Decide(730, Answer.Met);
        var replay = Replay(decision with { Facts = Facts(731) });
        replay.Agrees.ShouldBeFalse();
        replay.Answers[0].ShouldSatisfyAllConditions(
            line => line.Replayed.ShouldBe(Answer.Met), line => line.EvidenceAgrees.ShouldBe(false), line => line.Agrees.ShouldBe(false));
    }

    [Fact]
    public void A_sealed_fact_changed_after_the_decision_is_found_without_opening_it()
    {
        var replay = Replay(Decide(730, Answer.Met) with { SealedFacts = new Dictionary<string, string> { ["income"] = "other" } });
        replay.Agrees.ShouldBeFalse();
        replay.Answers[1].Agrees.ShouldBe(false);
    }

    [Fact]
    public void A_recorded_answer_that_the_test_does_not_give_is_found()
    {
        var decision = Decide(200, Answer.Met);
        var changed = decision with { Answers = [decision.Answers[0] with { Answer = Answer.Met }, .. decision.Answers.Skip(1)] };
        var replay = Replay(changed);
        replay.Agrees.ShouldBeFalse();
        replay.Answers[0].Replayed.ShouldBe(Answer.NotMet);
        replay.Outcome.ShouldBe(new(Outcome.Refused, Outcome.Granted, Outcome.Refused, null, false));
    }

    [Fact]
    public void An_outcome_against_the_criteria_needs_a_recorded_ground()
    {
        var against = Decide(730, Answer.Met) with { Outcome = Outcome.Refused };
        Replay(against).Agrees.ShouldBeFalse();
        Replay(against with { Override = new("court-order", "ENV-021") }).ShouldSatisfyAllConditions(
            replay => replay.Agrees.ShouldBeTrue(), replay => replay.Outcome.OverrideGround.ShouldBe("court-order"));
    }

    [Fact]
    public void A_missing_answer_a_foreign_one_and_a_human_one_said_to_be_computed_are_found()
    {
        var decision = Decide(730, Answer.Met);
        Result(decision with { Answers = [.. decision.Answers.Skip(1)] }, 0).ShouldBe((ReplayResult.Missing, false));
        Result(decision with { Answers = [.. decision.Answers, new("beauty", Answer.Met, "ENV-014", null, null)] }, 4)
            .ShouldBe((ReplayResult.Foreign, false));
        Result(decision with { Answers = [.. decision.Answers.Take(2), decision.Answers[2] with { By = "computed" }] }, 2)
            .ShouldBe((ReplayResult.Human, false));

        static (ReplayResult, bool?) Result(PublicDecision decision, int line) =>
            (Replay(decision).Answers[line].Result, Replay(decision).Answers[line].Agrees);
    }

    [Fact]
    public void A_test_without_a_result_is_said_to_have_failed()
    {
        var decision = Decide(730, Answer.Met);
        var facts = new Dictionary<string, JsonElement> { ["distance"] = JsonElement.Parse("\"far\"") };
        Replay(decision with { Facts = facts }).Answers[0].ShouldSatisfyAllConditions(
            line => line.Result.ShouldBe(ReplayResult.Failed), line => line.Agrees.ShouldBe(false));
    }

    [Theory]
    [InlineData("""{"missing":["income"]}""", true)]
    [InlineData("""{"missing_some":[1,["distance","income.net"]]}""", true)]
    [InlineData("""{"!":[{"var":""}]}""", true)]
    [InlineData("""{"!":[{"var":[]}]}""", true)]
    [InlineData("""{"!":[{"var":"incomes"}]}""", false)]
    [InlineData("""{"==":[{"var":"distance"},""]}""", false)]
    public void Whatever_may_read_a_sealed_fact_is_not_computed_without_it(string test, bool isSealed)
    {
        var rules = Rules with { Criteria = [Criterion("one", test, "required")] };
        var decision = Decide(730, Answer.Met) with { Answers = [new("one", Answer.Met, "computed", null, null)] };
        (DecisionReplayEndpoint.Of(decision, rules).Answers[0].Result is ReplayResult.Sealed).ShouldBe(isSealed);
    }

    [Fact]
    public void An_appeal_ends_with_what_its_answers_give_or_leaves_the_decision_as_it_was()
    {
        var decision = Decide(730, Answer.NotMet);
        var changed = decision.Answers.Select(answer => answer.Criterion == "plan" ? answer with { Answer = Answer.Met } : answer);
        var appeal = new PublicAppeal(Now, Now, "ENV-031", true, Outcome.Granted, [.. changed], null);

        Replay(decision with { Appeal = appeal }).ShouldSatisfyAllConditions(
            replay => replay.Agrees.ShouldBeTrue(), replay => replay.Appeal!.Replayed.ShouldBe(Outcome.Granted));
        Replay(decision with { Appeal = appeal with { Answers = decision.Answers } }).Agrees.ShouldBeFalse();
        Replay(decision with { Appeal = appeal with { Overturned = false } }).Agrees.ShouldBeFalse();
        Replay(decision with { Appeal = appeal with { DecidedAt = null } }).Appeal.ShouldBeNull();
    }

    private static DecisionReplay Replay(PublicDecision decision) => DecisionReplayEndpoint.Of(decision, Rules);

    /// <summary>Decided by the platform's own rules, seen as the public sees it.</summary>
    private static PublicDecision Decide(int distance, Answer plan)
    {
        var request = new Request
        {
            Facts = Facts(distance),
            SealedFacts = new Dictionary<string, Sealed> { ["income"] = Sealed.Of(Guid.Empty, 500) },
        };
        var open = new OpenFacts(new JsonObject { ["distance"] = distance, ["income"] = 500 });
        var criteria = Criteria.Of(Rules, request, open, [new("plan", plan)], null, "ENV-014");
        return new(Guid.Empty, GivenFiles.Permit, Now, 1, "ENV-014", Rules.Code, Rules.Version,
            [.. criteria.Answers.Select(answer => new PublicAnswer(answer.Criterion, answer.Answer, answer.By, answer.Evidence, null))],
            criteria.Computed, criteria.Computed, null, criteria.Unmet, null, null, null, 5, true, 0, null, request.Facts,
            new Dictionary<string, string> { ["income"] = "" }, Standing.Decided, null, null, null, null, null, null, []);
    }

    private static Dictionary<string, JsonElement> Facts(int distance) =>
        new() { ["distance"] = JsonSerializer.SerializeToElement(distance) };

    private static Criterion Criterion(string code, string test, string kind) =>
        new(code, Any, Any, JsonElement.Parse(test), kind, Any);
}
