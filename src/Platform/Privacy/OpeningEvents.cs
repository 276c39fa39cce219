namespace EGov.Privacy;

// What can happen to a file's confidentiality. These records are stored and hashed into the ledger for good:
// add members and new records freely; never rename, remove or retype one.

/// <summary>Somebody of the staff read a file, for a purpose stated before. The applicant sees it.</summary>
/// <param name="Purpose">From <see cref="Openings.Purposes"/>.</param>
/// <param name="Task">The open task that the reader had: holder, queue, referral and the like.</param>
/// <param name="Explanation">Who has no task says why, in words sealed under the key of his office.</param>
public record FileOpened(
    DateTimeOffset At, Guid Request, string Reader, string Role, string? Department, string Purpose,
    string? Task = null, Sealed? Explanation = null) : IHappened;

/// <summary>Somebody read who had opened a file, or why. The applicant sees it.</summary>
/// <param name="Opening">The opening whose explanation was read; none where the list of all was.</param>
public record OpeningsRead(
    DateTimeOffset At, Guid Request, string Reader, string Role, string? Department, Guid? Opening) : IHappened;
