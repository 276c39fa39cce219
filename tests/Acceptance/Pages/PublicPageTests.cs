using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using EGov.Casework;
using EGov.Organisation;
using EGov.Privacy;
using EGov.Texts;
using EGov.Transparency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace EGov.Acceptance.Pages;

[Collection(OneBrowser.Name)]
public partial class PublicPageTests(Browser browser)
{
    private const string Service = "environmental-opinion";

    // Its files are written before those of every other test, so that a past moment knows them alone.
    private static readonly DateTimeOffset LongAgo = new(2026, 1, 10, 8, 0, 0, TimeSpan.Zero);

    private readonly string _office = $"office-{Guid.NewGuid():N}"[..15];

    public static TheoryData<string, string, string> Refusals { get; } = new()
    {
        { "fa", "performance?kind=village", "نیست" },
        { "en", "performance?kind=village", "There is no office of the kind village" },
        { "fa", "performance?department=nowhere", "دستگاهی با کد" },
        { "en", "performance?by=officer", "Figures are not grouped by officer" },
        { "en", "performance?from=0001-01-01", "Write the day like" },
        { "fa", "performance?to=2026-02-30", "تقویم" },
        { "en", "performance?from=2026-03-02&to=2026-03-01", "Exchange the two days" },
        { "fa", "performance?asOf=someday", "زمان را مانند" },
        { "en", "performance?asOf=0500-01-01T00:00:00Z", "Write the time like" },
        { "en", "performance?departement=environment", "does not know departement" },
        { "en", "performance?county=a&county=b", "more than once" },
        { "fa", "performance/departments/environment?asOf=x", "زمان را مانند" },
        { "en", "definitions/PERF-ONTIME?from=x", "no day of the calendar" },
        { "fa", "decisions?outcome=x", "هیچ تصمیمی نتیجهٔ" },
        { "en", "decisions?department=nowhere", "There is no department with the code nowhere" },
        { "en", "decisions?after=x", "cursor" },
    };

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task A_figure_is_cited_by_an_address_that_keeps_it_and_its_chart_stands_on_any_site(string language)
    {
        await EstablishAsync("department");
        for (var i = 1; i <= 21; i++) await FileAsync(i, onTime: true, recorded: LongAgo.AddHours(i));
        for (var i = 1; i <= 21; i++) await FileAsync(i, onTime: true);
        await FollowAsync();
        var page = await browser.OpenAsync($"/{language}/definitions/PERF-SUBMITTED");
        var shown = await page.Locator("section:has(#now) .big").First.InnerTextAsync();
        await page.ClickAsync("details:has(#citation) summary");
        var frame = await page.InnerTextAsync("details:has(#citation) .formula");
        var permanent = (await page.GetAttributeAsync("#citation a", "href"))!;
        permanent.ShouldContain("asOf=");

        await FileAsync(1, onTime: true);
        await FollowAsync();
        await page.GotoAsync(permanent);
        (await page.Locator("section:has(#now) .big").First.InnerTextAsync()).ShouldBe(shown);
        await page.GotoAsync($"/{language}/definitions/PERF-SUBMITTED");
        (await page.Locator("section:has(#now) .big").First.InnerTextAsync()).ShouldNotBe(shown);

        await using var news = await ServeAsync($"<h1>News</h1>{frame}");
        await page.GotoAsync(news.Urls.Single());
        var inside = page.FrameLocator("iframe");
        await inside.Locator("main").WaitForAsync();
        (await inside.Locator("figure svg").CountAsync()).ShouldBeGreaterThan(0, frame);
        (await inside.Locator("form").CountAsync()).ShouldBe(0);
        await page.Context.CloseAsync();
        var bare = await browser.SendAsync(HttpMethod.Get, $"/{language}/definitions/PERF-SUBMITTED");
        bare.Should(200).Headers.Contains("X-Frame-Options").ShouldBeTrue();
    }

