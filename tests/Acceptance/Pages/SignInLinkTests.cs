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

    [Theory]
    [InlineData("citizen", "en", "Citizen")]
    [InlineData("officer", "fa", "کارشناس ENV-014")]
    [InlineData("integrity", "en", "Integrity officer INT-02")]
    public async Task Whoever_is_there_is_named_by_role_and_code_and_leaves_in_his_language(
        string persona, string language, string said)
    {
        var page = await browser.OpenAsync($"/{language}/desks", persona);
        var shown = await page.InnerTextAsync(".rolebar");
        string.Join(' ', shown.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ShouldBe(said);
        await page.ClickAsync("form[action='/sign-out'] button");
        browser.Forget(persona);
        new Uri(page.Url).AbsolutePath.ShouldBe($"/{language}");
        (await page.Locator(".rolebar").CountAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("fa", "این فرم پذیرفته نشد")]
    [InlineData("en", "This form could not be accepted")]
    public async Task A_form_that_is_not_ours_is_answered_by_a_page_of_ours(string language, string title)
    {
        var page = await browser.OpenAsync($"/{language}/track", hasScript: true);
        await page.EvalOnSelectorAsync("main [name=__RequestVerificationToken]", "field => field.value = 'another'");
        await page.ClickAsync("main form .btn");
        (await page.InnerTextAsync("h1")).ShouldBe(title);
    }

    [Fact]
    public async Task Staff_are_not_sent_to_a_page_for_citizens()
    {
        foreach (var (persona, links) in new[] { ((string?)null, 1), ("citizen", 1), ("auditor", 0) })
        {
            var page = await browser.OpenAsync("/en/track", persona);
            (await page.Locator("main a[href='/en/my/requests']").CountAsync()).ShouldBe(links);
            await page.Context.CloseAsync();
        }
    }
}
