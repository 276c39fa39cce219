using System.Text.Json;

namespace EGov.Ledger;

// Which facts a rule reads, told from the rule alone.
public static partial class JsonLogic
{
    /// <summary>The names that <c>var</c> reads anywhere in a rule, each once, in order.</summary>
    /// <remarks>A dotted path reads the fact that its first part names.</remarks>
    public static IEnumerable<string> FactsRead(JsonElement rule) =>
        Read(rule, withDefaults: true).Distinct().Order(StringComparer.Ordinal);

    /// <summary>
    /// The facts without which a rule means nothing: read with no value of their own for the case that the fact is
    /// missing, and with no question after it by <c>missing</c> or <c>missing_some</c>.
    /// </summary>
    public static IEnumerable<string> FactsNeeded(JsonElement rule)
    {
        var asked = AskedAfter(rule, isInside: false).ToHashSet();
        return Read(rule, withDefaults: false).Distinct().Where(name => !asked.Contains(name))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>
    /// Whether a rule can look at a fact: its name stands anywhere in the rule, or the rule reads the facts as a whole.
    /// </summary>
    public static bool MayRead(JsonElement rule, string fact) =>
        ReadsAll(rule)
        || Texts(rule).Any(text => text == fact || text.StartsWith($"{fact}.", StringComparison.Ordinal));

    private static IEnumerable<string> AskedAfter(JsonElement rule, bool isInside) => rule.ValueKind switch
    {
        JsonValueKind.Object => rule.EnumerateObject().SelectMany(member =>
            AskedAfter(member.Value, isInside || member.Name is "missing" or "missing_some")),
        JsonValueKind.Array => rule.EnumerateArray().SelectMany(item => AskedAfter(item, isInside)),
        JsonValueKind.String when isInside => [rule.GetString()!.Split('.')[0]],
        _ => [],
    };

    private static IEnumerable<string> Read(JsonElement rule, bool withDefaults) => rule.ValueKind switch
    {
        JsonValueKind.Object => rule.EnumerateObject().SelectMany(member =>
            member.Name != "var" || NameOf(member.Value) is not { Length: > 0 } name ? Read(member.Value, withDefaults)
            : !withDefaults && member.Value is { ValueKind: JsonValueKind.Array } path && path.GetArrayLength() > 1 ? []
            : [name]),
        JsonValueKind.Array => rule.EnumerateArray().SelectMany(item => Read(item, withDefaults)),
        _ => [],
    };

    private static string? NameOf(JsonElement path) => path.ValueKind switch
    {
        JsonValueKind.String => path.GetString()!.Split('.')[0],
        JsonValueKind.Array when path.GetArrayLength() > 0 => NameOf(path[0]),
        _ => null,
    };

    private static IEnumerable<string> Texts(JsonElement rule) => rule.ValueKind switch
    {
        JsonValueKind.String => [rule.GetString()!],
        JsonValueKind.Array => rule.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => rule.EnumerateObject().SelectMany(member => Texts(member.Value)),
        _ => [],
    };

    private static bool ReadsAll(JsonElement rule) => rule.ValueKind switch
    {
        JsonValueKind.Array => rule.EnumerateArray().Any(ReadsAll),
        JsonValueKind.Object => rule.EnumerateObject().Any(member =>
            (member.Name is "var" or "val" && IsWhole(member.Value)) || ReadsAll(member.Value)),
        _ => false,
    };

    private static bool IsWhole(JsonElement path) => path.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => path.GetString()!.Length == 0,
        JsonValueKind.Array => path.GetArrayLength() == 0 || IsWhole(path[0]),
        _ => false,
    };
}
