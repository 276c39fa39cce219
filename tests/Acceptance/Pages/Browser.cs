using System.Diagnostics;
using System.Net.Http.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using EGov.Portal.Api;
using Marten;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace EGov.Acceptance.Pages;

/// <summary>Tests that share one browser and the host before it: they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class OneBrowser : ICollectionFixture<Browser>
{
    public const string Name = "One browser";
}

/// <summary>A real Chromium before the real host, on a port of this machine and a PostgreSQL of its own.</summary>
public sealed class Browser : IAsyncLifetime
{
    private readonly Dictionary<string, string> _sessions = [];
    private readonly HttpClient _http = new();
    private Ground _ground = null!;
    private PortalHost _host = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _chromium = null!;

    /// <summary>Chromium without windows where there is one: it draws no tab strip that nobody sees.</summary>
    public static string Chromium { get; } = File.Exists("/usr/bin/chromium-headless-shell")
        ? "/usr/bin/chromium-headless-shell"
        : "/usr/bin/chromium";

    public FakeTimeProvider Clock { get; } = new(Given.Start);

    public IDocumentStore Store => _host.Services.GetRequiredService<IDocumentStore>();

    public IServiceProvider Services => _host.Services;

    /// <summary>Where the host listens.</summary>
    public Uri Address => _http.BaseAddress!;

    public async ValueTask InitializeAsync()
    {
        _ground = await Ground.StartAsync();
        _host = new(_ground, Clock);
        _host.UseKestrel(0);
        _host.StartServer();
        _http.BaseAddress = _host.ClientOptions.BaseAddress;
        await Ground.FoundProvinceAsync(Store);
        _playwright = await Playwright.CreateAsync();
        _chromium = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync"],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        _playwright.Dispose();
        _http.Dispose();
        await _host.DisposeAsync();
        await _ground.DisposeAsync();
    }

    /// <summary>Opens a page as a persona of the development issuer, without script unless it is asked for.</summary>
    public async Task<IPage> OpenAsync(string path, string? persona = null, int width = 1280, bool hasScript = false)
    {
        var context = await _chromium.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            ViewportSize = new() { Width = width, Height = 900 },
            JavaScriptEnabled = hasScript,
            StorageState = persona is null ? null : await SessionAsync(persona),
            AcceptDownloads = true,
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>Nobody is shut out: axe sees no violation (WCAG 2.2 AA), and nothing scrolls sideways at 320 px.</summary>
    public async Task ShouldBeUsableByEverybodyAsync(string path, string? persona = null)
    {
        var page = await OpenAsync(path, persona, 320, hasScript: true);
        await ShouldBeUsableByEverybodyAsync(page);
        await page.Context.CloseAsync();
    }

    /// <summary>The same for a page that is not reached by its address alone; it needs script.</summary>
    public async Task ShouldBeUsableByEverybodyAsync(IPage page)
    {
        var rules = new AxeRunOptions
        {
            RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        };
        var path = new Uri(page.Url).PathAndQuery;
        foreach (var width in new[] { 1280, 320 })
        {
            await page.SetViewportSizeAsync(width, 900);
            (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth")).ShouldBeFalse(path);
            await TakePictureAsync(page, path, width);
        }

        // One style sheet lays the same elements out at every width: axe, the dear part, reads them once.
        (await page.RunAxe(rules)).Violations.Select(Tell).ShouldBeEmpty(path);
    }

    /// <summary>Waits until every view has seen all that was written.</summary>
    public async Task CatchUpAsync()
    {
        var written = (await Store.Advanced.FetchEventStoreStatistics()).EventSequenceNumber;
        var views = ((DocumentStore)Store).Options.Projections.AllShards().Select(shard => shard.Name.Identity).ToArray();
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(50))
        {
            var seen = (await Store.Advanced.AllProjectionProgress()).ToDictionary(shard => shard.ShardName, shard => shard.Sequence);
            if (views.All(view => seen.GetValueOrDefault(view) >= written)) return;
        }

        throw new TimeoutException($"The views have not seen event {written}.");
    }

    /// <summary>Sends to the API as a persona; without one as whoever comes from the street.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string url, object? body = null, string? persona = null)
    {
        using var request = new HttpRequestMessage(method, url);
        if (method == HttpMethod.Post)
        {
            request.Content = JsonContent.Create(body ?? new { });
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        }

        if (persona is not null) request.Headers.Authorization = new("Bearer", await _ground.TokenAsync(_http, persona));
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }

    private static string Tell(AxeResultItem violation) =>
        $"{violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}";

    /// <summary>For whoever wants to look: EGOV_PICTURES names a folder.</summary>
    private static async Task TakePictureAsync(IPage page, string path, int width)
    {
        if (Environment.GetEnvironmentVariable("EGOV_PICTURES") is not { } folder) return;
        var name = string.Concat(path.Split('?')[0].Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
    }

    /// <summary>After a persona has signed out: the session that tests share is over.</summary>
    public void Forget(string persona) => _sessions.Remove(persona, out _);

    private async Task<string> SessionAsync(string persona)
    {
        if (_sessions.TryGetValue(persona, out var known)) return known;
        var context = await _chromium.NewContextAsync(new() { BaseURL = Address.ToString(), JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in?return=/en/styleguide");
        await page.ClickAsync($"button[value='{persona}']");
        _sessions[persona] = await context.StorageStateAsync();
        await context.CloseAsync();
        return _sessions[persona];
    }

    internal sealed class PortalHost(
        Ground ground, TimeProvider clock, IReadOnlyDictionary<string, string>? settings = null, KeptLog? log = null)
        : WebApplicationFactory<Problems>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            ground.Bear(builder, clock);
            foreach (var (name, value) in settings ?? new Dictionary<string, string>()) builder.UseSetting(name, value);
            if (log is not null) builder.ConfigureServices(services => services.AddSingleton<ILoggerProvider>(log));
        }
    }
}
