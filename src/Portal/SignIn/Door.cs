using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace EGov.Portal.SignIn;

/// <summary>The one scheme everybody comes through: tokens count wherever they are shown, cookies on pages and for
/// reading the API, so that no other site can make a browser write to it.</summary>
internal sealed class Door(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Throttle throttle) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "door";

    /// <summary>Redirects to the issuer, or says that it cannot be reached.</summary>
    public static async Task LeadToIssuer(HttpContext context, AuthenticationProperties properties)
    {
        try
        {
            await context.ChallengeAsync(SignIn.OpenId, properties);
        }
        catch (InvalidOperationException failure)
        {
            context.RequestServices.GetRequiredService<ILogger<Door>>().LogError(failure, "The issuer does not answer");
            await Refusal.All[Refusal.IssuerUnreachable].Write(context);
        }
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Context.AuthenticateAsync(Request.OffersToken || (Request.IsForApi && !Reads)
            ? JwtBearerDefaults.AuthenticationScheme
            : SignIn.Cookie);

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Request.IsForApi || Request.OffersToken || !Request.IsNavigation)
        {
            await Context.ChallengeAsync(JwtBearerDefaults.AuthenticationScheme);
            // A signed token cannot be guessed: a good one passes even where a neighbour's have failed too often.
            if (Request.OffersToken) throttle.Forgives(Context);
            return;
        }

        // What was posted is lost by signing in; the page it was posted from is where to start again.
        if (!Reads) properties.RedirectUri = Request.CameFrom ?? "/";
        await LeadToIssuer(Context, properties);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private bool Reads => HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method);
}

/// <summary>Over https a cookie's name begins with <c>__Host-</c>, which no other host or plain page can set.</summary>
internal sealed class HostCookies : ICookieManager
{
    private readonly ChunkingCookieManager inner = new();

    public string? GetRequestCookie(HttpContext context, string key) =>
        inner.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        inner.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        inner.DeleteCookie(context, Name(context, key), options);

    private static string Name(HttpContext context, string key) => context.Request.IsHttps ? $"__Host-{key}" : key;
}
