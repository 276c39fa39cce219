using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Citizen;

/// <summary>The first question of somebody who files a request and has not chosen a service yet.</summary>
[Route("/fa/file"), Route("/en/file")]
public sealed class FileAnything : ChooseService;
