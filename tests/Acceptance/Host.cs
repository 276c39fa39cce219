using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Alba;
using EGov.Acceptance.Api;
using EGov.Casework;
using EGov.Cli;
using EGov.Portal.Api;
using Marten;
using Marten.Events;
using Marten.Events.Daemon.Coordination;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EGov.Acceptance;

/// <summary>Tests that share one host, and so its clock: they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class OneHost : ICollectionFixture<Host>
{
    public const string Name = "One host";
}

/// <summary>The real host over a real PostgreSQL, in a schema of its own, with a clock that the tests move.</summary>
public sealed class Host : IAsyncLifetime
{
    private Ground _ground = null!;
    private ApiDocument? _document;

    public IAlbaHost Alba { get; private set; } = null!;
    public FakeTimeProvider Clock { get; } = new(Given.Start);

    /// <summary>What this host is told besides; to be filled before it starts.</summary>
    /// <remarks>A walk of every address with every fault counts as many failures to sign in.</remarks>
    public Dictionary<string, string> Settings { get; } = new() { ["SignIn:FailuresPerMinute"] = "60000" };

    /// <summary>The connection of the one who owns the tables.</summary>
    public string Owner => _ground.Owner;

    public IDocumentStore Store => Alba.Services.GetRequiredService<IDocumentStore>();
    public Watch Watch => Alba.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<Watch>().Single();

    public async ValueTask InitializeAsync()
    {
        _ground = await Ground.StartAsync();
        Alba = await AlbaHost.For<Problems>(host =>
        {
            _ground.Bear(host, Clock);
            foreach (var (name, value) in Settings) host.UseSetting(name, value);
        });
        await Ground.FoundProvinceAsync(Store);
    }

    public async ValueTask DisposeAsync()
    {
        await Alba.DisposeAsync();
        await _ground.DisposeAsync();
    }

    /// <summary>Waits until every view has read every event.</summary>
    public Task CaughtUpAsync() => Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(30));

    /// <summary>Builds views anew while the host's own daemon stands still, for a view has one writer.</summary>
    public async Task RebuildAsync(params IReadOnlyList<string> views)
    {
        var coordinator = Alba.Services.GetRequiredService<IProjectionCoordinator>();
        await coordinator.PauseAsync();
        try
        {
            await Rebuild.RebuildAsync(Store, views, TestContext.Current.CancellationToken);
        }
        finally
        {
            await coordinator.ResumeAsync();
        }
    }

    /// <summary>Sends as a persona of the development issuer; without one as whoever comes from the street.</summary>
    /// <remarks>An answer that the description does not know fails the test.</remarks>
    public async Task<Answer> SendAsync(
        HttpMethod method, string url, object? body = null, string? persona = null, string? secret = null,
        string? key = null, string? ifMatch = null, string? purpose = null, string language = "en",
        string? ifNoneMatch = null, string? bearer = null, string? number = null, string? explanation = null,
        Guid? withholding = null, string? apiKey = null)
    {
        using var client = Alba.Server.CreateClient();
        using var request = new HttpRequestMessage(method, url);
        if (method == HttpMethod.Post)
        {
            request.Content = body as HttpContent ?? JsonContent.Create(body ?? new { });
            request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        }

        request.Headers.AcceptLanguage.ParseAdd(language);
        if (persona is not null)
            request.Headers.Authorization = new("Bearer", await _ground.TokenAsync(client, persona));
        if (bearer is not null) request.Headers.Authorization = new("Bearer", bearer);
        if (secret is not null) request.Headers.Add("Request-Secret", secret);
        if (number is not null) request.Headers.Add("Tracking-Number", number);
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (purpose is not null) request.Headers.Add("Purpose", purpose);
        if (withholding is { } under) request.Headers.Add("Withholding", under.ToString());
        if (apiKey is not null) request.Headers.Add("Api-Key", apiKey);
        if (explanation is not null) request.Headers.Add("Purpose-Explanation", explanation);
        if (ifNoneMatch is not null) request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
        (await DocumentAsync()).ShouldKnow(method, url, answer);
        return answer;
    }

    public Task<Answer> PostAsync(
        string url, object? body = null, string? persona = null, string? secret = null, string? key = null,
        string? ifMatch = null) =>
        SendAsync(HttpMethod.Post, url, body, persona, secret, key, ifMatch);

    public Task<Answer> GetAsync(string url, string? persona = null, string? secret = null, string? purpose = null) =>
        SendAsync(HttpMethod.Get, url, persona: persona, secret: secret, purpose: purpose);

    /// <summary>The description at /swagger, to which every answer of every test is held.</summary>
    public async Task<ApiDocument> DocumentAsync()
    {
        if (_document is not null) return _document;
        using var client = Alba.Server.CreateClient();
        return _document = await ApiDocument.FetchAsync(client);
    }
}

/// <summary>What came back.</summary>
public sealed record Answer(int Status, string Body, HttpResponseHeaders Headers)
{
    public JsonElement Json => JsonElement.Parse(Body);

    /// <summary>The code of a problem; empty when it is none.</summary>
    public string Code => Status >= 400 && Body.Length > 0 && Json.TryGetProperty("code", out var code) ? code.GetString()! : "";

    public Answer Should(int status, string code = "")
    {
        (Status, Code).ShouldBe((status, code), Body);
        return this;
    }
}
