using EGov.Casework;
using EGov.Organisation;
using EGov.Privacy;
using EGov.Texts;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Playwright;

namespace EGov.Acceptance.Pages;

[Collection(OneBrowser.Name)]
public class DepartmentDeskPageTests(Browser browser)
{
    private static readonly Actor Manager = new("manager", "ENV-900", "environment");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Handbook Handbook => browser.Services.GetRequiredService<HandbookShelf>().Current;

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task Every_number_of_the_desk_leads_to_the_files_it_counts(string language)
    {
        var format = Language.Of("/" + language).Format;
        await PlantAsync(("late", 2, "ready"), ("soon", 8, "ready"), ("free", 20, "filed"), ("asked", 12, "referred"));
        await browser.Services.GetServices<IHostedService>().OfType<Watch>().Single().LookAsync(Cancellation);
        await browser.CatchUpAsync();
        await using var session = browser.Store.QuerySession();
        var now = browser.Clock.GetUtcNow();
        var desk = await DepartmentDeskEndpoint.Get(session, Handbook, Manager, now, Cancellation);
        var ages = desk.Ageing.ToDictionary(age => age.Band, age => age.Files);

        var page = await browser.OpenAsync($"/{language}/manager", "manager");
        foreach (var (band, count) in new[]
                 {
                     ("open", desk.Open), ("late", ages["late"]), ("waiting", desk.Waiting),
                     ("unassigned", desk.Unassigned), ("referred", desk.Referred),
                 })
        {
            var figure = page.Locator($".fig-v a[href='/{language}/manager/files?band={band}']");
            (await figure.InnerTextAsync()).ShouldBe(format.Number(count), band);
            await ShouldCountAsync($"/{language}/manager/files?band={band}", count);
        }

        await page.Locator("main details summary").First.ClickAsync();
        foreach (var (band, count) in ages.Select(age => (age.Key, age.Value))
                     .Append(("within-promise", desk.WithinPromise)).Append(("past-promise", desk.PastPromise)))
        {
            var row = page.Locator("details tbody tr", new() { Has = page.Locator($"a[href$='band={band}']") });
            (await row.Locator("td").InnerTextAsync()).ShouldBe(format.Number(count), band);
            await ShouldCountAsync($"/{language}/manager/files?band={band}", count);
        }

        foreach (var load in desk.Workloads)
        {
            var row = page.Locator("section[aria-labelledby=workload] tbody tr", new() { HasText = load.Officer });
            int[] numbers = [load.Open, load.Late, load.DueWithinThreeDays, load.Waiting];
            (await row.Locator("td.num").AllInnerTextsAsync()).ShouldBe(numbers.Select(count => format.Number(count)));
            await ShouldCountAsync($"/{language}/manager/files?band=late&officer={load.Officer}", load.Late);
        }

        desk.Late.ShouldNotBeEmpty();
        (await page.Locator("section[aria-labelledby=late] tbody .late").CountAsync())
            .ShouldBe(Math.Min(8, desk.Late.Count));
        await page.Context.CloseAsync();

        async Task ShouldCountAsync(string address, int count)
        {
            var files = await browser.OpenAsync(address, "manager");
            (await files.Locator(".head .small").InnerTextAsync())
                .ShouldBe(Bare(Language.Of(address).Count("manager.all", count).ToString()), address);
            (await files.Locator("main tbody tr").CountAsync()).ShouldBe(Math.Min(50, count), address);
            await files.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task A_manager_sees_the_files_of_his_own_department_and_of_no_other()
    {
        var files = await PlantAsync(("own", 9, "ready"), ("gone", 9, "transferred"));
        var page = await browser.OpenAsync("/fa/manager/files?band=open", "manager");
        var seen = new List<string>();
        for (var more = true; more;)
        {
            seen.AddRange(await page.Locator("main tbody th .ref").AllInnerTextsAsync());
            more = await page.Locator("nav.pager a[rel=next]").CountAsync() > 0;
            if (more) await page.ClickAsync("nav.pager a[rel=next]");
        }

        seen.ShouldContain(TrackingNumber.Of(files["own"]));
        seen.ShouldNotContain(TrackingNumber.Of(files["gone"]));
        await using (var session = browser.Store.QuerySession())
        {
            var open = await session.Query<QueuedFile>()
                .Where(file => file.Department == "environment").ToListAsync(Cancellation);
            seen.Order(StringComparer.Ordinal).ShouldBe(
                open.Select(file => TrackingNumber.Of(file.Id)).Order(StringComparer.Ordinal));
        }

        foreach (var path in new[] { "", "/assign", "/prioritise", "/remedy" })
        {
            (await page.GotoAsync($"/fa/manager/files/{files["gone"]}{path}"))!.Status.ShouldBe(403, path);
            (await page.TextContentAsync("h1")).ShouldBe("این پرونده برای شما گشوده نمی‌شود");
        }

        await page.GotoAsync("/fa/manager/workload");
        (await page.Locator("main tbody th").AllInnerTextsAsync()).ShouldAllBe(code => code.StartsWith("ENV-"));
        (await page.GotoAsync("/fa/officer/queue"))!.Status.ShouldBe(403, "an officer's own work");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_file_is_given_to_an_officer_by_what_each_of_them_carries_and_out_of_turn_only_with_a_ground()
    {
        var files = await PlantAsync(("earlier", 3, "filed"), ("later", 10, "filed"));
        await using var session = browser.Store.QuerySession();
        var file = await session.LoadAsync<Request>(files["later"], Cancellation);
        var earlier = (await AssignRequestHandler.PassedAsync("ENV-021", file!, Handbook, session)).Count;
        earlier.ShouldBeGreaterThan(0);
        var now = browser.Clock.GetUtcNow();
        var desk = await DepartmentDeskEndpoint.Get(session, Handbook, Manager, now, Cancellation);
        var load = desk.Workloads.SingleOrDefault(load => load.Officer == "ENV-021") ?? new("ENV-021", 0, 0, 0, 0);

        var page = await browser.OpenAsync($"/fa/manager/files/{files["later"]}", "manager");
        await page.ClickAsync("a[href$='/assign']");
        (await page.TextContentAsync("h1")).ShouldBe("سپردن به کارشناس");
        (await page.Locator("#officer option").AllInnerTextsAsync()).ShouldContain(choice =>
            Bare(choice) == $"ENV-021: {Format.Fa.Plain(load.Open)} باز، {Format.Fa.Plain(load.Late)} گذشته");
        (await page.Locator("#officer option").CountAsync()).ShouldBe(4, "a choice, and three officers");
        await SendAsync(page);
        (await page.Locator(".errors li").AllInnerTextsAsync()).ShouldBe(["کارشناس را برگزینید"]);
        await page.SelectOptionAsync("#officer", "ENV-021");
        await SendAsync(page);
        (await page.Locator(".errors li").AllInnerTextsAsync()).ShouldBe(
        [
            $"پرونده‌های پیش‌تری در این صف مانده‌اند (شمار: {Format.Fa.Plain(earlier)}) و نوبت با نخستین آن‌هاست. "
            + "کنارگذاشتن نوبت دلیل می‌خواهد: اولویت قانونی، حکم دادگاه، اضطرار یا تعیین دوبارهٔ نوبت.",
        ]);
        (await page.InputValueAsync("#officer")).ShouldBe("ENV-021", "what was chosen stays");
        await page.SelectOptionAsync("#ground", "court-order");
        await SendAsync(page);
        (await page.Locator("[role=status]").InnerTextAsync()).ShouldContain("پرونده سپرده شد.");

        await page.GotoAsync($"/fa/manager/files/{files["earlier"]}/prioritise");
        await page.CheckAsync("input[name=Priority][value='2']");
        await page.SelectOptionAsync("#ground", "statutory-priority");
        await SendAsync(page);
        (await page.Locator(".filehead .tag").AllInnerTextsAsync()).ShouldContain("اولویت ۲");
        await using var after = browser.Store.QuerySession();
        (await after.LoadAsync<Request>(files["later"], Cancellation))!.Officer.ShouldBe("ENV-021");
        (await after.LoadAsync<Request>(files["earlier"], Cancellation))!.Priority.ShouldBe(2);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_head_decides_an_appeal_from_the_page_too()
    {
        var id = (await PlantAsync(("appealed", 10, "appealed")))["appealed"];
        var page = await browser.OpenAsync($"/fa/manager/files/{id}", "manager");
        await page.ClickAsync("section[aria-labelledby=open] form button");
        await page.ClickAsync(".actlist a[href='/fa/manager/files/" + id + "/decide-appeal']");
        await page.CheckAsync("#outcome");
        await page.FillAsync("#reasons", "طرح دوباره خوانده شد.");
        await SendAsync(page);
        page.Url.ShouldContain("?done=decide-appeal", Case.Sensitive, await page.InnerTextAsync("main"));
        await using var session = browser.Store.QuerySession();
        (await session.Events.FetchStreamAsync(id, token: Cancellation)).Select(e => e.Data).OfType<AppealDecided>()
            .Single().Officer.ShouldBe("ENV-900");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_breach_is_owed_until_its_applicant_has_an_answer_that_names_the_fault_as_ours()
    {
        var files = await PlantAsync(("late", 2, "ready"));
        await browser.Services.GetServices<IHostedService>().OfType<Watch>().Single().LookAsync(Cancellation);
        var number = TrackingNumber.Of(files["late"]);
        var page = await browser.OpenAsync("/fa/manager/breaches?band=owed", "manager");
        var row = page.Locator("main tbody tr", new() { HasText = number });
        (await row.Locator("td").AllInnerTextsAsync()).ShouldBe(
            ["ENV-031", "کامل، در نوبت تصمیم", "۶ اردیبهشت ۱۴۰۵", "۵", "ENV-900", "بدهکاریم"]);

        await row.Locator("a[href$='/remedy']").ClickAsync();
        (await page.Locator("main form").CountAsync()).ShouldBe(0, "its file has to be opened first");
        await page.ClickAsync("main .notice a");
        await page.ClickAsync("section[aria-labelledby=open] form button");
        await page.ClickAsync(".actlist a[href$='/remedy']");
        await SendAsync(page);
        (await page.Locator(".errors li").AllInnerTextsAsync()).ShouldBe(
            ["جبران متنی می‌خواهد که خطا را از آنِ اداره بداند (منشور حقوق شهروندی، مادهٔ ۲۴)."]);
        await page.FillAsync("#answer", "خطا از ما بود.");
        await SendAsync(page);
        (await page.Locator("[role=status]").InnerTextAsync()).ShouldContain("جبران ثبت شد");
        await page.GotoAsync("/fa/manager/breaches");
        (await row.Locator("td").Last.InnerTextAsync()).ShouldBe("پوزش");
        await page.GotoAsync("/fa/manager/breaches?band=owed");
        (await row.CountAsync()).ShouldBe(0);
        await page.Context.CloseAsync();
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task Everybody_can_use_the_managers_pages(string language)
    {
        var files = await PlantAsync(("late", 2, "ready"), ("soon", 8, "ready"), ("free", 20, "filed"));
        await browser.Services.GetServices<IHostedService>().OfType<Watch>().Single().LookAsync(Cancellation);
        await browser.CatchUpAsync();
        await Openings.RecordAsync(
            browser.Store, files["late"], Manager, "supervision", browser.Clock.GetUtcNow(), Cancellation);
        foreach (var path in new[]
                 {
                     "", "/files", "/files?band=nothing", "/breaches", "/workload", $"/files/{files["free"]}",
                     $"/files/{files["late"]}", $"/files/{files["late"]}/remedy", $"/files/{files["free"]}/assign",
                     $"/files/{files["free"]}/prioritise",
                 })
            await browser.ShouldBeUsableByEverybodyAsync($"/{language}/manager{path}", "manager");
    }

    [Fact]
    public async Task An_office_of_a_simulated_province_says_so_on_each_page_and_a_real_one_on_none()
    {
        var file = (await PlantAsync(("any", 9, "ready")))["any"];
        (string, string)[] pages =
        [
            ("officer", "/officer/queue"), ("officer", $"/officer/files/{file}"),
            ("officer", $"/officer/files/{file}/ask"),
            ("manager", "/manager"), ("manager", "/manager/breaches"), ("manager", $"/manager/files/{file}/assign"),
            ("officer-water", $"/officer/files/{file}"),
        ];
        await ShouldSayAsync(count: 0);
        var shelf = browser.Services.GetRequiredService<HandbookShelf>();
        await using var session = browser.Store.LightweightSession();
        session.Store(new Province { Id = Province.TheOne, Name = new("نمونه", "Sample"), IsSimulated = true });
        await session.SaveChangesAsync(Cancellation);
        try
        {
            await shelf.LoadAsync(Cancellation);
            await ShouldSayAsync(count: 1);
        }
        finally
        {
            session.Delete<Province>(Province.TheOne);
            await session.SaveChangesAsync(Cancellation);
            await shelf.LoadAsync(Cancellation);
        }

        async Task ShouldSayAsync(int count)
        {
            foreach (var (persona, path) in pages)
                foreach (var (language, text) in new[] { ("fa", "دادهٔ شبیه‌سازی‌شده"), ("en", "Simulated data") })
                {
                    var page = await browser.OpenAsync($"/{language}{path}", persona);
                    var said = page.Locator("header .sim");
                    (await said.CountAsync()).ShouldBe(count, page.Url);
                    if (count > 0) (await said.InnerTextAsync()).ShouldStartWith(text);
                    await page.Context.CloseAsync();
                }
        }
    }

    private async Task<Dictionary<string, Guid>> PlantAsync(params (string Name, int Day, string State)[] files)
    {
        var planted = new Planted(browser);
        var named = new Dictionary<string, Guid>();
        foreach (var (name, day, state) in files) planted.Reach(named[name] = Guid.NewGuid(), day, state);
        await planted.WriteAsync();
        return named;
    }

    private static Task SendAsync(IPage page) => page.Locator("main form button.btn").First.ClickAsync();

    private static string Bare(string text) => text.Replace("\u2068", "").Replace("\u2069", "");
}
