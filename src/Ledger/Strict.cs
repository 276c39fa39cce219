using System.Buffers;
using System.Globalization;
using System.Text;

namespace EGov.Ledger;

/// <summary>One spelling a value: what every text format here reads in the same strict way.</summary>
/// <remarks>A second spelling of one value would be a second text with one meaning: signed, hashed or compared, that is
/// a different thing. So whatever is read is written again and must be the same.</remarks>
internal static class Strict
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Where(c => c != '\n').Select(c => (char)c)]);

    /// <summary>Standard base64 (RFC 4648 §4) with its padding and with zero bits at its end.</summary>
    /// <exception cref="FormatException">Any other spelling; the framework's decoder takes several.</exception>
    public static byte[] Base64(ReadOnlySpan<char> text, string what)
    {
        var bytes = new byte[text.Length / 4 * 3];
        if (text.Length % 4 == 0 && Convert.TryFromBase64Chars(text, bytes, out var written)
            && text.SequenceEqual(Convert.ToBase64String(bytes.AsSpan(0, written))))
            return bytes[..written];
        throw new FormatException($"{what} is not base64 in its one canonical form.");
    }

    /// <summary>Digits alone, without leading zeros, from 0 to 2^63 - 1.</summary>
    /// <exception cref="FormatException">Any other spelling, or a greater number.</exception>
    public static long Number(ReadOnlySpan<char> text, string what) =>
        TryNumber(text, out var number)
            ? number
            : throw new FormatException($"{what} is not a decimal number from 0 to 2^63 - 1 without leading zeros.");

    public static bool TryNumber(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && (text[0] != '0' || text.Length == 1) && !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>The text of UTF-8 bytes.</summary>
    /// <exception cref="FormatException">Broken UTF-8, which lenient decoders turn into U+FFFD.</exception>
    public static string Text(ReadOnlySpan<byte> utf8, string what)
    {
        try
        {
            return Utf8.GetString(utf8);
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException($"{what} is not UTF-8.", e);
        }
    }

    /// <summary>The UTF-8 bytes of a text.</summary>
    /// <exception cref="FormatException">Half of a surrogate pair.</exception>
    public static byte[] Bytes(string text, string what)
    {
        try
        {
            return Utf8.GetBytes(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new FormatException($"{what} is not whole Unicode.", e);
        }
    }

    /// <summary>The lines of a text of which each ends in a newline, without their newlines.</summary>
    /// <exception cref="FormatException">Nothing, no newline at the end, or another control character.</exception>
    public static string[] Lines(string text, string what)
    {
        if (!text.EndsWith('\n')) throw new FormatException($"{what} does not end in a newline.");
        if (HasControls(text)) throw new FormatException($"{what} holds a control character besides the newline.");
        return text[..^1].Split('\n');
    }

    /// <summary>Whether a text holds a character below U+0020 other than the newline.</summary>
    public static bool HasControls(string text) => text.AsSpan().ContainsAny(Controls);
}
