using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using EGov.Privacy;

namespace EGov.Integrity;

/// <summary>Sixteen digits, the only way back to a tip: shown once, and kept by nobody but who gave it.</summary>
/// <param name="Receipt">Fifteen digits by chance and one that checks them, in groups of four.</param>
public sealed record TipReceipt(string Receipt) : ShownOnce<TipReceipt>
{
    private const int Length = 16;
    private const long Most = 1_000_000_000_000_000;

    // A quasigroup of order 10 without weak spots: H. M. Damm, Totally anti-symmetric quasigroups, Marburg 2004. Every
    // single wrong digit and every two neighbours that change places are noticed.
    private static readonly string[] Damm =
    [
        "0317598642", "7092154863", "4206871359", "1750983426", "6123045978", "3674209581", "5869720134", "8945362017",
        "9438617205", "2581436790",
    ];

    /// <summary>The receipt of a letter: the same letter handed in again has the same one.</summary>
    public static TipReceipt For(Guid letter, MasterKey master)
    {
        var bytes = SHA256.HashData(Encoding.ASCII.GetBytes(master.Mark("tip-receipt", $"{letter}")));
        // Of 2^64 numbers modulo 10^15: no digit is likelier than another by more than one in eighteen thousand.
        var digits = $"{BinaryPrimitives.ReadUInt64BigEndian(bytes) % (ulong)Most:000000000000000}";
        return new(Grouped(digits + CheckOf(digits)));
    }

    /// <summary>As it is looked up; null where it cannot be one.</summary>
    public static string? Read(string? typed)
    {
        var digits = CivilNumber.Plain(typed);
        return digits.Length == Length && digits.All(char.IsAsciiDigit) && CheckOf(digits) == '0' ? digits : null;
    }

    public static string Grouped(string digits) =>
        string.Join(' ', digits.Chunk(4).Select(group => new string(group)));

    /// <summary>The digit that checks these; 0 for digits that end with their own.</summary>
    public static char CheckOf(string digits) =>
        digits.Aggregate('0', (interim, digit) => Damm[interim - '0'][digit - '0']);
}
