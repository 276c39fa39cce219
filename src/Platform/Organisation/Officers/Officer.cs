using EGov.Privacy;
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

    /// <summary>What he declared and has not withdrawn; closed, and compared by whoever assigns and decides.</summary>
    public IReadOnlyList<Interest> Interests { get; init; } = [];

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
        InterestDeclared declared => this with
        {
            Interests =
            [
                .. Interests,
                new(declared.Interest, declared.At, declared.Relation, declared.Name, declared.Number, declared.Mark),
            ],
        },
        InterestWithdrawn withdrawn => this with
        {
            Interests = [.. Interests.Where(interest => interest.Id != withdrawn.Interest)],
        },
        OfficerLeft _ => this with { IsServing = false },
        _ => this,
    };
}

/// <summary>A tie of an officer to a person or a company.</summary>
public record Interest(
    Guid Id, DateTimeOffset DeclaredAt, Sealed Relation, Sealed Name, Sealed Number, Sealed Mark);
