using EGov.Pages.Citizen;
using EGov.Pages.Officer;
using EGov.Pages.Oversight;
using EGov.Pages.Shared;
using EGov.Portal.Api;
using EGov.Portal.SignIn;
using EGov.Texts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace EGov.Pages;

/// <summary>Puts the portal's pages into the host: server-rendered, without any script.</summary>
public static class Pages
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; " +
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddOptions<Institution>().BindConfiguration(nameof(Institution));
        services.AddScoped(Visit.Of);
        services.AddCascadingValue(page => page.GetRequiredService<Visit>());
        services.AddCascadingValue(page => page.GetRequiredService<Visit>().Language);
        return services;
    }

    /// <summary>Call after authentication and authorisation: the pages show who is signed in.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/failed/{0}", createScopeForStatusCodePages: true);
        app.Use(ServePage);
        app.MapStaticAssets();
        app.MapRazorComponents<App>();
        app.MapHandedIn();
        app.MapPapers();
        app.MapEvidenceFiles();
        app.MapRecordCopy();
        // What has no page of its own is answered by one: without an endpoint nothing after sign-in would run.
        app.MapGet("/{language:regex(^(fa|en)$)}/{**rest}", () => Results.NotFound())
            .ExcludeFromDescription().WithOrder(int.MaxValue);
        app.MapGet("/", () => Results.Redirect(Language.Fa.Path("/")));
    }

    /// <summary>Other sites may show a page in a frame that has no form, and nobody signed in.</summary>
    internal static void LetOthersFrame(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy.Replace(
            "frame-ancestors 'none'", SecurityHeaders.AnyFrame, StringComparison.Ordinal);
    }

    private static async Task ServePage(HttpContext context, RequestDelegate next)
    {
        if (IsFailure(context)) context.Request.Method = HttpMethods.Get;
        else if (IsPage(context.Request.Path)) Protect(context.Response.Headers);
        else LeaveAnswerAsItIs(context);
        // Else a page under development would answer with a line for its makers.
        if (IsForged(context) || !await IsLegibleAsync(context))
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        else await ShowAsync(context, next);
        // A refused form has a content type and no content; with it, no failure page would take its place.
        if (IsPage(context.Request.Path) && context.Response is { HasStarted: false, StatusCode: >= 400 })
            context.Response.ContentType = null;
    }

    /// <summary>What a page has no words of its own for, the page of its status says.</summary>
    private static async Task ShowAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Refused refused) when (!context.Response.HasStarted && IsPage(context.Request.Path))
        {
            context.Response.Clear();
            context.Response.StatusCode = refused.Status;
        }
    }

    /// <summary>What no table can hold reaches no query: the connection it breaks is the next reader's.</summary>
    private static async Task<bool> IsLegibleAsync(HttpContext context) =>
        IsFailure(context) || !IsPage(context.Request.Path)
        || (Legible.IsAddress(context) && (!HttpMethods.IsPost(context.Request.Method)
            || !context.Request.HasFormContentType
            || Legible.IsForm(await context.Request.ReadFormAsync(context.RequestAborted))));

    private static bool IsPage(PathString path) => path.StartsWithSegments("/fa") || path.StartsWithSegments("/en");

    private static bool IsForged(HttpContext context) =>
        !IsFailure(context) && IsPage(context.Request.Path)
        && context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false };

    private static bool IsFailure(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null;

    // A program that called the API reads its problem document, not a page.
    private static void LeaveAnswerAsItIs(HttpContext context)
    {
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
    }

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
    }
}
