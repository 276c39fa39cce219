using EGov.Privacy;
using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>The contacts about one file: a stream of their own, whose name only the master key tells.</summary>
public record Influence
{
    public Guid Id { get; init; }

    /// <summary>The days on which contacts were reported.</summary>
    public IReadOnlyList<DateOnly> Days { get; init; } = [];

    /// <param name="on">request, or another kind of thing that can be influenced.</param>
    public static Guid Of(MasterKey master, string on, Guid about) =>
        Identity.Of("influence", master.Mark("influence", $"{on}\n{about}"));

    public Influence Evolve(IEvent e) => e.Data switch
    {
        InfluenceReported reported => this with { Id = e.StreamId, Days = [.. Days, reported.At.Day()] },
        _ => this,
    };
}
