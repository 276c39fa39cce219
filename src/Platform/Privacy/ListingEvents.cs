namespace EGov.Privacy;

// What can happen to the list of all openings. These records are stored and hashed into the ledger for good:
// add members and new records freely; never rename, remove or retype one.

/// <summary>Somebody read openings of many files at once.</summary>
/// <param name="Filter">What was asked for, sealed under the reader's office: it may name whom he looks into.</param>
public record OpeningsListed(
    DateTimeOffset At, string Reader, string Role, string? Department, Sealed Filter) : IHappened;
