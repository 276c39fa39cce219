using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Organisation;

public record AppointOfficer(
    string Officer, string Department, IReadOnlyList<string> Roles, string Grade, string? Supervisor = null,
    IReadOnlyList<string>? Services = null);

public static class AppointOfficerHandler
{
    [Authorize(Roles = "admin"), WolverinePost("/api/officers"), EmptyResponse]
    public static IStartStream Handle(AppointOfficer command, Handbook handbook, DateTimeOffset now) =>
        MartenOps.StartStream<Officer>(Identity.Of("officer", command.Officer), Decide(command, handbook, now));

    public static OfficerAppointed Decide(AppointOfficer command, Handbook handbook, DateTimeOffset now)
    {
        if (handbook.Officers.ContainsKey(command.Officer)) throw new Refused("officer.already-appointed");
        if (!handbook.Departments.ContainsKey(command.Department))
            throw new Refused("officer.department-unknown", command.Department);
        return new(now, command.Officer, command.Department, command.Roles, command.Grade, command.Supervisor,
            command.Services ?? []);
    }
}
