using System.Security.Cryptography;
using System.Text;
using EGov.Casework;

namespace EGov.Oversight;

/// <summary>By which a directive, a programme, a meeting or an issue is named: a letter and eight characters.</summary>
/// <remarks>In the characters of tracking numbers, so that it can be read aloud; none is like another.</remarks>
public static class ReferenceNumber
{
    public const char Directive = 'D';
    public const char Programme = 'P';
    public const char Meeting = 'M';
    public const char Resolution = 'R';
    public const char Guidance = 'G';

    /// <summary>An open question of the province: I is written 1 in these characters.</summary>
    public const char Issue = 'Q';

    /// <summary>L is written 1 in these characters.</summary>
    public const char Letter = 'N';

    private const int Length = 8;

    /// <summary>Derived from the id of what it names.</summary>
    public static string Of(char kind, Guid id)
    {
        var letters = TrackingNumber.Letters(
            SHA256.HashData([.. Encoding.ASCII.GetBytes($"egov-reference/v1\n{kind}\n"), .. id.ToByteArray()]), Length);
        return Show(kind, letters);
    }

    /// <summary>Reads what a person typed, in any case, with or without hyphens.</summary>
    /// <returns>The number as it is written; null where it can be none of this kind.</returns>
    public static string? Read(char kind, string? typed)
    {
        var plain = TrackingNumber.Plain(typed);
        return plain.Length == Length + 1 && plain[0] == TrackingNumber.Plain($"{kind}")[0]
            ? Show(kind, plain[1..])
            : null;
    }

    private static string Show(char kind, string letters) => $"{kind}-{letters[..4]}-{letters[4..]}";
}
