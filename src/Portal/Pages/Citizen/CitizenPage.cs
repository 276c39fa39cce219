using EGov.Pages.Shared;
using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Citizen;

/// <summary>What the citizen's pages have in common: the act they are shown in, and how they say no.</summary>
public abstract class CitizenPage : Localised
{
    [CascadingParameter] public HttpContext Http { get; set; } = default!;

    [CascadingParameter] public Visit Visit { get; set; } = default!;

    [Inject] public NavigationManager Address { get; set; } = default!;

    protected FormErrors Errors { get; } = [];

    protected static Handbook Handbook => Act.Current.Handbook;

    protected Names Names => new(Handbook, T);

    protected static DateTimeOffset Now => Act.Current.Now;

    protected static DateOnly Today => Act.Current.Now.Day();

    protected CancellationToken Cancellation => Http.RequestAborted;

    /// <summary>Puts a rule's refusal over the form; what was typed stays in it.</summary>
    protected void Refuse(Refused refused) => Errors.Add("", Names.Refusal(refused));

    protected void GoTo(string path) => Address.NavigateTo(T.Path(path));
}
