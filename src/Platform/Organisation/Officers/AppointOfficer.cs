using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Organisation;

public record AppointOfficer(
    string Officer, string Department, IReadOnlyList<string> Roles, string Grade, string? Supervisor = null,
    IReadOnlyList<string>? Services = null);

public static class AppointOfficerHandler
{
    private static readonly string[] Known =
        ["clerk", "officer", "appeal", "manager", "governor", "auditor", "integrity", "custodian", "admin"];

    /// <summary>Appoints a member of staff to a department.</summary>
    [WolverinePost("/api/officers"), EmptyResponse]
    public static IStartStream Handle(AppointOfficer command, Handbook handbook, DateTimeOffset now) =>
        MartenOps.StartStream<Officer>(Identity.Of("officer", command.Officer), Decide(command, handbook, now));

    public static OfficerAppointed Decide(AppointOfficer command, Handbook handbook, DateTimeOffset now)
    {
        Identity.MustBeCode(command.Officer);
        if (command.Roles.Count == 0 || command.Roles.Any(role => !Known.Contains(role)))
            throw new Refused("officer.role-unknown") { Status = 422 };
        if (command.Grade is not ("expert" or "senior" or "head"))
            throw new Refused("officer.grade-unknown") { Status = 422 };
        if (handbook.Officers.ContainsKey(command.Officer)) throw new Refused("officer.already-appointed");
        if (!handbook.Departments.ContainsKey(command.Department))
            throw new Refused("officer.department-unknown", command.Department);
        return new(now, command.Officer, command.Department, command.Roles, command.Grade, command.Supervisor,
            command.Services ?? []);
    }
}
