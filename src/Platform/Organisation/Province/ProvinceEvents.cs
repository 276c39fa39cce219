namespace EGov.Organisation;

// What can happen to the province itself. These records are stored and hashed into the ledger for good:
// add members and new records freely; never rename, remove or retype one.

/// <summary>The platform is opened for a province.</summary>
/// <param name="IsSimulated">Nothing in it happened: every file, person and officer is invented.</param>
public record ProvinceOpened(DateTimeOffset At, Text Name, bool IsSimulated) : IHappened;
