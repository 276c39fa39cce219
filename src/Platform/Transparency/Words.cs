using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace EGov.Transparency;

/// <summary>How a value is spelt where it stands as text.</summary>
internal static class Words
{
    public static string Of(object value) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString(
            "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        Enum word => JsonNamingPolicy.CamelCase.ConvertName(word.ToString()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>XML has no place for some characters, not even as references; each stands as U+FFFD.</summary>
    public static string Legible(string text)
    {
        try
        {
            return XmlConvert.VerifyXmlChars(text);
        }
        catch (XmlException)
        {
            return string.Concat(text.EnumerateRunes().Select(rune =>
                rune.Value is 9 or 10 or 13 or (>= 0x20 and not (0xfffe or 0xffff)) ? rune.ToString() : "\ufffd"));
        }
    }
}
