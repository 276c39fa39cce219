using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EGov.Catalogue;
using EGov.Privacy;
using EGov.Texts;

namespace EGov.Pages.Citizen;

/// <summary>A sealed value of a file, opened for its subject.</summary>
/// <param name="Words">The value as it was given; none where it was erased.</param>
internal sealed partial record KeptLine(OpenedEvent Event, KeptValue Value, string? Words)
{
    public static IReadOnlyList<KeptLine> Of(KeptRequest kept)
    {
        var events = kept.Events.ToDictionary(e => e.Id);
        return
        [
            .. kept.Values.Select(value =>
                new KeptLine(events[value.Event], value, WordsOf(At(events[value.Event].Details, value.Path)))),
        ];
    }

    /// <summary>Of a file that was handed in, its name.</summary>
    private static string? WordsOf(JsonNode? node) => (node is JsonObject file ? file["name"] : node)?.ToString();

    /// <summary>What stands at a path such as <c>answers[2].note</c>.</summary>
    public static JsonNode? At(JsonNode? node, string path)
    {
        foreach (Match step in Step().Matches(path))
            node = step.Groups[2].Success
                ? (node as JsonArray)?.ElementAtOrDefault(int.Parse(step.Groups[2].Value, CultureInfo.InvariantCulture))
                : (node as JsonObject)?[step.Groups[1].Value];
        return node;
    }

    [GeneratedRegex(@"([^.\[\]]+)|\[(\d+)\]")]
    private static partial Regex Step();
}

/// <summary>What a sealed value is called, and how it is shown, in the page's language.</summary>
internal static class KeptWords
{
    private const string Facts = "sealedFacts.";

    private static readonly Dictionary<string, string> Known = new()
    {
        ["applicant.name"] = "record.path-name",
        ["applicant.nationalNumber"] = "record.path-national",
        ["applicant.phone"] = "record.path-phone",
        ["applicantMark"] = "record.path-mark",
        ["about"] = "record.path-file",
        ["name"] = "record.path-name",
        ["nationalNumber"] = "record.path-national",
        ["phone"] = "record.path-phone",
        ["representative.name"] = "record.path-acting-name",
        ["representative.nationalNumber"] = "record.path-acting-national",
        ["representative.phone"] = "record.path-acting-phone",
        ["words"] = "record.path-words",
        ["grounds"] = "record.path-grounds",
        ["question"] = "record.path-question",
        ["reasons"] = "record.path-reasons",
        ["guidance"] = "record.path-guidance",
    };

    public static Words Name(string path, ServiceTerms terms, Language language) =>
        Known.TryGetValue(path, out var key) ? language[key]
        : FactOf(path, terms) is { } fact ? language.Of(fact.Title)
        : language.Ref(path);

    public static Words Show(string path, string value, ServiceTerms terms, Language language) =>
        FactOf(path, terms) is { } fact ? FactAnswer.Show(fact, value, language)
        : value.All(char.IsAsciiDigit) ? Words.Isolated(language.Format.Digits(value))
        : Words.Isolated(value);

    private static FactTerms? FactOf(string path, ServiceTerms terms) =>
        path.StartsWith(Facts, StringComparison.Ordinal)
            ? terms.Facts.FirstOrDefault(fact => fact.Name == path[Facts.Length..])
            : null;
}
