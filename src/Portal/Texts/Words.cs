using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace EGov.Texts;

/// <summary>A text in the page's language: HTML where it is content, plain text where it is an attribute.</summary>
/// <remarks>Only encoded text and our own markup get in, so <c>@words</c> is safe in both places.</remarks>
public readonly record struct Words
{
    public static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    // First strong isolate and its end: a number inside plain text keeps its own direction (Unicode 15, UAX 9).
    private const char Isolate = '\u2068', EndOfIsolate = '\u2069';

    private readonly string? _html;
    private readonly string? _plain;

    private Words(string html, string plain) => (_html, _plain) = (html, plain);

    public bool IsEmpty => string.IsNullOrEmpty(_plain);

    public static Words Plain(string text) => new(Encoder.Encode(text), text);

    /// <summary>Text of another direction or script: a number, a name, a code.</summary>
    public static Words Isolated(string text) => Isolated("<bdi>", text);

    /// <summary>A code that is read left to right and is never translated.</summary>
    public static Words Code(string text, string style) =>
        Isolated($"<bdi class=\"{style}\" dir=\"ltr\" translate=\"no\">", text);

    public static Words Time(string iso, Words shown) =>
        new($"<time datetime=\"{iso}\">{shown._html}</time>", shown.ToString());

    public static Words Link(string href, Words text) =>
        new($"<a href=\"{Encoder.Encode(href)}\">{text._html}</a>", text.ToString());

    public static Words Strong(Words text) => In("b", text);

    /// <summary>Words within an element without attributes: <c>b</c>, <c>small</c>, <c>ins</c>, <c>del</c>.</summary>
    public static Words In(string element, Words text) => new($"<{element}>{text._html}</{element}>", text.ToString());

    public static Words Join(string between, IEnumerable<Words> parts) =>
        parts.Where(p => !p.IsEmpty).Aggregate(default(Words), (all, p) => all.IsEmpty ? p : all + between + p);

    /// <summary>A sentence with {0}, {1} … replaced, each by words already made safe.</summary>
    public static Words Fill(string sentence, ReadOnlySpan<Words> values)
    {
        var html = Array.ConvertAll(values.ToArray(), object (v) => v._html ?? "");
        var plain = Array.ConvertAll(values.ToArray(), object (v) => v.ToString());
        return new(
            string.Format(CultureInfo.InvariantCulture, Encoder.Encode(sentence), html),
            string.Format(CultureInfo.InvariantCulture, sentence, plain));
    }

    public static Words operator +(Words left, Words right) =>
        new(left._html + right._html, left.ToString() + right.ToString());

    public static implicit operator Words(string text) => Plain(text);

    public static implicit operator MarkupString(Words words) => new(words._html ?? "");

    public override string ToString() => _plain ?? "";

    private static Words Isolated(string tag, string text) =>
        new($"{tag}{Encoder.Encode(text)}</bdi>", Isolate + text + EndOfIsolate);
}
