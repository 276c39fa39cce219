using EGov.Audit;
using EGov.Pages.Officer;
using EGov.Pages.Shared;
using EGov.Privacy;
using EGov.Texts;
using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Auditor;

/// <summary>What the pages about withheld openings have in common: who decides, and how an act is sent.</summary>
public abstract class WithholdingsPage : OfficePage
{
    protected const string Place = "/auditor/withholdings";

    [Inject] public Vault Vault { get; set; } = default!;

    [Inject] public Withheld Withheld { get; set; } = default!;

    /// <summary>The key of the form: sent twice, it is one act.</summary>
    [SupplyParameterFromForm] public string? Key { get; set; }

    protected FormErrors Errors { get; } = [];

    /// <summary>Asking is an integrity officer's; a second one agrees, or who keeps the keys or the offices.</summary>
    protected static bool MayAsk => Actor.Role is "integrity";

    protected static bool MayAnswer => Actor.Role is "integrity" or "custodian" or "admin";

    protected Words State(WithholdingLine line) => Names.Said("withholding.state.", line.State);

    protected Words Basis(string basis) => Names.Said("withholding.basis.", basis);

    protected async Task SendAsync(object command, string done, Func<string, string> fieldOf)
    {
        var carried = await Commands.SendAsync(
            command, Key ?? Guid.NewGuid().ToString(), cancellation: Cancellation);
        if (carried.Refused is { } refused) Errors.Add(fieldOf(refused.Code), Names.Refusal(refused));
        else Navigator.NavigateTo(T.Path($"{Place}?done={done}"));
    }

    protected Words? Sent => T.Keys.Contains("withholding.done." + Done)
        ? Names.Said("withholding.done.", Done!)
        : (Words?)null;
}
