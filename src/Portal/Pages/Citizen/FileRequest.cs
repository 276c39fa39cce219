using Microsoft.AspNetCore.Components;

namespace EGov.Pages.Citizen;

/// <summary>Somebody files a request from home, signed in or not.</summary>
[Route("/fa/file/{Service}"), Route("/en/file/{Service}")]
[Route("/fa/file/{Service}/{Step}"), Route("/en/file/{Service}/{Step}")]
public sealed class FileRequest : Filing;
