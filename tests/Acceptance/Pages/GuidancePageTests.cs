namespace EGov.Acceptance.Pages;

/// <summary>Guidance through the pages of everybody concerned, without script.</summary>
[Collection(OneBrowser.Name)]
public class GuidancePageTests(Browser browser)
{
    [Theory, InlineData("fa"), InlineData("en")]
    public async Task A_draft_is_commented_on_issued_by_another_and_a_decision_may_rest_on_it(string language)
    {
        var manager = await browser.OpenAsync($"/{language}/oversight/guidance", "manager");
        await manager.ClickAsync("a[href$='/oversight/guidance/ask']");
        await manager.SendAsync("ask");
        (await manager.Locator(".errors li").CountAsync()).ShouldBe(1, "an empty question");
        await manager.FillAsync("#linefa", "فاصله از کجا شمرده می‌شود");
        await manager.FillAsync("#text", "At Firuzabad the river moves.");
        await manager.SendAsync("ask");
        manager.Url.ShouldEndWith("?done=ask", Case.Sensitive, await manager.InnerTextAsync("main"));
        var place = new Uri(manager.Url).AbsolutePath;
        var number = (await manager.InnerTextAsync("main .eyebrow")).Trim();

        var governor = await browser.OpenAsync(place, "governor");
        await governor.ActAsync("draft", async page =>
        {
            await page.FillAsync("#entry-titlefa", "فاصلهٔ واحد از رودخانه");
            await page.FillAsync("#entry-basisfa", "آیین‌نامهٔ حریم رودخانه‌ها");
            await page.FillAsync("#entry-clausesfa", "از لبهٔ بستر شمرده می‌شود.\n\nبستر خشک هم رودخانه است.");
            await page.CheckAsync("input[name='Entry.Departments'][value=environment]");
            await page.FillAsync("#entry-services", "environmental-opinion");
            await page.FillAsync("#entry-days", "0");
            await page.FillAsync("#entry-hastefa", "تصمیم‌ها عقب می‌افتند");
        });
        var officer = await browser.OpenAsync(place, "officer");
        await officer.ActAsync("comment", page => page.FillAsync("#text", "At Firuzabad the edge moves."));
        var second = await browser.OpenAsync(place, "governor-2");
        await second.ActAsync("issue", page => page.FillAsync("#reasonfa", "نقشهٔ تازه ملاک است"));
        await manager.GotoAsync(place);
        await manager.ActAsync("acknowledge");
        (await manager.InnerTextAsync("main")).ShouldContain("At Firuzabad the edge moves.");

        var anybody = await browser.OpenAsync($"/{language}/guidance");
        await anybody.ClickAsync($"main tbody a[href$='/guidance/{number}']");
        await anybody.WaitForURLAsync($"**/guidance/{number}");
        var told = await anybody.InnerTextAsync("main");
        told.ShouldContain($"{number}/2");
        told.ShouldContain("نقشهٔ تازه ملاک است");
        told.ShouldNotContain("Firuzabad");

        var root = $"/{language}/oversight/guidance";
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/guidance");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/guidance/{number}");
        await browser.ShouldBeUsableByEverybodyAsync(root, "governor");
        await browser.ShouldBeUsableByEverybodyAsync($"{root}/write", "governor");
        await browser.ShouldBeUsableByEverybodyAsync(place, "manager");
        await browser.ShouldBeUsableByEverybodyAsync($"{place}/repeal", "governor");
        foreach (var page in new[] { manager, governor, officer, second, anybody }) await page.Context.CloseAsync();
    }
}
