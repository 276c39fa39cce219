using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using EGov.Casework;
using EGov.Ledger;
using EGov.Rulebooks;
using Marten;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>A decision computed again, here and now, from nothing but what is public of it.</summary>
/// <param name="Agrees">Whether all that could be computed again came out as recorded.</param>
/// <param name="Recomputed">How many answers were computed again.</param>
/// <param name="Sealed">How many rest on sealed facts: for them the applicant's disclosure is needed.</param>
/// <param name="Human">How many an officer gave; the evidence digest holds him to it.</param>
/// <param name="Grounds">The required criteria that are not met, by the answers.</param>
public sealed record DecisionReplay(
    Guid RequestId, string Rulebook, int RulebookVersion, DateOnly EffectiveFrom, bool Agrees, int Recomputed, int Sealed,
    int Human, IReadOnlyList<ReplayedAnswer> Answers, ReplayedOutcome Outcome, IReadOnlyList<string> Grounds,
    AppealReplay? Appeal);

/// <summary>One criterion: its recorded answer, and what comes out now.</summary>
/// <param name="Test">The criterion's JSON Logic; none where an officer answers.</param>
/// <param name="Recorded">None where the decision has no answer to it.</param>
/// <param name="Replayed">What the test gives now; none where it was not computed again.</param>
/// <param name="EvidenceAgrees">Whether the digest of the facts the test reads comes out as recorded.</param>
/// <param name="Needs">The sealed facts that must be disclosed to compute it.</param>
/// <param name="Agrees">None where nothing could be compared.</param>
public sealed record ReplayedAnswer(
    string Criterion, Text Text, string Kind, JsonElement? Test, ReplayResult Result, Answer? Recorded, Answer? Replayed,
    string? Evidence, bool? EvidenceAgrees, IReadOnlyList<string> Needs, bool? Agrees);

/// <summary>What the outcome rule gives from the recorded answers, beside what was recorded and what was given.</summary>
public sealed record ReplayedOutcome(Outcome Recorded, Outcome Replayed, Outcome Given, string? OverrideGround, bool Agrees);

/// <summary>The same for the appeal, which is decided by the rulebook of the decision.</summary>
/// <param name="Agrees">An appeal ends with what its answers give, or leaves the decision as it was.</param>
public sealed record AppealReplay(
    IReadOnlyList<ReplayedAnswer> Answers, Outcome Replayed, Outcome Given, bool Overturned, bool Agrees);

/// <summary>
/// Computed: the test was run again. Sealed: it reads sealed facts. Human: an officer answered. Unanswered: it weighs,
/// and nobody answered. Missing: an answer was due and is not there. Failed: the test has no result over the facts.
/// Foreign: the rulebook has no such criterion.
/// </summary>
public enum ReplayResult { Computed, Sealed, Human, Unanswered, Missing, Failed, Foreign }

public static class DecisionReplayEndpoint
{
    /// <summary>Computes a decision again from its public facts and answers, and says line by line what came out.</summary>
    [WolverineGet("/api/public/decisions/{requestId}/replay")]
    public static async Task<Answer<DecisionReplay>> Get(
        Guid requestId, IQuerySession session, Handbook handbook, CancellationToken cancellation)
    {
        var decision = await PublicDecisionEndpoint.FindAsync(requestId, session, cancellation);
        return Answers.Json(Of(decision, handbook));
    }

    public static DecisionReplay Of(PublicDecision decision, Handbook handbook)
    {
        var rules = handbook.Rulebooks.GetValueOrDefault(decision.Rulebook)?.Versions
            .SingleOrDefault(version => version.Version == decision.RulebookVersion)
            ?? throw new Refused("replay.rulebook-not-published", decision.Rulebook, decision.RulebookVersion) { Status = 404 };
        return Of(decision, rules);
    }

    public static DecisionReplay Of(PublicDecision decision, RulebookVersion rules)
    {
        var answers = Replay(decision, rules, decision.Answers);
        var replayed = Follow(rules, decision.Answers);
        var outcome = new ReplayedOutcome(decision.Computed, replayed, decision.Outcome, decision.Override?.Ground,
            decision.Computed == replayed && (decision.Outcome == replayed || decision.Override is not null));
        var appeal = decision.Appeal is { DecidedAt: not null } decided ? Replay(decision, rules, decided) : null;
        return new(decision.RequestId, rules.Code, rules.Version, rules.EffectiveFrom,
            answers.All(answer => answer.Agrees is not false) && outcome.Agrees && appeal?.Agrees is not false,
            answers.Count(answer => answer.Result is ReplayResult.Computed),
            answers.Count(answer => answer.Result is ReplayResult.Sealed),
            answers.Count(answer => answer.Result is ReplayResult.Human),
            answers, outcome, Unmet(rules, decision.Answers), appeal);
    }

