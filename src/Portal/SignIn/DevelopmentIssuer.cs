using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace EGov.Portal.SignIn;

/// <summary>An OpenID Connect issuer in this host that signs anybody in as an invented persona: for development, tests
/// and demonstrations on one machine, never in Production and never off loopback.</summary>
internal sealed class DevelopmentIssuer(IServer server, IReadOnlyList<Persona> personas) : IHostedLifecycleService
{
    public const string Root = "/dev-issuer";
    public const string AuthorizePath = $"{Root}/authorize";
    public const string TokenPath = $"{Root}/token";
    public const string EndSessionPath = $"{Root}/end-session";
    public const string ConfigurationPath = $"{Root}/.well-known/openid-configuration";
    public const string KeysPath = $"{Root}/.well-known/jwks";

    /// <summary>The client secret of every persona: it protects nothing, since only this machine can show it.</summary>
    public const string Secret = "development";

    public IReadOnlyList<Persona> Personas => personas;

    public Backchannel Backchannel { get; } = new();

    /// <summary>The issuer's name, at the address where the host really listens; a test server has none.</summary>
    public Uri Address => Addresses.FirstOrDefault(address => !address.IsUnixPipe) is { } address
        ? new UriBuilder(address.Scheme, address.Host, address.Port, Root).Uri
        : new($"http://localhost{Root}");

    private IEnumerable<BindingAddress> Addresses =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.Select(BindingAddress.Parse) ?? [];

    /// <summary>Addresses are certain only after binding; until then <see cref="IsOnThisMachine"/> guards.</summary>
    /// <exception cref="InvalidOperationException">The host listens where other machines can reach it.</exception>
    public Task StartedAsync(CancellationToken cancellationToken) =>
        Addresses.FirstOrDefault(address => !IsLoopback(address)) is { } open
            ? throw new InvalidOperationException(
                "The development issuer signs anybody in, so it serves this machine only, "
                + $"but the host listens on {open}. "
                + "Listen on localhost, or name your OpenID Connect issuer in SignIn:Authority.")
            : Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Holds also behind a proxy on this machine and against a foreign name made to point here.</summary>
    public static bool IsOnThisMachine(HttpContext context) =>
        IsLoopbackName(context.Request.Host.Host)
        && IsLoopbackOrMemory(context.Connection.LocalIpAddress)
        && IsLoopbackOrMemory(context.Connection.RemoteIpAddress);

    private static bool IsLoopbackOrMemory(IPAddress? address) => address is null || IPAddress.IsLoopback(address);

    private static bool IsLoopback(BindingAddress address) => address.IsUnixPipe || IsLoopbackName(address.Host);

    private static bool IsLoopbackName(string host) =>
        host is "localhost"
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

internal static class DevelopmentIssuerSetup
{
    public static void AddDevelopmentIssuer(
        this IServiceCollection services,
        SignInSettings settings,
        IHostEnvironment environment,
        IReadOnlyList<Persona> personas)
    {
        if (environment.IsProduction())
            throw new InvalidOperationException(
                "The development issuer signs anybody in and never starts in Production: "
                + "name your OpenID Connect issuer in SignIn:Authority and leave SignIn:DevelopmentIssuer out.");
        if (settings.Authority is not null)
            throw new InvalidOperationException(
                "SignIn:Authority and SignIn:DevelopmentIssuer exclude each other: only one issuer can be believed.");
        if (!environment.IsDevelopment() && !settings.DevelopmentIssuer)
            throw new InvalidOperationException(
                "No issuer is named in SignIn:Authority. "
                + $"In the environment {environment.EnvironmentName} the development issuer, which signs anybody in, "
                + "starts only when SignIn:DevelopmentIssuer is true.");

        var cast = personas.ToDictionary(persona => persona.Key, persona => persona.Identity());
        services.AddSingleton(provider => new DevelopmentIssuer(provider.GetRequiredService<IServer>(), personas));
        services.AddHostedService(provider => provider.GetRequiredService<DevelopmentIssuer>());
        // At a lower level it tells every step of every request.
        services.AddLogging(logging => logging.AddFilter("OpenIddict", LogLevel.Warning));
        services.AddOpenIddict().AddServer(issuer => Serve(issuer, settings, cast));
        services.AddOptions<OpenIddictServerOptions>()
            .Configure<DevelopmentIssuer>((options, issuer) => options.Issuer = issuer.Address);
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<DevelopmentIssuer>((machines, issuer) =>
            {
                machines.Authority = issuer.Address.AbsoluteUri;
                machines.BackchannelHttpHandler = issuer.Backchannel;
            });
        services.AddOptions<OpenIdConnectOptions>(SignIn.OpenId)
            .Configure<DevelopmentIssuer>((people, issuer) =>
            {
                people.Authority = issuer.Address.AbsoluteUri;
                people.BackchannelHttpHandler = issuer.Backchannel;
                people.Events.OnRedirectToIdentityProvider += StayOnOrigin;
                people.Events.OnRedirectToIdentityProviderForSignOut += StayOnOrigin;
            });
    }

