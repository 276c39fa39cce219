namespace EGov.Acceptance.Pages;

/// <summary>A viewpoint becomes a resolution and a directive; an issue is raised, without script.</summary>
[Collection(OneBrowser.Name)]
public class MeetingPageTests(Browser browser)
{
    [Theory, InlineData("fa"), InlineData("en")]
    public async Task A_viewpoint_becomes_a_resolution_and_a_directive(string language)
    {
        var (place, writer) = await browser.ResolveAsync(language, $"council-{language}");
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
        foreach (var page in new[] { writer, anybody }) await page.Context.CloseAsync();
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task An_issue_is_raised_owned_and_planned(string language)
    {
        var raiser = await browser.OpenAsync($"/{language}/oversight/issues/raise", "officer-water");
        await raiser.SendAsync("raise");
        (await raiser.Locator(".errors li").CountAsync()).ShouldBe(1, "it concerns nobody");
        await raiser.FillAsync("#linefa", "پساب به رودخانه می‌ریزد");
        await raiser.FillAsync("#text", "It smells at Firuzabad.");
        await raiser.CheckAsync("input[name=To][value=environment]");
        await raiser.SendAsync("raise");
        raiser.Url.ShouldEndWith("?done=raise", Case.Sensitive, await raiser.InnerTextAsync("main"));
        var place = new Uri(raiser.Url).AbsolutePath;
        var governor = await browser.OpenAsync(place, "governor");
        await governor.ActAsync("owner", page => page.SelectOptionAsync("#owner", "ENV-014"));
        var owner = await browser.OpenAsync(place, "officer");
        await owner.ActAsync("plan", async page =>
        {
            await page.FillAsync("#steps", "خروجی بسته شود");
            await page.FillAsync("#due", $"{browser.Clock.GetUtcNow().AddDays(9).Day():yyyy-MM-dd}");
        });
        await owner.ActAsync("step", page => page.FillAsync("#text", "Closed."));
        await owner.ActAsync("report", page => page.FillAsync("#text", "It is clean."));
        await raiser.GotoAsync(place);
        await raiser.ActAsync("return", page => page.FillAsync("#text", "It smells as before."));
        await owner.GotoAsync(place);
        await owner.ActAsync("report", page => page.FillAsync("#text", "Now it is."));
        await raiser.GotoAsync(place);
        await raiser.ActAsync("verify", page => page.FillAsync("#text", "Seen."));
        await browser.ShouldBeUsableByEverybodyAsync(place, "governor");
        await browser.ShouldBeUsableByEverybodyAsync($"{place}/reopen", "governor");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/oversight/issues", "manager");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/oversight/issues/raise", "governor");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/issues");
        var anybody = await browser.OpenAsync($"/{language}/issues");
        (await anybody.InnerTextAsync("main")).ShouldNotContain("Firuzabad");
        foreach (var page in new[] { raiser, governor, owner, anybody }) await page.Context.CloseAsync();
    }
}
