namespace EGov.Acceptance.Pages;

[Collection(OneBrowser.Name)]
public class SignInLinkTests(Browser browser)
{
    [Theory]
    [InlineData("fa")]
    [InlineData("en")]
    public async Task Whoever_signs_in_comes_back_to_the_page_he_was_on(string language)
    {
        var path = $"/{language}/performance?by=service&series=month";
        var page = await browser.OpenAsync(path);
        var link = await page.GetAttributeAsync(".mast-act a[href^='/sign-in']", "href");
        await page.Context.ClearCookiesAsync();
        // Without the page that led here: the address alone says where to return.
        await page.GotoAsync(link!, new() { Referer = "" });
        await page.ClickAsync("button[value='citizen']");
        new Uri(page.Url).PathAndQuery.ShouldBe(path);
        (await page.Locator(".rolebar").CountAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("/\t/elsewhere.example/")]
    public async Task And_never_to_another_site(string elsewhere)
    {
        var page = await browser.OpenAsync($"/sign-in?return={Uri.EscapeDataString(elsewhere)}");
        if (page.Url.Contains("/dev-issuer/", StringComparison.Ordinal))
            await page.ClickAsync("button[value='citizen']");
        new Uri(page.Url).Authority.ShouldBe(browser.Address.Authority);
    }
}
