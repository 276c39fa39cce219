using EGov.Texts;
using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Shared;

/// <summary>What every field of a form has: a name, a label, a hint before it, and what is wrong with it.</summary>
public abstract class FieldPart : Localised
{
    /// <summary>The name under which the browser sends it.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter, EditorRequired] public Words Label { get; set; }

    [Parameter] public Words? Hint { get; set; }

    /// <summary>Why it is asked, said under the field.</summary>
    [Parameter] public Words? Why { get; set; }

    /// <summary>What is wrong; taken from the form's errors by the name when not given.</summary>
    [Parameter] public Words? Error { get; set; }

    [CascadingParameter] public FormErrors? Errors { get; set; }

    protected Words? Wrong => Error ?? Errors?[Name];

    protected string Id => IdOf(Name);

    protected string? IsInvalid => Wrong is null ? null : "true";

    /// <summary>The ids of what a screen reader reads out with the field.</summary>
    protected string? DescribedBy
    {
        get
        {
            string?[] parts =
            [
                Hint is null ? null : Id + "-hint",
                Wrong is null ? null : Id + "-error",
                Why is null ? null : Id + "-why",
            ];
            var ids = string.Join(' ', parts.Where(part => part is not null));
            return ids.Length == 0 ? null : ids;
        }
    }

    /// <summary>The id of a field's first control, to which the error summary links.</summary>
    public static string IdOf(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));
}

/// <summary>How wide a field is: it hints at how much is expected.</summary>
public enum FieldWidth { Full, Medium, Small }

internal static class FieldWidths
{
    public static string? Style(this FieldWidth width) => width switch
    {
        FieldWidth.Small => "w-s",
        FieldWidth.Medium => "w-m",
        _ => null,
    };
}
