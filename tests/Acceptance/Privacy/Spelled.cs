using System.Net;
using System.Text;
using System.Text.Json;

namespace EGov.Acceptance.Privacy;

/// <summary>A text in every spelling in which a store, a log or an answer could hold it.</summary>
internal sealed class Spelled
{
    private readonly byte[][] _spellings;

    public Spelled(string text) => (Text, _spellings) = (text, [.. Spellings(text).DistinctBy(Convert.ToHexString)]);

    public string Text { get; }

    public IReadOnlyList<byte[]> All => _spellings;

    public bool IsIn(ReadOnlySpan<byte> bytes)
    {
        foreach (var spelling in _spellings)
            if (bytes.IndexOf(spelling) >= 0) return true;
        return false;
    }

    private static IEnumerable<byte[]> Spellings(string text)
    {
        foreach (var written in new[] { text, InDigits(text, '۰'), InDigits(text, '٠') })
        {
            var utf8 = Encoding.UTF8.GetBytes(written);
            yield return utf8;
            yield return Encoding.Unicode.GetBytes(written);
            yield return Encoding.BigEndianUnicode.GetBytes(written);
            string[] spelt =
            [
                JsonSerializer.Serialize(written)[1..^1], WebUtility.HtmlEncode(written), WebUtility.UrlEncode(written),
                Uri.EscapeDataString(written), Uri.EscapeDataString(written).ToLowerInvariant(),
                Convert.ToHexString(utf8), Convert.ToHexStringLower(utf8),
            ];
            foreach (var one in spelt) yield return Encoding.UTF8.GetBytes(one);
            foreach (var at in (int[])[0, 1, 2])
            {
                // What stands before it moves the six bits of base64; its first and last letters hold a neighbour's.
                var base64 = Convert.ToBase64String([.. new byte[at], .. utf8]).TrimEnd('=');
                var inner = base64[(at == 0 ? 0 : at + 1)..^((at + utf8.Length) % 3 == 0 ? 0 : 1)];
                yield return Encoding.ASCII.GetBytes(inner);
                yield return Encoding.ASCII.GetBytes(inner.Replace('+', '-').Replace('/', '_'));
            }
        }
    }

    private static string InDigits(string text, char zero) =>
        string.Concat(text.Select(letter => char.IsAsciiDigit(letter) ? (char)(letter - '0' + zero) : letter));
}
