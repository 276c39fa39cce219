using EGov.Organisation;

namespace EGov.Casework;

/// <summary>Who may be drawn, and who may not and why.</summary>
/// <remarks>
/// Version 1: of the officers who serve in the file's department with the role officer, all but those who do not handle
/// the service (where the department is the service's own), hear appeals, are recused from the file, or hold at
/// least <see cref="WorkloadMargin"/> open files more than the one of the others who holds fewest.
/// </remarks>
public sealed record DrawPolicy(IReadOnlyList<string> Pool, IReadOnlyList<DrawExclusion> Excluded)
{
    public const int Version = 1;

    /// <summary>So that a draw levels nobody's pile, and yet nobody drowns.</summary>
    public const int WorkloadMargin = 10;

    /// <summary>Why an officer of the department cannot be drawn.</summary>
    public static readonly IReadOnlyList<string> Reasons = ["other-service", "hears-appeals", "recused", "workload"];

    /// <param name="openFiles">How many open files each officer holds; who holds none need not be there.</param>
    public static DrawPolicy For(Request request, Handbook handbook, IReadOnlyDictionary<string, int> openFiles)
    {
        var staff = handbook.Officers.Values
            .Where(officer => officer.IsServing && officer.Department == request.Matter.Department
                && officer.Roles.Contains("officer"))
            .OrderBy(officer => officer.Code, StringComparer.Ordinal)
            .Select(officer => (officer.Code, Reason: ReasonOf(officer, request, handbook),
                Open: openFiles.GetValueOrDefault(officer.Code)))
            .ToList();
        var fewest = staff.Where(one => one.Reason is null).Select(one => one.Open).DefaultIfEmpty().Min();
        bool IsLaden(int open) => open >= fewest + WorkloadMargin;
        return new(
            [.. staff.Where(one => one.Reason is null && !IsLaden(one.Open)).Select(one => one.Code)],
            [
                .. staff.Where(one => one.Reason is not null || IsLaden(one.Open)).Select(one =>
                    new DrawExclusion(one.Code, one.Reason ?? "workload", one.Reason is null ? one.Open : null)),
            ]);
    }

    /// <summary>
    /// Whether everybody of a pool may still be drawn; more files in the meantime keep nobody from it.
    /// </summary>
    public static bool Holds(DrawRequested requested, Request request, Handbook handbook) =>
        requested.Pool.All(code => handbook.Officers.TryGetValue(code, out var officer)
            && officer.Department == request.Matter.Department && ReasonOf(officer, request, handbook) is null);

    private static string? ReasonOf(Officer officer, Request request, Handbook handbook) =>
        !AssignRequestHandler.IsCompetent(officer, request, handbook) ? "other-service"
        : officer.Roles.Contains("appeal") ? "hears-appeals"
        : request.Recused.Contains(officer.Code) ? "recused"
        : null;
}
