using EGov.Casework;
using EGov.Integrity;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EGov.Acceptance.Pages;

/// <summary>From a signal with its evidence to what came of it, through the pages of everybody concerned.</summary>
[Collection(OneBrowser.Name)]
public class SignalPageTests(Browser browser)
{
    private static readonly Matter Matter = new("environmental-opinion", "environment", "sari");

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task A_signal_is_answered_and_looked_into_and_the_public_count_changes(string language)
    {
        var (file, number, secret) = await FileAsync();
        await DecideAloneAsync(file);
        await browser.CatchUpAsync();
        var id = await SignalOfAsync(file);

        var officer = await browser.OpenAsync($"/{language}/staff/signals", "officer");
        await officer.ClickAsync($"a[href$='{id}']");
        await officer.FillAsync("#said", "Nobody else was in the office.");
        await SendAsync(officer, "answer");
        officer.Url.ShouldEndWith("?done=answer");
        await officer.Context.CloseAsync();

        var integrity = await browser.OpenAsync($"/{language}/auditor/signals?indicator=F10", "integrity");
        await integrity.ClickAsync($"a[href$='{id}']");
        (await integrity.Locator("section[aria-labelledby=evidence] tbody tr").CountAsync()).ShouldBe(2);
        await SendAsync(integrity, "dispose");
        (await integrity.Locator(".errors li").CountAsync()).ShouldBe(1);
        await integrity.SelectOptionAsync("#outcome", "confirmed/shown-by-evidence");
        await integrity.FillAsync("#why", "One code under both.");
        await SendAsync(integrity, "dispose");
        integrity.Url.ShouldEndWith("?done=dispose");
        (await integrity.InnerTextAsync("section[aria-labelledby=dispositions]")).ShouldContain("One code under both.");
        await integrity.Context.CloseAsync();

        var citizen = await browser.OpenAsync($"/{language}/track");
        await citizen.FillAsync("#number", number);
        await citizen.FillAsync("#secret", secret);
        await SendAsync(citizen, null);
        (await citizen.Locator("section[aria-labelledby=signals] article").CountAsync()).ShouldBe(1);
        await citizen.GotoAsync($"/{language}/signals");
        (await citizen.Locator("section[aria-labelledby=counts] tbody tr").CountAsync()).ShouldBeGreaterThan(0);
        (await citizen.InnerTextAsync("main")).ShouldNotContain("ENV-014");
        await citizen.Context.CloseAsync();
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task Everybody_can_use_the_pages(string language)
    {
        var (file, _, _) = await FileAsync();
        await DecideAloneAsync(file);
        await browser.CatchUpAsync();
        var id = await SignalOfAsync(file);
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/signals");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/auditor/signals", "auditor");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/auditor/signals/{id}", "integrity");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/staff/signals", "officer");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/staff/signals/{id}", "officer");
    }

    private async Task<(Guid File, string Number, string Secret)> FileAsync()
    {
        var filed = (await browser.SendAsync(HttpMethod.Post, "/api/requests", Given.Filing)).Should(201).Json;
        return (filed.GetProperty("requestId").GetGuid(), filed.GetProperty("trackingNumber").GetString()!,
            filed.GetProperty("secret").GetString()!);
    }

    /// <summary>One officer prepares and decides: the rules would not have it, but the record may hold it.</summary>
    private async Task DecideAloneAsync(Guid file)
    {
        var at = DateTimeOffset.UtcNow;
        await using var session = browser.Services.GetRequiredService<IDocumentStore>().LightweightSession();
        session.Events.Append(file,
            new RequestAssigned(at, Matter, "ENV-014", "ENV-014", 0, null),
            new RequestReady(at, Matter, "ENV-014", 1, 20, 12, at.Day().AddDays(25), at.Day().AddDays(15)),
            new DecisionPrepared(at, Matter, "ENV-014", "env-siting", 7, [], Outcome.Granted, Outcome.Granted, null),
            new RequestDecided(at, Matter, "ENV-014", "env-siting", 7, [], Outcome.Granted, Outcome.Granted, null, [],
                null, null, null, 1, true, 0, null));
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private async Task<Guid> SignalOfAsync(Guid file)
    {
        await using var session = browser.Services.GetRequiredService<IDocumentStore>().QuerySession();
        return (await session.Query<Signal>().Where(one => one.Request == file && one.Indicator == "F10")
            .ToListAsync(TestContext.Current.CancellationToken)).Single().Id;
    }

    private static async Task SendAsync(IPage page, string? form)
    {
        var handler = form is null ? "" : $":has(input[name=_handler][value={form}])";
        await page.Locator($"main form{handler} button[type=submit]").First.ClickAsync();
        await page.WaitForLoadStateAsync();
    }
}
