namespace EGov;

/// <summary>A rule said no. The code is the same for the API, the portal, the importer and the tests.</summary>
/// <remarks>The message is the code; its texts in fa and en stand in the portal under the same code.</remarks>
#pragma warning disable CA1710 // Read aloud it says what happened; "RefusedException" says it twice.
public sealed class Refused : Exception
{
    /// <param name="code">noun.reason, for example <c>appeal.window-closed</c>; thrown in one place only.</param>
    /// <param name="details">What the text names, in the order of its placeholders.</param>
    public Refused(string code, params object[] details) : base(code) => Details = details;

    public Refused() : this("rule.unnamed") { }
    public Refused(string message, Exception innerException) : base(message, innerException) { }

    public string Code => Message;
    public IReadOnlyList<object> Details { get; } = [];

    /// <summary>409 by default: the state of the file forbids it. 403 and 404 are said where they apply.</summary>
    public int Status { get; init; } = 409;

    /// <summary>Which member of the body it is about, as a JSON pointer (RFC 6901); none if about no one.</summary>
    public string? Member { get; init; }
}
