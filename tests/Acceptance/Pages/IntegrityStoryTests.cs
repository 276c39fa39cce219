using System.Text.Json;
using EGov.Casework;
using EGov.Integrity;
using EGov.Privacy;
using EGov.Texts;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Playwright;

namespace EGov.Acceptance.Pages;

/// <summary>
/// Somebody presses, an officer is tied, lots decide, and a later file goes first all the same: each step through the
/// pages of whoever takes it, and what the next one reads there.
/// </summary>
/// <remarks>
/// No rule lets an officer decide a later file of his own pile without a ground. What is left is to move the file:
/// past the draw, to an officer with no pile, who passes nobody of his own. That is what the signal is for.
/// </remarks>
// A browser and a host of its own: its days pass.
public class IntegrityStoryTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly Dictionary<string, string> Personas = new()
    {
        ["ENV-014"] = "officer",
        ["ENV-021"] = "officer-2",
        ["ENV-031"] = "officer-appeal",
    };

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private Language _t = Language.En;
    private string Service => $"lodging-{_t.Code}";

    [Theory, InlineData("fa", "0080010512"), InlineData("en", "0080010598")]
    public async Task Pressure_a_tie_a_draw_a_file_that_goes_first_and_what_came_of_it(string language, string national)
    {
        _t = Language.Of($"/{language}");
        await HaveAPastAsync();

        var (citizen, number) = await FileAsync(national);
        var file = await IdOfAsync(number);
        var tied = await UntilDrawnAsync(number, draws: 1);
        await citizen.ReloadAsync();
        (await citizen.InnerTextAsync("section[aria-labelledby=holder]")).ShouldContain(tied);

        await TheContactIsReportedAsync(tied, file, number);
        await citizen.ReloadAsync();
        (await citizen.Locator("section[aria-labelledby=contacts] li").CountAsync()).ShouldBe(1);
        await TheTieIsDeclaredAsync(tied, file, number, national);
        var holder = await LotsAreDrawnAgainAsync(tied, number);
        await citizen.ReloadAsync();
        (await citizen.InnerTextAsync("section[aria-labelledby=holder]")).ShouldContain(holder);
        await ReadyAsync(file, holder);

        var (later, laterNumber, secret) = await ALaterFileFallsToAsync(holder);
        await FourMoreWaitWithAsync(holder);
        await ReadyAsync(later, holder);
        await NobodyPassesHisOwnPileAsync(later, holder);
        var friend = Personas.Keys.Single(code => code != holder && code != tied);
        await TheManagerMovesItAsync(later, friend);
        await ItIsDecidedFirstAsync(later, laterNumber, friend);
        await citizen.ReloadAsync();
        (await citizen.Locator("section[aria-labelledby=signals]").CountAsync())
            .ShouldBe(0, "a suspicion that nobody has weighed is told to nobody");

        var signal = await TheSignalAppearsAsync(number, laterNumber, friend);
        await TheOfficerAnswersAsync(signal, friend);
        var before = await CountedAsync("signals", "F01", _t["signals.disposition.confirmed"].ToString());
        await TheOfficeDisposesAsync(signal, friend);
        (await CountedAsync("signals", "F01", _t["signals.disposition.confirmed"].ToString())).ShouldBe(before + 1);
        await TheApplicantIsToldAsync(laterNumber, secret);
        await citizen.Context.CloseAsync();
    }

    /// <summary>A service that draws, and twenty of its files that were decided in their order.</summary>
    private async Task HaveAPastAsync()
    {
        (await browser.SendAsync(HttpMethod.Post, "/api/services", new
        {
            from = "2026-05-02",
            terms = JsonSerializer.SerializeToElement(
                Given.Terms with { Code = Service, Assignment = "draw", FourEyes = false }, JsonSerializerOptions.Web),
        }, "admin")).Should(204);
        for (var i = 0; i < 20; i++) await RecordAsync("ENV-031", isDecided: true);
    }

    private async Task TheContactIsReportedAsync(string officer, Guid file, string number)
    {
        var kind = _t["influence.kind.pressure"].ToString();
        var before = await CountedAsync("influence", kind);
        var page = await OpenFileAsync(file, officer, "papers");
        await page.ClickAsync("a[href*='/staff/influence?file=']");
        (await page.InputValueAsync("#about")).ShouldBe(number);
        await page.SelectOptionAsync("#kind", "pressure");
        await page.SelectOptionAsync("#category", "superior");
        await page.SelectOptionAsync("#channel", "telephone");
        await page.SelectOptionAsync("#answer", "refused");
        await page.FillAsync("#asked", "Grant it at once.");
        await SendAsync(page);
        page.Url.ShouldEndWith("?done=report");
        await page.Context.CloseAsync();
        await EndDayAsync();

        page = await OpenFileAsync(file, officer, "papers");
        (await page.Locator("section[aria-labelledby=contacts] li").CountAsync()).ShouldBe(1);
        (await page.InnerTextAsync("main")).ShouldNotContain("Grant it at once.");
        await page.Context.CloseAsync();
        (await CountedAsync("influence", kind)).ShouldBe(before + 1);
        var integrity = await browser.OpenAsync($"/{_t.Code}/integrity/influence", "integrity");
        (await integrity.InnerTextAsync("main")).ShouldContain("Grant it at once.");
        await integrity.Context.CloseAsync();
    }

    private async Task TheTieIsDeclaredAsync(string officer, Guid file, string number, string national)
    {
        Pass();
        var page = await browser.OpenAsync($"/{_t.Code}/officer/queue", Personas[officer]);
        (await page.InnerTextAsync("main")).ShouldContain(number);
        await page.GotoAsync($"/{_t.Code}/staff/interests");
        await page.SelectOptionAsync("#relation", "sibling");
        await page.FillAsync("#called", "Nowhere");
        await page.FillAsync("#number", national);
        await SendAsync(page, "declare");
        page.Url.ShouldEndWith("?done=declare");
        var watch = browser.Services.GetServices<IHostedService>().OfType<Watch>().Single();
        await watch.LookAsync(Cancellation);
        await browser.CatchUpAsync();

        await page.GotoAsync($"/{_t.Code}/officer/files/{file}");
        (await page.InnerTextAsync("main h1")).ShouldBe(_t["officer.denied.title"].ToString());
        foreach (var part in new[] { "mine", "nobody", "all" })
        {
            await page.GotoAsync($"/{_t.Code}/officer/queue?show={part}");
            (await page.InnerTextAsync("main")).ShouldNotContain(number);
        }

        await page.Context.CloseAsync();
    }

    private async Task<string> LotsAreDrawnAgainAsync(string tied, string number)
    {
        var holder = await UntilDrawnAsync(number, draws: 2);
        holder.ShouldNotBe(tied);
        var page = await browser.OpenAsync($"/{_t.Code}/draws/{number}");
        var draws = await page.Locator("main section.panel").AllInnerTextsAsync();
        draws.Count.ShouldBe(2);
        draws.ShouldContain(draw => draw.Contains(_t["draw.is-executed", _t.Ref(holder)].ToString().Bare())
            && draw.Contains(_t["draw.reason.recused"].ToString()));
        await page.Context.CloseAsync();
        return holder;
    }

    /// <summary>Others file too, until lots give one of theirs to the same officer.</summary>
    private async Task<(Guid Id, string Number, string Secret)> ALaterFileFallsToAsync(string holder)
    {
        for (var others = 0; others < 40; others++)
        {
            Pass();
            var filed = (await browser.SendAsync(HttpMethod.Post, "/api/requests", new
            {
                service = Service,
                county = "sari",
                applicant = new { name = "نمونه" },
                facts = new { distance = 730, income = 500_000_000 },
            })).Should(201).Json;
            var number = filed.GetProperty("trackingNumber").GetString()!;
            if (await UntilDrawnAsync(number, draws: 1) == holder)
                return (filed.GetProperty("requestId").GetGuid(), number, filed.GetProperty("secret").GetString()!);
        }

        throw new InvalidOperationException("Forty draws, and none for him.");
    }

    private async Task FourMoreWaitWithAsync(string holder)
    {
        for (var i = 0; i < 4; i++) await RecordAsync(holder);
    }

    private async Task NobodyPassesHisOwnPileAsync(Guid file, string holder)
    {
        Pass();
        var page = await browser.OpenAsync($"/{_t.Code}/officer/files/{file}", Personas[holder]);
        await page.CheckAsync("input[name='Answers[plan-acceptable]'][value=Met]");
        await page.CheckAsync("#outcome");
        await page.ClickAsync("#decide button.btn");
        var said = (await page.Locator(".errors li").AllInnerTextsAsync()).ShouldHaveSingleItem();
        said.ShouldContain(_t.Format.Plain(5));
        (await page.Locator("#overtakingground option").CountAsync()).ShouldBe(1 + Overtaken.Grounds.Count);
        await page.Context.CloseAsync();
    }

    private async Task TheManagerMovesItAsync(Guid file, string friend)
    {
        Pass();
        var page = await browser.OpenAsync($"/{_t.Code}/manager/files/{file}/assign", "manager");
        await page.SelectOptionAsync("#officer", friend);
        await SendAsync(page);
        (await page.Locator(".errors li").CountAsync()).ShouldBe(1, "lots gave it to another");
        await page.SelectOptionAsync("#pastdraw", "officer-absent");
        await SendAsync(page);
        page.Url.ShouldContain("?done=assign");
        await page.Context.CloseAsync();
    }

    private async Task ItIsDecidedFirstAsync(Guid file, string number, string friend)
    {
        var page = await OpenFileAsync(file, friend, "decision");
        await page.CheckAsync("input[name='Answers[plan-acceptable]'][value=Met]");
        await page.CheckAsync("#outcome");
        (await page.Locator("#overtakingground").CountAsync()).ShouldBe(0, "he has no pile that he would pass");
        await page.ClickAsync("#decide button.btn");
        page.Url.ShouldContain("?done=decide");
        await page.Context.CloseAsync();
        await browser.CatchUpAsync();

        var anybody = await browser.OpenAsync($"/{_t.Code}/draws/{number}");
        var past = await anybody.InnerTextAsync("section[aria-labelledby=past]");
        past.ShouldContain(friend);
        past.ShouldContain(_t["trace.ground.officer-absent"].ToString());
        await anybody.Context.CloseAsync();
    }

    private async Task<string> TheSignalAppearsAsync(string passed, string number, string friend)
    {
        var page = await browser.OpenAsync($"/{_t.Code}/auditor/signals?indicator=F01&request={number}", "integrity");
        await page.ClickAsync("section[aria-labelledby=signals] tbody th a");
        var facts = await page.InnerTextAsync("main");
        facts.ShouldContain(friend);
        facts.ShouldContain(number);
        // The move, the decision, and what made each of the five come before it.
        var evidence = page.Locator("section[aria-labelledby=evidence] tbody tr");
        (await evidence.CountAsync()).ShouldBe(7);
        (await evidence.Filter(new() { HasText = passed }).InnerTextAsync())
            .ShouldContain(_t["event.RequestReady"].ToString());
        (await evidence.Filter(new() { HasText = number }).CountAsync()).ShouldBe(2);
        (await page.InnerTextAsync("section[aria-labelledby=answers]"))
            .ShouldContain(_t["signal.no-answer"].ToString());
        var id = new Uri(page.Url).Segments[^1];
        await page.Context.CloseAsync();
        return id;
    }

    private async Task TheOfficerAnswersAsync(string signal, string friend)
    {
        var page = await browser.OpenAsync($"/{_t.Code}/staff/signals", Personas[friend]);
        await page.ClickAsync($"a[href$='{signal}']");
        (await page.Locator("section[aria-labelledby=evidence] tbody tr").CountAsync()).ShouldBe(7);
        await page.FillAsync("#said", "The head of the office told me to.");
        await SendAsync(page, "answer");
        page.Url.ShouldEndWith("?done=answer");
        await page.Context.CloseAsync();
        await EndDayAsync();

        foreach (var other in Personas.Where(other => other.Key != friend))
        {
            var colleague = await browser.OpenAsync($"/{_t.Code}/staff/signals", other.Value);
            (await colleague.Locator($"a[href$='{signal}']").CountAsync()).ShouldBe(0, "it is his alone");
            await colleague.Context.CloseAsync();
        }
    }

    private async Task TheOfficeDisposesAsync(string signal, string friend)
    {
        var page = await browser.OpenAsync($"/{_t.Code}/auditor/signals/{signal}", "integrity");
        (await page.InnerTextAsync("section[aria-labelledby=answers]"))
            .ShouldContain("The head of the office told me to.");
        await page.SelectOptionAsync("#outcome", "confirmed/admitted");
        await page.FillAsync("#why", "Nobody was absent on that day.");
        await SendAsync(page, "dispose");
        page.Url.ShouldEndWith("?done=dispose");
        await page.Context.CloseAsync();
        await browser.CatchUpAsync();

        var own = await browser.OpenAsync($"/{_t.Code}/staff/signals", Personas[friend]);
        (await own.Locator("tbody tr").Filter(new() { HasText = _t["signals.disposition.confirmed"].ToString() })
            .Locator($"a[href$='{signal}']").CountAsync()).ShouldBe(1);
        await own.Context.CloseAsync();
        var anybody = await browser.OpenAsync($"/{_t.Code}/signals");
        (await anybody.InnerTextAsync("section[aria-labelledby=counts]")).ShouldNotContain(friend);
        await anybody.Context.CloseAsync();
    }

    private async Task TheApplicantIsToldAsync(string number, string secret)
    {
        var page = await browser.OpenAsync($"/{_t.Code}/track");
        await page.FillAsync("#number", number);
        await page.FillAsync("#secret", secret);
        await SendAsync(page);
        (await page.InnerTextAsync("section[aria-labelledby=signals] article"))
            .ShouldContain(_t["signals.disposition.confirmed"].ToString());
        await page.Context.CloseAsync();
    }

    /// <summary>A citizen's way through the questions, without adding a number to the draw.</summary>
    private async Task<(IPage Page, string Number)> FileAsync(string national)
    {
        Pass();
        var page = await browser.OpenAsync($"/{_t.Code}/file/{Service}");
        foreach (var answer in new Func<Task>[]
                 {
                     () => page.SelectOptionAsync("#value", "sari"),
                     () => page.FillAsync("#value", "730"),
                     () => page.FillAsync("#value", "500000000"),
                     async () =>
                     {
                         await page.FillAsync("#person-name", "زهرا نمونه");
                         await page.FillAsync("#person-nationalnumber", national);
                     },
                     () => page.CheckAsync("input[value=no]"),
                     () => page.FillAsync("#value", "سلام"),
                     () => Task.CompletedTask,
                     () => Task.CompletedTask,
                 })
        {
            await answer();
            await SendAsync(page);
        }

        page.Url.ShouldEndWith($"/{_t.Code}/receipt");
        var number = await page.Locator(".bigcode").First.InnerTextAsync();
        await SendAsync(page);
        page.Url.ShouldEndWith($"/track/{number}");
        return (page, number);
    }

    private async Task ReadyAsync(Guid file, string officer)
    {
        var page = await OpenFileAsync(file, officer, "papers");
        await page.GotoAsync($"/{_t.Code}/officer/files/{file}/ready");
        await SendAsync(page);
        page.Url.ShouldContain("?done=ready");
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenFileAsync(Guid file, string officer, string purpose)
    {
        Pass();
        var page = await browser.OpenAsync($"/{_t.Code}/officer/files/{file}", Personas[officer]);
        await page.CheckAsync($"input[name=For][value={purpose}]");
        await SendAsync(page, "open");
        page.Url.ShouldEndWith($"/files/{file}#file");
        return page;
    }

    private async Task<string> UntilDrawnAsync(string number, int draws)
    {
        var keeper = browser.Services.GetServices<IHostedService>().OfType<KeepDrawing>().Single();
        for (var patience = 0; patience < 300; patience++, await Task.Delay(100, Cancellation))
        {
            await keeper.LookAsync(Cancellation);
            await browser.CatchUpAsync();
            var found = (await browser.SendAsync(HttpMethod.Get, $"/api/public/requests/{number}/draws")).Should(200)
                .Json.GetProperty("draws").EnumerateArray()
                .Where(draw => draw.GetProperty("state").GetString() == "executed")
                .OrderBy(draw => draw.GetProperty("requestedAt").GetDateTimeOffset()).ToList();
            if (found.Count >= draws) return found[^1].GetProperty("officer").GetString()!;
        }

        throw new TimeoutException("No lots were drawn.");
    }

    private Matter Matter => new(Service, "environment", "sari");

    /// <summary>A complete file of somebody's, straight into the record.</summary>
    private async Task RecordAsync(string officer, bool isDecided = false)
    {
        var (id, at) = (Guid.CreateVersion7(), Pass());
        var decided = new RequestDecided(Pass(), Matter, officer, "env-siting", 7, [], Outcome.Granted, Outcome.Granted,
            null, [], null, null, null, 1, true, 0, null);
        await using var session = browser.Store.LightweightSession();
        session.Events.StartStream<Request>(id,
        [
            new RequestSubmitted(at, TrackingNumber.Of(id), Matter, "portal", new(Sealed.Of(id, "نمونه"), null, null),
                null, null, null, new Dictionary<string, JsonElement>(), new Dictionary<string, Sealed>(), null, []),
            new RequestAssigned(at, Matter, officer, "", 0, null, Guid.NewGuid()),
            new RequestReady(at, Matter, officer, 1, 20, 12, at.Day().AddDays(25), at.Day().AddDays(15)),
            .. isDecided ? [decided] : Array.Empty<object>(),
        ]);
        await session.SaveChangesAsync(Cancellation);
    }

    /// <summary>The last column's sum over the rows that hold all these words.</summary>
    private async Task<int> CountedAsync(string path, params string[] words)
    {
        await browser.CatchUpAsync();
        var page = await browser.OpenAsync($"/{_t.Code}/{path}");
        var rows = page.Locator("section[aria-labelledby=counts] tbody tr");
        foreach (var word in words) rows = rows.Filter(new() { HasText = word });
        var counts = await rows.Locator("td:last-child").AllInnerTextsAsync();
        await page.Context.CloseAsync();
        return (int)counts.Sum(count => Fold.Number(count)!.Value);
    }

    private async Task<Guid> IdOfAsync(string number)
    {
        await using var session = browser.Store.QuerySession();
        return await session.Query<Request>().Where(request => request.TrackingNumber == number)
            .Select(request => request.Id).SingleAsync(Cancellation);
    }

    private async Task EndDayAsync()
    {
        browser.Clock.Advance(TimeSpan.FromDays(1));
        await browser.Services.GetRequiredService<Letterbox>().EmptyAsync(Cancellation);
        await browser.CatchUpAsync();
    }

    private DateTimeOffset Pass()
    {
        browser.Clock.Advance(TimeSpan.FromMinutes(1));
        return browser.Clock.GetUtcNow();
    }

    private static async Task SendAsync(IPage page, string? form = null)
    {
        var handler = form is null ? "" : $":has(input[name=_handler][value={form}])";
        await page.Locator($"main form{handler} button[type=submit]").First.ClickAsync();
        await page.WaitForLoadStateAsync();
    }
}

internal static class PlainWords
{
    /// <summary>As a page shows them: without the marks that set a part's direction.</summary>
    public static string Bare(this string words) =>
        words.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);
}
