using JasperFx.Events;

namespace EGov.Organisation;

/// <summary>The province that this platform serves; one stream.</summary>
public record Province
{
    public static readonly Guid TheOne = Identity.Of("province", "the-one");

    public Guid Id { get; init; }
    public Text Name { get; init; } = new("", "");

    /// <summary>Every page says so, and nobody may take its figures for a real province's.</summary>
    public bool IsSimulated { get; init; }

    public Province Evolve(IEvent e) => e.Data switch
    {
        ProvinceOpened opened => this with
        {
            Id = e.StreamId,
            Name = opened.Name,
            IsSimulated = opened.IsSimulated,
        },
        _ => this,
    };
}
