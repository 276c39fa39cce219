using System.Globalization;

namespace EGov.Oversight;

/// <summary>What a note may be made of, and how its clauses are named.</summary>
public static class GuidanceWords
{
    public const int LongestTitle = 200, LongestClause = 1_500, MostClauses = 40, MostListed = 60;

    /// <summary>Working days that departments ought to have for comments; with less somebody says why.</summary>
    public const int EnoughDays = 5;

    public const int MostDays = 60;

    /// <summary>Working days within which a question is to be answered.</summary>
    public const int DaysToAnswer = 10;

    /// <summary>As it stands in the event: in both languages, nothing in it unknown.</summary>
    public static GuidanceText Demand(GuidanceText given, Handbook handbook)
    {
        if (given.Clauses.Count is 0 or > MostClauses)
            throw new Refused("guidance.clauses-wrong", MostClauses) { Status = 422 };
        var departments = Known(given.Departments, handbook.Departments.ContainsKey, "guidance.department-unknown");
        var services = Known(given.Services, handbook.Services.ContainsKey, "guidance.service-unknown");
        return new(OfficialWords.Line(given.Title, LongestTitle), OfficialWords.Line(given.Basis, LongestTitle),
            [.. given.Clauses.Select(clause => OfficialWords.Line(clause, LongestClause))], departments, services);
    }

    public static IReadOnlyList<string> Known(IReadOnlyList<string> codes, Func<string, bool> isKnown, string refusal)
    {
        var given = codes.Distinct().ToList();
        return given.Count > MostListed ? throw new Refused("guidance.too-many", MostListed) { Status = 422 }
            : given.FirstOrDefault(code => !isKnown(code)) is { } unknown
                ? throw new Refused(refusal, unknown) { Status = 422 }
                : given;
    }

    /// <summary>Whether a note concerns a department.</summary>
    public static bool Binds(this GuidanceText text, string department) =>
        text.Departments.Count == 0 || text.Departments.Contains(department);

    /// <summary>How a clause is cited: G-7K3M-92QF/2.</summary>
    public static string ClauseOf(string number, int clause) =>
        string.Create(CultureInfo.InvariantCulture, $"{number}/{clause}");

    /// <summary>Reads what a person typed, in any case, with or without hyphens.</summary>
    public static (string Number, int Clause)? ReadClause(string? typed)
    {
        if (typed?.Split('/') is not [var note, var clause]) return null;
        return ReferenceNumber.Read(ReferenceNumber.Guidance, note) is { } number
            && int.TryParse(Fold.Text(clause).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var counted)
                ? (number, counted)
                : null;
    }
}
