using EGov.Privacy;

namespace EGov.Organisation;

// What can happen to an officer. These records are stored and hashed into the ledger for good:
// add members and new records freely; never rename, remove or retype one.

/// <summary>Known by a public code only; whoever holds it is nobody else's business here.</summary>
/// <param name="Grade">expert, senior or head. Appeals go to senior officers.</param>
/// <param name="Services">The services whose files the officer handles; empty: all of the department.</param>
public record OfficerAppointed(
    DateTimeOffset At, string Officer, string Department, IReadOnlyList<string> Roles, string Grade,
    string? Supervisor, IReadOnlyList<string> Services) : IHappened;

public record OfficerLeft(DateTimeOffset At, string Officer) : IHappened;

/// <summary>An officer says to whom or what he is tied. That he did is public, and nothing more.</summary>
/// <param name="Interest">Names the declaration.</param>
/// <param name="Relation">From <see cref="DeclareInterestHandler.Relations"/>.</param>
/// <param name="Number">National number of a person, or the company's.</param>
/// <param name="Mark">Keyed hash of the number: equal to that of a file about the same one.</param>
public record InterestDeclared(
    DateTimeOffset At, string Officer, Guid Interest, Sealed Relation, Sealed Name, Sealed Number, Sealed Mark)
    : IHappened;

/// <summary>The tie is no more. Whoever was recused by it stays so.</summary>
public record InterestWithdrawn(DateTimeOffset At, string Officer, Guid Interest) : IHappened;
