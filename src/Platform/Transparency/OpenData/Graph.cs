using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace EGov.Transparency;

/// <summary>Statements about things that are named by addresses, written out as Turtle or as JSON-LD.</summary>
/// <remarks>
/// Every thing has a name of its own: a graph without blank nodes is the same graph wherever the same statements
/// stand, and anybody can point at each of its things.
/// </remarks>
public sealed class Graph
{
    public const string Turtle = "ttl";
    public const string JsonLd = "jsonld";
    public const string TurtleType = "text/turtle";
    public const string JsonLdType = "application/ld+json";

    private const string Type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

    private readonly SortedDictionary<string, string> _prefixes = new(StringComparer.Ordinal)
    {
        ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
    };

    private readonly Dictionary<string, List<(string Property, Term Said)>> _things = [];

    /// <param name="prefixes">What short names begin with, and what they stand for.</param>
    public Graph(params ReadOnlySpan<(string Prefix, string Namespace)> prefixes)
    {
        foreach (var (prefix, space) in prefixes) _prefixes[prefix] = space;
    }

    /// <summary>How many statements there are.</summary>
    public int Count => _things.Values.Sum(said => said.Count);

    /// <summary>What is said of one thing.</summary>
    public Thing Of(string address) => new(this, address);

    /// <summary>In the form of an address's ending.</summary>
    internal static Answer<Graph> Answer(Graph graph, string format, string vary) => format switch
    {
        Turtle => new(graph, Encoding.UTF8.GetBytes(graph.ToTurtle()), TurtleType + "; charset=utf-8", null)
        {
            Vary = vary,
            Said = Everywhere,
        },
        JsonLd => new(graph, graph.ToJsonLd(), JsonLdType + "; charset=utf-8", null) { Vary = vary, Said = Everywhere },
        _ => throw new Refused("graph.format-unknown") { Status = 404 },
    };

    /// <summary>The form that the header Accept likes best; JSON-LD where it does not care.</summary>
    internal static string Wanted(HttpRequest http) =>
        http.GetTypedHeaders().Accept.OrderByDescending(accepted => accepted.Quality ?? 1)
            .Select(accepted => accepted.MediaType.Value switch
            {
                TurtleType => Turtle,
                JsonLdType or "application/json" or "*/*" => JsonLd,
                _ => null,
            })
            .FirstOrDefault(format => format is not null) ?? JsonLd;

    private static readonly Dictionary<string, string> Everywhere = new() { ["Access-Control-Allow-Origin"] = "*" };

    public string ToTurtle()
    {
        var written = new StringBuilder();
        foreach (var (prefix, space) in _prefixes)
            written.Append(CultureInfo.InvariantCulture, $"@prefix {prefix}: <{space}> .\n");
        foreach (var (address, said) in _things)
        {
            written.Append('\n').Append(Name(address));
            var isFirst = true;
            foreach (var (property, terms) in Grouped(said))
            {
                written.Append(isFirst ? "\n    " : " ;\n    ").Append(property == Type ? "a" : Name(property))
                    .Append(' ').AppendJoin(", ", terms.Select(Write));
                isFirst = false;
            }

            written.Append(" .\n");
        }

        return written.ToString();
    }

