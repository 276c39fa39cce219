using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace EGov.Acceptance.Pages;

/// <summary>
/// From a viewpoint to a number that anybody can check: a resolution, a directive, a letter, an act, a refused
/// verification and a second one that passes; then the programme's measure has moved, and nobody typed it in.
/// </summary>
/// <remarks>On a host of its own, set to today: a measure counts what was recorded by a day.</remarks>
public partial class OversightStoryTests(Browser browser) : IClassFixture<Browser>
{
    private DateOnly Today => browser.Clock.GetUtcNow().Day();

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task A_viewpoint_becomes_an_effect_and_the_number_moves_by_itself(string language)
    {
        browser.Clock.SetUtcNow(DateTimeOffset.UtcNow);
        var (programme, promised) = await PromisedAsync();

        var (directive, place) = await ResolvedAsync(language);
        (await browser.SendAsync(HttpMethod.Post, $"/api/programmes/{programme}/measures", new
        {
            commitment = 1,
            name = Said("چاه‌های بسته", "Wells that are shut"),
            kind = "count",
            indicator = "DIR-EFFECTIVE",
            window = "since-start",
            directives = new[] { directive },
        }, "governor")).Should(204);
        var measure = $"/{language}/programmes/{promised}/measures/1";
        (await NumberAsync(promised)).ShouldBe(0);
        await WrittenAsync(language, directive);

        var manager = await browser.OpenAsync(place, "manager");
        await manager.ActAsync("acknowledge");
        await manager.ActAsync("assign", page => page.SelectOptionAsync("#executor", "ENV-014"));
        var officer = await browser.OpenAsync(place, "officer");
        await ReportAsync(officer, "All wells are sealed.", "Seals 1 to 40");
        (await officer.Locator("aside.do a").CountAsync()).ShouldBe(0, "he does not verify himself");
        (await NumberAsync(promised)).ShouldBe(0, "a report is no effect");

        var second = await browser.OpenAsync(place, "governor-2");
        await second.ActAsync("return", page => page.FillAsync("#text", "Three wells still run."));
        (await NumberAsync(promised)).ShouldBe(0, "what was returned is no effect");
        await officer.GotoAsync(place);
        await ReportAsync(officer, "The three too.", "Seals 41 to 43");
        await second.GotoAsync(place);
        await second.ActAsync("verify", page => page.FillAsync("#text", "Seen on the spot."));
        (await NumberAsync(promised)).ShouldBe(1, "it moved by itself");

        var journalist = await browser.OpenAsync($"/{language}/programmes/{promised}", hasScript: true);
        await journalist.Locator($"main a[href^='{measure}']").First.ClickAsync();
        await journalist.WaitForURLAsync($"**{measure}*");
        (await journalist.InnerTextAsync("main")).ShouldContain("DIR-EFFECTIVE/1");
        await journalist.Locator($"main tbody a[href*='/{language}/verify#id=']").First.ClickAsync();
        await journalist.Locator("[data-step=inclusion].ok").WaitForAsync();
        (await journalist.InnerTextAsync("#verify-steps")).ShouldContain("directive_verified");
        foreach (var page in new[] { manager, officer, second, journalist }) await page.Context.CloseAsync();
    }

    /// <summary>What was promised, as a programme with one commitment.</summary>
    private async Task<(Guid Id, string Number)> PromisedAsync()
    {
        var opened = (await browser.SendAsync(HttpMethod.Post, "/api/programmes", new
        {
            promise = Said("آب دشت را نگه می‌داریم", "We keep the water of the plain"),
            source = Said("سخنرانی", "A speech"),
            promisedOn = Today,
        }, "governor")).Should(201).Json;
        var id = opened.GetProperty("id").GetGuid();
        (await browser.SendAsync(HttpMethod.Post, $"/api/programmes/{id}/commitments", new
        {
            words = Said("چاه‌های بی‌پروانه بسته می‌شود", "Wells without a permit are shut"),
            departments = new[] { "environment" },
            due = Today.AddDays(200),
        }, "governor")).Should(204);
        return (id, opened.GetProperty("number").GetString()!);
    }

    /// <summary>Somebody says it without being named, and the council turns it into a directive.</summary>
    private async Task<(string Directive, string Place)> ResolvedAsync(string language)
    {
        var (_, writer) = await browser.ResolveAsync(language, $"story-{language}");
        var directive = DirectiveNumber().Match(await writer.InnerTextAsync("main")).Value;
        directive.ShouldNotBeEmpty();
        await writer.ClickAsync($"main a[href*='/oversight/directives/']");
        await writer.WaitForLoadStateAsync();
        var found = new Uri(writer.Url).AbsolutePath;
        await writer.Context.CloseAsync();
        return (directive, found);
    }

    /// <summary>The governorate writes to the department about it, and sees that its letter has an effect.</summary>
    private async Task WrittenAsync(string language, string directive)
    {
        var governor = await browser.OpenAsync($"/{language}/oversight/letters/write", "governor");
        await governor.SelectOptionAsync("#to", "environment");
        await governor.FillAsync("#linefa", "فهرست چاه‌ها");
        await governor.FillAsync("#effect", "The inspectors have the list of the wells.");
        await governor.FillAsync("#evidence", "Their signatures.");
        await governor.FillAsync("#days", "10");
        await governor.SelectOptionAsync("#owner", "ENV-014");
        await governor.FillAsync("#law", "Law on fair distribution of water, article 3");
        await governor.FillAsync("#directive", directive);
        await governor.SendAsync("write");
        var place = new Uri(governor.Url).AbsolutePath;
        await governor.ActAsync("send");
        (await governor.InnerTextAsync("main")).ShouldContain(directive);
        var officer = await browser.OpenAsync(place, "officer");
        await officer.ActAsync("receive");
        await ReportAsync(officer, "They have it.", "Signatures");
        var second = await browser.OpenAsync(place, "governor-2");
        await second.ActAsync("verify", page => page.FillAsync("#text", "Seen."));
        foreach (var page in new[] { governor, officer, second }) await page.Context.CloseAsync();
    }

    /// <summary>What anybody is told of the measure now.</summary>
    private async Task<int> NumberAsync(string promised)
    {
        await browser.CatchUpAsync();
        browser.Clock.SetUtcNow(DateTimeOffset.UtcNow);
        return (await browser.SendAsync(HttpMethod.Get, $"/api/public/programmes/{promised}/measures/1")).Should(200)
            .Json.GetProperty("figure").GetProperty("numerator").GetInt32();
    }

    private static Task ReportAsync(IPage page, string words, string references) => page.ActAsync("report", async on =>
    {
        await on.FillAsync("#text", words);
        await on.FillAsync("#references", references);
    });

    private static object Said(string fa, string en) => new { fa, en };

    [GeneratedRegex("D-[0-9A-Z]{4}-[0-9A-Z]{4}")]
    private static partial Regex DirectiveNumber();
}
