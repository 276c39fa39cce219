using System.Text;
using System.Text.Json;
using EGov.Casework;
using EGov.Ledger;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Playwright;

namespace EGov.Acceptance.Pages;

/// <summary>A draw is shown to everybody, and the browser draws it again by itself.</summary>
// A browser and a host of its own: who can be drawn depends on what officers hold.
public class DrawPageTests(Browser browser) : IClassFixture<Browser>
{
    private const string Service = "lodging";

    [Theory]
    [InlineData("fa", "تنها بر کلید سامانه استوار است", "قرعه دوباره کشیده شد و همان نام درآمد")]
    [InlineData("en", "rests on the platform’s key alone", "The draw was drawn again, and gives the same officer")]
    public async Task Everybody_sees_a_draw_and_draws_it_again(string language, string alone, string found)
    {
        var (number, draw) = await DrawnAsync();
        var officer = draw.GetProperty("officer").GetString()!;
        var page = await browser.OpenAsync($"/{language}/draws/{number}", hasScript: true);
        var text = await page.InnerTextAsync("[aria-labelledby=draw-0]");
        text.ShouldContain(officer);
        text.ShouldContain(alone);
        await browser.ShouldBeUsableByEverybodyAsync(page);

        await page.ClickAsync("[aria-labelledby=draw-0] .btns a");
        await page.Locator("[data-step=draw].ok").WaitForAsync();
        (await page.InnerTextAsync("#verify-result")).ShouldBe(found);
        (await page.InnerTextAsync("#verify-proved")).ShouldContain(officer);
        await browser.ShouldBeUsableByEverybodyAsync(page);
        await page.Context.CloseAsync();

        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/draws");
    }

