using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Citizen;

/// <summary>The receipt that a clerk prints and hands over.</summary>
[Route("/fa/desk/receipt"), Route("/en/desk/receipt")]
public sealed class DeskReceipt : FreshReceipt
{
    protected override bool IsDesk => true;
}
