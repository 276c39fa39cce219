namespace EGov.Appointments;

/// <summary>A post is given by what somebody can do: nothing here asks what somebody belongs to or believes.</summary>
public static class Merit
{
    /// <summary>Words that no criterion and no public reason may hold.</summary>
    public static readonly IReadOnlySet<string> Foreign = new HashSet<string>
    {
        "party", "parties", "partisan", "faction", "factions", "factional", "political", "politics", "religion",
        "religions", "religious", "faith", "creed", "sect", "ethnic", "ethnicity", "race", "racial", "tribe", "tribal",
        "حزب", "حزبی", "احزاب", "جناح", "جناحی", "جناحها", "سیاسی", "دین", "دینی", "مذهب", "مذهبی", "مذاهب", "عقیدتی",
        "فرقه", "فرقهای", "قوم", "قومی", "قومیت", "قومیتی", "نژاد", "نژادی", "طایفه", "طایفهای", "قبیله", "قبیلهای",
    };

    /// <summary>The first such word of a text; none where it holds none.</summary>
    public static string? ForeignIn(Text text) => ForeignIn(text.Fa) ?? ForeignIn(text.En);

    public static string? ForeignIn(string text) =>
        Words(text).FirstOrDefault(word => Foreign.Contains(Fold.Key(word)));

    // A half-space stays within a word: the folding drops it.
    private static string[] Words(string text) =>
        Fold.Text(text).Split([.. Fold.Text(text).Where(letter => !char.IsLetter(letter) && letter != '\u200C')
            .Distinct()], StringSplitOptions.RemoveEmptyEntries);
}
