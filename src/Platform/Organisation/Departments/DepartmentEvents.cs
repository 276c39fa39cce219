namespace EGov.Organisation;

// What can happen to a department. These records are stored and hashed into the ledger for good:
// add members and new records freely; never rename, remove or retype one.

/// <param name="Kind">governorate, department, desk or municipality.</param>
/// <param name="County">For a desk or a municipality, the county it serves.</param>
/// <param name="Address">Where people find it.</param>
public record DepartmentEstablished(
    DateTimeOffset At, string Department, Text Name, string Kind, string? County, string? Parent,
    Text? Address = null) : IHappened;
