using Wolverine.Http;

namespace EGov.Organisation;

/// <param name="Kind">governorate, department, desk or municipality.</param>
/// <param name="Address">Where people find it; none where it is not told.</param>
public sealed record DepartmentLine(
    string Code, Text Name, string Kind, string? County, string? Parent, Text? Address);

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record DepartmentPage(IReadOnlyList<DepartmentLine> Items, int Total, string? Next);

public static class DepartmentListEndpoint
{
    /// <summary>Every office of the province, by code.</summary>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/departments")]
    public static DepartmentPage Get(string? after, int? limit, Handbook handbook)
    {
        var (items, total, next) = Paging.Cut(
            handbook.Departments.Values, office => office.Code, Paging.IsCode, after, limit);
        return new([.. items.Select(office => new DepartmentLine(
            office.Code, office.Name, office.Kind, office.County, office.Parent, office.Address))], total, next);
    }
}
