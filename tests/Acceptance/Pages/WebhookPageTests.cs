using EGov.Webhooks;
using Marten;
using Microsoft.Playwright;

namespace EGov.Acceptance.Pages;

/// <summary>Webhooks on the pages of an integrity officer: subscribed, followed, sent once more, ended.</summary>
[Collection(OneBrowser.Name)]
public class WebhookPageTests(Browser browser)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task A_webhook_is_made_followed_and_ended(string language)
    {
        var list = $"/{language}/integrity/webhooks";
        var page = await browser.OpenAsync(list, "integrity");
        await page.FillAsync("#target", "ftp://example.org/");
        await SendAsync(page, "subscribe");
        (await page.Locator(".errors a").CountAsync()).ShouldBe(1);
        await page.FillAsync("#target", "https://hooks.example.org/hook?token=of-nobody");
        await SendAsync(page, "subscribe");
        (await page.InnerTextAsync("#new-secret")).Trim().ShouldStartWith("whsec_");
        var main = await page.InnerTextAsync("main");
        main.ShouldContain("hooks.example.org");
        main.ShouldNotContain("of-nobody");
        await page.ClickAsync("main .notice a");
        var one = new Uri(page.Url).AbsolutePath;
        var id = Guid.Parse(one.Split('/')[^1]);
        (await page.TextContentAsync("main"))!.ShouldNotContain("whsec_");

        await PlantAsync(id, DeliveryState.GivenUp, DeliveryState.GivenUp, DeliveryState.Arrived);
        await page.GotoAsync($"{one}?state=GivenUp");
        (await page.Locator("section[aria-labelledby=deliveries] tbody tr").CountAsync()).ShouldBe(2);
        await page.GotoAsync($"{one}?state=none-such");
        (await page.Locator(".errors a").CountAsync()).ShouldBe(1);
        await page.GotoAsync(one);
        (await page.Locator("section[aria-labelledby=deliveries] tbody tr").CountAsync()).ShouldBe(3);
        await browser.ShouldBeUsableByEverybodyAsync(list, "integrity");
        await browser.ShouldBeUsableByEverybodyAsync(one, "integrity");

        await SendAsync(page, "replay");
        (await page.Locator(".errors a").CountAsync()).ShouldBe(1);
        await page.SelectOptionAsync("#chosen", "all");
        await SendAsync(page, "replay");
        page.Url.ShouldEndWith("?done=replay");
        (await StatesAsync(id)).ShouldNotContain(DeliveryState.GivenUp);
        await SendAsync(page, "end");
        page.Url.ShouldEndWith("?done=end");
        (await page.Locator("form:has([value=end])").CountAsync()).ShouldBe(0);
        await page.GotoAsync($"{list}/{Guid.NewGuid()}");
        (await page.Locator("#deliveries").CountAsync()).ShouldBe(0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Nobody_else_comes_in()
    {
        foreach (var persona in (string[])["custodian", "auditor", "officer", "admin"])
        {
            var page = await browser.OpenAsync("/en/integrity/webhooks", persona);
            (await page.Locator("#target").CountAsync()).ShouldBe(0, persona);
            await page.Context.CloseAsync();
        }
    }

    private async Task PlantAsync(Guid webhook, params DeliveryState[] states)
    {
        await using var session = browser.Store.LightweightSession();
        foreach (var state in states)
        {
            var news = Guid.NewGuid();
            session.Store(new Delivery
            {
                Id = Guid.NewGuid(),
                Webhook = webhook,
                News = news.ToString(),
                Type = "egov.signal.found",
                Body = "{}",
                Since = browser.Clock.GetUtcNow(),
                State = state,
                Attempts = state is DeliveryState.GivenUp ? 10 : 1,
                Last = state is DeliveryState.GivenUp ? "500" : "204",
            });
        }

        await session.SaveChangesAsync(Cancellation);
    }

    private async Task<IReadOnlyList<DeliveryState>> StatesAsync(Guid webhook)
    {
        await using var session = browser.Store.QuerySession();
        return await session.Query<Delivery>().Where(delivery => delivery.Webhook == webhook)
            .Select(delivery => delivery.State).ToListAsync(Cancellation);
    }

    private static async Task SendAsync(IPage page, string form)
    {
        await page.Locator($"main form:has(input[name=_handler][value={form}]) button[type=submit]").ClickAsync();
        await page.WaitForLoadStateAsync();
    }
}
