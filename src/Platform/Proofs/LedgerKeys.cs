using JasperFx.Events;

namespace EGov.Proofs;

/// <summary>With which key checkpoints are signed, as far as it has changed since the ledger began.</summary>
public record LedgerKeys
{
    public static readonly Guid TheOne = Identity.Of("ledger-keys");

    /// <summary>scheduled; exposed: somebody else may have it; lost.</summary>
    public static readonly IReadOnlyList<string> Grounds = ["scheduled", "exposed", "lost"];

    public Guid Id { get; init; }
    public string Current { get; init; } = "";

    public LedgerKeys Evolve(IEvent e) => e.Data switch
    {
        LedgerKeyChanged changed => this with { Id = e.StreamId, Current = changed.Key },
        _ => this,
    };
}
