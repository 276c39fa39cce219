using JasperFx.Events;

namespace EGov.Proofs;

/// <summary>What was stamped last; all stamps are one stream.</summary>
public record Stamps
{
    public static readonly Guid TheOne = Identity.Of("stamps");

    public Guid Id { get; init; } = TheOne;
    public DateTimeOffset? At { get; init; }
    public long Size { get; init; }

    public Stamps Evolve(IEvent e) => e.Data switch
    {
        CheckpointStamped stamped => this with { Id = e.StreamId, At = stamped.At, Size = stamped.Size },
        _ => this,
    };

    /// <summary>Whether something besides the last stamp itself has come since it was made.</summary>
    public bool IsOutgrownBy(long size) => size > (At is null ? 0 : Size + 1);
}
