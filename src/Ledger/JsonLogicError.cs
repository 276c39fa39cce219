using System.Diagnostics.CodeAnalysis;

namespace EGov.Ledger;

/// <summary>A rule has no result over the data given; the message says why, and never repeats a fact's value.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Said as it is thrown, like Refused.")]
public sealed class LogicError(LogicFault fault, string message, Exception? cause = null) : Exception(message, cause)
{
    public LogicFault Fault { get; } = fault;
}

public enum LogicFault
{
    UnknownOperator,
    BadArguments,

    /// <summary>A text, list or object where a number is needed, or a division by zero.</summary>
    NotANumber,

    /// <summary>A number that a decimal cannot hold.</summary>
    OutOfRange,
    TooDeep,
    TooManySteps,

    /// <summary>A name twice in an object, or half of a surrogate pair in a text.</summary>
    BrokenJson,
}
