using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Citizen;

/// <summary>A clerk files for somebody who came to the desk.</summary>
[Route("/fa/desk/{Service}"), Route("/en/desk/{Service}")]
[Route("/fa/desk/{Service}/{Step}"), Route("/en/desk/{Service}/{Step}")]
public sealed class DeskRequest : Filing
{
    protected override bool IsDesk => true;
}
