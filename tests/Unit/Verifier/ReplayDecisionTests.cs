using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using EGov.Casework;
using EGov.Ledger;
using EGov.Privacy;
using EGov.Rulebooks;
using EGov.Unit.Ledger;

namespace EGov.Unit.Verifier;

/// <summary>Decisions as the platform itself makes and stores them, computed again by the auditor's program.</summary>
public sealed class ReplayDecisionTests : IDisposable
{
    private const int RulesAt = 0, FiledAt = 1, SuppliedAt = 2;

    private static readonly JsonSerializerOptions Stored = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Guid Stream = Guid.NewGuid(), Rulebook = Guid.NewGuid();
    private static readonly AnswerGiven PlanMet = new("plan-acceptable", Answer.Met);
    private static readonly AnswerGiven PlanNotMet = new("plan-acceptable", Answer.NotMet);

    private readonly GivenLog _log = new();
    private readonly string _income =
        Disclosure.Encode(Trees.Seed(7), "sealedFacts.income", JsonElement.Parse("500000000"));

    [Fact]
    public async Task A_decision_follows_from_its_answers_by_the_rulebook_of_a_proof()
    {
        Decide(PlanMet);
        var said = await ReplayAsync(0, "--rulebook", _log.Proof(RulesAt));
        said.ShouldContain("settlement-distance (required): met, as recorded; not computed again");
        said.ShouldContain("plan-acceptable (required): met, as officer ENV-014 judged.");
        said.ShouldContain("noise (weighs only): not answered.");
        said.ShouldContain("these answers give: granted");
        said.ShouldContain("NOT PROVED: that no later version was in force");
        said.ShouldContain("PROVED: the decision is the one that follows");
    }

    [Fact]
    public async Task Its_tests_are_computed_again_where_the_facts_are_given()
    {
        Decide(PlanNotMet);
        var said = await ReplayAsync(
            0, "--rulebook", _log.Proof(RulesAt), "--facts", _log.Proof(FiledAt), _log.Proof(SuppliedAt));
        said.ShouldContain("settlement-distance (required): met; computed again: met.");
        said.ShouldContain("it rests on the sealed income");
        said.ShouldContain("these answers give: refused, because of plan-acceptable");
        (await ReplayAsync(1, "--rulebook", _log.Proof(RulesAt), "--facts", _log.Proof(FiledAt)))
            .ShouldContain("settlement-distance rests on other facts");
    }

    [Fact]
    public async Task From_a_copy_of_the_log_everything_is_found_and_disclosed_facts_complete_it()
    {
        Decide(PlanMet);
        _log.Publish();
        var said = await ReplayAsync(0, "--mirror", _log.Folder, "--disclosure", _log.Write("income", _income));
        said.ShouldContain("settlement-distance (required): met; computed again: met.");
        said.ShouldContain("income-low (required): met; computed again: met.");
        said.ShouldNotContain("NOT PROVED: that no later version");
        var other = Disclosure.Encode(Trees.Seed(7), "sealedFacts.income", JsonElement.Parse("1"));
        (await ReplayAsync(1, "--mirror", _log.Folder, "--disclosure", _log.Write("other", other)))
            .ShouldContain("is not the one that the entry holds sealed");
    }

    [Fact]
    public async Task An_override_is_told_with_its_ground_and_its_second_officer()
    {
        Decide(PlanNotMet, made => made with
        {
            Outcome = Outcome.Granted,
            Grounds = [],
            Override = new("court-order", "ENV-021"),
        });
        var said = await ReplayAsync(0, "--rulebook", _log.Proof(RulesAt));
        said.ShouldContain("departs from that on the ground court-order, by ENV-014 together with ENV-021");
        said.ShouldContain("the decision departs from it on the ground it names");
    }

    private static readonly Dictionary<string, Func<RequestDecided, RequestDecided>> Wrongs = new()
    {
        ["decides granted and names no ground"] = made => made with { Outcome = Outcome.Granted, Grounds = [] },
        ["the answers give refused, not granted"] = made => made with { Computed = Outcome.Granted },
        ["gives as grounds none, and they are plan-acceptable"] = made => made with { Grounds = [] },
        ["one officer alone"] = made => made with
        {
            Outcome = Outcome.Granted,
            Grounds = [],
            Override = new("court-order", "ENV-014"),
        },
        ["and does not depart"] = made => made with
        {
            Grounds = ["court-order"],
            Override = new("court-order", "ENV-021"),
        },
        ["plan-acceptable is not answered"] = made => made with { Answers = [.. made.Answers.Take(2)] },
        ["which is no criterion"] = made => Answered(made, 1, answer => answer with { Criterion = "x" }),
        ["twice"] = made => made with { Answers = [.. made.Answers, made.Answers[0]] },
        ["is for an officer to judge"] = made => Answered(made, 2, answer => answer with { By = "computed" }),
        ["is to be computed"] = made => Answered(made, 0, answer => answer with { By = "ENV-014" }),
        ["settlement-distance is met by the facts"] =
            made => Answered(made, 0, answer => answer with { Answer = Answer.NotMet }),
        ["settlement-distance rests on other facts"] =
            made => Answered(made, 0, answer => answer with { Evidence = new('0', 64) }),
        ["names version 8"] = made => made with { RulebookVersion = 8 },
    };

