namespace EGov.Oversight;

/// <summary>Who is who in the governorate.</summary>
internal static class Governorate
{
    public static bool IsStaff(string officer, Handbook handbook) =>
        handbook.Officers.GetValueOrDefault(officer) is { IsServing: true } found && found.Roles.Contains("governor");

    /// <summary>The manager of the governorate itself.</summary>
    public static string? HeadOf(Handbook handbook) => handbook.Officers.Values
        .Where(officer => officer.IsServing && officer.Roles.Contains("manager")
            && handbook.Departments.GetValueOrDefault(officer.Department) is { Kind: "governorate" })
        .Select(officer => officer.Code).Order(StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Whether somebody can take something on for a department: an office with a manager.</summary>
    public static bool IsLed(string department, Handbook handbook) =>
        handbook.Departments.ContainsKey(department)
        && handbook.Officers.Values.Any(officer =>
            officer.IsServing && officer.Department == department && officer.Roles.Contains("manager"));

    /// <summary>Who follows something up, and the head of the governorate.</summary>
    public static IReadOnlyList<string> Answering(string owner, Handbook handbook) =>
        HeadOf(handbook) is { } head && head != owner ? [owner, head] : [owner];
}
