namespace EGov.Proofs;

// What can happen to the ledger's own keys. These records are stored and hashed into the ledger for good:
// add members and new records freely; never rename, remove or retype one.

/// <summary>The checkpoints have another key from here on; the one that covers this is signed by both.</summary>
/// <param name="Key">The new public key, as text (C2SP vkey).</param>
/// <param name="Before">The one that it takes over from.</param>
/// <param name="Ground">From <see cref="LedgerKeys.Grounds"/>.</param>
public record LedgerKeyChanged(DateTimeOffset At, string Key, string Before, string Ground) : IHappened;