    private static AppealReplay Replay(PublicDecision decision, RulebookVersion rules, PublicAppeal appeal)
    {
        var answers = Replay(decision, rules, appeal.Answers);
        var (replayed, given) = (Follow(rules, appeal.Answers), appeal.Outcome!.Value);
        return new(answers, replayed, given, appeal.Overturned is true,
            answers.All(answer => answer.Agrees is not false)
            && (given == replayed || given == decision.Outcome)
            && appeal.Overturned == (given != decision.Outcome));
    }

    private static List<ReplayedAnswer> Replay(
        PublicDecision decision, RulebookVersion rules, IReadOnlyList<PublicAnswer> answers) =>
    [
        .. rules.Criteria.Select(criterion =>
            Replay(decision, criterion, answers.FirstOrDefault(answer => answer.Criterion == criterion.Code))),
        .. answers.Where(answer => rules.Criteria.All(criterion => criterion.Code != answer.Criterion))
            .Select(answer => new ReplayedAnswer(answer.Criterion, new(answer.Criterion, answer.Criterion), "", null,
                ReplayResult.Foreign, answer.Answer, null, answer.Evidence, null, [], false)),
    ];

    private static ReplayedAnswer Replay(PublicDecision decision, Criterion criterion, PublicAnswer? recorded)
    {
        var line = new ReplayedAnswer(criterion.Code, criterion.Text, criterion.Kind,
            criterion.IsHuman ? null : criterion.Test, ReplayResult.Human, recorded?.Answer, null, recorded?.Evidence, null,
            [], null);
        if (recorded is null)
            return criterion is { IsHuman: true, IsRequired: false }
                ? line with { Result = ReplayResult.Unanswered }
                : line with { Result = ReplayResult.Missing, Agrees = false };
        if (criterion.IsHuman) return line with { Agrees = recorded.By == "computed" ? false : null };

        var isSame = EvidenceOf(criterion, decision) == recorded.Evidence;
        string[] needs = [.. SealedRead(criterion, decision)];
        if (needs.Length > 0)
            return line with
            {
                Result = ReplayResult.Sealed,
                EvidenceAgrees = isSame,
                Needs = needs,
                Agrees = isSame ? null : false,
            };
        try
        {
            var replayed = IsMet(criterion, decision) ? Answer.Met : Answer.NotMet;
            return line with
            {
                Result = ReplayResult.Computed,
                Replayed = replayed,
                EvidenceAgrees = isSame,
                Agrees = isSame && replayed == recorded.Answer,
            };
        }
        catch (LogicError)
        {
            return line with { Result = ReplayResult.Failed, EvidenceAgrees = isSame, Agrees = false };
        }
    }

    private static bool IsMet(Criterion criterion, PublicDecision decision)
    {
        var facts = new JsonObject();
        foreach (var (name, value) in decision.Facts) facts[name] = JsonSerializer.SerializeToNode(value);
        return JsonLogic.IsTruthy(JsonLogic.Evaluate(JsonNode.Parse(criterion.Test.GetRawText()), facts));
    }

    /// <summary>SHA-256 over the canonical JSON of the facts that the test reads; a sealed one stands as its digest.</summary>
    private static string EvidenceOf(Criterion criterion, PublicDecision decision)
    {
        var read = new JsonObject();
        foreach (var name in criterion.FactsRead())
            read[name] = decision.SealedFacts.TryGetValue(name, out var digest) ? digest
                : decision.Facts.TryGetValue(name, out var open) ? JsonSerializer.SerializeToNode(open)
                : null;
        return Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Serialize(JsonSerializer.SerializeToElement(read))));
    }

    /// <summary>Refused where a required criterion is unmet, unstated where no required one applied.</summary>
    private static Outcome Follow(RulebookVersion rules, IReadOnlyList<PublicAnswer> answers) =>
        Unmet(rules, answers).Count > 0 ? Outcome.Refused
        : Required(rules, answers, Answer.Met).Any() ? Outcome.Granted
        : Outcome.Unstated;

    private static List<string> Unmet(RulebookVersion rules, IReadOnlyList<PublicAnswer> answers) =>
        [.. Required(rules, answers, Answer.NotMet)];

    private static IEnumerable<string> Required(
        RulebookVersion rules, IReadOnlyList<PublicAnswer> answers, Answer answer) =>
        rules.Criteria
            .Where(criterion => criterion.IsRequired
                && answers.Any(given => given.Criterion == criterion.Code && given.Answer == answer))
            .Select(criterion => criterion.Code);

    /// <summary>Every sealed fact whose name stands anywhere in the test; all of them where it reads the facts as a whole.</summary>
    private static IEnumerable<string> SealedRead(Criterion criterion, PublicDecision decision) =>
        decision.SealedFacts.Keys.Where(name => JsonLogic.MayRead(criterion.Test, name)).Order(StringComparer.Ordinal);
}
