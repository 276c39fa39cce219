using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using EGov.Cli;
using EGov.LocalPostgres;

namespace EGov.Acceptance;

/// <summary>The host is killed in mid-load. What it acknowledged is there, and the views catch up by themselves.</summary>
public sealed class CrashTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-crash");
    private PostgresServer _postgres = null!;
    private string _connection = "";
    private const string Address = "http://127.0.0.1:5097";

    public async ValueTask InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync(new() { DataFolder = _folder.FullName });
        _connection = await _postgres.CreateDatabaseAsync("crash");
        await using var store = await Store.OpenAsync(_folder.FullName, _connection);
        await using var session = store.Documents.LightweightSession();
        foreach (var (stream, aggregate, e) in Given.Province) session.Events.StartStream(aggregate, stream, e);
        await session.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Nothing_that_was_acknowledged_is_lost_when_the_host_is_killed()
    {
        using var client = new HttpClient { BaseAddress = new(Address) };
        var acknowledged = new ConcurrentDictionary<string, string>();
        for (var round = 0; round < 3; round++)
        {
            using var host = StartHost();
            await ReadyAsync(client);
            using var stop = new CancellationTokenSource();
            var load = Enumerable.Range(0, 8).Select(_ => FileAsync(client, acknowledged, stop.Token)).ToList();
            var enough = acknowledged.Count + 40;
            while (acknowledged.Count < enough) await Task.Delay(10, TestContext.Current.CancellationToken);
            host.Kill();
            await stop.CancelAsync();
            await Task.WhenAll(load);
            await host.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        using var last = StartHost();
        await ReadyAsync(client);
        foreach (var (number, secret) in acknowledged)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/requests/{number}");
            request.Headers.Add("Request-Secret", secret);
            using var found = await client.SendAsync(request, TestContext.Current.CancellationToken);
            ((int)found.StatusCode).ShouldBe(200, number);
        }

        await using var store = await Store.OpenAsync(_folder.FullName, _connection);
        await using var session = store.Documents.QuerySession();
        var events = (await session.AdvancedSql.QueryAsync<long>(
            "select count(*) from egov.mt_events", TestContext.Current.CancellationToken))[0];
        long rows = 0;
        for (var patience = 0; patience < 300 && rows < events; patience++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            rows = (await session.AdvancedSql.QueryAsync<long>(
                "select count(*) from egov.mt_doc_auditrow", TestContext.Current.CancellationToken))[0];
        }

        rows.ShouldBe(events);
        last.Kill();
    }

    private static async Task FileAsync(
        HttpClient client, ConcurrentDictionary<string, string> acknowledged, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/requests");
            request.Content = JsonContent.Create(Given.Filing);
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            try
            {
                using var answer = await client.SendAsync(request, stop);
                var receipt = JsonElement.Parse(await answer.Content.ReadAsStringAsync(stop));
                acknowledged[receipt.GetProperty("trackingNumber").GetString()!] = receipt.GetProperty("secret").GetString()!;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                // The host is gone: this filing was never acknowledged.
                return;
            }
        }
    }

    private Process StartHost()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "EGov.Portal.dll"), "--urls", Address])
        {
            RedirectStandardOutput = false,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["ConnectionStrings__Main"] = _connection;
        start.Environment["Data"] = _folder.FullName;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Logging__LogLevel__Default"] = "Error";
        return Process.Start(start)!;
    }

    private static async Task ReadyAsync(HttpClient client)
    {
        for (var patience = 0; patience < 600; patience++)
        {
            try
            {
                using var answer = await client.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("The host did not become ready.");
    }
}
