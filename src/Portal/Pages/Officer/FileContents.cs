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
    /// <summary>Whether there were words of the applicant, which nobody can read any more.</summary>
    public bool AreWordsErased { get; private init; }

    /// <summary>Facts that the applicant has corrected, as they had stood.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Before { get; private init; } = new Dictionary<string, JsonNode?>();

    public static FileContents Of(OfficeFile file)
    {
        var filed = file.Events[0].Details;
        var facts = new Dictionary<string, JsonNode?>();
        var closed = new HashSet<string>();
        var documents = new HashSet<string>();
        var before = new Dictionary<string, JsonNode?>();
        foreach (var e in file.Events.Where(e => e.Type is nameof(RequestSubmitted) or nameof(InformationSupplied)
            or nameof(ApplicantCorrected)))
        {
            foreach (var (name, value) in e.Details["facts"]?.AsObject() ?? []) facts[name] = value;
            if (e.Type is nameof(ApplicantCorrected))
                foreach (var (name, _) in e.Details["sealedFacts"]!.AsObject())
                    before[name] = facts.GetValueOrDefault(name);
            foreach (var (name, value) in e.Details["sealedFacts"]!.AsObject())
            {
                facts[name] = value;
                closed.Add(name);
            }

            foreach (var document in e.Details["documents"]?.AsArray() ?? [])
                documents.Add(document!.GetValue<string>());
        }

        return new(
            Corrected(Person(file.Events[0], "applicant")!, file.Events), Person(file.Events[0], "representative"),
            filed["channel"]!.GetValue<string>(), filed["clerk"]?.GetValue<string>(),
            filed["words"]?.GetValue<string>(), facts, closed, documents)
        {
            AreWordsErased = file.Events[0].Erased.Contains("words"),
            Before = before,
        };
    }

    /// <summary>The opened words of one event; null where there are none, or their subject was erased.</summary>
    public static string? WordsOf(OfficeFile file, long version, string member) =>
        file.Events.FirstOrDefault(e => e.Version == version) is { } e ? WordsOf(e, member) : null;

    public static string? WordsOf(OpenedEvent e, string member) =>
        e.Details[member] is JsonValue value && value.TryGetValue<string>(out var words) ? words : null;

    private static FiledPerson? Person(OpenedEvent filed, string member) =>
        filed.Details[member] is not JsonObject person
            ? null
            : new(Text(person["name"]), Text(person["nationalNumber"]), Text(person["phone"]))
            {
                IsErased = filed.Erased.Contains(member + ".name"),
            };

    /// <summary>Each correction takes the place of what stood there, and keeps it beside.</summary>
    private static FiledPerson Corrected(FiledPerson person, IEnumerable<OpenedEvent> events)
    {
        foreach (var e in events.Where(e => e.Type is nameof(ApplicantCorrected)))
            person = person with
            {
                Name = Text(e.Details["name"]) ?? person.Name,
                NationalNumber = Text(e.Details["nationalNumber"]) ?? person.NationalNumber,
                Phone = Text(e.Details["phone"]) ?? person.Phone,
                Before = [.. person.Before,
                    .. Changed(person.Name, e, "name"), .. Changed(person.NationalNumber, e, "nationalNumber"),
                    .. Changed(person.Phone, e, "phone")],
            };
        return person;
    }

    private static IEnumerable<string> Changed(string? before, OpenedEvent e, string member) =>
        before is not null && Text(e.Details[member]) is not null ? [before] : [];

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

/// <summary>A person as the file tells of him; a value whose subject was erased is null.</summary>
internal sealed record FiledPerson(string? Name, string? NationalNumber, string? Phone)
{
    public bool IsErased { get; init; }

    /// <summary>What stood there before the applicant corrected it, the oldest first.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];
}
