namespace EGov.Oversight;

// What can happen when letters are brought over. These records are stored and hashed into the ledger for good: add
// members and new records freely; never rename, remove or retype one.

/// <summary>Letters of an office were brought over from another register.</summary>
/// <param name="Letters">How many got a number.</param>
/// <param name="Skipped">How many stood in the register already.</param>
public record LettersImported(
    DateTimeOffset At, string Office, LetterDirection Direction, string By, int Letters, int Skipped) : IHappened;
