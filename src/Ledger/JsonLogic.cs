using System.Text.Json.Nodes;

namespace EGov.Ledger;

/// <summary>Answers criteria written in JSON Logic: a pure function of rule and facts, in exact decimals.</summary>
/// <remarks>
/// Where implementations differ, the public suites decide (nothing is 0 beside a number, an empty list is false, a text
/// that is no number is an error); where these are silent and silence could turn a decision, it is an error too: an
/// object of two operators, arguments too many, two lists or objects compared. Sums, differences and products are exact
/// to 28 digits; what needs more is rounded to them, half to even, alike on every machine.
/// </remarks>
public static partial class JsonLogic
{
    /// <summary>How many operations and lists may stand inside one another, in a rule and in its result.</summary>
    public const int MaxDepth = 64;

    /// <summary>How much one evaluation may do: a step is a value seen, or 64 characters read or written.</summary>
    public const int MaxSteps = 100_000;

    private const int CharactersInAStep = 64;

    private static readonly string Deeper = $"More than {MaxDepth} operations or lists stand inside one another.";

    /// <summary>The result of a rule over data; neither is changed, and the result shares no node with them.</summary>
    /// <returns>Null for nothing; numbers are decimals, in their shortest form.</returns>
    /// <exception cref="LogicError">The rule has no result over these data.</exception>
    public static JsonNode? Evaluate(JsonNode? rule, JsonNode? data)
    {
        var run = new Run();
        return run.Json(run.Value(rule, Lift(data), 0), 0);
    }

    /// <summary>False are nothing, false, 0, the empty text and the empty list; all else is true.</summary>
    /// <exception cref="LogicError">A number beyond the range of decimals.</exception>
    public static bool IsTruthy(JsonNode? value) => Truthy(Lift(value));

    // One evaluation: what it has spent, and the walk down the rule.
    private sealed class Run
    {
        private int _steps;

        public object? Value(JsonNode? rule, object? scope, int depth)
        {
            Spend(1);
            switch (rule)
            {
                case JsonArray list:
                    RefuseDeeper(depth);
                    var items = new object?[list.Count];
                    for (var i = 0; i < items.Length; i++) items[i] = Value(list[i], scope, depth + 1);
                    return items;
                case JsonObject operation when Whole(operation).Count > 0:
                    RefuseDeeper(depth);
                    return Apply(operation, scope, depth);
                default:
                    return Lift(rule);
            }
        }

        private object? Apply(JsonObject operation, object? scope, int depth)
        {
            var (name, operands) = Single(operation);
            if (!Operators.TryGetValue(name, out var known))
                throw new LogicError(LogicFault.UnknownOperator, Unknown(name));
            if (known.Misfit(name, operands) is { } misfit) throw new LogicError(LogicFault.BadArguments, misfit);
            return known.Apply(new Call(this, name, Arguments(operands), scope, depth));
        }

        public JsonNode? Json(object? value, int depth)
        {
            Spend(1);
            switch (value)
            {
                case null: return null;
                case bool truth: return truth;
                case decimal number: return Shortest(number);
                case string text: Spend(text); return text;
            }
            RefuseDeeper(depth);
            if (value is JsonObject data)
            {
                var copy = new JsonObject();
                foreach (var (name, member) in Whole(data))
                {
                    Spend(name);
                    copy.Add(name, Json(Lift(member), depth + 1));
                }
                return copy;
            }
            if (value is Reduction reduction)
            {
                return new JsonObject
                {
                    [Reduction.CurrentName] = Json(reduction.Current, depth + 1),
                    [Reduction.AccumulatorName] = Json(reduction.Accumulator, depth + 1),
                };
            }
            var list = new JsonArray();
            foreach (var item in Items(value)!) list.Add(Json(item, depth + 1));
            return list;
        }

        // The items of a list, from the rule's or the data's side; null for whatever is no list.
        public object?[]? Items(object? value)
        {
            if (value is not JsonArray list) return value as object?[];
            Spend(list.Count);
            return [.. list.Select(Lift)];
        }

        public void Spend(string text) => Spend(text.Length / CharactersInAStep);

        public void Spend(int steps)
        {
            if ((_steps += steps) > MaxSteps)
                throw new LogicError(LogicFault.TooManySteps, $"The rule takes more than {MaxSteps} steps.");
        }

        private static void RefuseDeeper(int depth)
        {
            if (depth >= MaxDepth) throw new LogicError(LogicFault.TooDeep, Deeper);
        }
    }

    // One operation under way: its arguments are evaluated when asked for, so what is not needed is not touched.
    private sealed class Call(Run run, string name, IList<JsonNode?> arguments, object? scope, int depth)
    {
        public int Count => arguments.Count;

        public object? Scope => scope;

        public object? this[int index] => run.Value(arguments[index], scope, depth + 1);

        public object?[] All => [.. Enumerable.Range(0, Count).Select(index => this[index])];

        // The second argument, over one item of a list.
        public object? Body(object? item) => run.Value(arguments[1], item, depth + 1);

        public decimal Number(int index) => Number(this[index]);

        public decimal Number(object? value) =>
            AsNumber(value) ?? throw Fail(LogicFault.NotANumber, $"needs a number, and {Kind(value)} holds none");

        public string Text(int index)
        {
            var value = this[index];
            var text = AsText(value) ?? throw Fail(LogicFault.BadArguments, $"needs text, not {Kind(value)}");
            run.Spend(text);
            return text;
        }

        public string Path(object? value) => value is null or decimal or string
            ? AsText(value)!
            : throw Fail(LogicFault.BadArguments, $"names a fact by text or number, not by {Kind(value)}");

        public object?[] List(object? value) =>
            run.Items(value) ?? throw Fail(LogicFault.BadArguments, $"needs a list, not {Kind(value)}");

        public object?[]? ListOrNull(object? value) => run.Items(value);

        public void Spend(int steps) => run.Spend(steps);

        public void Spend(string text) => run.Spend(text);

        public LogicError Fail(LogicFault fault, string what) => new(fault, $"'{name}' {what}.");
    }
}
