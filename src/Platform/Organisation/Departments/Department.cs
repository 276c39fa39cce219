using JasperFx.Events;

namespace EGov.Organisation;

/// <summary>An office of the province: a department, a county's service desk, a municipality.</summary>
public record Department
{
    public Guid Id { get; init; }
    public string Code { get; init; } = "";
    public Text Name { get; init; } = new("", "");
    public string Kind { get; init; } = "";
    public string? County { get; init; }
    public string? Parent { get; init; }
    public Text? Address { get; init; }

    public Department Evolve(IEvent e) => e.Data switch
    {
        DepartmentEstablished established => this with
        {
            Id = e.StreamId,
            Code = established.Department,
            Name = established.Name,
            Kind = established.Kind,
            County = established.County,
            Parent = established.Parent,
            Address = established.Address,
        },
        _ => this,
    };
}
