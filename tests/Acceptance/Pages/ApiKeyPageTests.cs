namespace EGov.Acceptance.Pages;

/// <summary>Keys of open data on the administrator's pages: issued, read on record, revoked.</summary>
[Collection(OneBrowser.Name)]
public class ApiKeyPageTests(Browser browser)
{
    private const string Client = "دانشگاه مازندران", Contact = "کتابدار، ۰۱۱";

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task A_key_is_issued_its_contact_read_on_record_and_it_is_revoked(string language)
    {
        var page = await browser.OpenAsync($"/{language}/admin/keys", "admin");
        await page.ClickAsync("form:has([name=Client]) button");
        (await page.Locator(".errors a").CountAsync()).ShouldBe(1);
        await page.FillAsync("#client", Client);
        await page.FillAsync("#contact", Contact);
        await page.ClickAsync("form:has([name=Client]) button");
        var key = (await page.InnerTextAsync("#new-key")).Trim();
        key.ShouldStartWith("egov_");
        (await page.TextContentAsync("main"))!.ShouldNotContain(Contact);
        (await browser.SendAsync(HttpMethod.Get, "/api/keys", persona: "admin")).Should(200)
            .Body.ShouldContain($"{Organisation.ApiKey.IdIn(key)}");

        var one = $"/{language}/admin/keys/{Organisation.ApiKey.IdIn(key)}";
        await page.ClickAsync($"main a[href='{one}']");
        (await page.TextContentAsync("main"))!.ShouldNotContain(Contact);
        await page.ClickAsync("form:has([value=contact]) button");
        (await page.InnerTextAsync("#whom")).ShouldContain(Contact);
        (await page.TextContentAsync("main"))!.ShouldContain("ADM-01");

        await page.GotoAsync(one);
        await page.ClickAsync("form:has([name=Ground]) button");
        (await page.Locator(".errors a").CountAsync()).ShouldBe(1);
        await page.SelectOptionAsync("#ground", "unused");
        await page.ClickAsync("form:has([name=Ground]) button");
        page.Url.ShouldEndWith("?done=yes");
        (await page.Locator("form:has([name=Ground])").CountAsync()).ShouldBe(0);

        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/admin/keys", "admin");
        await browser.ShouldBeUsableByEverybodyAsync(one, "admin");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Nobody_else_comes_in()
    {
        foreach (var persona in (string[])["custodian", "auditor", "officer", "citizen"])
        {
            var page = await browser.OpenAsync("/en/admin/keys", persona);
            (await page.Locator("[name=Client]").CountAsync()).ShouldBe(0, persona);
            await page.Context.CloseAsync();
        }
    }
}
