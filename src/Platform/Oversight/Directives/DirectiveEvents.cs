using EGov.Privacy;
using EGov.Rulebooks;

namespace EGov.Oversight;

// What can happen to a directive. These records are stored and hashed into the ledger for good: add members and new
// records freely; never rename, remove or retype one.

/// <summary>The governorate asks something of departments: each carries it out for itself.</summary>
/// <param name="Number">Derived from its id.</param>
/// <param name="Line">What the public reads of it.</param>
/// <param name="Effect">What shall be different then.</param>
/// <param name="Evidence">By what that is to be seen.</param>
/// <param name="Support">What the governorate gives for it.</param>
/// <param name="Owner">Who follows it up in the governorate, by public code.</param>
/// <param name="Verifier">Who says whether the effect is there; none: any of the governor's staff.</param>
/// <param name="Days">Working days that the departments have.</param>
/// <param name="CalendarVersion">By which they were counted.</param>
/// <param name="Serves">The commitment of a programme that it serves, as P-7K3M-92QF/2.</param>
/// <param name="Resolution">The number of the resolution that it came from, if it came from one.</param>
/// <param name="Cites">The clauses of guidance on which it rests.</param>
public record DirectiveIssued(
    DateTimeOffset At, string Number, IReadOnlyList<string> Departments, Text Line, Sealed Effect, Sealed Evidence,
    Sealed? Support, string By, string Owner, string? Verifier, int Days, int CalendarVersion, DateOnly Due,
    string? Serves = null, string? Resolution = null,
    IReadOnlyList<Cited>? Cites = null) : IRegistered;

/// <summary>A fact of one of the departments that a directive asks.</summary>
public interface IOnDirective : IHappened
{
    string Department { get; }
}

/// <summary>The department has read it and takes it on.</summary>
public record DirectiveAcknowledged(DateTimeOffset At, string Department, string Officer) : IOnDirective;

/// <summary>Somebody of the department is to carry it out.</summary>
public record DirectiveAssigned(DateTimeOffset At, string Department, string Executor, string By) : IOnDirective;

/// <summary>The department says what it needs from the governorate.</summary>
/// <param name="Ask">Numbered from 1, in this department.</param>
public record SupportAsked(DateTimeOffset At, string Department, string Officer, int Ask, Sealed Words) : IOnDirective;

/// <summary>The governorate gives what was asked for, or says why not.</summary>
public record SupportAnswered(
    DateTimeOffset At, string Department, string Officer, int Ask, bool IsGiven, Sealed Words) : IOnDirective;

/// <summary>A file that shows the effect.</summary>
/// <param name="About">Its name, media type and length.</param>
/// <param name="File">The digest of its ciphertext.</param>
public record EvidenceAttached(
    DateTimeOffset At, string Department, string Officer, Sealed About, SealedFile File) : IOnDirective;

/// <summary>The executor says that it is carried out. That of itself makes nothing effective.</summary>
/// <param name="References">Where evidence stands elsewhere, one by one.</param>
/// <param name="Attached">How many files show the effect.</param>
/// <param name="OnTime">Whether the department reported by its due date.</param>
public record DirectiveReported(
    DateTimeOffset At, string Department, string Officer, Sealed Words, IReadOnlyList<Sealed> References, int Attached,
    bool OnTime) : IOnDirective;

/// <summary>A second person has seen the effect: for this department the directive is done.</summary>
/// <param name="WorkingDays">From the issue to the report that was verified.</param>
/// <param name="OnTime">Whether that report came by the due date.</param>
public record DirectiveVerified(
    DateTimeOffset At, string Department, string Officer, Sealed? Words, int WorkingDays, bool OnTime) : IOnDirective;

/// <summary>A second person has not seen the effect: the department has it to do again.</summary>
public record DirectiveReturned(DateTimeOffset At, string Department, string Officer, Sealed Reasons) : IOnDirective;

/// <summary>The governorate gives a department more time.</summary>
/// <param name="Days">Working days, counted from the due date, or from this day where that has passed.</param>
public record DirectiveExtended(
    DateTimeOffset At, string Department, string Officer, int Days, DateOnly Due, Sealed Reasons) : IOnDirective;

/// <summary>Nothing more is asked; where the effect was verified before, it stays.</summary>
/// <param name="Ground">From <see cref="WithdrawDirectiveHandler.Grounds"/>.</param>
public record DirectiveWithdrawn(DateTimeOffset At, string Officer, string Ground, Sealed Reasons) : IHappened;

/// <summary>The platform reminds a department whose due date is near.</summary>
/// <param name="Executor">Who has it to carry out, if anybody has.</param>
public record DirectiveReminded(DateTimeOffset At, string Department, DateOnly Due, string? Executor) : IOnDirective;

/// <summary>The due date passed without a report, and somebody above is told.</summary>
/// <param name="Level">1: who follows it up; 2: the head of the governorate.</param>
/// <param name="EscalatedTo">By public code.</param>
public record DirectiveEscalated(
    DateTimeOffset At, string Department, DateOnly Due, string? Executor, int Level, string EscalatedTo) : IOnDirective;

/// <summary>A report has waited long for a second person, who is reminded.</summary>
/// <param name="Reported">The day of the report.</param>
public record VerifierReminded(DateTimeOffset At, string Department, DateOnly Reported, string Verifier) : IOnDirective;

/// <summary>A day off was declared or withdrawn: the due date is computed anew.</summary>
public record DirectiveRedated(
    DateTimeOffset At, string Department, int CalendarVersion, DateOnly Due) : IOnDirective;
