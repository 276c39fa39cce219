using System.Text.Json.Nodes;

namespace EGov.Ledger;

public static partial class JsonLogic
{
    /// <summary>What is wrong with a rule, whatever the facts: each problem after the place where it stands.</summary>
    /// <param name="rule">As a rulebook is to publish it.</param>
    /// <param name="facts">
    /// The facts that a request has. A path is known when it, or a leading part of it up to a dot, is one of them.
    /// </param>
    /// <returns>Such as <c>/and/1/==/0: There is no fact 'incom'.</c>; nothing for a rule fit to publish.</returns>
    public static IReadOnlyList<string> Check(JsonNode? rule, IReadOnlySet<string> facts)
    {
        var checker = new Checker(facts);
        checker.Rule(rule, "", Scope.Facts, 0);
        return checker.Problems;
    }

    private sealed class Checker(IReadOnlySet<string> facts)
    {
        public List<string> Problems { get; } = [];

        public void Rule(JsonNode? rule, string at, Scope scope, int depth)
        {
            try
            {
                switch (rule)
                {
                    case JsonArray or JsonObject when depth >= MaxDepth:
                        throw new LogicError(LogicFault.TooDeep, Deeper);
                    case JsonArray list:
                        Rules(list, at, _ => scope, depth + 1);
                        break;
                    case JsonObject operation when Whole(operation).Count > 0:
                        Operation(operation, at, scope, depth);
                        break;
                    default:
                        Lift(rule);
                        break;
                }
            }
            catch (LogicError e)
            {
                Report(at, e.Message);
            }
        }

        private void Operation(JsonObject operation, string at, Scope scope, int depth)
        {
            var (name, operands) = Single(operation);
            at = $"{at}/{name}";
            if (!Operators.TryGetValue(name, out var known))
            {
                Report(at, Unknown(name));
                return;
            }
            if (known.Misfit(name, operands) is { } misfit) Report(at, misfit);

            var arguments = Arguments(operands);
            Names(name, arguments, at, scope);
            Rules(arguments, at, index => index == 1 ? known.Body ?? scope : scope, depth + 1);
        }

        private void Rules(IList<JsonNode?> rules, string at, Func<int, Scope> scope, int depth)
        {
            for (var i = 0; i < rules.Count; i++) Rule(rules[i], $"{at}/{i}", scope(i), depth);
        }

        private void Names(string name, IList<JsonNode?> arguments, string at, Scope scope)
        {
            switch (name)
            {
                case "var" or "val" when arguments is [JsonValue or null, ..]:
                    Path(Lift(arguments[0]), dotted: name == "var", $"{at}/0", scope);
                    break;
                case "var" or "val" when arguments.Count > 0 && scope == Scope.Facts:
                    Report($"{at}/0", "Which fact it reads is computed.");
                    break;
                case "missing":
                    Paths(arguments, at, scope);
                    if (arguments is [JsonArray alone]) Paths(alone, $"{at}/0", scope);
                    break;
                case "missing_some" when arguments is [_, JsonArray names]:
                    Paths(names, $"{at}/1", scope);
                    break;
            }
        }

        private void Paths(IList<JsonNode?> paths, string at, Scope scope)
        {
            for (var i = 0; i < paths.Count; i++)
            {
                if (paths[i] is JsonValue path) Path(Lift(path), dotted: true, $"{at}/{i}", scope);
            }
        }

        private void Path(object? value, bool dotted, string at, Scope scope)
        {
            if (value is bool)
            {
                Report(at, "A fact is named by text or number.");
                return;
            }
            var path = AsText(value)!;
            var leads = dotted ? Leads(path) : [path];
            if (path.Length == 0 || scope == Scope.Item) return;
            if (scope == Scope.Facts && !leads.Any(facts.Contains))
                Report(at, $"There is no fact '{path}'.");
            if (scope == Scope.Reduction && leads.First() is not (Reduction.CurrentName or Reduction.AccumulatorName))
                Report(at, $"A reduction knows current and accumulator, not '{path}'.");
        }

        // a.b.c: a, a.b, a.b.c
        private static IEnumerable<string> Leads(string path)
        {
            for (var dot = path.IndexOf('.'); dot >= 0; dot = path.IndexOf('.', dot + 1)) yield return path[..dot];
            yield return path;
        }

        private void Report(string at, string problem) => Problems.Add($"{(at.Length > 0 ? at : "/")}: {problem}");
    }
}
