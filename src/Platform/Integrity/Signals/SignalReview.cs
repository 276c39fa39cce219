using JasperFx.Events;

namespace EGov.Integrity;

/// <summary>What people said of one signal: answers, and what came of it; its stream has the signal's id.</summary>
public record SignalReview
{
    public Guid Id { get; init; }
    public int Version { get; set; }
    public IReadOnlyList<SignalAnswered> Answers { get; init; } = [];
    public IReadOnlyList<SignalDisposed> Dispositions { get; init; } = [];

    /// <summary>What holds; none while nothing was said.</summary>
    public SignalDisposed? Latest => Dispositions.Count == 0 ? null : Dispositions[^1];

    public SignalReview Evolve(IEvent e) => e.Data switch
    {
        SignalAnswered answered => this with { Id = e.StreamId, Answers = [.. Answers, answered] },
        SignalDisposed disposed => this with { Id = e.StreamId, Dispositions = [.. Dispositions, disposed] },
        _ => this,
    };
}
