using System.Globalization;
using EGov.Casework;
using EGov.Privacy;
using Microsoft.Playwright;

namespace EGov.Acceptance.Pages;

[Collection(OneBrowser.Name)]
public class OpeningPageTests(Browser browser)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("fa", "کاری در این پرونده در دست ندارید", "بررسی کامل بودن مدارک", "توضیحی داده شد")]
    [InlineData("en", "You have no open task on this file", "checking that the papers are complete",
        "An explanation was given")]
    public async Task An_officer_without_a_task_is_stopped_and_with_a_reason_the_citizen_sees_him_within_a_minute(
        string language, string stopped, string purpose, string explained)
    {
        var planted = new Planted(browser);
        var id = Guid.NewGuid();
        planted.Reach(id, 9, "ready");
        await planted.WriteAsync();
        var officer = await browser.OpenAsync($"/{language}/officer/files/{id}", "officer-2");
        await officer.CheckAsync("input[name=For][value=papers]");
        await officer.ClickAsync("section[aria-labelledby=open] form button");
        (await officer.Locator(".errors li").InnerTextAsync()).ShouldContain(stopped);
        (await officer.Locator("#timeline, #criteria, #contents").CountAsync()).ShouldBe(0);
        await officer.FillAsync("#because", "چون.");
        await officer.ClickAsync("section[aria-labelledby=open] form button");
        (await officer.Locator(".errors li").CountAsync()).ShouldBe(1, "a word is no explanation");
        await using (var session = browser.Store.QuerySession())
            (await session.Events.FetchStreamAsync(Openings.Of(id), token: Cancellation)).ShouldBeEmpty();

        await officer.FillAsync("#because", "متقاضی به میز خدمت آمده بود و از دیرکرد می‌پرسید.");
        await officer.ClickAsync("section[aria-labelledby=open] form button");
        officer.Url.ShouldEndWith($"/files/{id}#file");
        browser.Clock.Advance(TimeSpan.FromMinutes(1));

        var number = TrackingNumber.Of(id);
        var citizen = await browser.OpenAsync($"/{language}/track");
        await ShowFileAsync(citizen, planted, id);
        await citizen.GotoAsync($"/{language}/track/{number}/openings");
        var row = await citizen.Locator("main tbody tr").InnerTextAsync();
        row.ShouldContain("ENV-021");
        row.ShouldContain(purpose);
        row.ShouldContain(explained);
        row.ShouldNotContain("دیرکرد");
        (await citizen.Locator("main tbody tr td").Nth(1).InnerTextAsync()).ShouldNotBeNullOrWhiteSpace();
        (await citizen.Locator("main tbody tr time").CountAsync()).ShouldBe(1);
        foreach (var page in new[] { citizen, officer }) await page.Context.CloseAsync();
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task A_withholding_is_asked_for_by_one_and_agreed_to_by_another(string language)
    {
        var planted = new Planted(browser);
        var id = Guid.NewGuid();
        planted.Reach(id, 9, "ready");
        await planted.WriteAsync();
        var number = TrackingNumber.Of(id);
        var integrity = await browser.OpenAsync($"/{language}/auditor/withhold", "integrity");
        await integrity.FillAsync("#file", number);
        await integrity.CheckAsync("input[name=Law][value=court-order]");
        await integrity.FillAsync("#why", "حکم شمارهٔ ۱۲ شعبهٔ ۳");
        var until = browser.Clock.GetUtcNow().Day().AddDays(30);
        var (year, month, day) = language == "fa"
            ? EGov.Texts.Format.Jalali(until)
            : (until.Year, until.Month, until.Day);
        await integrity.FillAsync("[name='Until.Day']", $"{day}");
        await integrity.SelectOptionAsync("[name='Until.Month']", $"{month}");
        await integrity.FillAsync("[name='Until.Year']", $"{year}");
        await integrity.ClickAsync("main form button");
        integrity.Url.ShouldEndWith("?done=ask", Case.Sensitive, await integrity.InnerTextAsync("main"));
        await integrity.ClickAsync($"main tbody a:has-text('{number}')");
        (await integrity.Locator("main form").CountAsync()).ShouldBe(0, "nobody agrees with himself");

        var custodian = await browser.OpenAsync($"/{language}/auditor/withholdings", "custodian");
        await custodian.ClickAsync($"main tbody a:has-text('{number}')");
        await custodian.ClickAsync("section[aria-labelledby=answer] form button >> nth=0");
        custodian.Url.ShouldEndWith("?done=approve", Case.Sensitive, await custodian.InnerTextAsync("main"));
        (await custodian.Locator($"main tbody tr:has-text('{number}')").InnerTextAsync()).ShouldContain("CUS-01");

        await integrity.GotoAsync($"/{language}/auditor/files/{id}");
        await integrity.SelectOptionAsync("#under", new SelectOptionValue { Index = 1 });
        await integrity.ClickAsync("main form button");
        (await integrity.Locator("main .tl > li").CountAsync()).ShouldBe(3, "filed, taken, complete");
        var citizen = await browser.OpenAsync($"/{language}/track");
        await ShowFileAsync(citizen, planted, id);
        await citizen.GotoAsync($"/{language}/track/{number}/openings");
        (await citizen.InnerTextAsync("main")).ShouldNotContain("INT-02", Case.Sensitive, "its last day is to come");
        await citizen.Context.CloseAsync();
        foreach (var page in new[] { integrity, custodian }) await page.Context.CloseAsync();
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task Everybody_can_use_these_pages(string language)
    {
        foreach (var (path, persona) in new[]
                 {
                     ("/my/openings", "citizen"), ("/auditor/withholdings", "auditor"),
                     ("/auditor/withhold", "integrity"), ("/auditor/openings", "integrity"),
                 })
            await browser.ShouldBeUsableByEverybodyAsync($"/{language}{path}", persona);

        var planted = new Planted(browser);
        var id = Guid.NewGuid();
        planted.Reach(id, 9, "ready");
        planted.Open(id, PlantedFiles.Senior, Given.Start.AddDays(1), "decision", isFirst: true);
        await planted.WriteAsync();
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/officer/files/{id}", "officer-2");
        var page = await browser.OpenAsync($"/{language}/track", hasScript: true);
        await ShowFileAsync(page, planted, id);
        await page.GotoAsync($"/{language}/track/{TrackingNumber.Of(id)}/openings");
        await browser.ShouldBeUsableByEverybodyAsync(page);
        await page.Context.CloseAsync();
        var asked = await browser.SendAsync(HttpMethod.Post, "/api/withholdings", new
        {
            request = id,
            basis = "court-order",
            words = "?",
            until = browser.Clock.GetUtcNow().Day().AddDays(9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        }, "integrity");
        asked.Should(204);
        var list = await browser.OpenAsync($"/{language}/auditor/withholdings", "custodian", hasScript: true);
        await list.ClickAsync($"main tbody a:has-text('{TrackingNumber.Of(id)}')");
        await browser.ShouldBeUsableByEverybodyAsync(list);
        await list.Context.CloseAsync();
    }

    private static async Task ShowFileAsync(IPage page, Planted planted, Guid id)
    {
        await page.FillAsync("#number", TrackingNumber.Of(id));
        await page.FillAsync("#secret", planted.SecretOf(id));
        await page.ClickAsync("main form button");
    }
}
