using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Citizen;

/// <summary>The clerk's first question to whoever comes to the desk.</summary>
[Route("/fa/desk"), Route("/en/desk")]
public sealed class Desk : ChooseService
{
    protected override bool IsDesk => true;
}
