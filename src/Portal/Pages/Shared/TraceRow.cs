using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>One entry as an auditor reads it: when it says it happened beside when it was written.</summary>
public sealed record TraceRow(
    EntryKind Kind, Words What, string Event, Words Actor, string? Rule, DateTimeOffset At, DateTimeOffset Written)
{
    /// <summary>Whether the two times lie further apart than the service tolerates.</summary>
    public bool IsHot { get; init; }

    /// <summary>Its id, by which its proof is had.</summary>
    public Guid Id { get; init; }

    /// <summary>How far it has come into the ledger; none where nobody asked.</summary>
    public Proofs.ProofState? Proof { get; init; }

    /// <summary>What is shown of it on demand: identifiers of the entry and of what it belongs to.</summary>
    public IReadOnlyList<(Words Label, Words Value)> More { get; init; } = [];
}
