using System.Text.Json;
using System.Text.Json.Serialization;
using EGov.Ledger;

namespace EGov.Rulebooks;

// What can happen to a rulebook. These records are stored and hashed into the ledger for good:
// add members and new records freely; never rename, remove or retype one.

/// <summary>A version of a rulebook is published; decisions from its day on are taken by it.</summary>
public record RulebookPublished(DateTimeOffset At, RulebookVersion Version) : IHappened;

/// <summary>The criteria of one kind of decision, in order, as a text of law sets them from a day on.</summary>
public record RulebookVersion
{
    public required string Code { get; init; }
    public required int Version { get; init; }
    public required DateOnly EffectiveFrom { get; init; }
    public required Text Title { get; init; }
    public required Text LegalReference { get; init; }
    public required IReadOnlyList<Criterion> Criteria { get; init; }
}

/// <summary>One condition of a decision.</summary>
/// <param name="Test">JSON Logic over the request's facts, or the string "human": an officer answers.</param>
/// <param name="Kind">required: unmet means refused. weighs: answered and shown, and decides nothing alone.</param>
/// <param name="Guidance">What the applicant can do when it is unmet (Charter, article 23).</param>
public record Criterion(string Code, Text Text, Text LegalReference, JsonElement Test, string Kind, Text Guidance)
{
    [JsonIgnore]
    public bool IsHuman => Test.ValueKind is JsonValueKind.String && Test.GetString() == "human";

    [JsonIgnore]
    public bool IsRequired => Kind == "required";

    /// <summary>The names that <c>var</c> reads anywhere in the test, each once, in order.</summary>
    public IEnumerable<string> FactsRead() => JsonLogic.FactsRead(Test);

    /// <summary>The facts without which the test means nothing.</summary>
    public IEnumerable<string> FactsNeeded() => JsonLogic.FactsNeeded(Test);
}
