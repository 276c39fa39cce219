using JasperFx.Events;

namespace EGov.Rulebooks;

/// <summary>The versions of one rulebook.</summary>
public record Rulebook
{
    public Guid Id { get; init; }
    public string Code { get; init; } = "";
    public IReadOnlyList<RulebookVersion> Versions { get; init; } = [];

    /// <summary>The version by which a decision of that day is taken.</summary>
    public RulebookVersion? On(DateOnly day) =>
        Versions.Where(version => version.EffectiveFrom <= day).MaxBy(version => version.EffectiveFrom);

    public Rulebook Evolve(IEvent e) => e.Data switch
    {
        RulebookPublished published => this with
        {
            Id = e.StreamId,
            Code = published.Version.Code,
            Versions = [.. Versions, published.Version],
        },
        _ => this,
    };
}
