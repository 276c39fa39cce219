namespace EGov.LocalPostgres;

/// <summary>PostgreSQL is not to be had; the message says what was tried and what to do.</summary>
public sealed class PostgresMissing(string message) : Exception(message);
