using System.Text.Json;
using EGov.Casework;
using EGov.Organisation;
using EGov.Privacy;

namespace EGov.Acceptance.Pages;

/// <summary>Who files for how many, on the pages of those who look into it and of everybody.</summary>
public sealed class RepresentativePageTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly Matter Matter = new("environmental-opinion", "environment", "sari");

    [Fact]
    public async Task From_the_list_to_one_contact_its_signal_and_back_and_what_everybody_sees()
    {
        var written = DateTimeOffset.UtcNow;
        for (var i = 0; i < 24; i++) await DecideAsync($"contact-{i}", $"one {i}", 90 + (i % 5), written);
        for (var i = 0; i < 9; i++) await DecideAsync("broker", $"client {i}", 20, written);
        for (var i = 0; i < 2; i++) await DecideAsync("neighbour", $"neighbour {i}", 90, written);
        await browser.Store.WriteAsync<Calendar>(Calendar.TheOne, written.AddDays(1),
            new HolidayDeclared(Given.Start, new(2031, 1, 1), new("نمونه", "Sample")));
        await browser.CatchUpAsync();

        foreach (var language in (string[])["fa", "en"])
        {
            var list = $"/{language}/auditor/representatives";
            var page = await browser.OpenAsync(list, "integrity");
            (await page.Locator("section[aria-labelledby=list] tbody tr").CountAsync()).ShouldBe(2);
            (await page.InnerTextAsync("main")).ShouldNotContain("broker", Case.Sensitive);
            await page.Locator("section[aria-labelledby=list] tbody th a").First.ClickAsync();
            var one = new Uri(page.Url).AbsolutePath;
            one.ShouldStartWith(list + "/");
            var signal = page.Locator("section[aria-labelledby=signals] tbody th a");
            (await signal.AllInnerTextsAsync()).ShouldContain(text => text.Contains("F17"));
            await signal.First.ClickAsync();
            page.Url.ShouldContain("/auditor/signals/");
            await page.ClickAsync($"main a[href='{one}']");
            await page.GotoAsync($"{list}?department=regional-water");
            (await page.Locator("section[aria-labelledby=list] tbody tr").CountAsync()).ShouldBe(0);
            await page.GotoAsync($"{list}?service=none-such");
            (await page.Locator(".errors li").CountAsync()).ShouldBe(1);
            await page.Context.CloseAsync();

            var open = await browser.OpenAsync($"/{language}/representatives");
            (await open.Locator("section[aria-labelledby=counts] tbody tr").CountAsync()).ShouldBe(2);
            await open.Context.CloseAsync();

            await browser.ShouldBeUsableByEverybodyAsync(list, "auditor");
            await browser.ShouldBeUsableByEverybodyAsync(one, "integrity");
            await browser.ShouldBeUsableByEverybodyAsync($"/{language}/representatives");
        }
    }

    private async Task DecideAsync(string contact, string applicant, double hours, DateTimeOffset written)
    {
        var (id, at) = (Guid.CreateVersion7(), Given.Start);
        var words = Sealed.Of(id, "words");
        await browser.Store.WriteAsync<Request>(id, written,
            new RequestSubmitted(at, TrackingNumber.Of(id), Matter, "portal", new(words, null, null), null, contact,
                null, new Dictionary<string, JsonElement>(), new Dictionary<string, Sealed>(), null, [],
                Sealed.Of(id, applicant)),
            new RequestAssigned(at, Matter, "ENV-014", "ENV-014", 0, null),
            new RequestReady(at, Matter, "ENV-014", 1, 20, 12, at.Day().AddDays(25), at.Day().AddDays(15)),
            new DecisionPrepared(at, Matter, "ENV-014", "env-siting", 7, [], Outcome.Granted, Outcome.Granted, null),
            new RequestDecided(at.AddHours(hours), Matter, "ENV-021", "env-siting", 7, [], Outcome.Granted,
                Outcome.Granted, null, [], null, null, null, 1, true, 0, null));
    }
}
