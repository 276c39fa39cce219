using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EGov.Acceptance.Proofs;
using EGov.Casework;
using EGov.Cli;
using EGov.LocalPostgres;
using EGov.Organisation;
using EGov.Privacy;

namespace EGov.Acceptance.Webhooks;

/// <summary>The real host is killed again and again while it tells; two receivers get all that is published.</summary>
public sealed class KilledWhileTellingTests : IAsyncLifetime
{
    private const string Origin = "egov.test", Decision = "egov.decision.published";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-killed");
    private readonly ConcurrentDictionary<string, int> _taken = new();
    private readonly ConcurrentQueue<string> _printed = new();
    private readonly string _key = ApiKey.New(KeyId);
    private readonly int _port = FreePort();
    private PostgresServer _postgres = null!;
    private Receiver _receiver = null!;
    private string _connection = "";
    private int _messages;

    private static Guid KeyId { get; } = Guid.NewGuid();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync(new() { DataFolder = _folder.FullName });
        _connection = await _postgres.CreateDatabaseAsync("killed");
        await using var store = await Store.OpenAsync(_folder.FullName, _connection);
        await using var session = store.Documents.LightweightSession();
        foreach (var (stream, aggregate, e) in Given.Province) session.Events.StartStream(aggregate, stream, e);
        session.Events.StartStream<ApiKey>(KeyId, new ApiKeyIssued(
            Given.Start, KeyId, "Reports of Sari", ApiKey.HashOf(_key), Sealed.Of(KeyId, "x")));
        await session.SaveChangesAsync(Cancellation);
        _receiver = await Receiver.StartAsync();
        _receiver.Answer = TakeAsync;
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Nothing_that_is_published_is_lost()
    {
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{_port}") };
        client.DefaultRequestHeaders.Add("Api-Key", _key);
        var example = FreePort();

        // Killed between the address's agreement and the record of it.
        string secret;
        using (var host = StartHost())
        {
            await ReadyAsync(client);
            secret = await SubscribeAsync(client, _receiver.Address);
            await UntilAsync(() => Task.FromResult(_receiver.Got.Any(one => one.Method == "OPTIONS")));
            await KillAsync(host);
        }

        using var receiver = await StartExampleAsync(client, example);
        await using var store = await Store.OpenAsync(_folder.FullName, _connection);
        var decided = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            using var host = StartHost();
            await ReadyAsync(client);
            await UntilAsync(() => AreConfirmedAsync(client));
            var before = Volatile.Read(ref _messages);
            var writing = DecideAsync(store, 25);
            await UntilAsync(() => Task.FromResult(Volatile.Read(ref _messages) > before + 5 + (round * 3)));
            await KillAsync(host);
            decided.AddRange(await writing);
            decided.AddRange(await DecideAsync(store, 5));
        }

        using var last = StartHost();
        await ReadyAsync(client);
        await UntilAsync(() => Task.FromResult(decided.TrueForAll(_taken.ContainsKey)
            && decided.TrueForAll(id => _printed.Any(line => line.Contains(id, StringComparison.Ordinal)))));
        await KillAsync(last);
        receiver.Kill();

        decided.Count.ShouldBe(90);
        _printed.Select(line => JsonElement.Parse(line).GetProperty("id").GetString()!).ShouldBe(
            decided, ignoreOrder: true, "the example prints each once, and nothing else");
        foreach (var same in _receiver.Messages.GroupBy(one => one.Headers["webhook-id"].ToString()))
        {
            decided.ShouldContain(same.Key);
            same.Select(one => one.Body).Distinct().Count().ShouldBe(1, same.Key);
            foreach (var (_, _, headers, body) in same)
                headers["webhook-signature"].ToString().ShouldBe("v1," + Convert.ToBase64String(HMACSHA256.HashData(
                    Convert.FromBase64String(secret["whsec_".Length..]),
                    Encoding.UTF8.GetBytes($"{same.Key}.{headers["webhook-timestamp"]}.{body}"))));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{decided.Count} decisions, {_receiver.Messages.Count()} messages, {_taken.Count} taken");
    }

