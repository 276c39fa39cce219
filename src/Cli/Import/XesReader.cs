using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace EGov.Cli.Import;

/// <summary>Reads an event log (XES, IEEE 1849, plain or gzipped), holding one trace at a time.</summary>
public sealed class XesReader : ILogReader
{
    public const int LongestValue = 1 << 20;
    public const int DeepestElement = 64;
    public const int MostEvents = 1_000_000;
    public const int MostAttributes = 100_000;
    public const int LongestTrace = 1 << 29;

    // A character can take ten bytes of markup (&#x10FFFF;), and a tag more than its value:
    // past this, the tag is too long whatever it says, and is refused before it is held in memory.
    private const int LongestMarkup = 16 * LongestValue;
    private const int MostSharedKeys = 10_000;
    private const int AttributeOverhead = 16;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    private static readonly string[] DateForms =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-ddK"];

    private readonly MeasuredStream _file;
    private readonly MeasuredStream _markup;
    private readonly XmlReader _xml;
    private readonly Dictionary<string, string> _sharedKeys = [];
    private readonly List<XesExtension> _extensions = [];
    private readonly List<XesClassifier> _classifiers = [];
    private readonly Dictionary<string, XesValue> _traceDefaults = [];
    private readonly Dictionary<string, XesValue> _eventDefaults = [];
    private readonly Dictionary<string, XesValue> _logAttributes = [];
    private readonly bool _isEmpty;
    private Measure _logHeld;
    private Measure _held;
    private bool _atTrace;
    private bool _hasGivenTraces;
    private bool _ended;
    private XesError? _error;

    /// <summary>Reads up to the first trace, so that <see cref="Log"/> is known; owns the stream.</summary>
    /// <exception cref="XesError">The stream is not a log.</exception>
    public XesReader(Stream stream)
    {
        _file = new(stream);
        try
        {
            Stream plain = _file.BeginsAsGzip() ? new GZipStream(_file, CompressionMode.Decompress) : _file;
            _markup = new(plain, LongestMarkup);
            _xml = XmlReader.Create(_markup, Settings);
            Log = new(_extensions, _classifiers, _traceDefaults, _eventDefaults, _logAttributes);
            Step();
            if (_xml.NodeType is XmlNodeType.XmlDeclaration) Step();
            if (_xml.LocalName != "log" || IsForeign) throw Malformed($"the root is <{_xml.Name}>, not <log>");
            _isEmpty = _xml.IsEmptyElement;
            _atTrace = ReadToTrace();
        }
        catch (Exception e)
        {
            _xml?.Dispose();
            stream.Dispose();
            if (e is InvalidDataException) throw new XesError(e.Message, 1, e);
            throw;
        }
    }

    public static XesReader Open(string path) => new(File.OpenRead(path));

    public XesLog Log { get; }

    /// <summary>Bytes taken from the file as it is stored; against its length, this is the progress.</summary>
    public long BytesRead => _file.Given;

    /// <summary>The line being read.</summary>
    public int Line => ((IXmlLineInfo)_xml).LineNumber;

    /// <summary>The traces from here on, in file order; the file is read once.</summary>
    /// <exception cref="XesError">Thrown at the first trace that cannot be read, after those before it.</exception>
    public IEnumerable<XesTrace> Traces()
    {
        if (_error is not null) throw _error;
        while (_atTrace || ReadToTrace())
        {
            _atTrace = false;
            _hasGivenTraces = true;
            yield return ReadTrace();
        }
    }

    public void Dispose()
    {
        _xml.Dispose();
        _markup.Dispose();
        _file.Dispose();
    }

    private bool IsForeign =>
        _xml.NamespaceURI is not ""
        && !_xml.NamespaceURI.StartsWith("http://www.xes-standard.org", StringComparison.Ordinal);

