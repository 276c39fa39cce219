namespace EGov.Oversight;

// What can happen to a register of letters. These records are stored and hashed into the ledger for good: add members
// and new records freely; never rename, remove or retype one.

/// <summary>The next number of a register was given to a letter: the n-th event of the stream gives number n.</summary>
public record LetterNumbered(DateTimeOffset At, RegisterEntry Entry, Guid Letter) : IHappened;

/// <summary>A place in the register of an office.</summary>
/// <param name="Year">Of the province's calendar, such as 1405.</param>
/// <param name="Running">From 1, without gap or double.</param>
public record RegisterEntry(string Office, int Year, LetterDirection Direction, int Running)
{
    /// <summary>As it is written on the letter: environment/1405/out/12.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Office}/{Year}/{(Direction is LetterDirection.In ? "in" : "out")}/{Running}");
}

public enum LetterDirection { In, Out }
