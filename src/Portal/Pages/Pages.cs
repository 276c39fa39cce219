using EGov.Pages.Shared;
using EGov.Texts;

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
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(async (context, next) =>
        {
            if (IsPage(context.Request.Path)) Protect(context.Response.Headers);
            await next(context);
        });
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>();
        app.MapGet("/", () => Results.Redirect(Language.Fa.Path("/"))).AllowAnonymous();
    }

    private static bool IsPage(PathString path) => path.StartsWithSegments("/fa") || path.StartsWithSegments("/en");

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
    }
}
