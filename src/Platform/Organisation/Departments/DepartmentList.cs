using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;

namespace EGov.Organisation;

/// <param name="Kind">governorate, department, desk or municipality.</param>
/// <param name="Address">Where people find it; none where it is not told.</param>
public sealed record DepartmentLine(
    string Code, Text Name, string Kind, string? County, string? Parent, Text? Address);

public static class DepartmentListEndpoint
{
    /// <summary>Every office of the province, by code.</summary>
    [AllowAnonymous, WolverineGet("/api/departments")]
    public static IReadOnlyList<DepartmentLine> Get(Handbook handbook) =>
    [
        .. handbook.Departments.Values.OrderBy(office => office.Code, StringComparer.Ordinal)
            .Select(office => new DepartmentLine(
                office.Code, office.Name, office.Kind, office.County, office.Parent, office.Address)),
    ];
}