    private bool ReadToTrace()
    {
        if (_ended) return false;
        _held = _logHeld;
        while (!_isEmpty && NextChild(parentDepth: 0))
        {
            switch (_xml.LocalName)
            {
                case "trace":
                    _logHeld = _held;
                    return true;
                case "extension":
                    _extensions.Add(new(Required("name"), Required("prefix"), Required("uri")));
                    Hold(0);
                    PassOver();
                    break;
                case "classifier":
                    _classifiers.Add(new(Required("name"), Optional("scope") ?? "event", Keys(Required("keys"))));
                    Hold(0);
                    PassOver();
                    break;
                case "global":
                    ReadDefaults();
                    break;
                case "event":
                    throw Malformed("an event stands outside any trace");
                default:
                    ReadAttribute(_logAttributes);
                    break;
            }
        }
        // Reading on past the root finds what may not follow it, and has gzip compare its checksum.
        while (Step()) { }
        _ended = true;
        return false;
    }

    private void ReadDefaults()
    {
        if (_hasGivenTraces) throw Malformed("a global stands behind a trace");
        var defaults = Required("scope") switch
        {
            "trace" => _traceDefaults,
            "event" => _eventDefaults,
            var other => throw Malformed($"a global has the scope '{other}'"),
        };
        if (_xml.IsEmptyElement) return;
        var depth = _xml.Depth;
        while (NextChild(depth)) ReadAttribute(defaults, isDefault: true);
    }

    private XesTrace ReadTrace()
    {
        _held = default;
        Dictionary<string, XesValue> attributes = [];
        List<XesEvent> events = [];
        if (!_xml.IsEmptyElement)
        {
            var depth = _xml.Depth;
            while (NextChild(depth))
            {
                if (_xml.LocalName is not "event")
                {
                    ReadAttribute(attributes);
                    continue;
                }
                if (events.Count == MostEvents) throw Malformed($"a trace has more than {MostEvents} events");
                events.Add(ReadEvent(events.Count + 1));
            }
        }
        AddDefaults(_traceDefaults, attributes);
        return new(attributes.GetValueOrDefault("concept:name")?.Text ?? "", attributes, events);
    }

    private XesEvent ReadEvent(int ordinal)
    {
        _held.Attributes = 0;
        Dictionary<string, XesValue> attributes = [];
        if (!_xml.IsEmptyElement)
        {
            var depth = _xml.Depth;
            while (NextChild(depth)) ReadAttribute(attributes);
        }
        AddDefaults(_eventDefaults, attributes);
        return new(ordinal, attributes);
    }

    private static void AddDefaults(Dictionary<string, XesValue> defaults, Dictionary<string, XesValue> attributes)
    {
        foreach (var (key, value) in defaults) attributes.TryAdd(key, value);
    }

    private void ReadAttribute(Dictionary<string, XesValue> attributes, bool isDefault = false)
    {
        var line = Line;
        var (key, value) = ReadAttribute(isDefault);
        if (!attributes.TryAdd(key, value)) throw Malformed($"the key '{key}' stands twice in one element", line);
    }

    private XesAttribute ReadAttribute(bool isDefault)
    {
        var type = _xml.LocalName switch
        {
            "string" => XesType.Text,
            "date" => XesType.Date,
            "int" => XesType.Whole,
            "float" => XesType.Number,
            "boolean" => XesType.Truth,
            "id" => XesType.Id,
            "list" => XesType.List,
            "container" => XesType.Container,
            var other => throw Malformed($"<{other}> is not an attribute"),
        };
        var key = Shared(Required("key"));
        var text = type is XesType.List or XesType.Container ? Optional("value") ?? "" : Required("value");
        Hold(key.Length + text.Length);
        XesValue value = new(type, text, Typed(type, key, text)) { IsDefault = isDefault };
        if (_xml.IsEmptyElement) return new(key, value);

        List<XesAttribute>? nested = null;
        List<XesAttribute>? items = null;
        var depth = _xml.Depth;
        while (NextChild(depth))
        {
            if (type is XesType.List && _xml.LocalName is "values")
            {
                items ??= [];
                if (_xml.IsEmptyElement) continue;
                while (NextChild(depth + 1)) items.Add(ReadAttribute(isDefault));
            }
            else
            {
                (nested ??= []).Add(ReadAttribute(isDefault));
            }
        }
        return nested is null && items is null
            ? new(key, value)
            : new(key, value with { Nested = nested ?? [], Items = items ?? [] });
    }

