using Deque.AxeCore.Playwright;
using EGov.Portal.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace EGov.Acceptance.SignIn;

public sealed class BrowserTests(BrowserTests.Chromium chromium) : IClassFixture<BrowserTests.Chromium>
{
    [Theory, InlineData("fa", "نرگس احمدی"), InlineData("en", "Narges Ahmadi")]
    public async Task A_real_browser_signs_in_under_the_strict_policy_without_script(string language, string persona)
    {
        await using var host = await Start();
        await using var session = await chromium.Browser.NewContextAsync(new() { JavaScriptEnabled = false });
        var page = await session.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add(message.Text);

        await page.GotoAsync($"{host.Urls.First()}/{language}/queue");
        await page.GetByRole(AriaRole.Button, new() { Name = persona }).ClickAsync();

        page.Url.ShouldBe($"{host.Urls.First()}/{language}/queue");
        (await page.TextContentAsync("body")).ShouldBe("officer:ENV-014 of environment, citizen ");
        complaints.ShouldNotContain(complaint => complaint.Contains("Security Policy"));
    }

    [Theory, InlineData("fa", 320), InlineData("en", 320), InlineData("fa", 1280), InlineData("en", 1280)]
    public async Task The_persona_page_can_be_used_by_everybody(string language, int width)
    {
        await using var host = await Start();
        var page = await chromium.Browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 800 } });

        await page.GotoAsync($"{host.Urls.First()}/{language}/queue");

        (await page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Help}").ShouldBeEmpty();
        (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth")).ShouldBeFalse();
        if (Environment.GetEnvironmentVariable("EGOV_PICTURES") is { } folder)
            await page.ScreenshotAsync(new()
            {
                Path = Path.Combine(folder, $"persona-{language}-{width}.png"),
                FullPage = true,
            });
    }

    private static async Task<WebApplication> Start()
    {
        var builder = Hosts.Builder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = builder.Build();
        host.UseSecurityHeaders();
        host.MapGet("/egov.css", () => Results.File(Stylesheet(), "text/css")).AllowAnonymous();
        Hosts.Map(host);
        await host.StartAsync();
        return host;
    }

    private static string Stylesheet()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "EGov.Cqrs.sln")))
            root = root.Parent ?? throw new DirectoryNotFoundException("EGov.Cqrs.sln is in no folder above.");
        return Path.GetFullPath(Path.Combine(root.FullName, "..", "shared", "design", "mockups", "egov.css"));
    }

    public sealed class Chromium : IAsyncLifetime
    {
        private IPlaywright? playwright;

        public IBrowser Browser { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            playwright = await Playwright.CreateAsync();
            Browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Pages.Browser.Chromium,
                Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
            });
        }

        public async ValueTask DisposeAsync()
        {
            await Browser.DisposeAsync();
            playwright?.Dispose();
        }
    }
}
