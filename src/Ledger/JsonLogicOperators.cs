using System.Collections.Frozen;
using System.Text;
using System.Text.Json.Nodes;

namespace EGov.Ledger;

public static partial class JsonLogic
{
    private const int Many = int.MaxValue;

    private static readonly FrozenDictionary<string, Operator> Operators = new Dictionary<string, Operator>
    {
        ["var"] = new(0, 2, Var),
        ["val"] = new(0, Many, Val),
        ["missing"] = new(0, Many, Missing),
        ["missing_some"] = new(2, 2, MissingSome),

        ["if"] = new(0, Many, If) { TakesList = true },
        ["?:"] = new(0, Many, If) { TakesList = true },
        ["and"] = new(0, Many, call => Until(call, false)) { TakesList = true },
        ["or"] = new(0, Many, call => Until(call, true)) { TakesList = true },
        ["!"] = new(0, 1, call => call.Count == 0 || !Truthy(call[0])),
        ["!!"] = new(0, 1, call => call.Count > 0 && Truthy(call[0])),

        ["=="] = Chain(AreEqual),
        ["!="] = Chain((call, left, right) => !AreEqual(call, left, right)),
        ["==="] = Chain(AreSame),
        ["!=="] = Chain((call, left, right) => !AreSame(call, left, right)),
        ["<"] = Chain((call, left, right) => Compare(call, left, right) < 0),
        [">"] = Chain((call, left, right) => Compare(call, left, right) > 0),
        ["<="] = Chain((call, left, right) => Compare(call, left, right) <= 0),
        [">="] = Chain((call, left, right) => Compare(call, left, right) >= 0),

        ["max"] = Arithmetic(1, Many, call => Fold(call, call.Number(0), decimal.Max, from: 1)),
        ["min"] = Arithmetic(1, Many, call => Fold(call, call.Number(0), decimal.Min, from: 1)),
        ["+"] = Arithmetic(0, Many, call => Fold(call, 0, decimal.Add)),
        ["*"] = Arithmetic(0, Many, call => Fold(call, 1, decimal.Multiply)),
        ["-"] = Arithmetic(1, Many, call => AloneOrFold(call, 0, decimal.Subtract)),
        ["/"] = Arithmetic(1, Many, call => AloneOrFold(call, 1, decimal.Divide)),
        ["%"] = Arithmetic(2, 2, call => decimal.Remainder(call.Number(0), call.Number(1))),

        ["in"] = new(2, 2, call => In(call)),
        ["cat"] = new(0, Many, Cat),
        ["substr"] = new(2, 3, Substr),

        ["all"] = Quantifier((items, test) => items.Length > 0 && Array.TrueForAll(items, test)),
        ["some"] = Quantifier(Array.Exists),
        ["none"] = Quantifier((items, test) => !Array.Exists(items, test)),
        ["map"] = OverList(call => Array.ConvertAll(ListOrNothing(call), call.Body)),
        ["filter"] = OverList(call => Array.FindAll(ListOrNothing(call), item => Truthy(call.Body(item)))),
        ["reduce"] = new(2, 3, Reduce) { Body = Scope.Reduction },
        ["merge"] = new(0, Many, Merge),
    }.ToFrozenDictionary();

    private static object? Var(Call call)
    {
        var path = call.Count == 0 ? "" : call.Path(call[0]);
        if (TryFind(call.Scope, path, out var found)) return found;
        return call.Count > 1 ? call[1] : null;
    }

    // As var, but each argument is one name, so a name may hold a dot; without arguments, all that is in sight.
    private static object? Val(Call call)
    {
        var found = call.Scope;
        for (var i = 0; i < call.Count; i++)
        {
            if (!TryMember(found, call.Path(call[i]), out found)) return null;
        }
        return found;
    }

    private static object?[] Missing(Call call) => Missing(call, call.All switch
    {
        [JsonArray or object?[]] and [var list] => call.List(list),
        var names => names,
    });

    private static object?[] MissingSome(Call call)
    {
        var needed = call.Number(0);
        var names = call.List(call[1]);
        var missing = Missing(call, names);
        return names.Length - missing.Length >= needed ? [] : missing;
    }

    private static object?[] Missing(Call call, object?[] names) =>
        Array.FindAll(names, name => !TryFind(call.Scope, call.Path(name), out var found) || found is null or "");

