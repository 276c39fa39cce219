using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace EGov.Texts;

/// <summary>One of the portal's two languages: its texts, its numbers and dates, its direction and its paths.</summary>
public sealed class Language
{
    public static readonly Language Fa = new("fa", "فارسی", Format.Fa);
    public static readonly Language En = new("en", "English", Format.En);

    private readonly FrozenDictionary<string, string> _texts;

    private Language(string code, string name, Format format)
    {
        (Code, Name, Format) = (code, name, format);
        var assembly = typeof(Language).Assembly;
        _texts = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Texts/", StringComparison.Ordinal)
                && name.EndsWith($".{code}.resources", StringComparison.Ordinal))
            .SelectMany(name => Read(assembly.GetManifestResourceStream(name)!))
            .ToFrozenDictionary();
    }

    private static List<KeyValuePair<string, string>> Read(Stream resources)
    {
        using var reader = new ResourceReader(resources);
        return [.. reader.Cast<DictionaryEntry>().Select(e => KeyValuePair.Create((string)e.Key, (string)e.Value!))];
    }

    public string Code { get; }
    public Words Name { get; }
    public Format Format { get; }
    public bool IsRightToLeft => this == Fa;
    public string Direction => IsRightToLeft ? "rtl" : "ltr";
    public Language Other => this == Fa ? En : Fa;
    public IEnumerable<string> Keys => _texts.Keys;

    /// <summary>The language that a path starts with; Persian when it names none.</summary>
    public static Language Of(string path) =>
        path.Equals("/en", StringComparison.Ordinal) || path.StartsWith("/en/", StringComparison.Ordinal) ? En : Fa;

    /// <summary>The text of a key; an unknown key is an error, never shown.</summary>
    public Words this[string key] => Raw(key);

    /// <summary>The sentence of a key with its values: numbers, days, instants, words, or a person's text.</summary>
    public Words this[string key, params object[] values] =>
        Words.Fill(Raw(key), Array.ConvertAll(values, Show));

    /// <summary>The sentence for one or for many: <c>key.one</c> or <c>key.many</c>, the count being {0}.</summary>
    public Words Count(string key, int count, params object[] more) =>
        this[key + (count == 1 ? ".one" : ".many"), [count, .. more]];

    /// <summary>What an enumeration's value is called, by the key <c>Type.Value</c>.</summary>
    public Words Of(Enum value) => Raw($"{value.GetType().Name}.{value}");

    /// <summary>What a refusal says to people, by the key <c>refused.code</c>.</summary>
    public Words Refusal(string code) => Raw("refused." + code);

    /// <summary>The same page in this language.</summary>
    public string Path(string path) => path == "/" ? "/" + Code : $"/{Code}{path}";

    public Words Num(decimal value, int decimals = 0) => Words.Isolated(Format.Number(value, decimals));

    /// <summary>A share between 0 and 1.</summary>
    public Words Pct(decimal share, int decimals = 1) => Words.Isolated(Format.Percent(share, decimals));

    public Words Range(decimal from, decimal to, int decimals = 0) =>
        this["range", Num(from, decimals), Num(to, decimals)];

    public Words Day(DateOnly day, bool isShort = false) => Words.Time(
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Words.Isolated(isShort ? Format.ShortDay(day) : Format.Day(day)));

    public Words When(DateTimeOffset instant, bool isShort = false, bool seconds = false)
    {
        var day = Format.DayOf(instant);
        return Words.Time(
            instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            this["when",
                Words.Isolated(isShort ? Format.ShortDay(day) : Format.Day(day)),
                Words.Isolated(Format.Time(instant, seconds))]);
    }

    /// <summary>The hour alone, for a sentence about today.</summary>
    public Words Clock(DateTimeOffset instant) => Words.Time(
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        Words.Isolated(Format.Time(instant)));

    /// <summary>The Jalali month that holds the day, as the name of a period.</summary>
    public Words Month(DateOnly day) =>
        Format.MonthName(day) + " " + Words.Isolated(Format.Plain(Format.Jalali(day).Year));

    /// <summary>The same for a month as figures name it: 1405-08.</summary>
    public Words Month(string jalali) =>
        jalali.Split('-') is [var year, var month] && Format.Fa.Day(year, month, "1") is { } first
            ? Month(first)
            : Words.Isolated(Format.Digits(jalali));

    public Words Ref(string code) => Words.Code(code, "ref");

    public Words Hash(string hash) => Words.Code(hash, "hash");

    public Words Link(string href, Words text) => Words.Link(href, text);

    /// <summary>How long something took, in the unit that fits: seconds, minutes, hours with a tenth, days.</summary>
    public Words Span(TimeSpan span) => Math.Abs(span.TotalSeconds) switch
    {
        < 60 => this["span.seconds", Num((decimal)span.TotalSeconds)],
        < 3600 => this["span.minutes", Num((decimal)span.TotalMinutes)],
        < 48 * 3600 => this["span.hours", Num((decimal)span.TotalHours, 1)],
        _ => this["span.days", Num((decimal)span.TotalDays)],
    };

    private Words Show(object value) => value switch
    {
        Words words => words,
        string text => Words.Isolated(text),
        Enum name => Of(name),
        DateOnly day => Day(day),
        DateTimeOffset instant => When(instant),
        decimal number => Num(number, number.Scale),
        double or float => Num(Convert.ToDecimal(value, CultureInfo.InvariantCulture), 1),
        IConvertible number => Num(number.ToDecimal(CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"A text cannot show a {value.GetType().Name}."),
    };

    private string Raw(string key) => _texts.TryGetValue(key, out var text)
        ? text
        : throw new KeyNotFoundException($"No text of {Code} has the key '{key}'.");
}
