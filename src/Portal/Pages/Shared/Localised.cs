using EGov.Texts;
using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Shared;

/// <summary>What every page and component has: the texts of the page's language, as <c>T</c>.</summary>
public abstract class Localised : ComponentBase
{
    [CascadingParameter] public Language T { get; set; } = default!;
}
