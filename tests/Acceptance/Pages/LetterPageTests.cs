namespace EGov.Acceptance.Pages;

/// <summary>A letter from its draft to a verified effect through everybody's pages, without script.</summary>
[Collection(OneBrowser.Name)]
public class LetterPageTests(Browser browser)
{
    [Theory, InlineData("fa"), InlineData("en")]
    public async Task What_is_missing_is_shown_before_it_is_sent_and_a_second_person_sees_the_effect(string language)
    {
        var governor = await browser.OpenAsync($"/{language}/oversight/letters", "governor");
        await governor.ClickAsync("a[href$='/oversight/letters/write']");
        await governor.SendAsync("write");
        (await governor.Locator(".errors li").CountAsync()).ShouldBe(1, "to nobody");
        await governor.SelectOptionAsync("#to", "environment");
        await governor.FillAsync("#linefa", "پسماند کنار جاده");
        await governor.FillAsync("#effect", "Nothing lies along the roads of Firuzabad.");
        await governor.SendAsync("write");
        governor.Url.ShouldEndWith("?done=draft", Case.Sensitive, await governor.InnerTextAsync("main"));
        (await governor.Locator(".panel:has(#checks) tbody tr").CountAsync()).ShouldBe(6);
        (await governor.Locator("aside.do a[href$='/send']").CountAsync()).ShouldBe(0, "it is not as it should be");
        var place = new Uri(governor.Url).AbsolutePath;

        await governor.ClickAsync("aside.do a[href$='/redraft']");
        (await governor.InputValueAsync("#effect")).ShouldContain("Firuzabad");
        await governor.FillAsync("#evidence", "Photographs of each kilometre.");
        await governor.FillAsync("#days", "10");
        await governor.SelectOptionAsync("#owner", "ENV-014");
        await governor.FillAsync("#law", "Law on waste, article 16");
        await governor.SendAsync("write");
        governor.Url.ShouldEndWith("?done=redraft", Case.Sensitive, await governor.InnerTextAsync("main"));
        await governor.ActAsync("send");
        (await governor.InnerTextAsync("main .eyebrow")).ShouldContain("governorate/1405/out/");

        var officer = await browser.OpenAsync($"/{language}/oversight/letters?band=unreceived", "officer");
        await officer.ClickAsync($"main tbody a[href='{place}']");
        await officer.ActAsync("receive");
        await officer.ActAsync("report", async page =>
        {
            await page.FillAsync("#text", "All of it was taken away.");
            await page.FillAsync("#references", "Weighbridge 41 to 60");
        });
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
        (await second.InnerTextAsync("main")).ShouldContain("Kilometre nine is as it was.");

        var clerk = await browser.OpenAsync($"/{language}/oversight/letters/register", "officer");
        await clerk.FillAsync("#correspondent", "شورای روستا");
        await clerk.FillAsync("#theirnumber", $"{Guid.NewGuid():N}"[..6]);
        await clerk.FillAsync("#linefa", "نامهٔ اهالی");
        await clerk.SendAsync("register");
        clerk.Url.ShouldEndWith("?done=register", Case.Sensitive, await clerk.InnerTextAsync("main"));
        (await clerk.InnerTextAsync("main")).ShouldContain("شورای روستا");

        var anybody = await browser.OpenAsync($"/{language}/letters?department=environment");
        var report = await anybody.InnerTextAsync("main");
        report.ShouldContain("پسماند کنار جاده");
        report.ShouldNotContain("Firuzabad");
        report.ShouldNotContain("شورای روستا");
        foreach (var page in new[] { governor, officer, second, clerk, anybody }) await page.Context.CloseAsync();

        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/letters");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/oversight/letters", "governor");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/oversight/letters/write", "governor");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/oversight/letters/register", "officer");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/oversight/letters/exchange", "manager");
        await browser.ShouldBeUsableByEverybodyAsync(place, "governor");
    }
}
