using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Organisation;

public record EstablishDepartment(
    string Department, Text Name, string Kind, string? County = null, string? Parent = null, Text? Address = null);

public static class EstablishDepartmentHandler
{
    [Authorize(Roles = "admin"), WolverinePost("/api/departments"), EmptyResponse]
    public static IStartStream Handle(EstablishDepartment command, Handbook handbook, DateTimeOffset now) =>
        MartenOps.StartStream<Department>(Identity.Of("department", command.Department), Decide(command, handbook, now));

    public static DepartmentEstablished Decide(EstablishDepartment command, Handbook handbook, DateTimeOffset now)
    {
        if (handbook.Departments.ContainsKey(command.Department)) throw new Refused("department.already-established");
        if (command.Parent is { } parent && !handbook.Departments.ContainsKey(parent))
            throw new Refused("department.parent-unknown", parent);
        return new(
            now, command.Department, command.Name, command.Kind, command.County, command.Parent, command.Address);
    }
}
