using System.Security.Claims;
using EGov.Texts;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace EGov.Pages.Shared;

/// <summary>One look at one page: its language and path, who looks, and whose portal it is.</summary>
public sealed record Visit
{
    public required Language Language { get; init; }

    /// <summary>The path without its language: <c>/track</c>.</summary>
    public required string Path { get; init; }

    public string Query { get; init; } = "";
    public Role Role { get; init; }

    /// <summary>The public code of a member of staff; empty for everybody else.</summary>
    public string Who { get; init; } = "";

    public required Institution Institution { get; init; }

    /// <summary>What every page and printed receipt says of an invented province; none of a real one.</summary>
    public Words? Simulated { get; init; }

    public static Visit Of(IServiceProvider page)
    {
        var context = page.GetRequiredService<IHttpContextAccessor>().HttpContext
            ?? throw new InvalidOperationException("A page is shown only in answer to a request.");
        var reExecuted = context.Features.Get<IStatusCodeReExecuteFeature>();
        var asked = reExecuted?.OriginalPath ?? context.Request.Path.Value ?? "/";
        var language = Language.Of(asked);
        return new Visit
        {
            Language = language,
            Path = Bare(asked, language),
            Query = context.Request.QueryString.Value ?? "",
            Role = RoleOf(context.User),
            Who = context.User.FindFirstValue("code") ?? "",
            Institution = page.GetRequiredService<IOptions<Institution>>().Value,
            Simulated = SaidOf(page.GetRequiredService<HandbookShelf>().Current, language),
        };
    }

    /// <summary>A simulated province says so; files of real logs beside it are not to be called invented.</summary>
    public static Words? SaidOf(Handbook handbook, Language language) =>
        handbook.Province is not { IsSimulated: true } ? default(Words?)
        : handbook.Services.Values.Any(service => service.History[^1].Terms.Channels.Contains("import"))
            ? language["shell.simulated-beside-imports"]
            : language["shell.simulated"];

    private static string Bare(string path, Language language)
    {
        var prefix = language.Path("/");
        if (path == prefix) return "/";
        return path.StartsWith(prefix + "/", StringComparison.Ordinal) ? path[prefix.Length..] : path;
    }

    private static Role RoleOf(ClaimsPrincipal user) =>
        Enum.GetValues<Role>().OrderDescending().FirstOrDefault(role => user.HasClaim(claim =>
            claim.Type is "role" or ClaimTypes.Role
            && claim.Value.Equals(role.ToString(), StringComparison.OrdinalIgnoreCase)));
}

/// <summary>As whom somebody looks at the portal; of several the last, so that whoever has work here finds
/// it.</summary>
public enum Role { Visitor, Citizen, Integrity, Custodian, Admin, Clerk, Officer, Manager, Governor, Auditor }