    public byte[] ToJsonLd()
    {
        using var written = new MemoryStream();
        using (var json = new Utf8JsonWriter(written, new() { Encoder = Answers.Options.Encoder, Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartObject("@context");
            foreach (var (prefix, space) in _prefixes) json.WriteString(prefix, space);
            json.WriteEndObject();
            json.WriteStartArray("@graph");
            foreach (var (address, said) in _things) Write(json, address, said);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return written.ToArray();
    }

    private void Write(Utf8JsonWriter json, string address, List<(string Property, Term Said)> said)
    {
        json.WriteStartObject();
        json.WriteString("@id", address);
        foreach (var (property, terms) in Grouped(said))
        {
            if (property == Type)
            {
                json.WriteStartArray("@type");
                foreach (var term in terms) json.WriteStringValue(Short(term.Value) ?? term.Value);
                json.WriteEndArray();
                continue;
            }

            json.WriteStartArray(Short(property) ?? property);
            foreach (var term in terms)
            {
                json.WriteStartObject();
                json.WriteString(term.IsAddress ? "@id" : "@value", term.Value);
                if (term.Language is { } language) json.WriteString("@language", language);
                if (term.Datatype is { } datatype) json.WriteString("@type", Short(datatype) ?? datatype);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>A property once, with all that it says, in the order in which it was first said.</summary>
    private static IEnumerable<(string Property, IReadOnlyList<Term> Terms)> Grouped(
        List<(string Property, Term Said)> said) =>
        said.GroupBy(one => one.Property)
            .Select(same => (same.Key, (IReadOnlyList<Term>)[.. same.Select(one => one.Said).Distinct()]));

    private string Name(string address) => Short(address) ?? $"<{Written(address)}>";

    private string Write(Term term) => term switch
    {
        { IsAddress: true } => Name(term.Value),
        { Language: { } language } => $"\"{Quoted(term.Value)}\"@{language}",
        { Datatype: { } datatype } => $"\"{Quoted(term.Value)}\"^^{Name(datatype)}",
        _ => $"\"{Quoted(term.Value)}\"",
    };

    /// <summary>A short name, where one is made of letters and digits alone; nothing is to be escaped then.</summary>
    private string? Short(string address)
    {
        foreach (var (prefix, space) in _prefixes)
            if (address.StartsWith(space, StringComparison.Ordinal) && address.Length > space.Length
                && address.AsSpan(space.Length) is var local && char.IsAsciiLetter(local[0])
                && !local.ContainsAnyExcept(LettersAndDigits))
                return $"{prefix}:{local}";
        return null;
    }

    private static readonly System.Buffers.SearchValues<char> LettersAndDigits =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    internal string Whole(string name)
    {
        var end = name.IndexOf(':', StringComparison.Ordinal);
        return end > 0 && _prefixes.TryGetValue(name[..end], out var space) ? space + name[(end + 1)..] : name;
    }

    internal void Add(string address, string property, Term said)
    {
        if (!_things.TryGetValue(address, out var things)) _things[address] = things = [];
        things.Add((property, said));
    }

    internal const string TypeProperty = Type;

    /// <summary>Turtle, IRIREF: none of these characters may stand in an address as they are.</summary>
    private static string Written(string address) => string.Concat(address.Select(letter =>
        letter is <= ' ' or '<' or '>' or '"' or '{' or '}' or '|' or '^' or '`' or '\\'
            ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}")
            : letter.ToString()));

    private static string Quoted(string text) => string.Concat(text.Select(letter => letter switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < ' ' or '\u007f' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}"),
        _ => letter.ToString(),
    }));
}

/// <summary>What a statement says: another thing, or a value.</summary>
internal readonly record struct Term(string Value, bool IsAddress, string? Language = null, string? Datatype = null);

/// <summary>A thing of a graph, of which statements are made one after another.</summary>
public readonly record struct Thing(Graph Graph, string Address)
{
    /// <param name="kinds">Short names of what it is.</param>
    public Thing Is(params ReadOnlySpan<string> kinds)
    {
        foreach (var kind in kinds) Graph.Add(Address, Graph.TypeProperty, Named(kind));
        return this;
    }

    /// <summary>Another thing, by its address or a short name.</summary>
    public Thing Names(string property, params IEnumerable<string> others)
    {
        foreach (var other in others) Graph.Add(Address, Graph.Whole(property), Named(other));
        return this;
    }

    /// <summary>A text, in both of its languages.</summary>
    public Thing Says(string property, Text? text)
    {
        if (text is null) return this;
        if (text.Fa.Length > 0) Graph.Add(Address, Graph.Whole(property), new(text.Fa, IsAddress: false, "fa"));
        if (text.En.Length > 0) Graph.Add(Address, Graph.Whole(property), new(text.En, IsAddress: false, "en"));
        return this;
    }

    private Term Named(string name) => new(Graph.Whole(name), IsAddress: true);

    /// <summary>A value of one of XML Schema's types; a plain string where none is named.</summary>
    public Thing Says(string property, string value, string? datatype = null)
    {
        Graph.Add(Address, Graph.Whole(property),
            new(value, IsAddress: false, null, datatype is null ? null : Graph.Whole(datatype)));
        return this;
    }
}
