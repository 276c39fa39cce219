using EGov.Privacy;

namespace EGov.Oversight;

/// <summary>What is written in an act of oversight: a line for everybody, and words for those concerned.</summary>
public static class OfficialWords
{
    public const int LongestLine = 200;
    public const int Longest = 8_000;

    /// <summary>What the public reads of it, for ever. Given in one language, it stands in both.</summary>
    public static Text Line(Text given, int longest = LongestLine)
    {
        var (fa, en) = (given.Fa.Trim(), given.En.Trim());
        if (fa.Length == 0 && en.Length == 0) throw new Refused("oversight.line-empty") { Status = 422 };
        if (fa.Length > longest || en.Length > longest)
            throw new Refused("oversight.line-too-long", longest) { Status = 422 };
        return new(fa.Length > 0 ? fa : en, en.Length > 0 ? en : fa);
    }

    /// <summary>What the public reads of it, where that is wanted.</summary>
    public static Text? LineOrNone(Text? given) =>
        given is null || (given.Fa.Trim().Length == 0 && given.En.Trim().Length == 0) ? null : Line(given);

    /// <summary>Words for those whom it concerns, under the key of the office of oversight.</summary>
    /// <returns>Null where there are none.</returns>
    public static Sealed? Seal(string? words) => words?.Length > Longest
        ? throw new Refused("oversight.words-too-long", Longest) { Status = 422 }
        : Sealed.OfWords(Subjects.Oversight, words);
}
