using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace EGov.Portal.SignIn;

/// <summary>Configuration section <c>SignIn</c>: the issuer that vouches for people and machines.</summary>
internal sealed record SignInSettings
{
    /// <summary>The OpenID Connect issuer; without one the development issuer serves, where it may.</summary>
    public Uri? Authority { get; init; }

    public string ClientId { get; init; } = "egov-portal";
    public string? ClientSecret { get; init; }

    /// <summary>What access tokens are meant for; never the client id, or an id token would open the API.</summary>
    public string Audience { get; init; } = "egov-api";

    /// <summary>How the issuer's claims are read; by our own names where nothing is said.</summary>
    public ClaimMapping? Claims { get; init; }

    /// <summary>A session ends when its reader has rested for so long.</summary>
    public TimeSpan SessionIdle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>A session ends after so long, however busy it is.</summary>
    public TimeSpan SessionLongest { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Asks for the development issuer in an environment of another name than Development.</summary>
    public bool DevelopmentIssuer { get; init; }

    public int? AttemptsPerMinute { get; init; }
    public int? FailuresPerMinute { get; init; }
    public Persona[]? Personas { get; init; }

    // Plain http is for an issuer on this machine, which no one can overhear.
    public bool IssuerMustBeHttps => Authority is { IsLoopback: false };
}

/// <summary>People sign in by OpenID Connect and keep a cookie, machines bring a token; others stay out.</summary>
public static class SignIn
{
    public const string Path = "/sign-in";
    public const string CallbackPath = "/sign-in/callback";
    public const string OutPath = "/sign-out";
    public const string OutCallbackPath = "/sign-out/callback";

    /// <summary>The scheme of people's cookies; the door chooses between it and bearer tokens.</summary>
    public const string Cookie = "cookie";

    internal const string OpenId = "openid";

    private const string Since = "since";
    private const string Session = "session";
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Signatures by a key that only the issuer has: never a secret shared by both, never none.</summary>
    private static readonly string[] Algorithms =
        ["ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512"];

    /// <summary>Adds sign-in and denies by default: an endpoint is for those whom <see cref="Access"/> names.</summary>
    /// <exception cref="InvalidOperationException">The configuration names no issuer where one is needed.</exception>
    public static IServiceCollection AddSignIn(
        this IServiceCollection services,
        IConfiguration configuration,
        IHostEnvironment environment,
        IReadOnlyList<Persona>? personas = null)
    {
        // A misspelt key must not quietly leave a safeguard at its default.
        var settings = configuration.GetSection("SignIn")
            .Get<SignInSettings>(binding => binding.ErrorOnUnknownConfiguration = true) ?? new();
        Check(settings);
        services.AddSingleton(settings);
        services.AddSessionFolder(configuration["Data"] ?? ".data");
        // Everybody who reaches the development issuer sits at this machine: one developer and a thousand tests.
        var isDevelopment = settings.Authority is null;
        services.AddSingleton(_ => new Throttle(
            settings.AttemptsPerMinute ?? (isDevelopment ? 6000 : 60),
            settings.FailuresPerMinute ?? (isDevelopment ? 600 : 60)));
        services.AddRazorComponents();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "egov-form";
            // Strict would lose the cookie, and with it every open form, whenever a link of another site is followed.
            forms.Cookie.SameSite = SameSiteMode.Lax;
            forms.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            forms.SuppressXFrameOptionsHeader = true;
        });
        services.AddAuthentication(Door.Scheme)
            .AddScheme<AuthenticationSchemeOptions, Door>(Door.Scheme, null)
            .AddCookie(Cookie, cookie => KeepSession(cookie, settings))
            .AddOpenIdConnect(OpenId, people => AskIssuer(people, settings))
            .AddJwtBearer(machines => ReadTokens(machines, settings));
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, NothingThere>();
        services.AddAuthorization(rules =>
            rules.FallbackPolicy = new AuthorizationPolicyBuilder().AddRequirements(new ByTheTable()).Build());

