using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using EGov.Ledger;
using EGov.Privacy;
using EGov.Rulebooks;

namespace EGov.Casework;

/// <summary>An officer's answer to a criterion that only a person can judge.</summary>
/// <param name="Evidence">SHA-256 (hex) of the document it rests on.</param>
/// <param name="Note">What was seen and weighed; sealed.</param>
public record AnswerGiven(string Criterion, Answer Answer, string? Evidence = null, string? Note = null);

/// <summary>A request's facts as a test sees them: the public ones, and the sealed ones opened for it.</summary>
public sealed record OpenFacts(JsonObject Values)
{
    public static async Task<OpenFacts> OfAsync(Request request, Vault vault, CancellationToken cancellation = default)
    {
        var values = new JsonObject();
        foreach (var (name, value) in request.Facts) values[name] = JsonSerializer.SerializeToNode(value);
        foreach (var (name, value) in request.SealedFacts)
        {
            var opened = value.IsClosed ? await vault.OpenAsync(value, cancellation) : value.Plain;
            if (opened.ValueKind is not JsonValueKind.Undefined) values[name] = JsonSerializer.SerializeToNode(opened);
        }

        return new(values);
    }
}

/// <summary>Every criterion of a rulebook answered, and what follows from the answers.</summary>
public sealed record Criteria(IReadOnlyList<CriterionAnswer> Answers, Outcome Computed, IReadOnlyList<string> Unmet)
{
    /// <summary>Tests are computed from the facts; the rest is answered by the officer, each required one.</summary>
    public static Criteria Of(
        RulebookVersion rules, Request request, OpenFacts facts, IReadOnlyList<AnswerGiven>? given,
        IReadOnlyList<CriterionAnswer>? before, string officer)
    {
        given ??= [];
        if (given.FirstOrDefault(answer => rules.Criteria.All(criterion => criterion.Code != answer.Criterion)) is { } stranger)
            throw new Refused("criterion.unknown", stranger.Criterion) { Status = 422 };

        var answers = new List<CriterionAnswer>();
        foreach (var criterion in rules.Criteria)
        {
            var said = given.FirstOrDefault(answer => answer.Criterion == criterion.Code);
            if (!criterion.IsHuman)
            {
                if (said is not null) throw new Refused("criterion.is-computed", criterion.Text);
                answers.Add(Compute(criterion, request, facts));
            }
            else if (said is not null)
            {
                answers.Add(new(criterion.Code, said.Answer, officer, Checked(said.Evidence),
                    Sealed.OfWords(request.Applicant, said.Note)));
            }
            else if (before?.FirstOrDefault(answer => answer.Criterion == criterion.Code) is { } earlier)
            {
                answers.Add(earlier);
            }
            else if (criterion.IsRequired)
            {
                throw new Refused("criterion.unanswered", criterion.Text);
            }
        }

        var unmet = Unmeet(rules, answers);
        return new(answers, Follow(rules, answers), unmet);
    }

    /// <summary>What the answers give: refused where a required criterion is unmet, unstated where none applied.</summary>
    public static Outcome Follow(RulebookVersion rules, IReadOnlyList<CriterionAnswer> answers) =>
        Unmeet(rules, answers).Count > 0 ? Outcome.Refused
        : rules.Criteria.Any(criterion => criterion.IsRequired && answers.Any(answer =>
            answer.Criterion == criterion.Code && answer.Answer is Answer.Met)) ? Outcome.Granted
        : Outcome.Unstated;

    /// <summary>The required criteria that stand in the way: all of them met or not applicable means granted.</summary>
    public static IReadOnlyList<string> Unmeet(RulebookVersion rules, IReadOnlyList<CriterionAnswer> answers) =>
    [
        .. rules.Criteria
            .Where(criterion => criterion.IsRequired && answers.Any(answer =>
                answer.Criterion == criterion.Code && answer.Answer is Answer.NotMet))
            .Select(criterion => criterion.Code),
    ];

    private static CriterionAnswer Compute(Criterion criterion, Request request, OpenFacts facts)
    {
        if (criterion.FactsNeeded().FirstOrDefault(name => !facts.Values.ContainsKey(name)) is { } missing)
            throw new Refused("criterion.fact-missing", criterion.Text, missing);
        var met = IsMet(criterion, facts.Values);
        return new(criterion.Code, met ? Answer.Met : Answer.NotMet, "computed", EvidenceOf(criterion, request), null);
    }

    /// <summary>A test that has no result over these facts cannot be decided by; the file is not complete.</summary>
    public static bool IsMet(Criterion criterion, JsonObject facts)
    {
        try
        {
            return JsonLogic.IsTruthy(JsonLogic.Evaluate(JsonNode.Parse(criterion.Test.GetRawText()), facts));
        }
        catch (LogicError)
        {
            throw new Refused("criterion.not-computable", criterion.Text);
        }
    }

    /// <summary>SHA-256 over the canonical JSON of the facts the test reads; a sealed one stands as its digest.</summary>
    public static string EvidenceOf(Criterion criterion, Request request)
    {
        var read = new JsonObject();
        foreach (var name in criterion.FactsRead())
            read[name] = request.SealedFacts.TryGetValue(name, out var closed) ? closed.Digest
                : request.Facts.TryGetValue(name, out var open) ? JsonSerializer.SerializeToNode(open)
                : null;
        var bytes = CanonicalJson.Serialize(JsonSerializer.SerializeToElement(read));
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    private static string? Checked(string? evidence) =>
        evidence is null || (evidence.Length == 64 && evidence.All(char.IsAsciiHexDigitLower))
            ? evidence
            : throw new Refused("criterion.evidence-not-a-digest") { Status = 422 };
}
