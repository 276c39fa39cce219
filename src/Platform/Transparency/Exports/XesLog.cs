using System.Globalization;
using System.Text;
using System.Xml;
using EGov.Ledger;

namespace EGov.Transparency;

/// <summary>Requests as an event log in XES (IEEE 1849): a trace a request, an event a step of it.</summary>
/// <remarks>
/// Nothing is held longer than a page of cases. Of persons there is the public code of staff and no more; a case is
/// called by the id of its stream, under which the ledger publishes it, and never by its tracking number.
/// </remarks>
internal sealed class XesLog : IDisposable
{
    /// <summary>Under which keys the log says of what ledger it is a picture.</summary>
    public const string Size = "ledger:size", Root = "ledger:root", Signed = "ledger:checkpoint";

    /// <summary>What must be known to understand the requests, event by event in JSON.</summary>
    public const string Foundations = "foundations";

    private const string Space = "http://www.xes-standard.org/";

    /// <summary>So many bytes wait until they are sent, and what one case adds to them.</summary>
    private const int AtOnce = 1 << 16;

    private static readonly (string Name, string Prefix)[] Extensions =
    [
        ("Concept", "concept"), ("Time", "time"), ("Organizational", "org"), ("Lifecycle", "lifecycle"),
        ("Identity", "identity"),
    ];

    private readonly MemoryStream _page = new();
    private readonly XmlWriter _xml;
    private readonly Stream _to;

    private XesLog(Stream to)
    {
        _to = to;
        _xml = XmlWriter.Create(_page, new() { Encoding = new UTF8Encoding(false), Indent = true, IndentChars = " " });
    }

    public static async Task WriteAsync(
        PublishedCases cases, CaseQuery query, TreeHead head, string? checkpoint, Stream to,
        Action<long>? told, CancellationToken cancellation)
    {
        using var log = new XesLog(to);
        log.Begin(query, head, checkpoint);
        log._xml.WriteStartElement("list", Space);
        log._xml.WriteAttributeString("key", Foundations);
        log._xml.WriteStartElement("values", Space);
        await foreach (var e in cases.FoundationsAsync(query.Size, cancellation))
            log.Add("string", e.Activity, e.Public);
        log._xml.WriteEndElement();
        log._xml.WriteEndElement();
        var events = 0L;
        await foreach (var page in cases.PagesAsync(query, cancellation))
        {
            foreach (var one in page)
            {
                log.Add(one);
                if (log._page.Length > AtOnce) await log.FlushAsync(cancellation);
            }

            told?.Invoke(events += page.Sum(one => one.Count));
        }

        log._xml.WriteEndDocument();
        await log.FlushAsync(cancellation);
    }

    public void Dispose()
    {
        _xml.Dispose();
        _page.Dispose();
    }

    private void Begin(CaseQuery query, TreeHead head, string? checkpoint)
    {
        _xml.WriteStartDocument();
        _xml.WriteStartElement("log", Space);
        _xml.WriteAttributeString("xes.version", "1849.2016");
        _xml.WriteAttributeString("xes.features", "nested-attributes");
        foreach (var (name, prefix) in Extensions)
        {
            _xml.WriteStartElement("extension", Space);
            _xml.WriteAttributeString("name", name);
            _xml.WriteAttributeString("prefix", prefix);
            _xml.WriteAttributeString("uri", $"{Space}{prefix}.xesext");
            _xml.WriteEndElement();
        }

        Global("trace", ("string", "concept:name", "unnamed"));
        Global("event", ("string", "concept:name", "unnamed"), ("string", "lifecycle:transition", "complete"),
            ("date", "time:timestamp", LoggedEvent.Written(DateTimeOffset.UnixEpoch)));
        _xml.WriteStartElement("classifier", Space);
        _xml.WriteAttributeString("name", "Activity");
        _xml.WriteAttributeString("keys", "concept:name");
        _xml.WriteEndElement();
        Add("string", "concept:name", "EGov: requests");
        Add("string", "source", "EGov");
        Add("int", Size, head.Size.ToString(CultureInfo.InvariantCulture));
        Add("string", Root, head.Root.ToBase64());
        if (checkpoint is not null) Add("string", Signed, checkpoint);
        foreach (var (key, value) in new[]
        {
            ("only:department", query.Department), ("only:service", query.Service),
            ("only:from", query.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("only:to", query.To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        })
            if (value is not null) Add("string", key, value);
    }

    private void Global(string scope, params ReadOnlySpan<(string Type, string Key, string Value)> defaults)
    {
        _xml.WriteStartElement("global", Space);
        _xml.WriteAttributeString("scope", scope);
        foreach (var (type, key, value) in defaults) Add(type, key, value);
        _xml.WriteEndElement();
    }

    private void Add(IReadOnlyList<LoggedEvent> events)
    {
        var filed = events[0];
        _xml.WriteStartElement("trace", Space);
        Add("string", "concept:name", filed.Stream.ToString());
        if (filed.Matter is { } matter)
        {
            Add("string", "service", matter.Service);
            Add("string", "department", matter.Department);
            if (matter.County is { } county) Add("string", "county", county);
        }

        foreach (var e in events) Add(e);
        _xml.WriteEndElement();
    }

    private void Add(LoggedEvent e)
    {
        _xml.WriteStartElement("event", Space);
        Add("string", "concept:name", e.Activity);
        Add("date", "time:timestamp", LoggedEvent.Written(e.At));
        Add("string", "lifecycle:transition", "complete");
        Add("string", "org:resource", e.Code.Length > 0 ? e.Code : e.Role);
        Add("string", "org:role", e.Role);
        if (e.Matter is { } matter) Add("string", "org:group", matter.Department);
        Add("id", "identity:id", e.Id.ToString());
        Add("int", "leaf", e.Leaf.ToString(CultureInfo.InvariantCulture));
        Add("date", "recorded", LoggedEvent.Written(e.Recorded));
        foreach (var value in e.Values) Add(ElementOf(value.Type), value.Name, value.Text);
        _xml.WriteEndElement();
    }

    private void Add(string element, string key, string value)
    {
        _xml.WriteStartElement(element, Space);
        _xml.WriteAttributeString("key", key);
        _xml.WriteAttributeString("value", Words.Legible(value));
        _xml.WriteEndElement();
    }

    private static string ElementOf(LoggedType type) => type switch
    {
        LoggedType.Moment => "date",
        LoggedType.Whole => "int",
        LoggedType.Truth => "boolean",
        _ => "string",
    };

    private async Task FlushAsync(CancellationToken cancellation)
    {
        _xml.Flush();
        await _to.WriteAsync(_page.GetBuffer().AsMemory(0, (int)_page.Length), cancellation);
        _page.SetLength(0);
    }
}
