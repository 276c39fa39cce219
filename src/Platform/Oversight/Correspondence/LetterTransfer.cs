using JasperFx.Events;

namespace EGov.Oversight;

/// <summary>That letters were brought over from another register, at once.</summary>
public record LetterTransfer
{
    public Guid Id { get; init; }
    public int Letters { get; init; }

    public LetterTransfer Evolve(IEvent e) => e.Data switch
    {
        LettersImported imported => this with { Id = e.StreamId, Letters = imported.Letters },
        _ => this,
    };
}
