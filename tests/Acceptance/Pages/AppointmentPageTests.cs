using EGov.Appointments;
using Microsoft.Playwright;

namespace EGov.Acceptance.Pages;

/// <summary>A post from its criteria to an assessed candidate, through the pages, without script.</summary>
[Collection(OneBrowser.Name)]
public class AppointmentPageTests(Browser browser)
{
    [Theory, InlineData("fa"), InlineData("en")]
    public async Task A_post_is_looked_for_and_assessed_and_nobody_is_shown_a_gender(string language)
    {
        (await browser.SendAsync(HttpMethod.Post, "/api/appointments/levels", new
        {
            levels = new[]
            {
                new { code = "head", name = new { fa = "رئیس", en = "Head" }, rank = 1, areReasonsPublic = true },
            },
        }, "governor")).Should(204);
        var (code, list) = ($"head-{language}", $"/{language}/staff/posts");
        var governor = await browser.OpenAsync(list, "governor");
        await governor.SendAsync("establish");
        (await governor.Locator(".errors li").CountAsync()).ShouldBe(1, "without a code");
        await governor.FillAsync("#code", code);
        await governor.FillAsync("#titlefa", "رئیس ادارهٔ آب");
        await governor.FillAsync("#titleen", "Head of water");
        await governor.SelectOptionAsync("#office", "regional-water");
        await governor.SelectOptionAsync("#atlevel", "head");
        await governor.SendAsync("establish");
        var post = $"{list}/{Post.Of(code)}";
        governor.Url.ShouldEndWith($"{post}?done=1", Case.Sensitive, await governor.InnerTextAsync("main"));

        await governor.ClickAsync("#criteria summary, section[aria-labelledby=criteria] summary");
        await governor.FillAsync("#code", "service");
        await governor.FillAsync("#demandfa", "هشت سال سابقه");
        await governor.FillAsync("#shownfa", "حکم‌ها");
        await governor.FillAsync("#demanden", "Eight years of service");
        await governor.FillAsync("#shownen", "Letters of service");
        await governor.SendAsync("criterion");
        var last = browser.Clock.GetUtcNow().Day().AddDays(10);
        var typed = language == "fa" ? Jalali(last) : (last.Day, last.Month, last.Year);
        await governor.FillAsync("input[name='ClosesOn.Day']", $"{typed.Day}");
        await governor.SelectOptionAsync("select[name='ClosesOn.Month']", $"{typed.Month}");
        await governor.FillAsync("input[name='ClosesOn.Year']", $"{typed.Year}");
        await governor.FillAsync("#panel", "ENV-900 ENV-014 ENV-021");
        await governor.SendAsync("open");
        await governor.FillAsync("#called", "Nastaran Nowhere");
        await governor.FillAsync("#number", "9990000018");
        await governor.CheckAsync("input[name=Gender][value=woman]");
        await governor.SendAsync("enter");
        var told = await governor.InnerTextAsync("section[aria-labelledby=candidates]");
        told.ShouldContain("Nastaran Nowhere");
        told.ShouldNotContain(language == "fa" ? "زن" : "Woman");

        var manager = await browser.OpenAsync(list, "manager");
        await manager.ClickAsync($"main tbody a[href$='{Post.Of(code)}']");
        await manager.SelectOptionAsync("#candidate", new SelectOptionValue { Index = 1 });
        await manager.SendAsync("assess");
        (await manager.Locator(".errors li").CountAsync()).ShouldBeGreaterThan(0, "nothing is said of the criterion");
        await manager.SelectOptionAsync("#candidate", new SelectOptionValue { Index = 1 });
        await manager.CheckAsync("input[name='Met[service]'][value=yes]");
        await manager.FillAsync("textarea[name='Evidence[service]']", "Seen: letters of nine years.");
        await manager.FillAsync("#score", "81");
        await manager.SendAsync("assess");
        (await manager.InnerTextAsync("section[aria-labelledby=candidates]"))
            .ShouldContain(language == "fa" ? "۸۱" : "81");

        foreach (var page in new[] { governor, manager }) await page.Context.CloseAsync();
        await browser.ShouldBeUsableByEverybodyAsync(list, "governor");
        await browser.ShouldBeUsableByEverybodyAsync(post, "governor");
        await browser.ShouldBeUsableByEverybodyAsync(post, "manager");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/appointments");
    }

    private static (int Day, int Month, int Year) Jalali(DateOnly day)
    {
        var (calendar, noon) = (new System.Globalization.PersianCalendar(), day.ToDateTime(new(12, 0)));
        return (calendar.GetDayOfMonth(noon), calendar.GetMonth(noon), calendar.GetYear(noon));
    }
}
