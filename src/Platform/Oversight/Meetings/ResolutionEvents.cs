using EGov.Privacy;

namespace EGov.Oversight;

// What can happen to a resolution. These records are stored and hashed into the ledger for good: add members and new
// records freely; never rename, remove or retype one.

/// <summary>A council resolves that something is to be done.</summary>
/// <param name="Number">Derived from its id.</param>
/// <param name="Meeting">In which it was adopted.</param>
/// <param name="Viewpoint">The number of the viewpoint that it takes up, in that meeting.</param>
/// <param name="Line">What the public reads of it.</param>
/// <param name="Owner">Who answers for it, by public code.</param>
/// <param name="Verifier">Who says whether it is done; none: any of the governor's staff who had no hand in it.</param>
public record ResolutionAdopted(
    DateTimeOffset At, string Number, Guid Meeting, string Council, int? Viewpoint, Text Line, Sealed? Words,
    string Owner, string? Verifier, DateOnly Due, string By) : IHappened;

/// <summary>A fact of a resolution that was adopted.</summary>
public interface IOnResolution : IHappened;

/// <summary>A later meeting has looked at it, and it goes on.</summary>
/// <param name="Due">Its new day, if it was given one.</param>
public record ResolutionContinued(DateTimeOffset At, Guid Meeting, DateOnly? Due, Sealed Reasons, string Officer)
    : IOnResolution;

/// <summary>It is asked of departments by a directive, and done when that is effective.</summary>
/// <param name="Number">Of the directive.</param>
public record ResolutionBecameDirective(DateTimeOffset At, Guid Directive, string Number, string Officer)
    : IOnResolution;

/// <summary>A programme has taken it on.</summary>
/// <param name="Programme">Its number or code.</param>
/// <param name="Commitment">The commitment's number or code in it.</param>
public record ResolutionBecameCommitment(DateTimeOffset At, string Programme, string Commitment, string Officer)
    : IOnResolution;

/// <summary>Its owner says that it is done. That of itself makes it nothing.</summary>
public record ResolutionReported(DateTimeOffset At, Sealed Words, string Officer) : IOnResolution;

/// <summary>A second person has seen that it is done.</summary>
public record ResolutionVerified(DateTimeOffset At, Sealed? Words, string Officer) : IOnResolution;

/// <summary>A second person has seen that it is not done.</summary>
public record ResolutionReturned(DateTimeOffset At, Sealed Reasons, string Officer) : IOnResolution;

/// <summary>Its directive is effective in every department, as second persons have seen.</summary>
public record ResolutionSettled(DateTimeOffset At, Guid Directive, string Number) : IOnResolution;

/// <summary>A later meeting gives it up.</summary>
/// <param name="Ground">From <see cref="DropResolutionHandler.Grounds"/>.</param>
public record ResolutionDropped(DateTimeOffset At, Guid Meeting, string Ground, Sealed Reasons, string Officer)
    : IOnResolution;
