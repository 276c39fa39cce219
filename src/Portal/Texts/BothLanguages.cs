namespace EGov.Texts;

/// <summary>What the catalogue says in both languages or in numbers, as this language says it.</summary>
public static class BothLanguages
{
    public static Words Of(this Language language, Text text) => language.IsRightToLeft ? text.Fa : text.En;

    /// <summary>A length in working days, in words: <c>12 working days</c>.</summary>
    public static Words WorkingDays(this Language language, int days) => language.Count("services.days", days);

    public static Words CalendarDays(this Language language, int days) =>
        language.Count("services.calendar-days", days);

    public static Words Fee(this Language language, long rials) =>
        rials == 0 ? language["services.free"] : language["services.rials", rials];
}
