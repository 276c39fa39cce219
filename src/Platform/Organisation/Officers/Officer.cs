using JasperFx.Events;

namespace EGov.Organisation;

/// <summary>A member of staff by public code: where, in which roles, for which services.</summary>
public record Officer
{
    public Guid Id { get; init; }
    public string Code { get; init; } = "";
    public string Department { get; init; } = "";
    public IReadOnlyList<string> Roles { get; init; } = [];
    public string Grade { get; init; } = "";
    public string? Supervisor { get; init; }
    public IReadOnlyList<string> Services { get; init; } = [];
    public bool IsServing { get; init; }

    public bool Handles(string service) => IsServing && (Services.Count == 0 || Services.Contains(service));

    public Officer Evolve(IEvent e) => e.Data switch
    {
        OfficerAppointed appointed => this with
        {
            Id = e.StreamId,
            Code = appointed.Officer,
            Department = appointed.Department,
            Roles = appointed.Roles,
            Grade = appointed.Grade,
            Supervisor = appointed.Supervisor,
            Services = appointed.Services,
            IsServing = true,
        },
        OfficerLeft _ => this with { IsServing = false },
        _ => this,
    };
}
