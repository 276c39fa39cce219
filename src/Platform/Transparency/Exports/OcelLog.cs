using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using EGov.Ledger;

namespace EGov.Transparency;

/// <summary>Requests as an object-centric event log, OCEL 2.0 in JSON: requests, offices, staff and services.</summary>
/// <remarks>
/// Nothing is held longer than a page of cases but the names of offices, staff and services: the requests wait in a
/// file until the last event is written, for in a document their list is another one.
/// </remarks>
internal sealed class OcelLog : IAsyncDisposable
{
    private const string Request = "request", Department = "department", Officer = "officer", Service = "service",
        Log = "ledger";

    /// <summary>Members of an event that name somebody or some office, and what they name.</summary>
    private static readonly Dictionary<string, string> Names = new()
    {
        ["officer"] = Officer,
        ["by"] = Officer,
        ["escalatedTo"] = Officer,
        ["firstOfficer"] = Officer,
        ["override.secondOfficer"] = Officer,
        ["clerk"] = Officer,
        ["department"] = Department,
        ["from"] = Department,
        ["to"] = Department,
    };

    /// <summary>So many bytes wait until they are sent, and what one request adds to them.</summary>
    private const int AtOnce = 1 << 16;

    // The document is closed by hand, behind the objects that come out of their file.
    private static readonly JsonWriterOptions Form =
        new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    private readonly Stream _to;
    private readonly FileStream _requests = new(Path.GetTempFileName(), new FileStreamOptions
    {
        Mode = FileMode.Create,
        Access = FileAccess.ReadWrite,
        Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
    });

    private readonly ArrayBufferWriter<byte> _events = new(), _objects = new();
    private readonly HashSet<string> _known = [];
    private readonly Dictionary<string, SortedDictionary<string, LoggedType>> _types = [];

    private OcelLog(Stream to) => _to = to;

    public static async Task WriteAsync(
        PublishedCases cases, CaseQuery query, TreeHead head, string? checkpoint, Stream to,
        Action<long>? told, CancellationToken cancellation)
    {
        await using var log = new OcelLog(to);
        await log.RunAsync(cases, query, head, checkpoint, told, cancellation);
    }

    public ValueTask DisposeAsync() => _requests.DisposeAsync();

