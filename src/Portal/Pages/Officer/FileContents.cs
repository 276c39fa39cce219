using System.Text.Json.Nodes;
using EGov.Casework;
using EGov.Privacy;
using OfficeFile = EGov.Casework.RequestFile;

namespace EGov.Pages.Officer;

/// <summary>What the applicant has handed in, gathered from the filing and from every later answer.</summary>
internal sealed record FileContents(
    FiledPerson Applicant, FiledPerson? Representative, string Channel, string? Clerk, string? Words,
    IReadOnlyDictionary<string, JsonNode?> Facts, IReadOnlySet<string> Sealed, IReadOnlySet<string> Documents)
{
    public static FileContents Of(OfficeFile file)
    {
        var filed = file.Events[0].Details;
        var facts = new Dictionary<string, JsonNode?>();
        var closed = new HashSet<string>();
        var documents = new HashSet<string>();
        foreach (var e in file.Events.Where(e => e.Type is nameof(RequestSubmitted) or nameof(InformationSupplied)))
        {
            foreach (var (name, value) in e.Details["facts"]!.AsObject()) facts[name] = value;
            foreach (var (name, value) in e.Details["sealedFacts"]!.AsObject())
            {
                facts[name] = value;
                closed.Add(name);
            }

            foreach (var document in e.Details["documents"]!.AsArray()) documents.Add(document!.GetValue<string>());
        }

        return new(Person(filed["applicant"])!, Person(filed["representative"]), filed["channel"]!.GetValue<string>(),
            filed["clerk"]?.GetValue<string>(), filed["words"]?.GetValue<string>(), facts, closed, documents);
    }

    /// <summary>The opened words of one event; null where there are none, or their subject was erased.</summary>
    public static string? WordsOf(OfficeFile file, long version, string member) =>
        file.Events.FirstOrDefault(e => e.Version == version) is { } e ? WordsOf(e, member) : null;

    public static string? WordsOf(OpenedEvent e, string member) =>
        e.Details[member] is JsonValue value && value.TryGetValue<string>(out var words) ? words : null;

    private static FiledPerson? Person(JsonNode? node) => node is not JsonObject person
        ? null
        : new(Text(person["name"]), Text(person["nationalNumber"]), Text(person["phone"]));

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

/// <summary>A person as the file tells of him; a value whose subject was erased is null.</summary>
internal sealed record FiledPerson(string? Name, string? NationalNumber, string? Phone);
