using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using EGov.Texts;
using EGov.Transparency;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Pages;

/// <summary>What is published stands on one page, and programs that look for services find them.</summary>
[Collection(OneBrowser.Name)]
public class OpenTablesPageTests(Browser browser)
{
    [Theory, InlineData("fa"), InlineData("en")]
    public async Task Every_table_is_shown_with_its_forms_and_fields_and_every_link_leads_somewhere(string language)
    {
        var page = await browser.OpenAsync($"/{language}");
        await page.ClickAsync($"nav a[href='/{language}/open-data']");
        foreach (var dataset in Datasets.All)
        {
            var panel = page.Locator($"section[aria-labelledby='{dataset.Code}']");
            (await panel.Locator(".downloads a").CountAsync()).ShouldBe(dataset.Forms.Count, dataset.Code);
            (await panel.Locator("tbody tr").CountAsync()).ShouldBe(dataset.Fields.Count, dataset.Code);
            (await page.Locator($"main a[href='#{dataset.Code}']").CountAsync()).ShouldBe(1, dataset.Code);
        }

        foreach (var link in await page.Locator("main a").AllAsync())
        {
            var address = await link.GetAttributeAsync("href");
            if (address!.StartsWith('#') || address.StartsWith("https:", StringComparison.Ordinal)) continue;
            var answer = await page.APIRequest.GetAsync(new Uri(browser.Address, address).ToString());
            answer.Status.ShouldBe(200, address);
        }

        await page.Context.CloseAsync();
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/open-data");
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task The_files_are_shown_with_their_digests_and_how_far_the_next_are(string language)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var sets = browser.Services.GetRequiredService<FileSets>();
        using var http = new HttpClient { BaseAddress = browser.Address };
        var (made, meanwhile) = (sets.Latest, "");
        for (var patience = 0; meanwhile.Length == 0; patience++)
        {
            patience.ShouldBeLessThan(100);
            // Something new has to be published first.
            (await browser.SendAsync(HttpMethod.Post, "/api/requests", Given.Filing)).Should(201);
            await Task.Delay(100, cancellation);
            made = await browser.Services.GetRequiredService<MakeFiles>().RunAsync(DateTimeOffset.UtcNow, progress =>
            {
                if (progress.Made != 5 || meanwhile.Length > 0) return;
                using var asked = new HttpRequestMessage(HttpMethod.Get, $"/{language}/open-data/files");
                using var told = http.Send(asked, cancellation);
                using var read = new StreamReader(told.Content.ReadAsStream(cancellation));
                meanwhile = read.ReadToEnd();
            }, cancellation) ?? made;
        }

        var number = Language.Of("/" + language).Format.Number(5);
        meanwhile.ShouldContain("<progress");
        WebUtility.HtmlDecode(meanwhile.Split("id=\"how-far\"")[1].Split("</p>")[0]).ShouldContain(number);
        var page = await browser.OpenAsync($"/{language}/open-data");
        await page.ClickAsync($"main a[href='/{language}/open-data/files']");
        (await page.Locator("progress").CountAsync()).ShouldBe(0);
        var latest = await page.InnerTextAsync("section:has(#latest)");
        latest.ShouldContain(made!.Set);
        latest.ShouldContain(made.Root);
        (await page.Locator("section:has(#latest) tbody tr").CountAsync()).ShouldBe(made.Files.Count);
        foreach (var file in made.Files) latest.ShouldContain(file.Sha256);
        (await page.InnerTextAsync("section:has(#check)")).ShouldContain("sha256sum -c");
        foreach (var link in await page.Locator("main a").AllAsync())
        {
            var address = await link.GetAttributeAsync("href");
            (await page.APIRequest.GetAsync(new Uri(browser.Address, address).ToString())).Status
                .ShouldBe(200, address);
        }

        await page.Context.CloseAsync();
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/open-data/files");
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task A_service_says_to_machines_what_its_page_says_and_the_policy_lets_it(string language)
    {
        var page = await browser.OpenAsync("/", hasScript: true);
        var said = new List<string>();
        page.Console += (_, message) => said.Add(message.Text);
        await page.GotoAsync($"/{language}/services/environmental-opinion");
        var blocks = page.Locator("script[type='application/ld+json']");
        (await blocks.CountAsync()).ShouldBe(1);
        var told = JsonElement.Parse(await blocks.First.TextContentAsync() ?? "");
        told.GetProperty("@type").GetString().ShouldBe("GovernmentService");
        told.GetProperty("name").GetString().ShouldBe(language == "fa" ? "نمونه" : "Sample");
        told.GetProperty("url").GetString().ShouldBe(page.Url);
        told.GetProperty("offers").GetProperty("priceCurrency").GetString().ShouldBe("IRR");
        said.ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Programs_that_walk_the_web_are_told_where_the_pages_are_and_each_is_there()
    {
        using var http = new HttpClient { BaseAddress = browser.Address };
        var cancellation = TestContext.Current.CancellationToken;
        var robots = await http.GetStringAsync("/robots.txt", cancellation);
        robots.ShouldContain("Disallow: /fa/track");
        robots.ShouldContain($"Sitemap: {new Uri(browser.Address, "/sitemap.xml")}");

        XNamespace space = "http://www.sitemaps.org/schemas/sitemap/0.9";
        var pages = XDocument.Parse(await http.GetStringAsync("/sitemap.xml", cancellation)).Root!
            .Elements(space + "url").Select(url => url.Element(space + "loc")!.Value).ToList();
        pages.Count.ShouldBeGreaterThan(60);
        pages.ShouldBeUnique();
        foreach (var page in pages.Where(page => page.Contains("/en", StringComparison.Ordinal)))
        {
            using var answer = await http.GetAsync(page, cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, page);
        }
    }
}
