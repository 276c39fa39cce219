using EGov.Privacy;

namespace EGov.Oversight;

// What can happen to a guidance note. These records are stored and hashed into the ledger for good: add members and
// new records freely; never rename, remove or retype one.

/// <summary>A department asks how something is to be understood: the note begins as a question.</summary>
/// <param name="Number">Derived from its id.</param>
/// <param name="Line">What the public reads of the question.</param>
/// <param name="Words">What is unclear, and in which cases.</param>
/// <param name="Services">Codes of the services that it touches.</param>
/// <param name="Due">By when it is to be answered.</param>
public record GuidanceAsked(
    DateTimeOffset At, string Number, Text Line, Sealed Words, string Officer, string Department,
    IReadOnlyList<string> Services, int CalendarVersion, DateOnly Due) : IRegistered, IOnGuidance;

/// <summary>A fact of a guidance note.</summary>
public interface IOnGuidance : IHappened;

/// <summary>
/// The governorate writes down how something is to be understood, and departments may say what they think.
/// </summary>
public record GuidanceDrafted(
    DateTimeOffset At, string Number, int Draft, GuidanceText Text, string By, int CommentDays, int CalendarVersion,
    DateOnly CommentUntil, Text? Haste) : IRegistered, IDraftOfGuidance;

/// <summary>A draft on a note that there is: for a question, in the place of another, or of the next edition.</summary>
public record GuidanceRedrafted(
    DateTimeOffset At, int Draft, GuidanceText Text, string By, int CommentDays, int CalendarVersion,
    DateOnly CommentUntil, Text? Haste) : IDraftOfGuidance;

/// <summary>What each draft says.</summary>
public interface IDraftOfGuidance : IOnGuidance
{
    /// <summary>Numbered from 1 in the note.</summary>
    int Draft { get; }

    GuidanceText Text { get; }

    string By { get; }

    /// <summary>Working days for comments of departments; with none it can be issued at once.</summary>
    int CommentDays { get; }

    /// <summary>The last day for that.</summary>
    DateOnly CommentUntil { get; }

    /// <summary>Why there is less time for it than there ought to be.</summary>
    Text? Haste { get; }
}

/// <summary>What a note says; all of it is for everybody to read.</summary>
/// <param name="Basis">The law or resolution on which it rests.</param>
/// <param name="Clauses">Each can be cited by its number, from 1.</param>
/// <param name="Departments">Whom it binds; none: every department.</param>
/// <param name="Services">Which services it concerns; none: no single one.</param>
public record GuidanceText(
    Text Title, Text Basis, IReadOnlyList<Text> Clauses, IReadOnlyList<string> Departments,
    IReadOnlyList<string> Services);

/// <summary>A department says what it thinks of a draft.</summary>
/// <param name="IsAgainst">Whether it wants the draft changed.</param>
public record GuidanceCommented(
    DateTimeOffset At, int Draft, string Department, string Officer, bool IsAgainst, Sealed Words) : IOnGuidance;

/// <summary>A question is answered, and no new rule is needed for that.</summary>
/// <param name="Cites">The clauses in force that answer it.</param>
public record GuidanceAnswered(
    DateTimeOffset At, string Officer, Sealed Words, IReadOnlyList<string> Cites) : IOnGuidance;

/// <summary>Who did not write the draft puts it into force: from its day on its clauses can be cited.</summary>
/// <param name="Edition">Numbered from 1 in the note.</param>
/// <param name="From">The first day on which it holds.</param>
/// <param name="Heard">What became of what departments said.</param>
public record GuidanceIssued(
    DateTimeOffset At, int Edition, int Draft, string Officer, DateOnly From, Text? Heard) : IOnGuidance;

/// <summary>A department has read an edition and works by it.</summary>
public record GuidanceAcknowledged(DateTimeOffset At, int Edition, string Department, string Officer) : IOnGuidance;

/// <summary>A draft is put away.</summary>
public record GuidanceDraftDropped(DateTimeOffset At, int Draft, string Officer, Text Reason) : IOnGuidance;

/// <summary>From its day on nothing of the note can be cited. What was cited before stays as it is.</summary>
/// <param name="From">The first day on which it no longer holds.</param>
public record GuidanceRepealed(DateTimeOffset At, string Officer, DateOnly From, Text Reason) : IOnGuidance;

/// <summary>A question has waited past its day, and the head of the governorate is told.</summary>
/// <param name="Told">By public code.</param>
public record GuidanceReminded(DateTimeOffset At, DateOnly Due, string? Told) : IOnGuidance;
