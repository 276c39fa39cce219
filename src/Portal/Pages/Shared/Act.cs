using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>What an officer may do now: a link to its page, or the button of a form on this page.</summary>
public sealed record Act(Words Text, Words? Note = null)
{
    public string? Href { get; init; }

    /// <summary>The id of the form that the button submits.</summary>
    public string? Form { get; init; }

    public ButtonKind Kind { get; init; } = ButtonKind.Second;
}

/// <summary>Something an officer might look for in vain, and why it is not allowed.</summary>
public sealed record MissingAct(Words Question, Words Reason);
