using Microsoft.Playwright;

namespace EGov.Acceptance.Pages;

/// <summary>How somebody acts on the pages of oversight: by what is allowed now, and its form.</summary>
internal static class Acting
{
    public static async Task ActAsync(this IPage page, string act, Func<IPage, Task>? fill = null)
    {
        await page.ClickAsync($"aside.do a[href$='/{act}'], aside.do a[href*='/{act}?']");
        if (fill is not null) await fill(page);
        await page.SendAsync("act");
        page.Url.ShouldEndWith($"?done={act}", Case.Sensitive, await page.InnerTextAsync("main"));
    }

    /// <param name="form">Its name.</param>
    public static async Task SendAsync(this IPage page, string form)
    {
        await page.Locator($"main form:has(input[name=_handler][value={form}]) button[type=submit]").First.ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    /// <summary>A council meets: somebody says it unnamed, and it is resolved and made a directive.</summary>
    /// <returns>The place of the meeting, and the page on which the writer reads the resolution.</returns>
    public static async Task<(string Meeting, IPage Resolution)> ResolveAsync(
        this Browser browser, string language, string council)
    {
        var today = browser.Clock.GetUtcNow().Day();
        var writer = await browser.OpenAsync($"/{language}/oversight/meetings", "governor");
        await writer.ClickAsync("a[href$='/oversight/meetings/call']");
        await writer.FillAsync("#code", council);
        await writer.FillAsync("#namefa", "شورای آب");
        await writer.SendAsync("establish");
        await writer.SelectOptionAsync("#council", council);
        await writer.FillAsync("#linefa", "نشست شورای آب");
        await writer.FillAsync("#day", $"{today:yyyy-MM-dd}");
        await writer.FillAsync("#chair", "env-900");
        await writer.FillAsync("#agenda", "آب");
        await writer.FillAsync("#invited", "ENV-014 ENV-021 GVN-02");
        await writer.SendAsync("call");
        writer.Url.ShouldEndWith("?done=call", Case.Sensitive, await writer.InnerTextAsync("main"));
        var place = new Uri(writer.Url).AbsolutePath;
        await writer.ActAsync("open");
        await writer.ActAsync("attendance", async page =>
        {
            foreach (var code in new[] { "ENV-900", "ENV-014", "ENV-021", "GVN-01", "GVN-02" })
                await page.CheckAsync($"input[name=Present][value={code}]");
        });
        await writer.ActAsync("viewpoints", page => page.FillAsync("#text", "The wells of Firuzabad run dry."));
        await writer.ActAsync("resolutions", async page =>
        {
            await page.FillAsync("#linefa", "چاه‌ها پلمب شوند");
            await page.FillAsync("#code", "ENV-900");
            await page.FillAsync("#day", $"{today.AddDays(20):yyyy-MM-dd}");
            await page.SelectOptionAsync("#viewpoint", "1");
        });
        var chair = await browser.OpenAsync(place, "manager");
        await chair.ActAsync("close");
        await chair.Context.CloseAsync();
        await writer.GotoAsync(place);
        await writer.ClickAsync("main a[href*='/oversight/resolutions/']");
        await writer.ActAsync("direct", async page =>
        {
            await page.CheckAsync("input[name=To][value=environment]");
            await page.FillAsync("#evidence", "Seals.");
            await page.FillAsync("#text", "No well works.");
        });
        return (place, writer);
    }
}
