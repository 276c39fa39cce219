namespace EGov.Texts;

/// <summary>What the catalogue, the rulebooks and the departments say of themselves, in the page's language.</summary>
public static class BothLanguages
{
    public static Words Of(this Language language, Text text) => language.IsRightToLeft ? text.Fa : text.En;

    /// <summary>A department's name; its code where the handbook has no such department.</summary>
    public static Words Department(this Language language, Handbook handbook, string code) =>
        handbook.Departments.TryGetValue(code, out var department)
            ? language.Of(department.Name)
            : language.Ref(code);

    /// <summary>A county, by the name of the service desk that serves it.</summary>
    public static Words County(this Language language, Handbook handbook, string county) =>
        handbook.Departments.Values.Where(department => department.County == county)
            .OrderBy(department => department.Kind != "desk").ThenBy(department => department.Code, StringComparer.Ordinal)
            .FirstOrDefault() is { } desk
            ? language.Of(desk.Name)
            : language.Ref(county);

    /// <summary>A length in working days, in words: <c>12 working days</c>.</summary>
    public static Words WorkingDays(this Language language, int days) => language.Count("services.days", days);

    public static Words CalendarDays(this Language language, int days) => language.Count("services.calendar-days", days);

    public static Words Fee(this Language language, long rials) =>
        rials == 0 ? language["services.free"] : language["services.rials", rials];
}