    public static TheoryData<string> Faults() => [.. Wrongs.Keys];

    [Theory, MemberData(nameof(Faults))]
    public async Task What_does_not_follow_is_named(string fault)
    {
        Decide(PlanNotMet, Wrongs[fault]);
        (await ReplayAsync(
            1, "--rulebook", _log.Proof(RulesAt), "--facts", _log.Proof(FiledAt), _log.Proof(SuppliedAt)))
            .ShouldContain(fault);
    }

    [Fact]
    public async Task A_later_version_in_force_is_found_in_the_copy()
    {
        Decide(PlanMet, later: true);
        _log.Publish();
        (await ReplayAsync(1, "--mirror", _log.Folder)).ShouldContain("the rulebook is version 8 of env-siting");
    }

    [Fact]
    public async Task Only_a_decision_is_replayed_and_only_by_a_rulebook()
    {
        Decide(PlanMet);
        (await GivenLog.ShouldAsync(1, "replay", _log.Proof(FiledAt), "--policy", _log.Policy, "--rulebook",
            _log.Proof(RulesAt))).ShouldContain("no decision on a request");
        (await ReplayAsync(1, "--rulebook", _log.Proof(FiledAt))).ShouldContain("no rulebook that was published");
        (await ReplayAsync(2)).ShouldContain("--rulebook");
    }

    public void Dispose() => _log.Dispose();

    private static RequestDecided Answered(
        RequestDecided made, int at, Func<CriterionAnswer, CriterionAnswer> change) =>
        made with { Answers = [.. made.Answers.Select((answer, i) => i == at ? change(answer) : answer)] };

    private Task<string> ReplayAsync(int code, params string[] more) => GivenLog.ShouldAsync(
        code, ["replay", _log.Proof(_log.Entries.Count - 1), "--policy", _log.Policy, .. more]);

    /// <summary>Rulebook, filing, supplement and decision, as the platform stores them.</summary>
    private void Decide(
        AnswerGiven plan, Func<RequestDecided, RequestDecided>? change = null, bool later = false)
    {
        var income = Sealed.Of(Stream, 500_000_000);
        income.Close(Guid.NewGuid(), "sealedFacts.income", [1, 2, 3], Disclosure.Digest(_income));
        var facts = new Dictionary<string, JsonElement> { ["distance"] = JsonElement.Parse("730") };
        var request = new Request
        {
            Applicant = Stream,
            Facts = facts,
            SealedFacts = new Dictionary<string, Sealed> { ["income"] = income },
        };
        Store("rulebook_published", new RulebookPublished(Given.Start, Given.Rules), Rulebook);
        if (later)
            Store("rulebook_published", new RulebookPublished(Given.Start, Given.Rules with
            {
                Version = 8,
                EffectiveFrom = new(2026, 1, 1),
            }), Rulebook);
        var none = new Dictionary<string, Sealed>();
        var matter = new Matter("environmental-opinion", "environment", null);
        Store("request_submitted", new
        {
            At = Given.Start,
            Facts = new Dictionary<string, JsonElement> { ["distance"] = JsonElement.Parse("300") },
            SealedFacts = request.SealedFacts,
        }, Stream);
        Store("information_supplied",
            new InformationSupplied(Given.Start, matter, facts, none, null, [], null, null), Stream);

        var open = new JsonObject { ["distance"] = 730, ["income"] = 500_000_000 };
        var criteria = Criteria.Of(Given.Rules, request, new(open), [plan], null, "ENV-014");
        var made = new RequestDecided(Given.Start, matter, "ENV-014", Given.Rules.Code, Given.Rules.Version,
            criteria.Answers, criteria.Computed, criteria.Computed, null, criteria.Unmet, null, null, null, 3, true, 0,
            null);
        Store("request_decided", change is null ? made : change(made), Stream);
    }

    private void Store<T>(string type, T data, Guid stream) =>
        _log.Add(type, JsonSerializer.Serialize(data, Stored), stream);
}
