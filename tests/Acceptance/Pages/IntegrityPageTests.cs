using System.Text.RegularExpressions;
using EGov.Integrity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EGov.Acceptance.Pages;

/// <summary>Contacts, interests and tips through the portal's pages, without script, in both languages.</summary>
// A browser and a host of its own: its days pass.
public partial class IntegrityPageTests(Browser browser) : IClassFixture<Browser>
{
    private const string FormKey = "egov-form";

    private Letterbox Box => browser.Services.GetRequiredService<Letterbox>();

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task A_contact_is_reported_and_the_file_shows_the_day_and_the_office_reads_the_rest(string language)
    {
        var (file, number, secret) = await FileAsync();
        var page = await browser.OpenAsync($"/{language}/staff/influence?file={number}", "officer");
        (await page.InputValueAsync("#about")).ShouldBe(number);
        await SendAsync(page);
        (await page.Locator(".errors li").CountAsync()).ShouldBe(1);
        await page.SelectOptionAsync("#kind", "pressure");
        await page.SelectOptionAsync("#category", "superior");
        await page.SelectOptionAsync("#channel", "telephone");
        await page.SelectOptionAsync("#answer", "refused");
        await page.FillAsync("#asked", "Grant it at once.");
        await SendAsync(page);
        page.Url.ShouldEndWith("?done=report");
        await EndDayAsync();

        await page.GotoAsync($"/{language}/officer/files/{file}");
        await page.CheckAsync("input[name=For][value=papers]");
        await SendAsync(page, "open");
        (await page.Locator("section[aria-labelledby=contacts] li").CountAsync()).ShouldBe(1);
        await page.Context.CloseAsync();

        var citizen = await browser.OpenAsync($"/{language}/track");
        await citizen.FillAsync("#number", number);
        await citizen.FillAsync("#secret", secret);
        await SendAsync(citizen);
        (await citizen.Locator("section[aria-labelledby=contacts] li").CountAsync()).ShouldBe(1);
        await citizen.GotoAsync($"/{language}/influence");
        (await citizen.Locator("[aria-labelledby=counts] tbody tr").CountAsync()).ShouldBeGreaterThan(0);
        await citizen.Context.CloseAsync();

        var integrity = await browser.OpenAsync($"/{language}/integrity/influence", "integrity");
        (await integrity.InnerTextAsync("main")).ShouldContain("Grant it at once.");
        await integrity.Context.CloseAsync();
    }

    [Theory, InlineData("fa", "0080010512"), InlineData("en", "0080010598")]
    public async Task Interests_are_declared_and_withdrawn_on_one_page(string language, string number)
    {
        var page = await browser.OpenAsync($"/{language}/staff/interests", "officer-water");
        await page.SelectOptionAsync("#relation", "sibling");
        await page.FillAsync("#called", "Nowhere");
        await page.FillAsync("#number", "123");
        await SendAsync(page, "declare");
        (await page.Locator(".errors li").CountAsync()).ShouldBe(1);
        await page.FillAsync("#number", number);
        await SendAsync(page, "declare");
        page.Url.ShouldEndWith("?done=declare");
        (await page.Locator("section[aria-labelledby=own] tbody tr").CountAsync()).ShouldBe(1);
        await page.SelectOptionAsync("#interest", new SelectOptionValue { Index = 1 });
        await SendAsync(page, "withdraw");
        page.Url.ShouldEndWith("?done=withdraw");
        await page.Context.CloseAsync();
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task A_tip_is_given_and_answered_and_nothing_of_it_stays_in_the_browser(string language)
    {
        var page = await browser.OpenAsync($"/{language}/misconduct");
        await SendAsync(page, "tip");
        (await page.Locator(".errors li").CountAsync()).ShouldBe(1);
        await page.SelectOptionAsync("#topic", "bribe");
        await page.FillAsync("#said", "He asked for ten million.");
        await page.FillAsync("#called", "Nastaran Nowhere");
        await SendAsync(page, "tip");
        var receipt = await page.InnerTextAsync("#receipt");
        Receipt().IsMatch(receipt).ShouldBeTrue(receipt);
        await EndDayAsync();

        var office = await browser.OpenAsync($"/{language}/integrity/tips", "integrity");
        var tip = Tip.Of(browser.Services.GetRequiredService<EGov.Privacy.MasterKey>(),
            TipReceipt.Read(receipt)!);
        await office.GotoAsync($"/{language}/integrity/tips/{tip}");
        (await office.InnerTextAsync("main")).ShouldContain("ten million");
        (await office.InnerTextAsync("main")).ShouldNotContain("Nastaran");
        await office.FillAsync("#said", "On which day?");
        await SendAsync(office, "answer");
        await office.SelectOptionAsync("#outcome", "substantiated");
        await SendAsync(office, "close");
        await office.Context.CloseAsync();

        await page.GotoAsync($"/{language}/misconduct/return");
        await page.FillAsync("#digits", receipt);
        await SendAsync(page, "return");
        (await page.InnerTextAsync("main")).ShouldContain("On which day?");
        await page.FillAsync("#said", "On Saturday.");
        await SendAsync(page, "message");
        (await page.InnerTextAsync("main")).ShouldContain("On Saturday.");
        page.Url.ShouldNotContain(receipt[..4]);
        // Only the key of forms is left, which every visitor has and which is of no page.
        (await page.Context.CookiesAsync()).Select(cookie => cookie.Name).ShouldBe([FormKey]);
        await page.Context.CloseAsync();

        var custodian = await browser.OpenAsync($"/{language}/custodian/tips/{tip}", "custodian");
        await custodian.SelectOptionAsync("#ground", "consent");
        await custodian.FillAsync("#reasons", "She wrote it herself.");
        await SendAsync(custodian, "open");
        (await custodian.InnerTextAsync("main")).ShouldContain("Nastaran Nowhere");
        await custodian.Context.CloseAsync();
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task Everybody_can_use_these_pages(string language)
    {
        foreach (var path in new[] { "influence", "misconduct", "misconduct/return", "tips", "withheld-openings" })
            await browser.ShouldBeUsableByEverybodyAsync($"/{language}/{path}");
        foreach (var path in new[] { "staff/influence", "staff/interests" })
            await browser.ShouldBeUsableByEverybodyAsync($"/{language}/{path}", "manager");
        foreach (var path in new[] { "integrity/influence", "integrity/tips" })
            await browser.ShouldBeUsableByEverybodyAsync($"/{language}/{path}", "integrity");
    }

    private async Task<(Guid File, string Number, string Secret)> FileAsync()
    {
        var filed = (await browser.SendAsync(HttpMethod.Post, "/api/requests", Given.Filing)).Should(201).Json;
        var file = filed.GetProperty("requestId").GetGuid();
        var taken = new { ground = "emergency" };
        (await browser.SendAsync(HttpMethod.Post, $"/api/requests/{file}/assign", taken, "officer")).Should(204);
        return (file, filed.GetProperty("trackingNumber").GetString()!, filed.GetProperty("secret").GetString()!);
    }

    private async Task EndDayAsync()
    {
        browser.Clock.Advance(TimeSpan.FromDays(1));
        await Box.EmptyAsync(TestContext.Current.CancellationToken);
        await browser.CatchUpAsync();
    }

    private static async Task SendAsync(IPage page, string? form = null)
    {
        var handler = form is null ? "" : $":has(input[name=_handler][value={form}])";
        await page.Locator($"main form{handler} button[type=submit]").First.ClickAsync();
        await page.WaitForLoadStateAsync();
    }

    [GeneratedRegex(@"^(\d{4} ){3}\d{4}$")]
    private static partial Regex Receipt();
}
