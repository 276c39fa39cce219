using EGov.Casework;

namespace EGov.Acceptance.Pages;

[Collection(OneBrowser.Name)]
public class AuditorPageTests(Browser browser)
{
    private static readonly DateTimeOffset Sunday = new(2026, 5, 3, 6, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("fa", "پرونده کامل شد و زمان آغاز شد", "۲۹٫۷ ساعت", "۵", "رواداری این خدمت: یک ساعت")]
    [InlineData("en", "Complete; the clock started", "29.7 h", "5", "tolerance of this service: one hour")]
    public async Task A_file_is_found_by_its_number_and_read_event_by_event(
        string language, string ready, string gap, string count, string tolerance)
    {
        var id = await PlantAsync();
        var page = await browser.OpenAsync($"/{language}/auditor/trace", "auditor");
        await page.FillAsync("#id", TrackingNumber.Of(id).ToLowerInvariant().Replace("-", " "));
        await page.ClickAsync("form.filters button");
        await page.WaitForURLAsync("**/auditor/trace?*");

        (await page.TextContentAsync("h1"))!.ShouldContain(TrackingNumber.Of(id));
        var figures = await page.Locator(".fig").AllInnerTextsAsync();
        figures[0].ShouldContain(count);
        figures[2].ShouldContain(gap);
        figures[2].ShouldContain(tolerance);
        var rows = page.Locator("section[aria-labelledby=entries] tbody tr");
        (await rows.CountAsync()).ShouldBe(5 + 1 + 1, "five entries, the officer's opening and this one");
        (await rows.Nth(2).InnerTextAsync()).ShouldContain(ready);
        (await rows.Nth(2).InnerTextAsync()).ShouldContain("RequestReady");
        // The opening of this very test happens by the tests' clock and is written by the machine's.
        var late = (await page.Locator("tr.hot").AllInnerTextsAsync()).Where(row => !row.Contains("AUD-03"))
            .ShouldHaveSingleItem();
        late.ShouldContain("InformationRequested");
        late.ShouldContain(gap);
        (await rows.Nth(0).Locator("details.more").InnerTextAsync()).ShouldNotContain("planted");
        await rows.Nth(0).Locator("details.more summary").ClickAsync();
        (await rows.Nth(0).Locator("details.more").InnerTextAsync()).ShouldContain("planted-");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("fa", "۱۴ اردیبهشت ۱۴۰۵، ۱۸:۰۰", "۱۸ اردیبهشت ۱۴۰۵", "در انتظار متقاضی", "کامل، در نوبت تصمیم")]
    [InlineData("en", "4 May 2026, 18:00", "2026-05-08", "Waiting for the applicant", "Complete, waiting to be decided")]
    public async Task It_stands_as_it_stood_at_two_times_of_the_past(
        string language, string at, string compare, string before, string after)
    {
        var id = await PlantAsync();
        var page = await browser.OpenAsync($"/{language}/auditor/trace?id={id}", "auditor");
        await page.FillAsync("#at", at);
        await page.FillAsync("#compare", compare);
        await page.ClickAsync("form.filters button");

        (await page.Locator(".diff del").AllInnerTextsAsync()).ShouldContain(before);
        (await page.Locator(".diff ins").AllInnerTextsAsync()).ShouldContain(after);
        (await page.InputValueAsync("#at")).ShouldBe(at);
        (await page.Locator("section[aria-labelledby=entries] tbody tr").CountAsync()).ShouldBe(6, "today's own opening came later");

        await page.FillAsync("#compare", "");
        await page.ClickAsync("form.filters button");
        (await page.Locator(".diff").CountAsync()).ShouldBe(0);
        (await page.Locator("section[aria-labelledby=state] .kv").InnerTextAsync()).ShouldContain(before);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_was_written_late_was_not_known_before()
    {
        var id = await PlantAsync();
        var page = await browser.OpenAsync($"/en/auditor/trace?id={id}&at=2026-05-03T12:00", "auditor");

        (await page.Locator("section[aria-labelledby=entries] tbody").InnerTextAsync()).ShouldNotContain("InformationRequested");
        (await page.Locator("section[aria-labelledby=state] .kv").InnerTextAsync()).ShouldContain("Complete, waiting to be decided");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Openings_alone_and_acts_alone_can_be_shown()
    {
        var id = await PlantAsync();
        var page = await browser.OpenAsync($"/en/auditor/trace?id={id}&kind=opened", "auditor");

        (await page.Locator("section[aria-labelledby=entries] tbody tr").AllInnerTextsAsync())
            .ShouldAllBe(text => text.Contains("FileOpened"));
        await page.SelectOptionAsync("#kind", "handled");
        await page.ClickAsync("form.filters button");
        (await page.Locator("section[aria-labelledby=entries] tbody").InnerTextAsync()).ShouldNotContain("FileOpened");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("fa", "id=MZ-0000-0000-001", "درخواستی با این شماره نیست")]
    [InlineData("en", "id=MZ-0000-0000-001", "There is no request with this number")]
    [InlineData("en", "id=MZ-0000-0000-001&at=someday", "Write the time like")]
    public async Task What_cannot_be_found_or_read_is_said_and_what_was_typed_stays(string language, string query, string text)
    {
        var page = await browser.OpenAsync($"/{language}/auditor/trace?{query}", "auditor");

        (await page.TextContentAsync(".errors"))!.ShouldContain(text);
        (await page.InputValueAsync("#id")).ShouldBe("MZ-0000-0000-001");
        (await page.TitleAsync()).ShouldStartWith(language == "fa" ? "خطا" : "Error");
        await page.Context.CloseAsync();
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task The_trail_of_all_areas_is_filtered_and_read_on(string language)
    {
        for (var i = 0; i < 13; i++) await PlantAsync();
        var page = await browser.OpenAsync($"/{language}/auditor/events", "auditor");
        await page.FillAsync("#actor", "ENV-014");
        await page.SelectOptionAsync("#department", "environment");
        await page.ClickAsync("form.filters button");

        // It stands below the table: once it is there, so are all rows.
        await page.Locator("nav.pager a[rel=next]").WaitForAsync();
        var first = await page.Locator("section[aria-labelledby=events] tbody tr").AllInnerTextsAsync();
        first.Count.ShouldBe(50);
        first.ShouldAllBe(row => row.Contains("ENV-014"));
        await page.ClickAsync("nav.pager a[rel=next]");
        var second = await page.Locator("section[aria-labelledby=events] tbody tr").AllInnerTextsAsync();
        second.ShouldNotBeEmpty();
        page.Url.ShouldContain("actor=ENV-014");
        await page.Locator("section[aria-labelledby=events] tbody a").First.ClickAsync();
        page.Url.ShouldContain($"/{language}/auditor/trace?id=MZ-");
        await page.Context.CloseAsync();
    }

    [Theory, InlineData("fa", "بررسی مدارک"), InlineData("en", "papers")]
    public async Task Who_opened_which_file_is_listed_with_the_purpose(string language, string purpose)
    {
        var id = await PlantAsync();
        var page = await browser.OpenAsync($"/{language}/auditor/openings", "auditor");
        await page.FillAsync("#request", TrackingNumber.Of(id));
        await page.SelectOptionAsync("#purpose", "papers");
        await page.ClickAsync("form.filters button");

        var row = (await page.Locator("section[aria-labelledby=openings] tbody tr").AllInnerTextsAsync()).ShouldHaveSingleItem();
        row.ShouldContain(TrackingNumber.Of(id));
        row.ShouldContain("ENV-014");
        row.ShouldContain(purpose);
        await page.Context.CloseAsync();
    }

    [Theory, InlineData("trace"), InlineData("events"), InlineData("openings")]
    public async Task These_pages_are_for_auditors_alone(string name)
    {
        var page = await browser.OpenAsync($"/en/auditor/{name}", "manager");
        (await page.TextContentAsync("h1"))!.ShouldContain("role does not allow");
        await page.Context.CloseAsync();
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task Everybody_can_use_them(string language)
    {
        var id = await PlantAsync();
        foreach (var address in new[] { $"trace?id={id}", $"trace?id={id}&at=2026-05-04&compare=2026-05-08", "trace?at=x", "events", "openings" })
            await browser.ShouldBeUsableByEverybodyAsync($"/{language}/auditor/{address}", "auditor");
    }

    /// <summary>Filed, taken, complete, asked (and that written a day and more later), answered; read once.</summary>
    private async Task<Guid> PlantAsync()
    {
        var id = Guid.NewGuid();
        var planted = new Planted(browser);
        planted.File(id, Sunday, Planted.Filing());
        planted.Do(id, Planted.Officer, Sunday.AddMinutes(20), file =>
            new RequestAssigned(Sunday.AddMinutes(20), file.Matter, "ENV-014", "ENV-014", 0, null));
        planted.Do(id, Planted.Officer, Sunday.AddHours(1), file =>
            MarkReadyHandler.Handle(new(id), file, planted.Handbook, Planted.Officer, Sunday.AddHours(1)));
        planted.Open(id, Planted.Officer, Sunday.AddHours(1.5), "papers", isFirst: true);
        planted.Do(id, Planted.Officer, Sunday.AddHours(2), file =>
            AskApplicantHandler.Handle(new(id, "?"), file, planted.Handbook, Planted.Officer, Sunday.AddHours(2)),
            TimeSpan.FromHours(29.7));
        var applicant = new Actor("citizen", Holds: id);
        planted.Do(id, applicant, Sunday.AddDays(4), file =>
            SupplyInformationHandler.Handle(new(id, Words: "!"), file, planted.Handbook, applicant, Sunday.AddDays(4)));
        await planted.WriteAsync();
        return id;
    }
}
