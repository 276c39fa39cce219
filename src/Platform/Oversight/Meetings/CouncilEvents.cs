namespace EGov.Oversight;

// What can happen to a council. These records are stored and hashed into the ledger for good: add members and new
// records freely; never rename, remove or retype one.

/// <summary>A body that meets and resolves: the administrative council, a working group.</summary>
/// <param name="Council">Its code.</param>
public record CouncilEstablished(DateTimeOffset At, string Council, Text Name, string By) : IHappened;
