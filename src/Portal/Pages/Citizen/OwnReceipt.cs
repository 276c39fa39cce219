using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Citizen;

/// <summary>The receipt of a request that was just filed, with its secret, for some minutes.</summary>
[Route("/fa/receipt"), Route("/en/receipt")]
public sealed class OwnReceipt : FreshReceipt;
