namespace EGov.Privacy;

// What can happen to a file's confidentiality. These records are stored and hashed into the ledger for good:
// add members and new records freely; never rename, remove or retype one.

/// <summary>Somebody of the staff read a file, for a purpose stated before. The applicant sees it.</summary>
/// <param name="Purpose">From <see cref="Openings.Purposes"/>.</param>
public record FileOpened(
    DateTimeOffset At, Guid Request, string Reader, string Role, string? Department, string Purpose) : IHappened;
