using EGov.Pages.Officer;
using EGov.Pages.Shared;
using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Auditor;

/// <summary>What the pages about tips have in common: their place, and how an act is sent.</summary>
public abstract class TipsPage : OfficePage
{
    protected const string Place = "/integrity/tips";

    /// <summary>The key of the form: sent twice, it is one act.</summary>
    [SupplyParameterFromForm] public string? Key { get; set; }

    protected FormErrors Errors { get; } = [];

    protected IReadOnlyList<Choice> Of(string prefix, IEnumerable<string> codes) =>
        [new("", T["tips.choose"]), .. Listed(prefix, codes)];

    protected async Task SendAsync(object command, string field, string next)
    {
        var carried = await Commands.SendAsync(
            command, Key ?? Guid.NewGuid().ToString(), cancellation: Cancellation);
        if (carried.Refused is { } refused) Errors.Add(field, Names.Refusal(refused));
        else Navigator.NavigateTo(T.Path(next));
    }
}
