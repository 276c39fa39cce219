using System.Text.Json;
using System.Text.Json.Serialization;

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
    public IEnumerable<string> FactsRead() => Read(Test, withDefaults: true).Distinct().Order(StringComparer.Ordinal);

    /// <summary>
    /// The facts without which the test means nothing: read with no value of their own for the case that the fact is
    /// missing, and with no question after it by <c>missing</c> or <c>missing_some</c>.
    /// </summary>
    public IEnumerable<string> FactsNeeded()
    {
        var asked = AskedAfter(Test, isInside: false).ToHashSet();
        return Read(Test, withDefaults: false).Distinct().Where(name => !asked.Contains(name))
            .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> AskedAfter(JsonElement test, bool isInside) => test.ValueKind switch
    {
        JsonValueKind.Object => test.EnumerateObject().SelectMany(member =>
            AskedAfter(member.Value, isInside || member.Name is "missing" or "missing_some")),
        JsonValueKind.Array => test.EnumerateArray().SelectMany(item => AskedAfter(item, isInside)),
        JsonValueKind.String when isInside => [test.GetString()!.Split('.')[0]],
        _ => [],
    };

    private static IEnumerable<string> Read(JsonElement test, bool withDefaults) => test.ValueKind switch
    {
        JsonValueKind.Object => test.EnumerateObject().SelectMany(member =>
            member.Name != "var" || NameOf(member.Value) is not { Length: > 0 } name ? Read(member.Value, withDefaults)
            : !withDefaults && member.Value is { ValueKind: JsonValueKind.Array } path && path.GetArrayLength() > 1 ? []
            : [name]),
        JsonValueKind.Array => test.EnumerateArray().SelectMany(item => Read(item, withDefaults)),
        _ => [],
    };

    private static string? NameOf(JsonElement path) => path.ValueKind switch
    {
        JsonValueKind.String => path.GetString()!.Split('.')[0],
        JsonValueKind.Array when path.GetArrayLength() > 0 => NameOf(path[0]),
        _ => null,
    };
}
