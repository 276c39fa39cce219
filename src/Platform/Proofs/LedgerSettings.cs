namespace EGov.Proofs;

/// <summary>Where the ledger lies and by which promises it is kept.</summary>
/// <param name="Connection">Of the role that the platform works under.</param>
/// <param name="Folder">
/// Holds the public files (<c>ledger</c>), the keys (<c>keys</c>), the signer's state (<c>signer</c>), and how far
/// all was audited (<c>audit</c>).
/// </param>
public sealed record LedgerSettings(string Connection, string Schema, string Folder)
{
    /// <summary>The name of a new ledger; none: one that is unlike any other.</summary>
    public string? Origin { get; init; }

    /// <summary>How often the queue is looked at.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>What a receipt promises: by then its event stands in a published checkpoint.</summary>
    public TimeSpan MaximumMergeDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often the host audits what has come since the last audit; zero: never by itself.</summary>
    public TimeSpan AuditEvery { get; init; } = TimeSpan.FromDays(1);

    public string Public => Path.Combine(Folder, "ledger");
    public string Keys => Path.Combine(Folder, "keys");
    public string State => Path.Combine(Folder, "signer");

    /// <summary>How far the ledger was audited.</summary>
    public string AuditState => Path.Combine(Folder, "audit", "state");
}
