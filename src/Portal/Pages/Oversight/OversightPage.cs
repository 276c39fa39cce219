using EGov.Pages.Officer;
using EGov.Pages.Shared;
using EGov.Privacy;
using EGov.Texts;
using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Oversight;

/// <summary>What the pages of this area have in common: how an act is sent, and what it is called.</summary>
public abstract class OversightPage : OfficePage
{
    protected const string Place = "/oversight/directives";

    [Inject] public Vault Vault { get; set; } = default!;

    /// <summary>The key of the form: sent twice, it is one act.</summary>
    [SupplyParameterFromForm] public string? Key { get; set; }

    protected FormErrors Errors { get; } = [];

    protected static bool MayIssue => Actor.Role is "governor";

    protected DirectiveWords Said => new(Names);

    protected async Task<bool> SendAsync(
        object command, Func<string, string> fieldOf, long? version = null, string? key = null)
    {
        var carried = await Commands.SendAsync(
            command, key ?? Key ?? Guid.NewGuid().ToString(), version, cancellation: Cancellation);
        if (carried.Refused is not { } refused) return true;
        Errors.Add(fieldOf(refused.Code), Names.Refusal(refused));
        return false;
    }

    protected IReadOnlyList<Choice> Departments(IEnumerable<string> codes) =>
    [
        .. codes.Select(code => new Choice(code, Names.Department(code)))
            .OrderBy(choice => choice.Text.ToString(), Alphabet.Order),
    ];
}
