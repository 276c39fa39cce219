using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>A criterion that an officer answers, or that the file's facts have answered already.</summary>
public sealed record ChecklistItem(string Code, Words Criterion, Words Law)
{
    /// <summary>What the answer rests on, or that nothing is attached yet.</summary>
    public Words? Evidence { get; init; }

    public Verdict Verdict { get; init; }

    /// <summary>Whether the rulebook computes it: then nobody answers it by hand.</summary>
    public bool IsComputed { get; init; }
}
