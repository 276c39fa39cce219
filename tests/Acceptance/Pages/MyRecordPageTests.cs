using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace EGov.Acceptance.Pages;

/// <summary>"My data" without script, in both languages; and the custodians' pages, one after the other.</summary>
[Collection(OneBrowser.Name)]
public partial class MyRecordPageTests(Browser browser)
{
    private const string Before = "نمونه", After = "نامی دیگر";

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task A_person_sees_corrects_and_hands_out_and_is_erased_by_two(string language)
    {
        var filed = (await browser.SendAsync(HttpMethod.Post, "/api/requests", Given.Filing)).Should(201).Json;
        var (id, number) = (filed.GetProperty("requestId").GetGuid(), filed.GetProperty("trackingNumber").GetString()!);
        var secret = filed.GetProperty("secret").GetString()!;
        var page = await HeldAsync(language, number, secret, hasScript: false);
        var record = $"/{language}/track/{number}/data";

        await page.GotoAsync(record);
        (await page.TextContentAsync("main"))!.ShouldContain(Before);
        await page.ClickAsync("main a[href$='/correct']");
        await page.FillAsync("#person-name", After);
        await page.ClickAsync("form:has([name='Person.Name']) button");
        page.Url.ShouldEndWith("?done=correct");
        await page.GotoAsync(record);
        var kept = (await page.TextContentAsync("main"))!;
        kept.ShouldContain(Before);
        kept.ShouldContain(After);

        var handOut = (await page.Locator("main a[href*='/hand-out']").First.GetAttributeAsync("href"))!;
        for (var patience = 0; patience < 100; patience++)
        {
            await page.GotoAsync(handOut);
            if (await page.Locator("#disclosure").CountAsync() > 0) break;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Disclosure().IsMatch(await page.InputValueAsync("textarea[name=Disclosure]")).ShouldBeTrue();
        (await page.InputValueAsync("textarea[name=Proof]")).ShouldStartWith("c2sp.org/tlog-proof@v1");
        await LookAsync(language, number, secret, record, handOut, $"/{language}/track/{number}/correct");

        await page.GotoAsync($"/{language}/track/{number}/withdraw");
        await page.ClickAsync("form:has([name=Words]) button");
        await page.GotoAsync(record);
        await page.ClickAsync("form:has([name=Understood]) button");
        (await page.Locator(".errors a").CountAsync()).ShouldBe(1);
        await page.CheckAsync("#understood");
        await page.ClickAsync("form:has([name=Understood]) button");
        page.Url.ShouldEndWith("?done=erasure#erasure");

        var place = $"/{language}/custodian/erasures/{id}";
        await browser.ShouldBeUsableByEverybodyAsync(place, "custodian");
        var first = await browser.OpenAsync($"/{language}/custodian/erasures?request={number}", "custodian");
        await first.ClickAsync($"main a[href='{place}']");
        await first.SelectOptionAsync("#basis", "own-request");
        await first.FillAsync("#reasons", "?");
        await first.ClickAsync("form:has([name=ProposeKey]) button");
        first.Url.ShouldEndWith("?done=yes");
        (await first.Locator("form:has([name=ApproveKey])").CountAsync()).ShouldBe(0);
        var second = await browser.OpenAsync(place, "admin");
        await second.ClickAsync("form:has([name=ApproveKey]) button");
        second.Url.ShouldEndWith("?done=yes");

        await page.GotoAsync($"/{language}/track/{number}");
        page.Url.ShouldEndWith(record);
        var left = (await page.TextContentAsync("main"))!;
        left.ShouldNotContain(After);
        left.ShouldContain("CUS-01");
        left.ShouldContain("ADM-01");
        await LookAsync(language, number, secret, record);
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/custodian/erasures", "custodian");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/erasures");
        foreach (var one in new[] { page, first, second }) await one.Context.CloseAsync();
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public async Task Who_is_signed_in_finds_all_his_files(string language)
    {
        (await browser.SendAsync(HttpMethod.Post, "/api/requests", Given.Filing, "citizen-2")).Should(201);
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/my/data", "citizen-2");
        var page = await browser.OpenAsync($"/{language}/my/data", "citizen-2");
        (await page.Locator("main a[href*='/track/']").CountAsync()).ShouldBeGreaterThan(0);
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("main a[href='/api/my/data/copy']"));
        download.SuggestedFilename.ShouldBe("my-data.zip");
        await page.Context.CloseAsync();
    }

    private async Task LookAsync(string language, string number, string secret, params string[] paths)
    {
        var page = await HeldAsync(language, number, secret, hasScript: true);
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            await browser.ShouldBeUsableByEverybodyAsync(page);
        }

        await page.Context.CloseAsync();
    }

    /// <summary>A browser in which the secret of a receipt was shown.</summary>
    private async Task<IPage> HeldAsync(string language, string number, string secret, bool hasScript)
    {
        var page = await browser.OpenAsync($"/{language}/track?number={number}", hasScript: hasScript);
        await page.FillAsync("#secret", secret);
        await page.ClickAsync("form:has([name=Secret]) button");
        return page;
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{20,}$")]
    private static partial Regex Disclosure();
}
