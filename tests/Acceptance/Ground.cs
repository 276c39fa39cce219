using System.Diagnostics;
using System.Text.Json;
using EGov.LocalPostgres;
using JasperFx.CommandLine;
using Marten;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Wolverine;

namespace EGov.Acceptance;

/// <summary>What every host of the tests stands on: PostgreSQL, a key, a schema, the small province.</summary>
internal sealed class Ground : IAsyncDisposable
{
    private readonly Dictionary<string, string> _tokens = [];
    private readonly DirectoryInfo _folder;
    private readonly PostgresServer _postgres;

    private Ground(DirectoryInfo folder, PostgresServer postgres) => (_folder, _postgres) = (folder, postgres);

    public string Owner => _postgres.ConnectionString;

    public static async Task<Ground> StartAsync()
    {
        JasperFxEnvironment.AutoStartHost = true;
        var folder = Directory.CreateTempSubdirectory("egov-tests");
        return new(folder, await PostgresServer.StartAsync(new()
        {
            DataFolder = folder.FullName,
            ConnectionString = Environment.GetEnvironmentVariable("EGOV_TEST_CONNECTION"),
            Fsync = false,
        }));
    }

    /// <summary>Tells a host where it stands and whose clock it reads.</summary>
    public void Bear(IWebHostBuilder host, TimeProvider clock)
    {
        host.UseSetting("ConnectionStrings:Main", _postgres.ConnectionString);
        host.UseSetting("Keys:Master", Path.Combine(_folder.FullName, "master.key"));
        var schema = "t" + Guid.NewGuid().ToString("N")[..12];
        host.UseSetting("Schema", schema);
        host.UseSetting("Data", Path.Combine(_folder.FullName, schema));
        host.UseSetting("environment", "Development");
        // Files are made where a test asks for them, and not while others measure.
        host.UseSetting("OpenData:Every", "00:00:00");
        host.UseSetting("Logging:LogLevel:Default", "Warning");
        host.ConfigureServices(services =>
        {
            services.RunWolverineInSoloMode();
            services.DisableAllExternalWolverineTransports();
            services.AddKeyedSingleton(Clock.OfActs, clock);
        });
    }

    public static async Task FoundProvinceAsync(IDocumentStore store)
    {
        await using var session = store.LightweightSession();
        foreach (var (stream, aggregate, e) in Given.Province) session.Events.StartStream(aggregate, stream, e);
        await session.SaveChangesAsync();
    }

    /// <summary>A token of the development issuer's persona.</summary>
    public async Task<string> TokenAsync(HttpClient client, string persona)
    {
        if (_tokens.TryGetValue(persona, out var known)) return known;
        using var form = new FormUrlEncodedContent([
            new("grant_type", "client_credentials"), new("client_id", persona), new("client_secret", "development")]);
        using var response = await client.PostAsync("/dev-issuer/token", form);
        var token = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        return _tokens[persona] = token.GetProperty("access_token").GetString()!;
    }

    /// <summary>All that a database keeps, as its owner would save it.</summary>
    public static async Task<byte[]> DumpAsync(string owner, CancellationToken cancellation)
    {
        var at = new NpgsqlConnectionStringBuilder(owner);
        var start = new ProcessStartInfo(
            "pg_dump", ["-h", at.Host!, "-p", $"{at.Port}", "-U", at.Username!, at.Database!])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["PGPASSWORD"] = at.Password;
        using var dump = Process.Start(start)!;
        var bytes = new MemoryStream();
        await dump.StandardOutput.BaseStream.CopyToAsync(bytes, cancellation);
        await dump.WaitForExitAsync(cancellation);
        dump.ExitCode.ShouldBe(0);
        return bytes.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
