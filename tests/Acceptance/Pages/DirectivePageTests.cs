namespace EGov.Acceptance.Pages;

/// <summary>From word to verified effect through the pages of everybody concerned, without script.</summary>
[Collection(OneBrowser.Name)]
public class DirectivePageTests(Browser browser)
{
    [Theory, InlineData("fa"), InlineData("en")]
    public async Task A_refused_verification_and_a_second_one_that_passes(string language)
    {
        var governor = await browser.OpenAsync($"/{language}/oversight/directives", "governor");
        await governor.ClickAsync("a[href$='/oversight/directives/issue']");
        await governor.SendAsync("issue");
        (await governor.Locator(".errors li").CountAsync()).ShouldBe(1, "to nobody");
        await governor.CheckAsync("input[name=To][value=environment]");
        await governor.FillAsync("#linefa", "پسماند کنار جاده‌ها جمع شود");
        await governor.FillAsync("#effect", "Nothing lies along the roads of Firuzabad.");
        await governor.FillAsync("#evidence", "Photographs of each kilometre.");
        await governor.SendAsync("issue");
        governor.Url.ShouldEndWith("?done=issue", Case.Sensitive, await governor.InnerTextAsync("main"));
        var number = await governor.InnerTextAsync("main .eyebrow");
        var place = new Uri(governor.Url).AbsolutePath;

        var manager = await browser.OpenAsync($"/{language}/oversight/directives?band=unacknowledged", "manager");
        await manager.ClickAsync($"main tbody a:has-text('{number.Trim()}')");
        await manager.ActAsync("acknowledge");
        await manager.ActAsync("assign", page => page.SelectOptionAsync("#executor", "ENV-014"));

        var officer = await browser.OpenAsync(place, "officer");
        await officer.ActAsync("report", async page =>
        {
            await page.FillAsync("#text", "All of it was taken away.");
            await page.FillAsync("#references", "Weighbridge 41 to 60");
        });
        (await officer.Locator("aside.do a").CountAsync()).ShouldBe(0, "it waits for a second person");

        var second = await browser.OpenAsync(place, "governor-2");
        await second.ActAsync("return", page => page.FillAsync("#text", "Kilometre nine is as it was."));
        await officer.GotoAsync(place);
        await officer.ActAsync("report", async page =>
        {
            await page.FillAsync("#text", "Kilometre nine too.");
            await page.FillAsync("#references", "Weighbridge 61");
        });
        await second.GotoAsync(place);
        await second.ActAsync("verify", page => page.FillAsync("#text", "Seen on the spot."));
        var told = await second.InnerTextAsync("main");
        told.ShouldContain("Kilometre nine is as it was.");
        told.ShouldContain("GVN-02");

        var anybody = await browser.OpenAsync($"/{language}/directives?department=environment");
        var report = await anybody.InnerTextAsync("main");
        report.ShouldContain("پسماند کنار جاده‌ها جمع شود");
        report.ShouldNotContain("Firuzabad");
        foreach (var page in new[] { governor, manager, officer, second, anybody }) await page.Context.CloseAsync();
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task Everybody_can_use_the_pages(string language)
    {
        var issued = (await browser.SendAsync(HttpMethod.Post, "/api/directives", new
        {
            departments = new[] { "environment" },
            line = new { fa = "نهرها پاک شوند", en = "Canals are dredged" },
            effect = "No canal overflows.",
            evidence = "Minutes of each canal.",
            days = 20,
        }, "governor")).Should(201).Json;
        var place = $"/{language}/oversight/directives";
        var one = $"{place}/{issued.GetProperty("id").GetGuid()}";
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/directives");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/oversight", "governor");
        await browser.ShouldBeUsableByEverybodyAsync(place, "governor");
        await browser.ShouldBeUsableByEverybodyAsync($"{place}/issue", "governor");
        await browser.ShouldBeUsableByEverybodyAsync(one, "manager");
        await browser.ShouldBeUsableByEverybodyAsync($"{one}/acknowledge?department=environment", "manager");
        await browser.ShouldBeUsableByEverybodyAsync($"{one}/withdraw", "governor");
    }
}
