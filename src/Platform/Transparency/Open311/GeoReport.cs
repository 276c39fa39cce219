using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Microsoft.AspNetCore.Http;

namespace EGov.Transparency;

/// <summary>How answers of Open311 GeoReport v2 are written: one model, as XML or as JSON.</summary>
/// <remarks>
/// http://wiki.open311.org/GeoReport_v2: a list in XML is an element that holds one element an item, and what is not
/// known is an element without content; in JSON it is an array, and null.
/// </remarks>
public static class GeoReport
{
    public const string Root = "/open311/v2";
    public const string Xml = "xml";
    public const string Json = "json";

    private static readonly JsonSerializerOptions Options =
        new(Answers.Options) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly XmlWriterSettings Form = new() { Encoding = new UTF8Encoding(false), Indent = true };

    /// <summary>What an item of each list is called in XML.</summary>
    private static readonly Dictionary<string, string> Items = new()
    {
        ["services"] = "service",
        ["service_requests"] = "request",
        ["attributes"] = "attribute",
        ["values"] = "value",
        ["endpoints"] = "endpoint",
        ["formats"] = "format",
        ["errors"] = "error",
    };

    /// <summary>The ending of the address, where it is one of the two.</summary>
    public static string FormatOf(string format) => format.ToLowerInvariant() is Xml or Json
        ? format.ToLowerInvariant()
        : throw new Refused("georeport.format-unknown") { Status = 404 };

    /// <param name="root">The name of the outermost element.</param>
    internal static Answer<T> Answer<T>(
        T value, string root, string format, params (string Name, string Said)[] headers) where T : notnull
    {
        var (body, type) = Write(value, root, FormatOf(format));
        return new(value, body, type, null)
        {
            Vary = "Accept-Language",
            Said = headers.ToDictionary(header => header.Name, header => header.Said),
        };
    }

    public static (byte[] Body, string ContentType) Write<T>(T value, string root, string format) where T : notnull =>
        format == Json
            ? (JsonSerializer.SerializeToUtf8Bytes(value, Options), Answers.JsonType + "; charset=utf-8")
            : (XmlOf(JsonSerializer.SerializeToNode(value, Options)!, root), "text/xml; charset=utf-8");

    /// <summary>An instant as the standard has it (W3C date and time).</summary>
    public static string Moment(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Where this endpoint is, as whoever asks has reached it.</summary>
    public static string Address(HttpRequest http) => $"{http.Scheme}://{http.Host}{Root}";

    /// <summary>A client may name whose endpoint this is; another's is not found here.</summary>
    public static void DemandJurisdiction(string? jurisdiction, HttpRequest http)
    {
        if (!string.IsNullOrEmpty(jurisdiction)
            && !jurisdiction.Equals(http.Host.Host, StringComparison.OrdinalIgnoreCase))
            throw new Refused("georeport.jurisdiction-unknown", http.Host.Host) { Status = 404 };
    }

    private static byte[] XmlOf(JsonNode model, string root)
    {
        using var written = new MemoryStream();
        using (var xml = XmlWriter.Create(written, Form)) Write(xml, root, model);
        return written.ToArray();
    }

    private static void Write(XmlWriter xml, string name, JsonNode? node)
    {
        xml.WriteStartElement(name);
        switch (node)
        {
            case JsonObject members:
                foreach (var (member, value) in members) Write(xml, member, value);
                break;
            case JsonArray items:
                foreach (var item in items) Write(xml, Items[name], item);
                break;
            case JsonValue value:
                xml.WriteString(Writable(value.GetValueKind() is JsonValueKind.String
                    ? value.GetValue<string>()
                    : value.ToJsonString()));
                break;
        }

        xml.WriteEndElement();
    }

    /// <summary>XML 1.0 has no place for most control characters.</summary>
    private static string Writable(string text) => text.All(XmlConvert.IsXmlChar)
        ? text
        : string.Concat(text.EnumerateRunes().Select(letter => letter.IsBmp && !XmlConvert.IsXmlChar((char)letter.Value)
            ? "\uFFFD"
            : letter.ToString()));
}
