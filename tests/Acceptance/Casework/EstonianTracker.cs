using System.Globalization;
using System.Text.Json;

namespace EGov.Acceptance.Casework;

/// <summary>Estonia's data tracker as its own description says it, read where it lies beside the project.</summary>
/// <remarks>Of YAML only what that file uses: maps by indentation, lists of single words, and scalars.</remarks>
internal sealed class EstonianTracker
{
    private readonly Dictionary<string, object> _schemas;

    private EstonianTracker(Dictionary<string, object> schemas) => _schemas = schemas;

    /// <exception cref="FileNotFoundException">The description does not lie where it should.</exception>
    public static EstonianTracker Read()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "EGov.Cqrs.sln"))) root = root.Parent;
        var path = Path.GetFullPath(Path.Combine(
            root!.FullName, "..", "shared", "schemas", "access-log", "dumonitor-openapi.yaml"));
        var lines = File.ReadAllLines(path).Where(line => line.Trim().Length > 0).ToList();
        var at = 0;
        var document = Map(lines, ref at, 0);
        return new((Dictionary<string, object>)((Dictionary<string, object>)document["components"])["schemas"]);
    }

    /// <summary>Every way in which a value is not what the description says; none: it conforms.</summary>
    public IReadOnlyList<string> Faults(string schema, JsonElement value) =>
        [.. Check((Dictionary<string, object>)_schemas[schema], value, schema)];

    private IEnumerable<string> Check(Dictionary<string, object> schema, JsonElement value, string path)
    {
        if (schema.TryGetValue("$ref", out var name))
        {
            var named = (Dictionary<string, object>)_schemas[((string)name).Split('/')[^1]];
            return Check(named, value, path);
        }

        return (string)schema["type"] switch
        {
            "object" => CheckObject(schema, value, path),
            "array" when value.ValueKind is JsonValueKind.Array => value.EnumerateArray().SelectMany((item, i) =>
                Check((Dictionary<string, object>)schema["items"], item, $"{path}[{i}]")),
            "integer" when value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out _) => [],
            "string" when value.ValueKind is JsonValueKind.String => CheckString(schema, value.GetString()!, path),
            var type => [$"{path} is {value.ValueKind} and no {type}."],
        };
    }

    private IEnumerable<string> CheckObject(Dictionary<string, object> schema, JsonElement value, string path)
    {
        if (value.ValueKind is not JsonValueKind.Object) return [$"{path} is {value.ValueKind} and no object."];
        var required = schema.TryGetValue("required", out var names) ? (List<string>)names : [];
        return required.Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{path}.{name} is missing.")
            .Concat(((Dictionary<string, object>)schema["properties"])
                .Where(member => value.TryGetProperty(member.Key, out _))
                .SelectMany(member => Check((Dictionary<string, object>)member.Value,
                    value.GetProperty(member.Key), $"{path}.{member.Key}")));
    }

    private static IEnumerable<string> CheckString(Dictionary<string, object> schema, string value, string path)
    {
        if (schema.TryGetValue("format", out var format) && (string)format == "date-time"
            && !(value.Contains('T') && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _)))
            yield return $"{path} is no instant: {value}";
        if (schema.TryGetValue("enum", out var choices) && !((List<string>)choices).Contains(value))
            yield return $"{path} is none of the list: {value}";
    }

    private static Dictionary<string, object> Map(List<string> lines, ref int at, int indent)
    {
        var map = new Dictionary<string, object>();
        while (at < lines.Count && Indent(lines[at]) == indent && !IsItem(lines[at]))
        {
            var line = lines[at++].Trim();
            var cut = line.IndexOf(':');
            var (key, value) = (line[..cut].Trim('\''), line[(cut + 1)..].Trim());
            map[key] = value.Length > 0 ? value.Trim('\'')
                : at < lines.Count && IsItem(lines[at]) ? List(lines, ref at)
                : at < lines.Count && Indent(lines[at]) > indent ? Map(lines, ref at, Indent(lines[at]))
                : "";
        }

        return map;
    }

    private static List<string> List(List<string> lines, ref int at)
    {
        var list = new List<string>();
        var indent = Indent(lines[at]);
        for (; at < lines.Count && (Indent(lines[at]) > indent
                 || (Indent(lines[at]) == indent && IsItem(lines[at]))); at++)
            if (Indent(lines[at]) == indent) list.Add(lines[at].Trim()[2..].Trim('\''));
        return list;
    }

    private static bool IsItem(string line) => line.TrimStart().StartsWith("- ", StringComparison.Ordinal);

    private static int Indent(string line) => line.Length - line.TrimStart().Length;
}