    /// <summary>A page of somebody else, on a port of its own.</summary>
    internal static async Task<WebApplication> ServeAsync(string page)
    {
        var site = WebApplication.CreateSlimBuilder().Build();
        site.Urls.Add("http://127.0.0.1:0");
        site.MapGet("/", () => Results.Content(page, "text/html; charset=utf-8"));
        await site.StartAsync();
        return site;
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task The_figures_shown_are_those_of_the_interface_as_of_a_past_moment_too(string language)
    {
        await EstablishAsync("department");
        for (var i = 1; i <= 21; i++) await FileAsync(i, onTime: i > 2, recorded: LongAgo.AddHours(i));
        for (var i = 1; i <= 4; i++) await FileAsync(30, onTime: false);
        await FollowAsync();
        var format = Language.Of("/" + language).Format;

        foreach (var (asOf, typed, decided) in new[]
        {
            ("", "", 25),
            ("2026-01-31", format.Day(new DateOnly(2026, 1, 31)), 21),
        })
        {
            var figures = (await FiguresAsync($"department={_office}&asOf={asOf}")).GetProperty("groups")[0]
                .GetProperty("figures");
            figures.GetProperty("decided").GetInt32().ShouldBe(decided);
            var share = figures.GetProperty("onTime");
            string[] expected =
            [
                format.Number(decided),
                format.Number(figures.GetProperty("medianDays").GetDecimal()),
                format.Number(figures.GetProperty("p90Days").GetDecimal()),
                format.Percent(share.GetProperty("value").GetDecimal()),
                format.Number(share.GetProperty("low").GetDecimal() * 100, 1),
                format.Number(share.GetProperty("high").GetDecimal() * 100, 1),
                format.Percent(figures.GetProperty("contestedShare").GetProperty("value").GetDecimal()),
            ];

            var page = await browser.OpenAsync($"/{language}/performance");
            await page.SelectOptionAsync("#department", _office);
            await page.FillAsync("#asof", typed);
            await page.ClickAsync("form.filters button");
            (await page.InputValueAsync("#asof")).ShouldBe(typed);
            var row = page.Locator("table.league tbody tr", new() { HasText = Name(language) });
            var place = await row.Locator("td").Nth(0).Locator("bdi").AllInnerTextsAsync();
            (await row.Locator("bdi").AllInnerTextsAsync()).Where(number => number.Length > 0)
                .ShouldBe([.. place, .. expected]);

            await row.Locator("a").ClickAsync();
            (await page.InputValueAsync("#asof")).ShouldBe(typed);
            var shown = await page.Locator(".fig-v").AllInnerTextsAsync();
            shown[1].Trim().ShouldBe(expected[0]);
            shown[2].ShouldStartWith(expected[1]);
            shown[3].ShouldStartWith(expected[3]);
            shown[3].ShouldContain(expected[5]);
            await page.Context.CloseAsync();
        }
    }

    [Theory]
    [InlineData("fa", "کارکرد شهرداری‌ها", "برای رتبه‌بندی کم است")]
    [InlineData("en", "Performance of municipalities", "Too few to rank")]
    public async Task Municipalities_of_imported_logs_stand_side_by_side_on_one_page(
        string language, string title, string few)
    {
        var tests = new[] { new PublicPageTests(browser), new PublicPageTests(browser), new PublicPageTests(browser) };
        var (quick, slow, small) = (tests[0], tests[1], tests[2]);
        foreach (var one in tests) await one.EstablishAsync("municipality");
        for (var i = 0; i < 24; i++) await quick.FileAsync(3, onTime: true, lateSteps: 1);
        for (var i = 0; i < 30; i++) await slow.FileAsync(40, onTime: i < 9, lateSteps: 3);
        for (var i = 0; i < 5; i++) await small.FileAsync(2, onTime: true, lateSteps: 2);
        await FollowAsync();

        var page = await browser.OpenAsync($"/{language}/performance?by=department&kind=municipality");
        (await page.InnerTextAsync("h1")).ShouldBe(title);
        var format = Language.Of("/" + language).Format;
        foreach (var (one, decided, median, onTime, late) in new[] { (quick, 24, 3, 24, 24), (slow, 30, 40, 9, 90) })
        {
            var share = Statistics.Wilson(onTime, decided);
            var cells = await RowOf(one).Locator("td").AllInnerTextsAsync();
            cells[1].ShouldBe(format.Number(decided));
            cells[2].ShouldBe(format.Number(median));
            cells[4].ShouldContain(format.Percent((decimal)share.Value));
            cells[4].ShouldContain(format.Number((decimal)share.Low * 100, 1));
            cells[7].ShouldContain(format.Number(late));
            (await RowOf(one).Locator("svg circle").CountAsync()).ShouldBe(1, "a mark in the chart");
        }

        var unranked = await RowOf(small).InnerTextAsync();
        unranked.ShouldContain(few);
        unranked.ShouldNotContain(format.Percent(1, 0)[..^1] + (language == "fa" ? "٫" : "."), Case.Sensitive);
        (await RowOf(small).Locator("svg").CountAsync()).ShouldBe(0);
        (await page.Locator("table.league").InnerTextAsync()).ShouldNotContain(Name(language), Case.Sensitive,
            "an office of another kind");

        var links = page.Locator("ul.seclinks [aria-current]");
        (await links.CountAsync()).ShouldBe(1);
        await page.Context.CloseAsync();

        ILocator RowOf(PublicPageTests one) =>
            page.Locator("table.league tbody tr", new() { HasText = one.Name(language) });
    }

    [Fact]
    public async Task A_service_a_county_and_a_period_leave_what_was_asked_for()
    {
        await EstablishAsync("department");
        for (var i = 0; i < 20; i++) await FileAsync(2);
        for (var i = 0; i < 22; i++) await FileAsync(40, county: "amol");
        await FollowAsync();

        (await DecidedAsync($"department={_office}&service={Service}")).ShouldBe("42");
        (await DecidedAsync($"department={_office}&county=amol")).ShouldBe("22");
        (await DecidedAsync($"department={_office}&from=2026-05-02&to=2026-05-20")).ShouldBe("20");
        (await DecidedAsync($"department={_office}&from=2026-06-01")).ShouldBe("22");

        async Task<string> DecidedAsync(string query)
        {
            var page = await browser.OpenAsync($"/en/performance?{query}");
            var row = page.Locator("table.league tbody tr", new() { HasText = Name("en") });
            var decided = await row.Locator("td").Nth(1).InnerTextAsync();
            await page.Context.CloseAsync();
            return decided;
        }
    }

    [Fact]
    public async Task The_table_to_take_away_holds_the_rows_of_the_page()
    {
        await EstablishAsync("department");
        for (var i = 1; i <= 23; i++) await FileAsync(i, county: i < 22 ? "sari" : "amol");
        await FollowAsync();

        var page = await browser.OpenAsync($"/en/performance?by=county&department={_office}");
        var rows = page.Locator("table.league tbody tr");
        var shown = new List<string>();
        for (var i = 0; i < await rows.CountAsync(); i++)
            shown.Add(await rows.Nth(i).Locator("td").Nth(1).InnerTextAsync());
        var link = await page.Locator("section[aria-labelledby=league] .downloads a", new() { HasText = "CSV" })
            .GetAttributeAsync("href");
        await page.Context.CloseAsync();

        var lines = (await browser.SendAsync(HttpMethod.Get, link!)).Body.TrimStart('\uFEFF')
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        var decided = Array.IndexOf(lines[0], "decided");
        lines.Skip(1).Select(line => line[decided]).ShouldBe(shown, ignoreOrder: true);
        shown.ShouldBe(["23", "21", "2"], ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Refusals))]
    public async Task What_is_not_understood_is_said_in_the_readers_language(string language, string path, string text)
    {
        var answer = await browser.SendAsync(HttpMethod.Get, $"/{language}/{path}");

        answer.Status.ShouldBe(400);
        var html = WebUtility.HtmlDecode(answer.Body);
        html.ShouldContain($"<html lang=\"{language}\"");
        html[html.IndexOf("class=\"errors\"", StringComparison.Ordinal)..].ShouldContain(text);
        html.ShouldContain(language == "fa" ? "<title>خطا" : "<title>Error");
    }