    private async Task RunAsync(
        PublishedCases cases, CaseQuery query, TreeHead head, string? checkpoint, Action<long>? told,
        CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(_events, Form);
        await using var objects = new Utf8JsonWriter(_objects, Form);
        objects.WriteStartArray();
        Known(objects, Log, Log, DateTimeOffset.UnixEpoch,
            [
                ("size", head.Size.ToString(CultureInfo.InvariantCulture)), ("root", head.Root.ToBase64()),
                ("checkpoint", checkpoint), ("department", query.Department), ("service", query.Service),
                ("from", query.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                ("to", query.To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ]);
        await foreach (var e in cases.FoundationsAsync(query.Size, cancellation)) Found(objects, e);

        json.WriteStartObject();
        json.WriteStartArray("events");
        var events = 0L;
        await foreach (var page in cases.PagesAsync(query, cancellation))
        {
            foreach (var one in page)
            {
                AddRequest(objects, one);
                foreach (var e in one) Add(json, objects, e);
                if (json.BytesPending + _events.WrittenCount > AtOnce)
                    await FlushAsync(json, _events, _to, cancellation);
                if (objects.BytesPending + _objects.WrittenCount > AtOnce)
                    await FlushAsync(objects, _objects, _requests, cancellation);
            }

            told?.Invoke(events += page.Sum(one => one.Count));
        }

        json.WriteEndArray();
        WriteTypes(json);
        json.WritePropertyName("objects");
        await FlushAsync(json, _events, _to, cancellation);
        objects.WriteEndArray();
        await FlushAsync(objects, _objects, _requests, cancellation);
        _requests.Position = 0;
        await _requests.CopyToAsync(_to, cancellation);
        await _to.WriteAsync("}"u8.ToArray(), cancellation);
    }

    /// <summary>Offices, staff and services stand in the log with their names, with events or without.</summary>
    private void Found(Utf8JsonWriter objects, LoggedEvent e)
    {
        string? Value(string name) => e.Values.FirstOrDefault(value => value.Name == name).Text;
        switch (e.Activity)
        {
            case "DepartmentEstablished":
                Known(objects, Department, Value("department")!, e.At,
                    [
                        ("nameFa", Value("name.fa")), ("nameEn", Value("name.en")), ("kind", Value("kind")),
                        ("county", Value("county")),
                    ]);
                break;
            case "OfficerAppointed":
                Known(objects, Officer, Value("officer")!, e.At,
                    [("department", Value("department")), ("grade", Value("grade"))]);
                break;
            case "ServiceOffered":
                Known(objects, Service, Value("terms.code")!, e.At,
                    [
                        ("titleFa", Value("terms.title.fa")), ("titleEn", Value("terms.title.en")),
                        ("department", Value("terms.department")),
                    ]);
                break;
            default:
                break;
        }
    }

    private void AddRequest(Utf8JsonWriter objects, IReadOnlyList<LoggedEvent> events)
    {
        var filed = events[0];
        if (filed.Matter is not { } matter) return;
        Known(objects, Service, matter.Service, filed.At, []);
        Known(objects, Department, matter.Department, filed.At, []);
        Write(objects, Request, filed.Stream.ToString(), filed.At,
            [
                ("county", matter.County),
                ("channel", filed.Values.FirstOrDefault(value => value.Name == "channel").Text),
            ],
            [($"{Service}:{matter.Service}", Service), ($"{Department}:{matter.Department}", "filed at")]);
    }

    private void Add(Utf8JsonWriter json, Utf8JsonWriter objects, LoggedEvent e)
    {
        if (!_types.TryGetValue(e.Activity, out var attributes))
            _types[e.Activity] = attributes = new(StringComparer.Ordinal);
        json.WriteStartObject();
        json.WriteString("id", e.Id.ToString());
        json.WriteString("type", e.Activity);
        json.WriteString("time", LoggedEvent.Written(e.At));
        json.WriteStartArray("attributes");
        Attribute("leaf", LoggedType.Whole, e.Leaf.ToString(CultureInfo.InvariantCulture));
        Attribute("recorded", LoggedType.Moment, LoggedEvent.Written(e.Recorded));
        Attribute("role", LoggedType.Text, e.Role);
        foreach (var value in e.Values) Attribute(value.Name, value.Type, value.Text);
        json.WriteEndArray();
        json.WriteStartArray("relationships");
        Relate(Request, e.Stream.ToString(), Request, isNew: false);
        if (e.Code.Length > 0) Relate(Officer, e.Code, "acts", isNew: true);
        if (e.Matter is { } matter) Relate(Department, matter.Department, "holds", isNew: true);
        foreach (var value in e.Values)
            if (Names.TryGetValue(value.Name, out var type) && value.Text.Length > 0)
                Relate(type, value.Text, value.Name, isNew: true);
        json.WriteEndArray();
        json.WriteEndObject();

        void Attribute(string name, LoggedType type, string text)
        {
            attributes[name] = attributes.TryGetValue(name, out var before) && before != type ? LoggedType.Text : type;
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("value", text);
            json.WriteEndObject();
        }

        void Relate(string type, string code, string qualifier, bool isNew)
        {
            if (isNew) Known(objects, type, code, e.At, []);
            json.WriteStartObject();
            json.WriteString("objectId", type == Request ? code : $"{type}:{code}");
            json.WriteString("qualifier", qualifier);
            json.WriteEndObject();
        }
    }

    private void Known(
        Utf8JsonWriter objects, string type, string code, DateTimeOffset at,
        ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        var id = $"{type}:{code}";
        if (_known.Add(id)) Write(objects, type, id, at, attributes, []);
    }

    private static void Write(
        Utf8JsonWriter objects, string type, string id, DateTimeOffset at,
        ReadOnlySpan<(string Name, string? Value)> attributes, ReadOnlySpan<(string Id, string Qualifier)> related)
    {
        objects.WriteStartObject();
        objects.WriteString("id", id);
        objects.WriteString("type", type);
        objects.WriteStartArray("attributes");
        foreach (var (name, value) in attributes)
        {
            if (value is null) continue;
            objects.WriteStartObject();
            objects.WriteString("name", name);
            objects.WriteString("time", LoggedEvent.Written(at));
            objects.WriteString("value", value);
            objects.WriteEndObject();
        }

        objects.WriteEndArray();
        objects.WriteStartArray("relationships");
        foreach (var (to, qualifier) in related)
        {
            objects.WriteStartObject();
            objects.WriteString("objectId", to);
            objects.WriteString("qualifier", qualifier);
            objects.WriteEndObject();
        }

        objects.WriteEndArray();
        objects.WriteEndObject();
    }

    private void WriteTypes(Utf8JsonWriter json)
    {
        json.WriteStartArray("eventTypes");
        foreach (var (name, attributes) in _types.OrderBy(type => type.Key, StringComparer.Ordinal))
            Type(name, attributes.Select(attribute => (attribute.Key, attribute.Value)));
        json.WriteEndArray();
        json.WriteStartArray("objectTypes");
        Type(Request, Texts("county", "channel"));
        Type(Department, Texts("nameFa", "nameEn", "kind", "county"));
        Type(Officer, Texts("department", "grade"));
        Type(Service, Texts("titleFa", "titleEn", "department"));
        Type(Log, [("size", LoggedType.Whole), .. Texts("root", "checkpoint", "department", "service", "from", "to")]);
        json.WriteEndArray();

        static IEnumerable<(string, LoggedType)> Texts(params IEnumerable<string> names) =>
            names.Select(name => (name, LoggedType.Text));

        void Type(string name, IEnumerable<(string Name, LoggedType Type)> attributes)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteStartArray("attributes");
            foreach (var attribute in attributes)
            {
                json.WriteStartObject();
                json.WriteString("name", attribute.Name);
                json.WriteString("type", TypeOf(attribute.Type));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static string TypeOf(LoggedType type) => type switch
    {
        LoggedType.Moment => "time",
        LoggedType.Whole => "integer",
        LoggedType.Truth => "boolean",
        _ => "string",
    };

    private static async Task FlushAsync(
        Utf8JsonWriter json, ArrayBufferWriter<byte> written, Stream to, CancellationToken cancellation)
    {
        await json.FlushAsync(cancellation);
        await to.WriteAsync(written.WrittenMemory, cancellation);
        written.ResetWrittenCount();
    }
}
