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
