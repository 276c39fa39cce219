using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Organisation;

public record EstablishDepartment(
    string Department, Text Name, string Kind, string? County = null, string? Parent = null, Text? Address = null);

public static class EstablishDepartmentHandler
{
    /// <summary>Establishes a department, a desk or a municipality.</summary>
    [WolverinePost("/api/departments"), EmptyResponse]
    public static IStartStream Handle(EstablishDepartment command, Handbook handbook, DateTimeOffset now) =>
        MartenOps.StartStream<Department>(Identity.Of("department", command.Department), Decide(command, handbook, now));

    public static DepartmentEstablished Decide(EstablishDepartment command, Handbook handbook, DateTimeOffset now)
    {
        Identity.MustBeCode(command.Department);
        if (command.Kind is not ("governorate" or "department" or "desk" or "municipality"))
            throw new Refused("department.kind-unknown") { Status = 422 };
        if (command.County is { } county) Identity.MustBeCode(county);
        if (handbook.Departments.ContainsKey(command.Department)) throw new Refused("department.already-established");
        if (command.Parent is { } parent && !handbook.Departments.ContainsKey(parent))
            throw new Refused("department.parent-unknown", parent);
        return new(
            now, command.Department, command.Name, command.Kind, command.County, command.Parent, command.Address);
    }
}
