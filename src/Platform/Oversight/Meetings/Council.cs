using JasperFx.Events;

namespace EGov.Oversight;

/// <summary>A body that meets and resolves; its resolutions follow it from one meeting to the next.</summary>
public record Council
{
    public Guid Id { get; init; }
    public string Code { get; init; } = "";
    public Text Name { get; init; } = new("", "");

    public static Guid Of(string code) => Identity.Of("council", code);

    public Council Evolve(IEvent e) => e.Data switch
    {
        CouncilEstablished established => this with
        {
            Id = e.StreamId,
            Code = established.Council,
            Name = established.Name,
        },
        _ => this,
    };
}
