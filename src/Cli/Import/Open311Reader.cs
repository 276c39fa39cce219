using System.Globalization;
using System.Text.Json;

namespace EGov.Cli.Import;

/// <summary>
/// Reads requests as Open311 GeoReport v2 lists them in JSON, each a case and each of its notes a row. Where a server
/// gives no notes, the times of the request stand for its opening and its closing.
/// </summary>
public sealed class Open311Reader : ILogReader
{
    public const string Name = "Open311";

    // What an endpoint gives at once is a thousand requests; this is room for a year of a large city.
    public const int LongestFile = 1 << 28;

    /// <summary>Members whose values stand in the row or case under the same name.</summary>
    private static readonly string[] Members =
    [
        "status", "status_notes", "service_code", "service_name", "agency_responsible", "description", "address",
        "address_id", "zipcode", "lat", "long", "media_url",
    ];

    private readonly JsonDocument _requests;

    private Open311Reader(JsonDocument requests, long length) => (_requests, BytesRead) = (requests, length);

    public XesLog Log { get; } = new([], [], new Dictionary<string, XesValue>(), new Dictionary<string, XesValue>(),
        new Dictionary<string, XesValue> { ["concept:name"] = Text(Name) });

    public long BytesRead { get; }

    public static Open311Reader Open(string path)
    {
        var file = new FileInfo(path);
        if (file.Length > LongestFile) throw new XesError($"the file is longer than {LongestFile} bytes", 1);
        using var stream = file.OpenRead();
        try
        {
            var requests = JsonDocument.Parse(stream);
            if (requests.RootElement.ValueKind is JsonValueKind.Array) return new(requests, file.Length);
            requests.Dispose();
            throw new XesError("the file is not a list of requests", 1);
        }
        catch (JsonException malformed)
        {
            throw new XesError("it is not JSON", (int)(malformed.LineNumber ?? 0) + 1, malformed);
        }
    }

    public IEnumerable<XesTrace> Traces()
    {
        var place = 0;
        foreach (var request in _requests.RootElement.EnumerateArray())
        {
            place++;
            if (request.ValueKind is not JsonValueKind.Object)
                throw new XesError($"request {place} of the list is none", 1);
            yield return Read(request);
        }
    }

    public void Dispose() => _requests.Dispose();

    private static XesTrace Read(JsonElement request)
    {
        var values = new Dictionary<string, XesValue>();
        foreach (var member in Members) Put(values, member, Of(request, member));
        if (Of(request, "requested_datetime") is { } requested) values["requested_datetime"] = Date(requested);
        if (Of(request, "updated_datetime") is { } changed) values["updated_datetime"] = Date(changed);
        Put(values, "attributes", Listed(request, "attributes"));
        if (request.TryGetProperty("extended_attributes", out var more) && more.ValueKind is JsonValueKind.Object)
            foreach (var member in more.EnumerateObject())
                Put(values, "extended_attributes." + member.Name, Written(member.Value));
        var name = Of(request, "service_request_id") ?? "";
        Put(values, "concept:name", name);
        return new(name, values, Rows(request));
    }

    private static List<XesEvent> Rows(JsonElement request)
    {
        var agency = Of(request, "agency_responsible") ?? "";
        if (request.TryGetProperty("notes", out var notes) && notes.ValueKind is JsonValueKind.Array)
            return
            [
                .. notes.EnumerateArray().Where(note => note.ValueKind is JsonValueKind.Object)
                    .Select((note, place) => Row(place + 1, agency, Of(note, "datetime"), Of(note, "type"),
                        Of(note, "summary"), Of(note, "description"), note)),
            ];

        List<XesEvent> rows =
            [Row(1, agency, Of(request, "requested_datetime"), "opened", "Request opened", null, default)];
        if (Of(request, "status") == "closed")
            rows.Add(Row(2, agency, Of(request, "updated_datetime"), "closed", "Request closed", null, default));
        return rows;
    }

    private static XesEvent Row(
        int place, string agency, string? at, string? type, string? summary, string? description, JsonElement note)
    {
        var values = new Dictionary<string, XesValue>();
        if (at is not null) values["time:timestamp"] = Date(at);
        Put(values, "type", type);
        Put(values, "concept:name", summary);
        Put(values, "description", description);
        var more = note.ValueKind is JsonValueKind.Object
            && note.TryGetProperty("extended_attributes", out var found) && found.ValueKind is JsonValueKind.Object
                ? found
                : default;
        var named = more.ValueKind is JsonValueKind.Object ? Of(more, "agency_responsible") : null;
        if (more.ValueKind is JsonValueKind.Object)
        {
            Put(values, "follow-on", Of(more, "service_request_id"));
            Put(values, "follow-on service", Of(more, "service_name"));
        }

        Put(values, "org:resource", named ?? agency);
        return new(place, values);
    }

    private static string? Listed(JsonElement request, string member) =>
        request.TryGetProperty(member, out var found) && found.ValueKind is JsonValueKind.Object
            ? string.Join('\n', found.EnumerateObject().Select(one => $"{one.Name}: {Written(one.Value)}"))
            : null;

    private static string? Of(JsonElement of, string member) =>
        of.TryGetProperty(member, out var value) ? Written(value) : null;

    private static string? Written(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => value.GetRawText(),
    };

    private static void Put(Dictionary<string, XesValue> values, string name, string? text)
    {
        if (text is { Length: > 0 }) values[name] = Text(text);
    }

    private static XesValue Text(string text) => new(XesType.Text, text, text);

    private static XesValue Date(string text) => new(XesType.Date, text,
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : null);
}