    public static void UseDevelopmentIssuer(this WebApplication app)
    {
        if (app.Services.GetService<DevelopmentIssuer>() is not { } issuer) return;

        issuer.Backchannel.Serve(app.Services, ((IApplicationBuilder)app).New().UseAuthentication().Build());
        app.Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments(DevelopmentIssuer.Root)
                || DevelopmentIssuer.IsOnThisMachine(context)) return next(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    public static void MapDevelopmentIssuer(this WebApplication app)
    {
        if (app.Services.GetService<DevelopmentIssuer>() is not { } issuer) return;
        var settings = app.Services.GetRequiredService<SignInSettings>();

        app.MapGet(DevelopmentIssuer.AuthorizePath, (HttpContext context, IAntiforgery forms) =>
        {
            var request = context.GetOpenIddictServerRequest()!;
            var token = forms.GetAndStoreTokens(context);
            return new RazorComponentResult<PersonaPage>(new
            {
                issuer.Personas,
                Language = Reader.LanguageOf($"/{request.UiLocales}") ?? context.Request.ReadersLanguage,
                Request = request.GetParameters().ToDictionary(field => field.Key, field => (string?)field.Value),
                TokenField = token.FormFieldName,
                Token = token.RequestToken,
            });
        }).ExcludeFromDescription();

        app.MapPost(DevelopmentIssuer.AuthorizePath, async (HttpContext context, IAntiforgery forms) =>
        {
            var request = context.GetOpenIddictServerRequest()!;
            var chosen = issuer.Personas.FirstOrDefault(persona => persona.Key == (string?)request[PersonaPage.Field]);
            if (chosen is null || !await forms.IsRequestValidAsync(context))
            {
                await Refusal.All[Refusal.FormExpired].Write(context);
                return Results.Empty;
            }

            return Results.SignIn(
                Ticket(chosen.Identity(), settings, request.GetScopes()),
                authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        }).ExcludeFromDescription();
    }

    private static void Serve(
        OpenIddictServerBuilder issuer,
        SignInSettings settings,
        Dictionary<string, ClaimsIdentity> cast)
    {
        issuer.EnableDegradedMode()
            .SetConfigurationEndpointUris(DevelopmentIssuer.ConfigurationPath)
            .SetJsonWebKeySetEndpointUris(DevelopmentIssuer.KeysPath)
            .SetAuthorizationEndpointUris(DevelopmentIssuer.AuthorizePath)
            .SetTokenEndpointUris(DevelopmentIssuer.TokenPath)
            .SetEndSessionEndpointUris(DevelopmentIssuer.EndSessionPath)
            .AllowAuthorizationCodeFlow()
            .RequireProofKeyForCodeExchange()
            .AllowClientCredentialsFlow()
            .AddEphemeralSigningKey(SecurityAlgorithms.EcdsaSha256)
            .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)))
            .DisableAccessTokenEncryption()
            .Configure(options => options.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain));
        issuer.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();

        // Degraded mode keeps no clients: these handlers know them all, the portal and one client a persona.
        issuer.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.ClientId != settings.ClientId || !IsPortal(context.RedirectUri, SignIn.CallbackPath))
                context.Reject(Errors.InvalidRequest, "Only the portal on this machine may ask for people.");
            return default;
        }));
        issuer.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            var isKnown = context.Request.IsClientCredentialsGrantType()
                ? cast.ContainsKey(context.ClientId ?? "") && IsSecret(context.ClientSecret)
                : context.ClientId == settings.ClientId;
            if (!isKnown) context.Reject(Errors.InvalidClient, "No persona has this client id and secret.");
            return default;
        }));
        issuer.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            context.SignIn(context.Request.IsClientCredentialsGrantType()
                ? Ticket(cast[context.ClientId!], settings, context.Request.GetScopes())
                : context.AuthorizationCodePrincipal!);
            return default;
        }));
        issuer.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (!IsPortal(context.PostLogoutRedirectUri, SignIn.OutCallbackPath))
                context.Reject(Errors.InvalidRequest, "Only the portal on this machine may be returned to.");
            return default;
        }));
        // Nobody is remembered here, so there is nothing to end.
        issuer.AddEventHandler<HandleEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            context.SignOut();
            return default;
        }));
    }

    private static ClaimsPrincipal Ticket(
        ClaimsIdentity persona,
        SignInSettings settings,
        IEnumerable<string> scopes) =>
        new ClaimsPrincipal(persona.Clone())
            .SetScopes(scopes)
            .SetResources(settings.Audience)
            .SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);

    private static bool IsPortal(string? address, string path) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri is { IsLoopback: true, Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" }
        && uri.AbsolutePath == path;

    private static bool IsSecret(string? secret) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(secret ?? ""),
        Encoding.UTF8.GetBytes(DevelopmentIssuer.Secret));

    // The reader may have come by another loopback name than the one the issuer is called by.
    private static Task StayOnOrigin(RedirectContext context)
    {
        var path = new Uri(context.ProtocolMessage.IssuerAddress).AbsolutePath;
        context.ProtocolMessage.IssuerAddress = $"{context.Request.Scheme}://{context.Request.Host}{path}";
        return Task.CompletedTask;
    }
}
