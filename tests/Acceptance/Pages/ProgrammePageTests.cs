using Microsoft.Playwright;

namespace EGov.Acceptance.Pages;

/// <summary>A promise becomes a programme through the pages of the governorate, and everybody reads it.</summary>
[Collection(OneBrowser.Name)]
public class ProgrammePageTests(Browser browser)
{
    [Theory, InlineData("fa"), InlineData("en")]
    public async Task From_a_promise_to_a_milestone_that_was_moved(string language)
    {
        var governor = await browser.OpenAsync($"/{language}/oversight/programmes", "governor");
        await governor.ClickAsync("a[href$='/oversight/programmes/open']");
        await governor.FillAsync("#textfa", "پاسخ‌ها تندتر می‌شود");
        await governor.FillAsync("#sourcefa", "سخنرانی");
        await DayAsync(governor, language == "fa" ? ("1", "1", "1405") : ("1", "4", "2026"));
        await governor.SendAsync("open");
        governor.Url.ShouldEndWith("?done=open", Case.Sensitive, await governor.InnerTextAsync("main"));
        var place = new Uri(governor.Url).AbsolutePath;
        var number = (await governor.InnerTextAsync("main .eyebrow")).Trim();

        await ActAsync(governor, "commitments", async page =>
        {
            await page.FillAsync("#textfa", "هیچ پاسخی از مهلت نمی‌گذرد");
            await page.CheckAsync("input[name=By][value=environment]");
            await DayAsync(page, Later(language));
        });
        await ActAsync(governor, "measures", async page =>
        {
            await page.FillAsync("#textfa", "پاسخ در مهلت");
            await page.SelectOptionAsync("#figure", "share PERF-ONTIME");
            await page.SelectOptionAsync("#window", "since-start");
        });
        await ActAsync(governor, "milestones", async page =>
        {
            await page.FillAsync("#target", "95");
            await DayAsync(page, Later(language));
        });
        await ActAsync(governor, "amend-milestone", async page =>
        {
            await page.FillAsync("#target", "80");
            await page.FillAsync("#reasonfa", "سیل راه را بست");
        });

        var anybody = await browser.OpenAsync($"/{language}/programmes");
        await anybody.ClickAsync($"main tbody a[href*='{number}']");
        (await anybody.InnerTextAsync("main")).ShouldContain("سیل راه را بست");
        await anybody.ClickAsync($"main a[href*='{number}/measures/1']");
        await anybody.WaitForLoadStateAsync();
        (await anybody.InnerTextAsync("main")).ShouldContain("PERF-ONTIME/1");
        foreach (var path in new[] { "", $"/{number}", $"/{number}/measures/1" })
            await browser.ShouldBeUsableByEverybodyAsync($"/{language}/programmes{path}");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/oversight/programmes", "governor");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/oversight/programmes/open", "governor");
        await browser.ShouldBeUsableByEverybodyAsync(place, "governor");
        await browser.ShouldBeUsableByEverybodyAsync($"{place}/measures?item=1", "governor");
        foreach (var page in new[] { governor, anybody }) await page.Context.CloseAsync();
    }

    private static (string Day, string Month, string Year) Later(string language) =>
        language == "fa" ? ("1", "1", "1407") : ("1", "4", "2028");

    private static async Task DayAsync(IPage page, (string Day, string Month, string Year) day)
    {
        await page.FillAsync("#on", day.Day);
        await page.SelectOptionAsync("#on-month", day.Month);
        await page.FillAsync("#on-year", day.Year);
    }

    private static async Task ActAsync(IPage page, string act, Func<IPage, Task> fill)
    {
        await page.ClickAsync($"main a[href*='/{act}']");
        await fill(page);
        await page.SendAsync("act");
        page.Url.ShouldEndWith($"?done={act}", Case.Sensitive, await page.InnerTextAsync("main"));
    }
}
