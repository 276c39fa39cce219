using EGov.Privacy;

namespace EGov.Organisation;

// What can happen to a key of open data. These records are stored and hashed into the ledger for good:
// add members and new records freely; never rename, remove or retype one.

/// <summary>Somebody may read more of what is public; the key itself is in no event.</summary>
/// <param name="Client">The public name of the organisation that reads.</param>
/// <param name="Hash">SHA-256 of the key, which holds 256 random bits: nobody finds the one by the other.</param>
/// <param name="Contact">Whom to ask there.</param>
public record ApiKeyIssued(DateTimeOffset At, Guid Key, string Client, string Hash, Sealed Contact) : IHappened;

/// <param name="Ground">From <see cref="RevokeApiKeyHandler.Grounds"/>.</param>
public record ApiKeyRevoked(DateTimeOffset At, Guid Key, string Ground) : IHappened;

/// <summary>Somebody read whom to ask at the organisation.</summary>
public record ApiKeyContactRead(DateTimeOffset At, Guid Key, string Reader) : IHappened;