    [Fact]
    public async Task A_changed_pool_order_contribution_or_index_fails_in_the_browser_too()
    {
        var (_, draw) = await DrawnAsync();
        var requested = await ProofAsync(draw.GetProperty("requestedEvent").GetGuid());
        var executed = await ProofAsync(draw.GetProperty("endedEvent").GetGuid());
        var page = await browser.OpenAsync("/en/verify", hasScript: true);
        await GiveAsync(page, requested, executed);
        await page.Locator("[data-step=draw].ok").WaitForAsync();

        var first = $"\"{draw.GetProperty("contributions")[0].GetProperty("signature").GetString()![..12]}";
        (TlogProof Requested, TlogProof Executed)[] wrong =
        [
            (Changed(requested, "ENV-014", "ENV-015"), executed),
            (Changed(requested, "\"ENV-014\",\"ENV-021\"", "\"ENV-021\",\"ENV-014\""), executed),
            (new(requested.Index + 1, requested.Path, requested.Note, requested.Extra), executed),
        ];
        foreach (var (one, other) in wrong)
        {
            await page.ReloadAsync();
            await GiveAsync(page, one, other);
            await page.Locator("[data-step=draw-request].bad").WaitForAsync();
            (await page.Locator("[data-step=draw]").CountAsync()).ShouldBe(0);
        }

        // What the result says stands in the ledger: changed, it is not that entry any more.
        await page.ReloadAsync();
        await GiveAsync(page, requested, Changed(executed, first, $"\"AAAA{first[5..]}"));
        await page.Locator("[data-step=inclusion].bad").WaitForAsync();
        // And without the key of whoever contributed nothing is drawn again.
        await page.ReloadAsync();
        await page.Locator("#verify-tool").WaitForAsync();
        await page.FillAsync("#verify-draws", "");
        await GiveAsync(page, requested, executed);
        await page.Locator("[data-step=contributions].bad").WaitForAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_office_and_the_applicant_see_that_lots_decide()
    {
        var (number, _) = await DrawnAsync();
        var page = await browser.OpenAsync($"/en/draws/{number}");
        (await page.InnerTextAsync("h1")).ShouldBe("Who handles this file");
        await page.GotoAsync("/en/draws/MZ-0000-0000-0000");
        (await page.InnerTextAsync("main")).ShouldNotBeEmpty();
        await page.Context.CloseAsync();

        await using var session = browser.Store.QuerySession();
        var id = await session.Query<Request>().Where(request => request.TrackingNumber == number)
            .Select(request => request.Id).SingleAsync(TestContext.Current.CancellationToken);
        var manager = await browser.OpenAsync($"/en/manager/files/{id}", "manager");
        (await manager.InnerTextAsync(".filehead")).ShouldContain("In this service lots decide who handles a file.");
        await manager.GotoAsync($"/en/manager/files/{id}/assign");
        (await manager.InnerTextAsync("main")).ShouldContain("Ground for giving it past the draw");
        await manager.Context.CloseAsync();
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task An_applicant_adds_a_number_that_his_browser_makes(string language)
    {
        var page = await AtOwnNumberAsync(language, hasScript: true);
        await page.ClickAsync("#draw-button");
        await page.Locator("#draw-made .notice").WaitForAsync();
        var shown = await page.InnerTextAsync("#draw-made .grouped");
        var own = shown.Replace(" ", "", StringComparison.Ordinal);
        (await page.InputValueAsync("#value")).ShouldBe(DrawSeed.Commit(Convert.FromHexString(own)));
        await browser.ShouldBeUsableByEverybodyAsync(page);
        await SendAsync(page);
        await page.Locator("main dl [data-number-of]").WaitForAsync();
        (await page.InnerTextAsync("main dl")).ShouldContain(shown, Case.Sensitive, "on the page that checks");
        await SendAsync(page);
        await page.Locator(".receipt [data-number-of]").WaitForAsync();
        (await page.InnerTextAsync(".receipt")).ShouldContain(shown, Case.Sensitive, "on the receipt, to be printed");
        (await page.Locator(".receipt .write").IsVisibleAsync()).ShouldBeFalse();
        await browser.ShouldBeUsableByEverybodyAsync(page);

        var number = await page.Locator(".bigcode").First.InnerTextAsync();
        await SendAsync(page);
        await RevealAsync(page);
        await page.Locator("main [data-number-of]").WaitForAsync();
        (await page.InputValueAsync("#nonce")).ShouldBe(own);
        await browser.ShouldBeUsableByEverybodyAsync(page);
        await SendAsync(page);
        page.Url.ShouldContain("?done=nonce");
        (await UntilDrawnAsync(number)).GetProperty("nonce").GetString().ShouldBe(own);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Or_one_that_he_has_made_elsewhere_without_any_script()
    {
        var own = Convert.ToHexStringLower([.. Enumerable.Range(11, DrawSeed.NonceLength).Select(i => (byte)i)]);
        var page = await AtOwnNumberAsync("fa", hasScript: false);
        (await page.Locator("#draw-make").IsVisibleAsync()).ShouldBeFalse();
        await page.FillAsync("#value", own[..40]);
        await SendAsync(page);
        (await page.Locator(".errors li").CountAsync()).ShouldBe(1);
        await page.FillAsync("#value", DrawSeed.Commit(Convert.FromHexString(own)).ToUpperInvariant());
        await SendAsync(page);
        await SendAsync(page);
        (await page.Locator(".receipt .write").IsVisibleAsync()).ShouldBeTrue("there is a line to write it on");
        var number = await page.Locator(".bigcode").First.InnerTextAsync();
        await SendAsync(page);
        await RevealAsync(page);
        await page.FillAsync("#nonce", string.Join(' ', own.Chunk(8).Select(eight => new string(eight))));
        await SendAsync(page);
        page.Url.ShouldContain("?done=nonce");
        (await UntilDrawnAsync(number)).GetProperty("nonce").GetString().ShouldBe(own);
        await page.Context.CloseAsync();
    }

    private static KeepDrawing KeeperOf(Browser browser) =>
        browser.Services.GetServices<IHostedService>().OfType<KeepDrawing>().Single();

    private static Task SendAsync(IPage page) =>
        page.Locator("main form button.btn:not([type=button])").First.ClickAsync();

    /// <summary>A citizen's way to the question that only a service that draws has.</summary>
    private async Task<IPage> AtOwnNumberAsync(string language, bool hasScript)
    {
        await OfferAsync();
        var page = await browser.OpenAsync($"/{language}/file/{Service}", hasScript: hasScript);
        foreach (var answer in new Func<Task>[]
                 {
                     () => page.SelectOptionAsync("#value", "sari"),
                     () => page.FillAsync("#value", "730"),
                     () => page.FillAsync("#value", "500000000"),
                     () => page.FillAsync("#person-name", "زهرا نمونه"),
                     () => page.CheckAsync("input[value=no]"),
                     () => Task.CompletedTask,
                 })
        {
            await answer();
            await SendAsync(page);
        }

        page.Url.ShouldEndWith("/draw");
        return page;
    }

    private async Task RevealAsync(IPage page)
    {
        // The receipt is closed, and the file stands in its place.
        await page.Locator(".receipt").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.WaitForLoadStateAsync();
        await KeeperOf(browser).LookAsync(TestContext.Current.CancellationToken);
        await page.ReloadAsync();
        await page.ClickAsync("a[href$='/nonce']");
    }

    private Task<Answer> OfferAsync() => browser.SendAsync(HttpMethod.Post, "/api/services", new
    {
        from = "2026-05-02",
        terms = JsonSerializer.SerializeToElement(
            Given.Terms with { Code = Service, Assignment = "draw" }, JsonSerializerOptions.Web),
    }, "admin");

    private async Task<(string Number, JsonElement Draw)> DrawnAsync()
    {
        await OfferAsync();
        var filed = (await browser.SendAsync(HttpMethod.Post, "/api/requests", new
        {
            service = Service,
            applicant = new { name = "نمونه", nationalNumber = "۰۰۱۲۳۴۵۶۷۹" },
            facts = new { distance = 730, income = 500_000_000 },
        })).Should(201);
        var number = filed.Json.GetProperty("trackingNumber").GetString()!;
        return (number, await UntilDrawnAsync(number));
    }

    private async Task<JsonElement> UntilDrawnAsync(string number)
    {
        for (var patience = 0; patience < 100; patience++, await Task.Delay(100))
        {
            await KeeperOf(browser).LookAsync(TestContext.Current.CancellationToken);
            await browser.CatchUpAsync();
            var draws = (await browser.SendAsync(HttpMethod.Get, $"/api/public/requests/{number}/draws")).Should(200);
            if (draws.Json.GetProperty("draws").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object }
                draw && draw.GetProperty("state").GetString() == "executed") return draw;
        }

        throw new TimeoutException("No lots were drawn.");
    }

    private async Task<TlogProof> ProofAsync(Guid id)
    {
        for (var patience = 0; patience < 100; patience++, await Task.Delay(100))
        {
            var answer = await browser.SendAsync(HttpMethod.Get, $"/ledger/proofs/{id}");
            if (answer.Status == 200) return TlogProof.Parse(answer.Body);
        }

        throw new TimeoutException("No proof came.");
    }

    private static TlogProof Changed(TlogProof proof, string from, string to)
    {
        var entry = Encoding.UTF8.GetString(proof.Extra!.Value.Span);
        entry.ShouldContain(from);
        return new(proof.Index, proof.Path, proof.Note,
            Encoding.UTF8.GetBytes(entry.Replace(from, to, StringComparison.Ordinal)));
    }

    private static async Task GiveAsync(IPage page, params TlogProof[] proofs)
    {
        await page.Locator("#verify-tool").WaitForAsync();
        await page.SetInputFilesAsync("#verify-files", proofs.Select((proof, i) => new FilePayload
        {
            Name = $"{i}.tlog-proof",
            MimeType = "text/plain",
            Buffer = proof.ToBytes(),
        }));
        await page.Locator("#verify-steps li").First.WaitForAsync();
    }
}
