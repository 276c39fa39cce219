using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EGov;

/// <summary>Brings what people type to the one spelling that is stored, looked up and hashed.</summary>
public static partial class Fold
{
    private const char HalfSpace = '\u200C';

    /// <summary>A text to keep: Latin digits, Persian letters, single spaces; half-spaces and line ends stay.</summary>
    public static string Text(string? typed)
    {
        var folded = new StringBuilder(typed?.Length ?? 0);
        foreach (var c in (typed ?? "").Normalize(NormalizationForm.FormC).ReplaceLineEndings("\n"))
        {
            if (Letter(c) is not { } letter) continue;
            if (letter is ' ' or '\n') TrimEnd(folded, letter);
            if (letter is HalfSpace or ' ' && EndsOpen(folded)) continue;
            folded.Append(letter);
        }
        return folded.ToString().Trim(' ', '\n', HalfSpace);
    }

    /// <summary>What two spellings of one name have in common: no spaces, half-spaces, vowel signs or case.</summary>
    public static string Key(string? typed)
    {
        var key = new StringBuilder();
        foreach (var c in Text(typed).Normalize(NormalizationForm.FormKD))
        {
            if (c is ' ' or '\n' or HalfSpace or 'ـ') continue;
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark) continue;
            key.Append(c switch { 'ة' => 'ه', 'ى' or 'ي' => 'ی', 'ك' => 'ک', _ => char.ToLowerInvariant(c) });
        }
        return key.ToString();
    }

    /// <summary>A tracking number, postal code or other code: no spaces, capitals, plain hyphens.</summary>
    public static string Code(string? typed) => Dashes().Replace(Text(typed), "-")
        .Replace(" ", "", StringComparison.Ordinal)
        .Replace("\u200C", "", StringComparison.Ordinal)
        .ToUpperInvariant();

    /// <summary>A Persian sentence of ours with its numbers in Persian digits.</summary>
    public static string PersianDigits(string text) => string.Concat(text.Select(letter =>
        char.IsAsciiDigit(letter) ? (char)(letter - '0' + '۰') : letter));

    /// <summary>The number a person wrote in either script, grouped or not; null when it is none.</summary>
    public static decimal? Number(string? typed)
    {
        var written = Text(typed).Replace('٫', '.').Replace('٬', ',').Replace('−', '-');
        if (!Written().IsMatch(written)) return null;
        var plain = written.Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        var isNumber = decimal.TryParse(plain, NumberStyles.Number, CultureInfo.InvariantCulture, out var number);
        return isNumber ? number : null;
    }

    // Marks of writing direction and other controls say nothing that is worth keeping: they become null.
    private static char? Letter(char c) => c switch
    {
        >= '۰' and <= '۹' => (char)(c - '۰' + '0'),
        >= '٠' and <= '٩' => (char)(c - '٠' + '0'),
        'ي' or 'ى' => 'ی',
        'ك' => 'ک',
        '\n' or HalfSpace => c,
        '\t' => ' ',
        _ when char.IsWhiteSpace(c) => ' ',
        _ when CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format => null,
        _ => c,
    };

    private static void TrimEnd(StringBuilder text, char next)
    {
        while (text.Length > 0 && (text[^1] is HalfSpace || (next is '\n' && text[^1] is ' '))) text.Length--;
    }

    private static bool EndsOpen(StringBuilder text) => text.Length == 0 || text[^1] is ' ' or '\n' or HalfSpace;

    [GeneratedRegex("[\u2010-\u2015\u2212]")]
    private static partial Regex Dashes();

    [GeneratedRegex(@"^-?(\d+|\d{1,3}([ ,]\d{3})+)(\.\d+)?$")]
    private static partial Regex Written();
}
