using EGov.Privacy;

namespace EGov.Oversight;

// What can happen to a meeting. These records are stored and hashed into the ledger for good: add members and new
// records freely; never rename, remove or retype one.

/// <summary>A council is called together.</summary>
/// <param name="Number">Derived from its id.</param>
/// <param name="Line">What the public reads of it.</param>
/// <param name="Chair">Who presides, by public code.</param>
/// <param name="Writer">Who writes the minutes.</param>
/// <param name="Agenda">What comes after the open resolutions of the council, which nobody types.</param>
/// <param name="Invited">By public code.</param>
public record MeetingCalled(
    DateTimeOffset At, string Number, string Council, Text Line, DateOnly Day, string By, string Chair, string Writer,
    IReadOnlyList<Text> Agenda, IReadOnlyList<string> Invited) : IRegistered;

/// <summary>A fact of a meeting that was called.</summary>
public interface IOnMeeting : IHappened;

/// <summary>Something comes last on the agenda.</summary>
public record AgendaItemAdded(DateTimeOffset At, Text Line, string Officer) : IOnMeeting;

/// <summary>Somebody else writes the minutes.</summary>
public record MeetingWriterNamed(DateTimeOffset At, string Writer, string Officer) : IOnMeeting;

/// <summary>The meeting begins, and what is open from earlier ones comes first.</summary>
/// <param name="Resolutions">Every open resolution of the council, the oldest first.</param>
public record MeetingOpened(DateTimeOffset At, string Officer, IReadOnlyList<Guid> Resolutions) : IOnMeeting;

/// <summary>Who of the staff is there.</summary>
public record AttendanceRecorded(DateTimeOffset At, IReadOnlyList<string> Present, string Officer) : IOnMeeting;

/// <summary>Somebody is there who is not of the staff: a subject of his own.</summary>
public record GuestRecorded(DateTimeOffset At, Guid Guest, Sealed Name, string Officer) : IOnMeeting;

/// <summary>The key of a guest is destroyed: his name is gone.</summary>
/// <param name="Ground">From <see cref="EraseGuestHandler.Grounds"/>.</param>
public record GuestErased(DateTimeOffset At, Guid Guest, string Ground, string Officer) : IOnMeeting;

/// <summary>Somebody says what he thinks, or that he is against a resolution.</summary>
/// <remarks>Where neither speaker nor guest is given, what is stored tells nobody who it was.</remarks>
/// <param name="Viewpoint">Numbered from 1, in this meeting.</param>
/// <param name="Speaker">By public code; none of a guest, and of who wished not to be named.</param>
/// <param name="Guest">Who spoke, of those that are not of the staff.</param>
/// <param name="Against">The resolution that it dissents from.</param>
/// <param name="Line">What the public reads of it, if anything.</param>
public record ViewpointMinuted(
    DateTimeOffset At, int Viewpoint, string? Speaker, Guid? Guest, Guid? Against, Text? Line, Sealed Words)
    : IOnMeeting;

/// <summary>What becomes of a viewpoint, and why.</summary>
/// <param name="Outcome">From <see cref="AnswerViewpointHandler.Outcomes"/>.</param>
/// <param name="Resolution">In which it is taken up, if in one.</param>
public record ViewpointAnswered(
    DateTimeOffset At, int Viewpoint, string Outcome, Guid? Resolution, Text? Line, Sealed Reasons, string Officer)
    : IOnMeeting;

/// <summary>The council resolves; what becomes of it is told on the resolution's own stream.</summary>
public record ResolutionMinuted(DateTimeOffset At, Guid Resolution, string Number, string Officer) : IOnMeeting;

/// <summary>The chair closes the minutes: from now on they are only corrected, beside what stands.</summary>
public record MinutesClosed(DateTimeOffset At, string Officer) : IOnMeeting;

/// <summary>Somebody who was there, and neither wrote nor closed them, says that the minutes are right.</summary>
public record MinutesApproved(DateTimeOffset At, string Officer) : IOnMeeting;

/// <summary>What is said beside closed minutes; they themselves stay.</summary>
/// <param name="Correction">Numbered from 1.</param>
public record MinutesCorrected(DateTimeOffset At, int Correction, Text? Line, Sealed Words, string Officer)
    : IOnMeeting;

/// <summary>A meeting that was called is not held.</summary>
/// <param name="Ground">From <see cref="CancelMeetingHandler.Grounds"/>.</param>
public record MeetingCancelled(DateTimeOffset At, string Ground, Sealed Reasons, string Officer) : IOnMeeting;
