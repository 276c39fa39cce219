namespace EGov.Proofs;

// What can happen to the ledger's stamps. These records are stored and hashed into the ledger for good:
// add members and new records freely; never rename, remove or retype one.

/// <summary>An authority has stamped a checkpoint: it existed at the time of the stamp (RFC 3161).</summary>
/// <param name="Size">How many events the checkpoint covers.</param>
/// <param name="Root">The root over them, in base64.</param>
/// <param name="Authority">The subject of the certificate that signed the stamp.</param>
/// <param name="Token">
/// The time-stamp token over the text of the checkpoint's note, DER in base64: <c>openssl ts -verify -token_in</c>.
/// </param>
public record CheckpointStamped(
    DateTimeOffset At, long Size, string Root, string Authority, string Token) : IHappened;
