using System.Security.Claims;
using System.Text.Json;
using Alba;
using Alba.Security;
using JasperFx.CommandLine;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Wolverine;

[assembly: AssemblyFixture(typeof(EGov.Acceptance.Host))]

namespace EGov.Acceptance;

/// <summary>The real host over a real PostgreSQL, in a schema of its own, with a clock that the tests move.</summary>
public sealed class Host : IAsyncLifetime
{
    public IAlbaHost Alba { get; private set; } = null!;
    public FakeTimeProvider Clock { get; } = new(Given.Start);
    public IDocumentStore Store => Alba.Services.GetRequiredService<IDocumentStore>();

    public async ValueTask InitializeAsync()
    {
        JasperFxEnvironment.AutoStartHost = true;
        var folder = Directory.CreateTempSubdirectory("egov-tests").FullName;
        Alba = await AlbaHost.For<EGov.Portal.Api.Problems>(host =>
        {
            host.UseSetting("ConnectionStrings:Main", Environment.GetEnvironmentVariable("EGOV_TEST_CONNECTION"));
            host.UseSetting("Keys:Master", Path.Combine(folder, "master.key"));
            host.UseSetting("Schema", "t" + Guid.NewGuid().ToString("N")[..12]);
            host.ConfigureServices(services =>
            {
                services.RunWolverineInSoloMode();
                services.DisableAllExternalWolverineTransports();
                services.AddSingleton<TimeProvider>(Clock);
            });
        }, new AuthenticationStub());
        await using (var session = Store.LightweightSession())
        {
            foreach (var (stream, aggregate, e) in Given.Province) session.Events.StartStream(aggregate, stream, e);
            await session.SaveChangesAsync();
        }
    }

    public async ValueTask DisposeAsync() => await Alba.DisposeAsync();

    public Task<IScenarioResult> PostAsync(
        string url, object? body, string? role = null, string code = "", string? department = null, string? secret = null,
        string? key = null, string? ifMatch = null, int status = 204) =>
        Alba.Scenario(scenario =>
        {
            if (role is not null)
            {
                scenario.WithClaim(new Claim("role", role));
                scenario.WithClaim(new Claim(ClaimTypes.Role, role));
                scenario.WithClaim(new Claim("code", code));
                if (department is not null) scenario.WithClaim(new Claim("department", department));
            }

            scenario.Post.Json(body ?? new { }).ToUrl(url);
            scenario.WithRequestHeader("Idempotency-Key", key ?? Guid.NewGuid().ToString());
            scenario.WithRequestHeader("Accept-Language", "en");
            if (secret is not null) scenario.WithRequestHeader("Request-Secret", secret);
            if (ifMatch is not null) scenario.WithRequestHeader("If-Match", ifMatch);
            scenario.StatusCodeShouldBe(status);
        });

    public static string CodeIn(IScenarioResult result) =>
        JsonElement.Parse(result.ReadAsText()).GetProperty("code").GetString()!;
}
