using EGov.Privacy;

namespace EGov.Oversight;

// What can happen to an issue of the province. These records are stored and hashed into the ledger for good: add
// members and new records freely; never rename, remove or retype one.

/// <summary>Something of the province is wrong or missing, and somebody wants it solved.</summary>
/// <param name="Number">Derived from its id.</param>
/// <param name="Line">What the public reads of it.</param>
/// <param name="Words">What is wrong, where, and for whom.</param>
/// <param name="From">Who raised it: from <see cref="RaiseIssueHandler.Origins"/>.</param>
/// <param name="By">Who put it into the register, by public code.</param>
/// <param name="Department">For which department he did; none where he belongs to none.</param>
/// <param name="County">Which county raised it.</param>
/// <param name="Source">Number of the meeting, viewpoint or letter from which it comes.</param>
/// <param name="Verifier">Who speaks for whoever raised it there.</param>
/// <param name="Departments">Whom it concerns.</param>
/// <param name="Owner">Who answers for it, if that is known.</param>
public record IssueRaised(
    DateTimeOffset At, string Number, Text Line, Sealed Words, string From, string By, string? Department,
    string? County, string? Source, string? Verifier, IReadOnlyList<string> Departments, string? Owner) : IRegistered;

/// <summary>A fact of an issue that is in the register.</summary>
public interface IOnIssue : IHappened;

/// <summary>Somebody answers for it from now on.</summary>
public record IssueOwnerNamed(DateTimeOffset At, string Owner, string By) : IOnIssue;

/// <summary>How it is to be solved. Steps that were not completed before are done with.</summary>
public record IssuePlanned(DateTimeOffset At, string Officer, IReadOnlyList<PlannedStep> Steps, Sealed? Words)
    : IOnIssue;

/// <summary>A step of a plan.</summary>
/// <param name="Step">Numbered from 1, through all plans of the issue.</param>
public record PlannedStep(int Step, string Department, Text Line, DateOnly Due);

/// <summary>A step of the plan was taken.</summary>
public record IssueStepCompleted(DateTimeOffset At, int Step, string Officer, Sealed Words, bool OnTime) : IOnIssue;

/// <summary>Somebody whom it concerns says how it stands.</summary>
/// <param name="Line">What the public reads of that; none where it is for those concerned alone.</param>
public record IssueFollowedUp(DateTimeOffset At, string Officer, Text? Line, Sealed Words) : IOnIssue;

/// <summary>The owner says that it is solved. That of itself solves nothing.</summary>
public record IssueReported(DateTimeOffset At, string Officer, Sealed Words) : IOnIssue;

/// <summary>Those who raised it have seen that it is solved.</summary>
/// <param name="Days">From the day on which it was raised to the report that was verified.</param>
public record IssueVerified(DateTimeOffset At, string Officer, Sealed? Words, int Days) : IOnIssue;

/// <summary>Those who raised it have seen that it is not.</summary>
public record IssueReturned(DateTimeOffset At, string Officer, Sealed Reasons) : IOnIssue;

/// <summary>What was at its end is there again.</summary>
public record IssueReopened(DateTimeOffset At, string Officer, Sealed Reasons) : IOnIssue;

/// <summary>It is followed no longer, and was not solved.</summary>
/// <param name="Ground">From <see cref="DropIssueHandler.Grounds"/>.</param>
public record IssueDropped(DateTimeOffset At, string Officer, string Ground, Sealed Reasons) : IOnIssue;

/// <summary>Nobody has been heard of it for long, and the platform says so.</summary>
/// <param name="Silent">The day on which somebody was last heard.</param>
/// <param name="Reminder">Numbered from 1 since that day.</param>
/// <param name="RemindedOfficer">Who is told, by public code; none where nobody answers for it.</param>
public record IssueReminded(DateTimeOffset At, DateOnly Silent, int Reminder, string? RemindedOfficer) : IOnIssue;