    /// <summary>Takes its time, and now and then does not take it.</summary>
    private async Task TakeAsync(Microsoft.AspNetCore.Http.HttpContext context)
    {
        var isFaulty = Interlocked.Increment(ref _messages) % 20 == 0;
        await Task.Delay(40, context.RequestAborted);
        context.Response.StatusCode = isFaulty ? 500 : 200;
        if (!isFaulty) _taken.AddOrUpdate(context.Request.Headers["webhook-id"].ToString(), 1, (_, n) => n + 1);
    }

    private static async Task<string> SubscribeAsync(HttpClient client, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/open-data/webhooks")
        {
            Content = JsonContent.Create(new { address, types = new[] { Decision } }),
        };
        request.Headers.Add("Idempotency-Key", address);
        using var answer = await client.SendAsync(request, Cancellation);
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, body);
        return JsonElement.Parse(body).GetProperty("secret").GetString()!;
    }

    /// <summary>The receiver that the portal shows, as anybody would start it.</summary>
    private async Task<Process> StartExampleAsync(HttpClient client, int port)
    {
        string secret;
        using (var host = StartHost())
        {
            await ReadyAsync(client);
            secret = await SubscribeAsync(client, $"http://127.0.0.1:{port}/news");
            await KillAsync(host);
        }

        var start = new ProcessStartInfo("node",
            [Path.Combine(Outsiders.Root, "ops", "receiver.mjs"), $"{port}", Origin, secret])
        {
            RedirectStandardOutput = true,
        };
        var receiver = Process.Start(start)!;
        receiver.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } printed) _printed.Enqueue(printed);
        };
        receiver.BeginOutputReadLine();
        return receiver;
    }

    private static async Task<bool> AreConfirmedAsync(HttpClient client)
    {
        var list = JsonElement.Parse(await client.GetStringAsync("/api/open-data/webhooks", Cancellation));
        return list.GetProperty("items").EnumerateArray().All(line => line.GetProperty("isConfirmed").GetBoolean());
    }

    /// <summary>Requests that were decided, each in a transaction of its own.</summary>
    /// <returns>The ids of the news.</returns>
    private static async Task<IReadOnlyList<string>> DecideAsync(Store store, int count)
    {
        var matter = new Matter("environmental-opinion", "environment", "sari");
        var decided = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var id = Guid.CreateVersion7();
            await using var session = store.Documents.LightweightSession();
            var stream = session.Events.StartStream<Request>(id,
                new RequestSubmitted(Given.Start, TrackingNumber.Of(id), matter, "portal",
                    new(Sealed.Of(id, "words"), null, null), null, null, null, new Dictionary<string, JsonElement>(),
                    new Dictionary<string, Sealed>(), null, []),
                new RequestDecided(Given.Start.AddDays(3), matter, "ENV-014", "env-siting", 7, [], Outcome.Granted,
                    Outcome.Granted, null, [], null, null, null, 3, true, 0, null));
            await session.SaveChangesAsync(Cancellation);
            decided.Add(stream.Events[1].Id.ToString());
        }

        return decided;
    }

    private Process StartHost()
    {
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "EGov.Portal.dll"), "--urls", $"http://127.0.0.1:{_port}"])
        {
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["ConnectionStrings__Main"] = _connection;
        start.Environment["Data"] = _folder.FullName;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Logging__LogLevel__Default"] = "Error";
        start.Environment["OpenData__Every"] = "00:00:00";
        start.Environment["Webhooks__Origin"] = Origin;
        start.Environment["Webhooks__Private__0"] = "127.0.0.1/32";
        start.Environment["Webhooks__AllowsPlainHttp"] = "true";
        return Process.Start(start)!;
    }

    /// <summary>As kill -9 does.</summary>
    private static async Task KillAsync(Process host)
    {
        host.Kill();
        await host.WaitForExitAsync(Cancellation);
    }

    private static Task ReadyAsync(HttpClient client) => UntilAsync(async () =>
    {
        try
        {
            using var answer = await client.GetAsync("/health/ready", Cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Not listening yet.
            return false;
        }
    });

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var end = DateTime.UtcNow + Patience; !await isSo(); await Task.Delay(100, Cancellation))
            (DateTime.UtcNow < end).ShouldBeTrue("It did not come about in time.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
