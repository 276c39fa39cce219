using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EGov.Ledger;

// While a rule is evaluated a value is null, bool, decimal, string, a list (object?[] made by the rule, JsonArray of
// the data), an object (JsonObject of the data) or a Reduction: nodes of the data are read where they are, not copied.
public static partial class JsonLogic
{
    private const NumberStyles NumberStyle =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private sealed record Reduction(object? Current, object? Accumulator)
    {
        public const string CurrentName = "current";
        public const string AccumulatorName = "accumulator";
    }

    private static object? Lift(JsonNode? node) => node is JsonValue value ? Scalar(value) : node;

    private static object? Scalar(JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.True: return true;
            case JsonValueKind.False: return false;
            case JsonValueKind.Null: return null;
            case JsonValueKind.Number: return Number(value);
            case JsonValueKind.String: return Text(value);
            default: throw new LogicError(LogicFault.BrokenJson, "An object of the program is no JSON.");
        }
    }

    private static decimal Number(JsonValue value)
    {
        try
        {
            // One parser for numbers and for texts that hold one: JsonElement.GetDecimal need not round as it does.
            var text = value.TryGetValue<JsonElement>(out var element)
                ? JsonMarshal.GetRawUtf8Value(element)
                : Encoding.UTF8.GetBytes(value.ToJsonString());
            if (decimal.TryParse(text, NumberStyle, CultureInfo.InvariantCulture, out var number)) return number;
        }
        catch (ArgumentException)
        {
            // A NaN or infinity that the program put there has no JSON.
        }
        throw new LogicError(LogicFault.OutOfRange, "A number lies beyond the range of decimals.");
    }

    private static string Text(JsonValue value)
    {
        try
        {
            return value.TryGetValue<string>(out var text) ? text : value.Deserialize<string>()!;
        }
        catch (InvalidOperationException e)
        {
            throw new LogicError(LogicFault.BrokenJson, "A text holds half of a surrogate pair.", e);
        }
    }

    // An object is parsed when it is first looked into; only then does a name that stands twice show itself.
    private static JsonObject Whole(JsonObject data)
    {
        try
        {
            _ = data.Count;
            return data;
        }
        catch (ArgumentException e)
        {
            throw new LogicError(LogicFault.BrokenJson, "A name stands twice in an object.", e);
        }
        catch (InvalidOperationException e)
        {
            throw new LogicError(LogicFault.BrokenJson, "A name holds half of a surrogate pair.", e);
        }
    }

    private static KeyValuePair<string, JsonNode?> Single(JsonObject operation) => operation.Count == 1
        ? operation.GetAt(0)
        : throw new LogicError(LogicFault.BadArguments, $"An operation has one operator, not {operation.Count}.");

    private static IList<JsonNode?> Arguments(JsonNode? operands) =>
        operands as JsonArray ?? (IList<JsonNode?>)[operands];

    private static string Unknown(string name) =>
        $"There is no operator '{(name.Length <= 32 ? name : name[..32] + "…")}'.";

    private static bool TryFind(object? scope, string path, out object? found)
    {
        found = scope;
        if (path.Length == 0) return true;
        if (!path.Contains('.', StringComparison.Ordinal)) return TryMember(scope, path, out found);
        foreach (var name in path.Split('.'))
        {
            if (!TryMember(found, name, out found)) return false;
        }
        return true;
    }

    private static bool TryMember(object? value, string name, out object? member)
    {
        switch (value)
        {
            case JsonObject data when Whole(data).TryGetPropertyValue(name, out var node):
                member = Lift(node);
                return true;
            case JsonArray list when TryIndex(name, list.Count, out var index):
                member = Lift(list[index]);
                return true;
            case object?[] list when TryIndex(name, list.Length, out var index):
                member = list[index];
                return true;
            case Reduction reduction when name is Reduction.CurrentName:
                member = reduction.Current;
                return true;
            case Reduction reduction when name is Reduction.AccumulatorName:
                member = reduction.Accumulator;
                return true;
            default:
                member = null;
                return false;
        }
    }

    private static bool TryIndex(string name, int count, out int index) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out index)
        && index < count && (name.Length == 1 || name[0] != '0');

    private static bool Truthy(object? value) => value switch
    {
        null => false,
        bool truth => truth,
        decimal number => number != 0,
        string text => text.Length > 0,
        object?[] list => list.Length > 0,
        JsonArray list => list.Count > 0,
        _ => true,
    };

    private static bool IsSingle(object? value) => value is null or bool or decimal or string;

    // Nothing equals 0 and false, as in the suites, but no text, list or object: what an absent fact is may be asked.
    private static bool AreEqual(Call call, object? left, object? right) => (left, right) switch
    {
        (string one, string other) => one == other,
        (null, not (null or bool or decimal)) or (not (null or bool or decimal), null) => false,
        _ => call.Number(left) == call.Number(right),
    };

    private static bool AreSame(Call call, object? left, object? right) => IsSingle(left) || IsSingle(right)
        ? Equals(left, right)
        : throw call.Fail(LogicFault.BadArguments, "compares single values, not two lists or objects");

    private static int Compare(Call call, object? left, object? right) => (left, right) is (string one, string other)
        ? string.CompareOrdinal(one, other)
        : call.Number(left).CompareTo(call.Number(right));

    private static decimal? AsNumber(object? value) => value switch
    {
        null or false => 0,
        true => 1,
        decimal number => number,
        string text => Parse(text.AsSpan().Trim()),
        _ => null,
    };

    private static decimal? Parse(ReadOnlySpan<char> text) =>
        text.IsEmpty ? 0
        : decimal.TryParse(text, NumberStyle, CultureInfo.InvariantCulture, out var number) ? number
        : null;

    private static string? AsText(object? value) => value switch
    {
        null => "",
        true => "true",
        false => "false",
        decimal number => Shortest(number).ToString(CultureInfo.InvariantCulture),
        string text => text,
        _ => null,
    };

    // A division by one with all 28 places drops the zeros at the end, so that 1.5 + 1.5 is written 3.
    private static decimal Shortest(decimal number) =>
        number == 0 ? 0 : number / 1.0000000000000000000000000000m;

    private static string Kind(object? value) => value switch
    {
        null => "nothing",
        bool => "true or false",
        decimal => "a number",
        string => "a text",
        object?[] or JsonArray => "a list",
        _ => "an object",
    };
}
