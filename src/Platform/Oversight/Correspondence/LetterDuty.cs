using EGov.Organisation;

namespace EGov.Oversight;

/// <summary>A command that a day brings with it for a letter.</summary>
public sealed record LetterDuty(object Command)
{
    /// <summary>Working days before the due date, on which whoever has it is reminded.</summary>
    public const int RemindAt = 3;

    /// <summary>Working days that a report may wait before its verifier is reminded.</summary>
    public const int VerifyWithin = 5;

    public static LetterDuty? Of(OfficialLetter letter, WorkingCalendar calendar, DateOnly today) =>
        letter.IsMovedBy(calendar) ? new(new RedateLetter(letter.Id))
        : letter.IsToBeToldLate(today) || letter.IsToBeReminded(calendar, today) ? new(new RemindLetter(letter.Id))
        : letter.IsVerdictOverdue(calendar, today) ? new(new RemindLetterVerdict(letter.Id))
        : null;

    /// <summary>Whether a fact set the day that has come.</summary>
    public bool IsSetBy(object fact) => Command is RemindLetterVerdict
        ? fact is LetterEffectReported
        : fact is LetterSent or LetterRegistered or LetterRedated;
}