    private object? Typed(XesType type, string key, string text)
    {
        if (type is XesType.Text or XesType.Id or XesType.List or XesType.Container) return null;
        object? typed = type switch
        {
            XesType.Date => AsDate(text),
            XesType.Whole => AsWhole(text),
            XesType.Number => AsNumber(text),
            _ => AsTruth(text),
        };
        return typed ?? throw Malformed($"'{key}' is no {_xml.LocalName}: '{Shortened(text)}'");
    }

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static long? AsWhole(string text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    private static bool? AsTruth(string text) => text.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "1" => true,
        "FALSE" or "0" => false,
        _ => null,
    };

    private static DateTimeOffset? AsDate(string text)
    {
        text = text.Trim();
        // A tick is 100 ns; .NET refuses to read what is finer.
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point >= 0)
        {
            var end = point + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            if (end - point > 8) text = text.Remove(point + 8, end - point - 8);
        }
        return DateTimeOffset.TryParseExact(
            text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }

    private static double? AsNumber(string text) => text.Trim() switch
    {
        "INF" => double.PositiveInfinity,
        "-INF" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
    };

    /// <summary>Keys are parted by spaces; one that holds a space is quoted: <c>'last phase' org:role</c>.</summary>
    private static List<string> Keys(string text)
    {
        List<string> keys = [];
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var quoted = text[at] is '\'' && text.IndexOf('\'', at + 1) > 0;
            var from = quoted ? at + 1 : at;
            var to = text.IndexOf(quoted ? '\'' : ' ', from);
            if (to < 0) to = text.Length;
            keys.Add(text[from..to]);
            at = to + 1;
        }
        return keys;
    }

    private string Shared(string key)
    {
        if (_sharedKeys.TryGetValue(key, out var shared)) return shared;
        if (_sharedKeys.Count < MostSharedKeys && key.Length < 256) _sharedKeys.Add(key, key);
        return key;
    }

    private string Required(string name) =>
        Optional(name) ?? throw Malformed($"<{_xml.Name}> has no '{name}'");

    private string? Optional(string name)
    {
        var text = _xml.GetAttribute(name);
        return text is null || text.Length <= LongestValue
            ? text
            : throw Malformed($"the '{name}' of <{_xml.Name}> is longer than {LongestValue} characters");
    }

    private void Hold(int characters)
    {
        _held.Attributes++;
        _held.Characters += characters + AttributeOverhead;
        if (_held.Attributes > MostAttributes) throw Malformed($"an element has more than {MostAttributes} attributes");
        if (_held.Characters > LongestTrace) throw Malformed($"one trace is longer than {LongestTrace} characters");
    }

    /// <summary>Moves to the next child of the element at this depth, past what other vocabularies put there.</summary>
    private bool NextChild(int parentDepth)
    {
        while (Step())
        {
            switch (_xml.NodeType)
            {
                case XmlNodeType.EndElement when _xml.Depth == parentDepth:
                    return false;
                case XmlNodeType.Element when IsForeign:
                    PassOver();
                    break;
                case XmlNodeType.Element:
                    return true;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    throw Malformed("text stands where only elements may");
            }
        }
        throw Malformed("the file ends too early");
    }

    private void PassOver()
    {
        if (_xml.IsEmptyElement) return;
        var depth = _xml.Depth;
        while (Step() && !(_xml.NodeType is XmlNodeType.EndElement && _xml.Depth == depth)) { }
    }

    private bool Step()
    {
        try
        {
            _markup.Mark();
            if (!_xml.Read()) return false;
        }
        catch (XmlException e)
        {
            throw Malformed(e.Message, e.LineNumber, e);
        }
        catch (InvalidDataException e)
        {
            throw Malformed(e.Message, cause: e);
        }
        return _xml.Depth <= DeepestElement
            ? true
            : throw Malformed($"elements are nested more than {DeepestElement} deep");
    }

    private XesError Malformed(string reason, int line = 0, Exception? cause = null) =>
        _error = new(reason, Math.Max(1, line > 0 ? line : Line), cause);

    private struct Measure
    {
        public int Attributes;
        public long Characters;
    }
}
