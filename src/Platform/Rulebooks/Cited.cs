namespace EGov.Rulebooks;

/// <summary>A clause of a guidance note on which an act rests, as it stood on the day of the act.</summary>
/// <param name="Clause">Number of the note and of its clause, such as G-7K3M-92QF/2.</param>
/// <param name="Edition">Of the note, numbered from 1.</param>
public record Cited(string Clause, int Edition);