    [Fact]
    public async Task A_period_that_is_refused_stays_in_its_fields()
    {
        var page = await browser.OpenAsync("/en/performance?from=2026-03-02&to=2026-03-01&asOf=someday");
        (await page.InputValueAsync("#from")).ShouldBe("2026-03-02");
        (await page.InputValueAsync("#to")).ShouldBe("2026-03-01");
        (await page.InputValueAsync("#asof")).ShouldBe("someday");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("nothing/there")]
    [InlineData("performance/departments/nowhere")]
    [InlineData("definitions/PERF-NOTHING")]
    [InlineData("decisions/none")]
    [InlineData("decisions/00000000-0000-0000-0000-000000000001")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        foreach (var (language, title) in new[] { ("fa", "این صفحه پیدا نشد"), ("en", "This page was not found") })
        {
            var answer = await browser.SendAsync(HttpMethod.Get, $"/{language}/{path}");
            answer.Status.ShouldBe(404);
            WebUtility.HtmlDecode(answer.Body).ShouldContain(title);
        }
    }

    [Theory]
    [InlineData("fa", "با آنچه ثبت شده یکی است", "رد شد", "معیارهایی که برآورده نشد")]
    [InlineData("en", "The same as recorded", "Refused", "Criteria that are not met")]
    public async Task A_decision_is_computed_again_before_the_readers_eyes(
        string language, string agrees, string refused, string grounds)
    {
        var (id, secret) = await DecideAsync();
        var page = await browser.OpenAsync($"/{language}/decisions?department=environment&outcome=refused");
        await page.ClickAsync($"a[href='/{language}/decisions/{id}']");

        (await page.InnerTextAsync("section[aria-labelledby=replay]")).ShouldContain(agrees);
        (await page.Locator("section[aria-labelledby=replay] .kv .tag").AllInnerTextsAsync())
            .ShouldBe([refused, refused, refused]);
        (await page.Locator("section[aria-labelledby=criteria] tbody tr").CountAsync()).ShouldBe(4);
        (await page.Locator("section[aria-labelledby=criteria] .hash").AllInnerTextsAsync())
            .ShouldAllBe(digest => digest.Length > 8);
        (await page.InnerTextAsync("section[aria-labelledby=grounds] h2")).ShouldBe(grounds);
        (await page.InnerTextAsync("section[aria-labelledby=about]")).ShouldContain("ENV-021");
        string[] secrets = ["500000000", "500,000,000", "۵۰۰٬۰۰۰٬۰۰۰", "another plan", "0012345679", "MZ-", secret];
        foreach (var word in secrets) (await page.ContentAsync()).ShouldNotContain(word);
        await page.ClickAsync("section[aria-labelledby=about] .kv a");
        new Uri(page.Url).AbsolutePath.ShouldBe($"/{language}/performance/departments/environment");
        await page.ClickAsync($"a[href='/{language}/decisions?department=environment']");
        (await page.InputValueAsync("#department")).ShouldBe("environment");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Decisions_are_read_page_by_page_and_none_is_left_out()
    {
        await EstablishAsync("department");
        for (var i = 1; i <= 53; i++) await FileAsync(i, outcome: i <= 51 ? Outcome.Granted : Outcome.Refused);
        await FollowAsync();

        var page = await browser.OpenAsync($"/en/decisions?department={_office}&outcome=granted");
        (await page.InnerTextAsync("h2")).ShouldBe("51 decisions");
        (await page.Locator("tbody tr").CountAsync()).ShouldBe(50);
        await page.ClickAsync("a[rel=next]");
        (await page.Locator("tbody tr").CountAsync()).ShouldBe(1);
        (await page.InputValueAsync("#outcome")).ShouldBe("granted");
        await page.Context.CloseAsync();
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task Every_figure_has_a_page_that_says_what_it_is_and_what_it_does_not_say(string language)
    {
        var page = await browser.OpenAsync($"/{language}/definitions");
        (await page.Locator("tbody tr").CountAsync()).ShouldBe(Definitions.Every.Count);
        await page.Context.CloseAsync();
        foreach (var one in Definitions.Every)
        {
            var answer = await browser.SendAsync(HttpMethod.Get, $"/{language}/definitions/{one.Id}");
            answer.Status.ShouldBe(200, one.Id);
            var html = WebUtility.HtmlDecode(answer.Body);
            foreach (var text in new[] { one.Meaning, one.LeftOut, one.DoesNotSay })
                html.ShouldContain(language == "fa" ? text.Fa : text.En, Case.Sensitive, one.Id);
            html.ShouldContain(one.Formula, Case.Sensitive, one.Id);
            foreach (var type in one.Events) html.ShouldContain(type, Case.Sensitive, one.Id);
        }
    }

    [Theory]
    [InlineData("fa", "ساری، خیابان نمونه", "۰۷:۳۰", "جمعه")]
    [InlineData("en", "Sample Street, Sari", "07:30", "Friday")]
    public async Task The_desks_say_where_they_are_and_when_they_work(
        string language, string address, string opens, string weekend)
    {
        await EstablishAsync("desk", new Text("ساری، خیابان نمونه", "Sample Street, Sari"));
        var page = await browser.OpenAsync($"/{language}");
        await page.ClickAsync($"p a[href='/{language}/desks']");

        (await page.Locator("tbody tr", new() { HasText = Name(language) }).InnerTextAsync()).ShouldContain(address);
        var hours = await page.InnerTextAsync("section[aria-labelledby=hours]");
        hours.ShouldContain(opens);
        hours.ShouldContain(weekend);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task In_Persian_every_number_is_written_in_Persian_digits_and_stands_isolated()
    {
        var (id, _) = await DecideAsync();
        await EstablishAsync("department");
        for (var i = 1; i <= 25; i++) await FileAsync(i);
        await FollowAsync();
        foreach (var path in Pages(id))
        {
            var page = await browser.OpenAsync($"/fa{path}", hasScript: true);
            // What is meant to be Latin says so; a code in a list of choices or a field cannot.
            var (latin, loose) = (
                await page.EvaluateAsync<string>("""
                    () => { const c = document.querySelector('main').cloneNode(true);
                        c.querySelectorAll('[translate=no], input, option').forEach(e => e.remove());
                        return c.textContent.replace(/office-[0-9a-f]+|n\b/g, ''); }
                    """),
                await page.EvaluateAsync<string>("""
                    () => { const c = document.querySelector('main').cloneNode(true);
                        c.querySelectorAll('bdi, svg, .def, input, option').forEach(e => e.remove());
                        return c.textContent; }
                    """));
            LatinDigit().Matches(latin).Select(match => match.Value).ShouldBeEmpty(path);
            if (!path.StartsWith("/definitions", StringComparison.Ordinal))
                PersianDigit().Matches(loose).Select(match => match.Value).ShouldBeEmpty(path);
            await page.Context.CloseAsync();
        }
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task Everybody_can_use_them(string language)
    {
        var (id, _) = await DecideAsync();
        await EstablishAsync("municipality");
        for (var i = 1; i <= 25; i++) await FileAsync(i * 2, onTime: i % 3 > 0, lateSteps: 1);
        await FollowAsync();
        foreach (var path in Pages(id)) await browser.ShouldBeUsableByEverybodyAsync($"/{language}{path}");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/performance?asOf=x");
    }

    private string[] Pages(Guid decision) =>
    [
        "", "/performance", "/performance?kind=municipality", "/performance?by=county", "/performance?by=service",
        "/performance/departments/environment", $"/performance/departments/{_office}", "/definitions",
        "/definitions/PERF-ONTIME", "/embed/definitions/PERF-ONTIME", "/definitions/PERF-PLACE",
        "/definitions/PERF-BREACH", "/definitions/DIR-EFFECTIVE", "/definitions/MTG-ANSWERED", "/decisions",
        $"/decisions/{decision}", "/desks",
    ];

    private string Name(string language) => language == "fa" ? $"نمونهٔ {_office}" : $"Sample {_office}";

    private async Task EstablishAsync(string kind, Text? address = null)
    {
        await using var session = browser.Store.LightweightSession();
        session.Events.StartStream<Department>(Identity.Of("department", _office), new DepartmentEstablished(
            Given.Start, _office, new(Name("fa"), Name("en")), kind, kind == "desk" ? "sari" : null, null, address));
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Filed on the first day, decided and closed after so many; as an importer writes it.</summary>
    private async Task FileAsync(
        int days, bool onTime = true, string? county = null, int lateSteps = 0, Outcome outcome = Outcome.Granted,
        DateTimeOffset? recorded = null)
    {
        var (id, matter) = (Guid.CreateVersion7(), new Matter(Service, _office, county));
        var (filed, decided) = (Given.Start, Given.Start.AddDays(days));
        List<object> events =
        [
            new RequestSubmitted(filed, TrackingNumber.Of(id), matter, "import",
                new(Sealed.Of(id, "words"), null, null), null, null, null, new Dictionary<string, JsonElement>(),
                new Dictionary<string, Sealed>(), null, []),
            .. Enumerable.Range(0, lateSteps)
                .Select(_ => new StepRecorded(filed.AddDays(1), matter, "visit", "ENV-014", filed.Day(), true)),
            new RequestDecided(decided, matter, "ENV-014", "env-siting", 7, [], outcome, outcome, null, [], null, null,
                null, days, onTime, 0, null),
            new RequestClosed(decided, matter, "ENV-014", Closure.Resolved, decided.AddDays(30).Day()),
        ];
        await using var session = browser.Store.LightweightSession();
        var stream = session.Events.StartStream<Request>(id, events);
        foreach (var e in stream.Events)
            if (recorded is { } moment) e.Timestamp = moment;
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Refused through the interface, with words and facts that nobody else may see.</summary>
    private async Task<(Guid Id, string Secret)> DecideAsync()
    {
        var filed = (await browser.SendAsync(HttpMethod.Post, "/api/requests", Given.Filing)).Should(201);
        var id = filed.Json.GetProperty("requestId").GetGuid();
        await As("officer", "assign", new { ground = "emergency" });
        await As("officer", "ready", new { });
        await Given.RefuseAsync(As);
        await FollowAsync();
        return (id, filed.Json.GetProperty("secret").GetString()!);

        async Task As(string persona, string act, object body) =>
            (await browser.SendAsync(HttpMethod.Post, $"/api/requests/{id}/{act}", body, persona)).Should(204);
    }

    private async Task<JsonElement> FiguresAsync(string query) =>
        (await browser.SendAsync(HttpMethod.Get, $"/api/public/performance?{query}")).Should(200).Json;

    /// <summary>Until every view has every event, and the figures in memory may not be older.</summary>
    private async Task FollowAsync()
    {
        await browser.CatchUpAsync();
        await Task.Delay(CubeShelf.Freshness * 1.2, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex LatinDigit();

    [GeneratedRegex("[۰-۹]+")]
    private static partial Regex PersianDigit();
}