        if (settings.Authority is null || settings.DevelopmentIssuer)
            services.AddDevelopmentIssuer(settings, environment, personas ?? settings.Personas ?? Personas.Default);
        return services;
    }

    /// <summary>Puts the door into the pipeline: after static files and localisation, before every endpoint.</summary>
    public static WebApplication UseSignIn(this WebApplication app)
    {
        app.Use(AnswerBareRefusals);
        app.Use(CountAttempts);
        app.UseDevelopmentIssuer();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        return app;
    }

    /// <summary>Maps <c>GET /sign-in?return=</c>, <c>POST /sign-out</c> and the development issuer's page.</summary>
    public static WebApplication MapSignIn(this WebApplication app)
    {
        app.MapGet(Path, In).ExcludeFromDescription();
        app.MapPost(OutPath, Out).ExcludeFromDescription();
        app.MapDevelopmentIssuer();
        return app;
    }

    private static void Check(SignInSettings settings)
    {
        if (settings.Audience == settings.ClientId)
            throw new InvalidOperationException("SignIn:Audience must differ from SignIn:ClientId.");
        if (settings.SessionLongest < TimeSpan.FromMinutes(1) || settings.SessionLongest > Week)
            throw new InvalidOperationException(
                $"SignIn:SessionLongest is {settings.SessionLongest}; it must be between one minute and seven days.");
        if (settings.SessionIdle < TimeSpan.FromMinutes(1) || settings.SessionIdle > settings.SessionLongest)
            throw new InvalidOperationException(
                $"SignIn:SessionIdle is {settings.SessionIdle}; it must be between one minute and "
                + $"SignIn:SessionLongest ({settings.SessionLongest}).");
        settings.Claims?.Checked();
    }

    private static Task In(HttpContext context, string? @return)
    {
        if (@return is not null && !RedirectHttpResult.IsLocalUrl(@return))
            return Refusal.All[Refusal.ReturnNotLocal].Write(context);
        return Door.LeadToIssuer(context, new() { RedirectUri = @return ?? context.Request.CameFrom ?? "/" });
    }

    private static async Task Out(HttpContext context, IAntiforgery forms)
    {
        // Whose session has ended already has nothing more to prove, and his form's token no longer matches.
        if (context.User.Identity is { IsAuthenticated: true } && !await forms.IsRequestValidAsync(context))
        {
            await Refusal.All[Refusal.FormExpired].Write(context);
            return;
        }

        var home = await ReturnAsync(context.Request);
        await EndAsync(context);
        await context.SignOutAsync(Cookie);
        try
        {
            await context.SignOutAsync(OpenId, new() { RedirectUri = home });
        }
        catch (InvalidOperationException)
        {
            // The issuer cannot be reached: the session here ends all the same.
            context.Response.Redirect(home);
        }
    }

    /// <summary>The browser forgets the cookie; who kept a copy must find it worthless.</summary>
    private static async Task EndAsync(HttpContext context)
    {
        var kept = (await context.AuthenticateAsync(Cookie)).Properties;
        if (kept is null || !kept.Items.TryGetValue(Session, out var session) || session is null) return;
        var services = context.RequestServices;
        var now = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Cookie)
            .TimeProvider!.GetUtcNow();
        services.GetRequiredService<EndedSessions>()
            .End(session, now, now + services.GetRequiredService<SignInSettings>().SessionLongest);
    }

    /// <summary>Where to go from here: home, where the form cannot be read.</summary>
    private static async Task<string> ReturnAsync(HttpRequest request)
    {
        try
        {
            var asked = request.HasFormContentType ? (await request.ReadFormAsync())["return"].ToString() : "";
            return RedirectHttpResult.IsLocalUrl(asked) ? asked : "/";
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException)
        {
            return "/";
        }
    }

    private static async Task AnswerBareRefusals(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response is { HasStarted: false, ContentType: null, ContentLength: null }
            && Refusal.Behind(context.Response.StatusCode) is { } refusal)
            await refusal.Write(context);
    }

    private static Task CountAttempts(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        var isAttempt = path.StartsWithSegments(Path) || path.StartsWithSegments(DevelopmentIssuer.TokenPath);
        return isAttempt && !context.RequestServices.GetRequiredService<Throttle>().Admits(context)
            ? Task.CompletedTask
            : next(context);
    }

    private static void KeepSession(CookieAuthenticationOptions cookie, SignInSettings settings)
    {
        cookie.Cookie.Name = "egov";
        cookie.Cookie.Path = "/";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.CookieManager = new HostCookies();
        cookie.ExpireTimeSpan = settings.SessionIdle;
        cookie.SlidingExpiration = true;
        cookie.Events.OnSigningIn = context =>
        {
            context.Properties.Items[Since] = Now(context.Options).ToString("O", CultureInfo.InvariantCulture);
            context.Properties.Items[Session] = Guid.NewGuid().ToString("N");
            return Task.CompletedTask;
        };
        cookie.Events.OnValidatePrincipal = context =>
        {
            // A role that the issuer has taken away must not live on in a session that never rests.
            var isFresh = context.Properties.Items.TryGetValue(Since, out var since)
                && Now(context.Options) - DateTimeOffset.Parse(since!, CultureInfo.InvariantCulture)
                    < settings.SessionLongest;
            var ended = context.HttpContext.RequestServices.GetRequiredService<EndedSessions>();
            if (!isFresh || !context.Properties.Items.TryGetValue(Session, out var session) || ended.Has(session!))
                context.RejectPrincipal();
            return Task.CompletedTask;
        };

        static DateTimeOffset Now(CookieAuthenticationOptions options) => options.TimeProvider!.GetUtcNow();
    }

    private static void AskIssuer(OpenIdConnectOptions people, SignInSettings settings)
    {
        people.Authority = settings.Authority?.ToString();
        people.RequireHttpsMetadata = settings.IssuerMustBeHttps;
        people.ClientId = settings.ClientId;
        people.ClientSecret = settings.ClientSecret;
        people.BackchannelTimeout = TimeSpan.FromSeconds(10);
        people.SignInScheme = Cookie;
        people.ResponseType = OpenIdConnectResponseType.Code;
        // form_post needs an inline script, which our policy forbids, and a SameSite=None cookie, which needs https.
        people.ResponseMode = OpenIdConnectResponseMode.Query;
        people.UsePkce = true;
        people.Scope.Clear();
        people.Scope.Add(OpenIdConnectScope.OpenId);
        people.CallbackPath = CallbackPath;
        people.SignedOutCallbackPath = OutCallbackPath;
        people.RemoteSignOutPath = PathString.Empty;
        people.MapInboundClaims = false;
        people.TokenValidationParameters.NameClaimType = ActorClaims.Name;
        people.TokenValidationParameters.RoleClaimType = ActorClaims.Role;
        people.TokenValidationParameters.ValidAlgorithms = Algorithms;
        foreach (var cookie in new[] { people.CorrelationCookie, people.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }

        people.Events.OnRedirectToIdentityProvider = context =>
        {
            context.ProtocolMessage.UiLocales =
                Reader.LanguageOf(context.Properties.RedirectUri) ?? context.Request.ReadersLanguage;
            return Task.CompletedTask;
        };
        people.Events.OnTokenValidated = context =>
        {
            var token = (ClaimsIdentity)context.Principal!.Identity!;
            if (!ActorClaims.TryRead(token, settings.Claims ?? ClaimMapping.Ours, out var actor, out var fault))
            {
                context.Fail(fault);
                return Task.CompletedTask;
            }

            context.Principal = new(actor);
            // Kept for one use: the issuer asks for it when the person signs out there too.
            context.Properties!.StoreTokens([new() { Name = "id_token", Value = context.ProtocolMessage.IdToken }]);
            return Task.CompletedTask;
        };
        people.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            return Refusal.All[Refusal.SignInFailed].Write(context.HttpContext);
        };
        people.Events.OnRedirectToIdentityProviderForSignOut = context =>
        {
            context.ProtocolMessage.ClientId = settings.ClientId;
            if (string.IsNullOrEmpty(context.ProtocolMessage.IssuerAddress))
            {
                context.Response.Redirect(context.Properties.RedirectUri!);
                context.HandleResponse();
            }

            return Task.CompletedTask;
        };
    }

    private static void ReadTokens(JwtBearerOptions machines, SignInSettings settings)
    {
        machines.Authority = settings.Authority?.ToString();
        machines.RequireHttpsMetadata = settings.IssuerMustBeHttps;
        machines.Audience = settings.Audience;
        machines.BackchannelTimeout = TimeSpan.FromSeconds(10);
        machines.MapInboundClaims = false;
        machines.TokenValidationParameters.NameClaimType = ActorClaims.Name;
        machines.TokenValidationParameters.RoleClaimType = ActorClaims.Role;
        machines.TokenValidationParameters.ValidTypes = ["at+jwt", "JWT"];
        machines.TokenValidationParameters.ValidAlgorithms = Algorithms;
        machines.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(1);
        machines.Events = new()
        {
            OnTokenValidated = context =>
            {
                var token = (ClaimsIdentity)context.Principal!.Identity!;
                if (IsForSomethingElse(token)) context.Fail("This is not an access token.");
                else if (ActorClaims.TryRead(token, settings.Claims ?? ClaimMapping.Ours, out var actor, out var fault))
                    context.Principal = new(actor);
                else context.Fail(fault);
                return Task.CompletedTask;
            },
        };
    }

    // Some issuers head their id and refresh tokens like access tokens, and say in them what they are.
    private static bool IsForSomethingElse(ClaimsIdentity token) =>
        token.HasClaim(claim => claim.Type is "at_hash" or "c_hash")
        || (token.FindFirst("typ")?.Value is { } type && type is not ("Bearer" or "at+jwt"));
}
