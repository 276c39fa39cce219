using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace EGov.Casework;

/// <summary>The number on the receipt: ten random characters and a check character, such as MZ-7K4Q-29XD-M8R.</summary>
/// <remarks>
/// 31 characters without I, L, O, U and Y. Weighted sum modulo the prime 31: every single wrong character and every
/// exchange of two characters is found. Not a sequence: the next number cannot be guessed from this one.
/// </remarks>
public static class TrackingNumber
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXZ";
    private const int Length = 10;

    /// <summary>Derived from the request's id, which is itself unguessable.</summary>
    public static string Of(Guid request)
    {
        var letters = Letters(SHA256.HashData([.. "egov-tracking/v1\n"u8, .. request.ToByteArray()]), Length);
        return Show(letters + Check(letters));
    }

    /// <summary>Reads what a person typed: any case, spaces and hyphens anywhere, O for 0, I or L for 1, any digits.</summary>
    /// <returns>The number in its canonical form; null when a character is missing or wrong.</returns>
    public static string? Read(string? typed)
    {
        var plain = Plain(typed);
        if (plain.StartsWith("MZ", StringComparison.Ordinal) && plain.Length == Length + 3) plain = plain[2..];
        return plain.Length == Length + 1 && plain.All(Alphabet.Contains) && Check(plain[..Length]) == plain[Length]
            ? Show(plain)
            : null;
    }

    /// <summary>The characters that count, in the form in which they are compared.</summary>
    public static string Plain(string? typed)
    {
        var plain = new StringBuilder();
        foreach (var letter in Fold.Text(typed ?? "").ToUpperInvariant())
            if (char.IsAsciiLetterOrDigit(letter))
                plain.Append(letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter });
        return plain.ToString();
    }

    /// <summary>The first characters of a digest read as one large number in base 31.</summary>
    internal static string Letters(byte[] digest, int count)
    {
        var number = new BigInteger(digest, isUnsigned: true, isBigEndian: true);
        return string.Create(count, number, static (span, rest) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                rest = BigInteger.DivRem(rest, Alphabet.Length, out var digit);
                span[i] = Alphabet[(int)digit];
            }
        });
    }

    private static char Check(string letters) =>
        Alphabet[letters.Select((letter, i) => Alphabet.IndexOf(letter) * (i + 2)).Sum() % Alphabet.Length];

    private static string Show(string letters) => $"MZ-{letters[..4]}-{letters[4..8]}-{letters[8..]}";
}