    private static object? If(Call call)
    {
        var i = 0;
        for (; i + 1 < call.Count; i += 2)
        {
            if (Truthy(call[i])) return call[i + 1];
        }
        return i < call.Count ? call[i] : null;
    }

    private static object? Until(Call call, bool truth)
    {
        object? last = false;
        for (var i = 0; i < call.Count; i++)
        {
            last = call[i];
            if (Truthy(last) == truth) break;
        }
        return last;
    }

    private static Operator Chain(Func<Call, object?, object?, bool> holds) => new(2, Many, call =>
    {
        var left = call[0];
        for (var i = 1; i < call.Count; i++)
        {
            var right = call[i];
            if (!holds(call, left, right)) return false;
            left = right;
        }
        return true;
    });

    private static Operator Arithmetic(int min, int max, Func<Call, decimal> result) => new(min, max, call =>
    {
        try
        {
            return result(call);
        }
        catch (OverflowException)
        {
            throw call.Fail(LogicFault.OutOfRange, "goes beyond the range of decimals");
        }
        catch (DivideByZeroException)
        {
            throw call.Fail(LogicFault.NotANumber, "divides by zero");
        }
    });

    private static decimal Fold(Call call, decimal start, Func<decimal, decimal, decimal> step, int from = 0)
    {
        var result = start;
        for (var i = from; i < call.Count; i++) result = step(result, call.Number(i));
        return result;
    }

    private static decimal AloneOrFold(Call call, decimal before, Func<decimal, decimal, decimal> step) =>
        call.Count == 1 ? step(before, call.Number(0)) : Fold(call, call.Number(0), step, from: 1);

    private static bool In(Call call)
    {
        var sought = call[0];
        var where = call[1];
        switch (where)
        {
            case null:
                return false;
            case string text:
                call.Spend(text);
                return sought switch
                {
                    null => false,
                    string part => text.Contains(part, StringComparison.Ordinal),
                    _ => throw call.Fail(LogicFault.BadArguments, $"finds text in text, not {Kind(sought)}"),
                };
            default:
                return Array.Exists(call.List(where), item => AreSame(call, sought, item));
        }
    }

    private static string Cat(Call call)
    {
        var text = new StringBuilder();
        for (var i = 0; i < call.Count; i++) text.Append(call.Text(i));
        return text.ToString();
    }

    // A start below zero counts from the end; a length below zero leaves out that many at the end.
    private static string Substr(Call call)
    {
        var text = call.Text(0);
        var start = Within(call.Number(1), text.Length);
        text = text[(start < 0 ? text.Length + start : start)..];
        if (call.Count < 3) return text;
        var length = Within(call.Number(2), text.Length);
        return text[..(length < 0 ? text.Length + length : length)];
    }

    private static int Within(decimal number, int limit) => (int)Math.Clamp(decimal.Truncate(number), -limit, limit);

    private static Operator Quantifier(Func<object?[], Predicate<object?>, bool> holds) =>
        OverList(call => holds(call.List(call[0]), item => Truthy(call.Body(item))));

    private static Operator OverList(Func<Call, object?> apply) => new(2, 2, apply) { Body = Scope.Item };

    private static object?[] ListOrNothing(Call call) => call[0] is { } list ? call.List(list) : [];

    private static object? Reduce(Call call)
    {
        var items = ListOrNothing(call);
        var result = call.Count > 2 ? call[2] : null;
        foreach (var item in items) result = call.Body(new Reduction(item, result));
        return result;
    }

    private static object?[] Merge(Call call)
    {
        var merged = new List<object?>();
        for (var i = 0; i < call.Count; i++)
        {
            var value = call[i];
            var items = call.ListOrNull(value) ?? [value];
            call.Spend(items.Length);
            merged.AddRange(items);
        }
        return [.. merged];
    }

    // What a name means inside an operation's second argument.
    private enum Scope { Facts, Item, Reduction }

    private sealed record Operator(int Min, int Max, Func<Call, object?> Apply)
    {
        public Scope? Body { get; init; }

        public bool TakesList { get; init; }

        public string? Misfit(string name, JsonNode? operands)
        {
            if (TakesList && operands is not JsonArray) return $"'{name}' takes a list of arguments.";
            var count = operands is JsonArray list ? list.Count : 1;
            if (count < Min) return $"'{name}' takes at least {Min} arguments, not {count}.";
            if (count > Max) return $"'{name}' takes at most {Max} arguments, not {count}.";
            return null;
        }
    }
}
