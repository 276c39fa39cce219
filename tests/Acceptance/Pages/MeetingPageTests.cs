using Microsoft.Playwright;

namespace EGov.Acceptance.Pages;

/// <summary>A viewpoint becomes a resolution and a directive; an issue is raised, without script.</summary>
[Collection(OneBrowser.Name)]
public class MeetingPageTests(Browser browser)
{
    [Theory, InlineData("fa"), InlineData("en")]
    public async Task A_viewpoint_becomes_a_resolution_and_a_directive(string language)
    {
        var writer = await browser.OpenAsync($"/{language}/oversight/meetings", "governor");
        await writer.ClickAsync("a[href$='/oversight/meetings/call']");
        await writer.FillAsync("#code", $"council-{language}");
        await writer.FillAsync("#namefa", "شورای آب");
        await SendAsync(writer, "establish");
        await writer.SelectOptionAsync("#council", $"council-{language}");
        await writer.FillAsync("#linefa", "نشست شورای آب");
        await writer.FillAsync("#day", $"{browser.Clock.GetUtcNow().Day():yyyy-MM-dd}");
        await writer.FillAsync("#chair", "env-900");
        await writer.FillAsync("#agenda", "آب");
        await writer.FillAsync("#invited", "ENV-014 ENV-021 GVN-02");
        await SendAsync(writer, "call");
        writer.Url.ShouldEndWith("?done=call", Case.Sensitive, await writer.InnerTextAsync("main"));
        var place = new Uri(writer.Url).AbsolutePath;
        await ActAsync(writer, "open");
        await ActAsync(writer, "attendance", async page =>
        {
            foreach (var code in new[] { "ENV-900", "ENV-014", "ENV-021", "GVN-01", "GVN-02" })
                await page.CheckAsync($"input[name=Present][value={code}]");
        });
        await ActAsync(writer, "viewpoints", page => page.FillAsync("#text", "The wells of Firuzabad run dry."));
        await ActAsync(writer, "resolutions", async page =>
        {
            await page.FillAsync("#linefa", "چاه‌ها پلمب شوند");
            await page.FillAsync("#code", "ENV-900");
            await page.FillAsync("#day", $"{browser.Clock.GetUtcNow().AddDays(20).Day():yyyy-MM-dd}");
            await page.SelectOptionAsync("#viewpoint", "1");
        });
        var chair = await browser.OpenAsync(place, "manager");
        await ActAsync(chair, "close");
        await writer.GotoAsync(place);
        await writer.ClickAsync("main a[href*='/oversight/resolutions/']");
        await ActAsync(writer, "direct", async page =>
        {
            await page.CheckAsync("input[name=To][value=environment]");
            await page.FillAsync("#evidence", "Seals.");
            await page.FillAsync("#text", "No well works.");
        });
        (await writer.InnerTextAsync("main")).ShouldContain("D-");
        await browser.ShouldBeUsableByEverybodyAsync(place, "governor-2");
        await browser.ShouldBeUsableByEverybodyAsync($"{place}/answer-viewpoint", "governor-2");
        await browser.ShouldBeUsableByEverybodyAsync(new Uri(writer.Url).AbsolutePath, "governor");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/oversight/meetings", "governor");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/oversight/meetings/call", "governor");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/meetings");

        var anybody = await browser.OpenAsync($"/{language}/meetings?council=council-{language}");
        var report = await anybody.InnerTextAsync("main");
        report.ShouldContain("چاه‌ها پلمب شوند");
        report.ShouldNotContain("Firuzabad");
        foreach (var page in new[] { writer, chair, anybody }) await page.Context.CloseAsync();
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task An_issue_is_raised_owned_and_planned(string language)
    {
        var raiser = await browser.OpenAsync($"/{language}/oversight/issues/raise", "officer-water");
        await SendAsync(raiser, "raise");
        (await raiser.Locator(".errors li").CountAsync()).ShouldBe(1, "it concerns nobody");
        await raiser.FillAsync("#linefa", "پساب به رودخانه می‌ریزد");
        await raiser.FillAsync("#text", "It smells at Firuzabad.");
        await raiser.CheckAsync("input[name=To][value=environment]");
        await SendAsync(raiser, "raise");
        raiser.Url.ShouldEndWith("?done=raise", Case.Sensitive, await raiser.InnerTextAsync("main"));
        var place = new Uri(raiser.Url).AbsolutePath;
        var governor = await browser.OpenAsync(place, "governor");
        await ActAsync(governor, "owner", page => page.SelectOptionAsync("#owner", "ENV-014"));
        var owner = await browser.OpenAsync(place, "officer");
        await ActAsync(owner, "plan", async page =>
        {
            await page.FillAsync("#steps", "خروجی بسته شود");
            await page.FillAsync("#due", $"{browser.Clock.GetUtcNow().AddDays(9).Day():yyyy-MM-dd}");
        });
        await ActAsync(owner, "step", page => page.FillAsync("#text", "Closed."));
        await ActAsync(owner, "report", page => page.FillAsync("#text", "It is clean."));
        await raiser.GotoAsync(place);
        await ActAsync(raiser, "return", page => page.FillAsync("#text", "It smells as before."));
        await owner.GotoAsync(place);
        await ActAsync(owner, "report", page => page.FillAsync("#text", "Now it is."));
        await raiser.GotoAsync(place);
        await ActAsync(raiser, "verify", page => page.FillAsync("#text", "Seen."));
        await browser.ShouldBeUsableByEverybodyAsync(place, "governor");
        await browser.ShouldBeUsableByEverybodyAsync($"{place}/reopen", "governor");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/oversight/issues", "manager");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/oversight/issues/raise", "governor");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/issues");
        var anybody = await browser.OpenAsync($"/{language}/issues");
        (await anybody.InnerTextAsync("main")).ShouldNotContain("Firuzabad");
        foreach (var page in new[] { raiser, governor, owner, anybody }) await page.Context.CloseAsync();
    }

    private static async Task ActAsync(IPage page, string act, Func<IPage, Task>? fill = null)
    {
        await page.ClickAsync($"aside.do a[href$='/{act}']");
        if (fill is not null) await fill(page);
        await SendAsync(page, "act");
        page.Url.ShouldEndWith($"?done={act}", Case.Sensitive, await page.InnerTextAsync("main"));
    }

    private static async Task SendAsync(IPage page, string form)
    {
        await page.Locator($"main form:has(input[name=_handler][value={form}]) button[type=submit]").First
            .ClickAsync();
        await page.WaitForLoadStateAsync();
    }
}
