using EGov.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace EGov.Pages.Shared;

/// <summary>A text in a drawing; a component of its own because Razor keeps the element's name for itself.</summary>
public sealed class SvgText : ComponentBase
{
    [Parameter, EditorRequired] public string X { get; set; } = "";

    [Parameter, EditorRequired] public double Y { get; set; }

    [Parameter, EditorRequired] public Words Text { get; set; }

    [Parameter] public Anchor Anchor { get; set; } = Anchor.Middle;

    [Parameter] public bool IsStrong { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", X);
        builder.AddAttribute(2, "y", Axis.Number(Y));
        builder.AddAttribute(3, "text-anchor", Anchor.ToString().ToLowerInvariant());
        builder.AddAttribute(4, "class", IsStrong ? "strong" : null);
        builder.AddContent(5, Text.ToString());
        builder.CloseElement();
    }
}

/// <summary>Which part of a text stands on its point, in the direction of reading.</summary>
public enum Anchor { Start, Middle, End }
