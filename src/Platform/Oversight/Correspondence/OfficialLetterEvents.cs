using EGov.Privacy;

namespace EGov.Oversight;

// What can happen to a letter. These records are stored and hashed into the ledger for good: add members and new
// records freely; never rename, remove or retype one.

/// <summary>A letter from elsewhere stands in the register of the office that it came to.</summary>
/// <param name="Number">Derived from its id.</param>
/// <param name="Entry">Its place in the register of what came in.</param>
/// <param name="FromOffice">The department that wrote it; none where it comes from outside.</param>
/// <param name="Correspondent">Who wrote it from outside, under a key of his own.</param>
/// <param name="TheirNumber">Under which it stands in the sender's register.</param>
/// <param name="Date">Of the letter.</param>
/// <param name="Line">What the public reads of it.</param>
/// <param name="Effect">What shall be different then; none where it is for information only.</param>
/// <param name="Days">Working days from its date that the office has.</param>
/// <param name="CalendarVersion">By which they were counted.</param>
/// <param name="Thread">The first letter that it goes back to; its own id where it is the first.</param>
/// <param name="IsImported">Brought over from another register.</param>
public record LetterRegistered(
    DateTimeOffset At, string Number, RegisterEntry Entry, string By, string? FromOffice, Sealed? Correspondent,
    Sealed? TheirNumber, DateOnly Date, Text Line, Sealed? Words, Sealed? Effect, int? Days, int? CalendarVersion,
    DateOnly? Due, Guid? InReplyTo, Guid Thread, IReadOnlyList<LetterLink> Links, bool IsImported) : IRegistered;

/// <summary>An office writes a letter; nobody outside it reads a word before it is sent.</summary>
/// <param name="Draft">A <see cref="LetterDraft"/>, without whom it goes to outside.</param>
public record LetterDrafted(
    DateTimeOffset At, string Number, string Office, string By, Sealed Draft, Sealed? Correspondent, Guid? InReplyTo,
    Guid Thread) : IRegistered;

/// <summary>It is written anew, before it is sent.</summary>
public record LetterRedrafted(
    DateTimeOffset At, string By, Sealed Draft, Sealed? Correspondent, Guid? InReplyTo, Guid Thread) : IHappened;

/// <summary>A letter left its office, under the next number of its register.</summary>
/// <param name="DraftedBy">Who wrote it, by public code.</param>
/// <param name="To">The department that it goes to; none where it goes outside.</param>
/// <param name="Owner">Who answers for the effect in the receiving office; in one's own where it goes outside.</param>
/// <param name="Evidence">By what the effect is to be seen.</param>
/// <param name="LegalReference">On what the office relies when it asks.</param>
/// <param name="FormerNumber">Under which it stood in the register that it was brought over from.</param>
public record LetterSent(
    DateTimeOffset At, RegisterEntry Entry, string By, string DraftedBy, string? To, Sealed? Correspondent,
    DateOnly Date, Text Line, Sealed? Words, bool IsInformation, Sealed? Effect, Sealed? Evidence,
    Sealed? LegalReference, string? Owner, int? Days, int? CalendarVersion, DateOnly? Due, Guid? InReplyTo, Guid Thread,
    IReadOnlyList<LetterLink> Links, Sealed? FormerNumber, bool IsImported) : IHappened;

/// <summary>The department that it went to has it in its own register.</summary>
public record LetterReceived(DateTimeOffset At, RegisterEntry Entry, string Officer) : IHappened;

/// <summary>Somebody of the office that has it is to bring the effect about.</summary>
public record LetterAssigned(DateTimeOffset At, string Department, string Executor, string By) : IHappened;

/// <summary>A file of the letter: what was enclosed, a scan, or what shows the effect.</summary>
/// <param name="About">Its name, media type and length.</param>
/// <param name="File">The digest of its ciphertext.</param>
/// <param name="IsEvidence">Attached by who brings the effect about.</param>
public record LetterFileAttached(
    DateTimeOffset At, string Officer, Sealed About, SealedFile File, bool IsEvidence) : IHappened;

/// <summary>Who answers for the effect says that it is there. That of itself makes nothing done.</summary>
/// <param name="References">Where evidence stands elsewhere, one by one.</param>
/// <param name="Attached">How many files show the effect.</param>
/// <param name="OnTime">Whether it was said by the due date.</param>
public record LetterEffectReported(
    DateTimeOffset At, string Officer, Sealed Words, IReadOnlyList<Sealed> References, int Attached, bool OnTime)
    : IHappened;

/// <summary>A second person has seen the effect: the letter is done.</summary>
/// <param name="WorkingDays">From the date of the letter to the report that was verified.</param>
public record LetterEffectVerified(
    DateTimeOffset At, string Officer, Sealed? Words, int WorkingDays, bool OnTime) : IHappened;

/// <summary>A second person has not seen the effect.</summary>
public record LetterReturned(DateTimeOffset At, string Officer, Sealed Reasons) : IHappened;

/// <summary>Nothing more is asked; its number stays its own.</summary>
/// <param name="Ground">From <see cref="WithdrawLetterHandler.Grounds"/>.</param>
public record LetterWithdrawn(DateTimeOffset At, string Officer, string Ground, Sealed Reasons) : IHappened;

/// <summary>The platform reminds of a letter whose due date is near, or has passed without a report.</summary>
/// <param name="Executor">Who has to bring the effect about, if anybody has.</param>
/// <param name="Told">Who is told that it is late: whoever sent or registered it.</param>
public record LetterReminded(
    DateTimeOffset At, DateOnly Due, string? Executor, bool IsLate, string? Told) : IHappened;

/// <summary>A report has waited long for a second person.</summary>
/// <param name="Reported">The day of the report.</param>
public record LetterVerdictReminded(DateTimeOffset At, DateOnly Reported, string Told) : IHappened;

/// <summary>A day off was declared or withdrawn: the due date is computed anew.</summary>
public record LetterRedated(DateTimeOffset At, int CalendarVersion, DateOnly Due) : IHappened;

/// <summary>The key of who wrote, or was written to, outside is destroyed.</summary>
/// <param name="Ground">From <see cref="EraseCorrespondentHandler.Grounds"/>.</param>
public record CorrespondentErased(DateTimeOffset At, string Officer, string Ground) : IHappened;

/// <summary>What a letter is about besides: public things, by their public numbers.</summary>
/// <param name="Kind">request, directive, or issue.</param>
public record LetterLink(string Kind, string Number);
