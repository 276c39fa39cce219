using System.Security.Claims;
using Alba.Security;
using EGov.Portal.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EGov.Acceptance.SignIn;

/// <summary>Small hosts that hold sign-in and a few endpoints to try it on: no database, a second for each.</summary>
internal static class Hosts
{
    /// <summary>A host in memory, or listening on a free port of this machine.</summary>
    public static async Task<WebApplication> Start(
        bool listens = false,
        Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null)
    {
        var host = Build(listens ? "http://127.0.0.1:0" : null, settings: settings, services: services);
        await host.StartAsync();
        return host;
    }

    public static WebApplicationBuilder Builder(
        string environment = "Development",
        Dictionary<string, string?>? settings = null,
        IReadOnlyList<Persona>? personas = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data"] = Directory.CreateTempSubdirectory("egov-hosts").FullName,
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Logging.ClearProviders();
        builder.Services.AddSignIn(builder.Configuration, builder.Environment, personas);
        return builder;
    }

    public static WebApplication Build(
        string? url = null,
        string environment = "Development",
        Dictionary<string, string?>? settings = null,
        Action<IServiceCollection>? services = null)
    {
        var builder = Builder(environment, settings);
        if (url is null) builder.WebHost.UseTestServer();
        else builder.WebHost.UseUrls(url);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        Map(app);
        return app;
    }

    public static void Map(WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseSignIn();
        app.MapSignIn();
        app.MapGet("/", () => "home").AllowAnonymous();
        app.MapGet("/fa", WhoAmI).AllowAnonymous();
        app.MapGet("/{language}/queue", WhoAmI)
            .RequireAuthorization(policy => policy.RequireRole(Roles.Officer));
        app.MapPost("/fa/queue", WhoAmI).RequireAuthorization();
        app.MapGet("/fa/form", (HttpContext context, IAntiforgery forms) =>
        {
            var token = forms.GetAndStoreTokens(context);
            return Results.Content(
                $"""
                <form method="post" action="/sign-out">
                <input type="hidden" name="{token.FormFieldName}" value="{token.RequestToken}">
                """,
                "text/html");
        }).RequireAuthorization();
        app.MapGet("/api/me", (ClaimsPrincipal user) => user.Claims.Select(claim => $"{claim.Type}={claim.Value}"))
            .RequireAuthorization();
        app.MapGet("/api/no-line", () => "open");
        app.MapGet("/api/audit", WhoAmI)
            .RequireAuthorization(policy => policy.RequireRole(Roles.Auditor));
        app.MapPost("/api/requests", WhoAmI).RequireAuthorization();
    }

    private static string WhoAmI(ClaimsPrincipal user) =>
        $"{user.Identity?.Name} of {user.DepartmentScope}, citizen {user.PrivacySubject}";
}

/// <summary>How a test of another area becomes a persona without a redirect.</summary>
public static class StubSignIn
{
    /// <summary>The claims of a default persona, for <see cref="AuthenticationStub"/> (all schemes replaced) or
    /// <see cref="JwtSecurityStub"/> (the real bearer pipeline, another key).</summary>
    public static T As<T>(this T stub, string persona) where T : IHasClaims
    {
        foreach (var claim in Personas.Default.Single(known => known.Key == persona).Identity().Claims)
        {
            stub.AddClaim(claim);
            if (claim.Type is ActorClaims.Role) stub.AddClaim(new(ClaimTypes.Role, claim.Value));
            if (claim.Type is ActorClaims.Name) stub.AddClaim(new(ClaimTypes.Name, claim.Value));
        }

        return stub;
    }
}
