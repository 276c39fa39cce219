using System.Globalization;
using System.Text.RegularExpressions;
using EGov.Oversight;
using EGov.Privacy;
using EGov.Texts;
using EGov.Transparency;

namespace EGov.Acceptance.Pages;

/// <summary>Figures of oversight have pages as all others have, and stay as they were cited.</summary>
[Collection(OneBrowser.Name)]
public partial class IndicatorPageTests(Browser browser)
{
    private static readonly Text Line = new("نهرها پاک شوند", "Canals are dredged");

    private readonly string _council = $"council-{Guid.NewGuid():N}"[..20];
    private readonly string _office = $"office-{Guid.NewGuid():N}"[..15];
    private int _sent;

    public static TheoryData<string, string, string> Kinds { get; } = new(
        from language in new[] { "fa", "en" }
        from kind in new[]
        {
            ("DIR-ISSUED", "directives"), ("LET-SENT", "letters"), ("MTG-HELD", "meetings"), ("ISS-RAISED", "issues"),
        }
        select (language, kind.Item1, kind.Item2));

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_figure_of_oversight_is_shown_cited_and_framed_and_stays_as_it_was_cited(
        string language, string id, string kind)
    {
        var now = DateTimeOffset.UtcNow;
        await WriteAsync(kind, now.AddDays(-100));
        await WriteAsync(kind, now.AddDays(-40));
        await WriteAsync(kind, now);
        var page = await browser.OpenAsync($"/{language}/definitions");
        await page.ClickAsync($"section[aria-labelledby='{kind}'] a[href='/{language}/definitions/{id}']");
        var shown = await NowAsync(page);
        (await page.Locator("section:has(#months) svg").CountAsync()).ShouldBeGreaterThan(0);
        (await page.Locator("section:has(#by-department) tbody tr").CountAsync()).ShouldBeGreaterThan(1);
        await page.ClickAsync("details:has(#citation) summary");
        var sentence = await page.InnerTextAsync("#citation");
        sentence.ShouldContain(Language.Of("/" + language).Format.Number(shown));
        var frame = await page.InnerTextAsync("details:has(#citation) .formula");
        var permanent = (await page.GetAttributeAsync("#citation a", "href"))!;
        var asOf = AsOf().Match(permanent).Value;

        await WriteAsync(kind, DateTimeOffset.UtcNow);
        await page.GotoAsync(permanent);
        (await NowAsync(page)).ShouldBe(shown);
        var files = page.Locator("section:has(#by-department) .downloads a");
        (await files.First.GetAttributeAsync("href"))!.ShouldContain(asOf);
        await page.GotoAsync($"/{language}/definitions/{id}");
        (await NowAsync(page)).ShouldBeGreaterThan(shown);

        var figure = Definitions.Find(id)!.Figures[0];
        var course = (await browser.SendAsync(HttpMethod.Get, $"/api/public/oversight/{kind}/months?{asOf}"))
            .Should(200).Json;
        course.GetProperty("lines")[0].GetProperty("figures").GetProperty(figure).GetDecimal().ShouldBe(shown);
        var months = course.GetProperty("months").EnumerateArray().Select(month =>
            month.GetProperty("province").GetProperty("figures").GetProperty(figure).GetDecimal()).ToList();
        months.Count.ShouldBeGreaterThan(3);
        months.ShouldBeInOrder();
        months[^1].ShouldBe(shown);
        months[0].ShouldBeLessThan(shown);
        (await browser.SendAsync(HttpMethod.Get, $"/api/public/oversight/{kind}/months?format=csv")).Should(200)
            .Body.ShouldContain($",{figure}");

        await using var news = await PublicPageTests.ServeAsync($"<h1>News</h1>{frame}");
        await page.GotoAsync(news.Urls.Single());
        var inside = page.FrameLocator("iframe");
        await inside.Locator("main").WaitForAsync();
        (await inside.Locator("figure svg").CountAsync()).ShouldBeGreaterThan(0, frame);
        (await inside.Locator("form").CountAsync()).ShouldBe(0);

        await page.GotoAsync($"/{language}/{kind}");
        await page.ClickAsync($"#{id} a");
        new Uri(page.Url).AbsolutePath.ShouldBe($"/{language}/definitions/{id}");
        await page.Context.CloseAsync();
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/definitions/{id}");
        await browser.ShouldBeUsableByEverybodyAsync($"/{language}/embed/definitions/{id}");
    }

    [Fact]
    public async Task What_is_no_kind_has_no_months_and_what_is_no_moment_no_figure()
    {
        (await browser.SendAsync(HttpMethod.Get, "/api/public/oversight/tea/months"))
            .Should(404, "oversight.kind-unknown");
        var answer = await browser.SendAsync(HttpMethod.Get, "/en/definitions/DIR-OPEN?asOf=someday");
        answer.Status.ShouldBe(400);
        answer.Body.ShouldContain("Write the time like");
    }

    private static async Task<decimal> NowAsync(Microsoft.Playwright.IPage page) => Whole(
        await page.Locator("section:has(#now) .big").First.InnerTextAsync());

    /// <summary>The first number in what is shown, in either language’s digits.</summary>
    private static decimal Whole(string shown) => decimal.Parse(
        Number().Match(string.Concat(shown.Select(letter => char.IsDigit(letter)
            ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(letter))
            : letter))).Value,
        CultureInfo.InvariantCulture);

    /// <summary>One more of a kind, put on record at a moment.</summary>
    private Task WriteAsync(string kind, DateTimeOffset written)
    {
        var (id, at) = (Guid.CreateVersion7(), Given.Start);
        var words = Sealed.Of(Subjects.Oversight, "words");
        return kind switch
        {
            "directives" => browser.Store.WriteAsync<Directive>(id, written, new DirectiveIssued(
                at, ReferenceNumber.Of(ReferenceNumber.Directive, id), ["environment"], Line, words, words, null,
                "GVN-01", "GVN-01", null, 10, 1, at.AddDays(14).Day())),
            "letters" => browser.Store.WriteAsync<OfficialLetter>(id, written,
                new LetterDrafted(at, ReferenceNumber.Of(ReferenceNumber.Letter, id), _office, "GVN-01", words, null,
                    null, id),
                new LetterSent(at, new(_office, 1405, LetterDirection.Out, ++_sent), "GVN-01", "GVN-01",
                    "environment", null, at.Day(), Line, null, false, words, null, null, "ENV-014", 10, 1,
                    at.AddDays(14).Day(), null, id, [], null, false)),
            "meetings" => browser.Store.WriteAsync<Meeting>(id, written,
                new MeetingCalled(at, ReferenceNumber.Of(ReferenceNumber.Meeting, id), _council, Line, at.Day(),
                    "GVN-01", "GOV-900", "GVN-01", [Line], []),
                new MeetingOpened(at, "GVN-01", [])),
            _ => browser.Store.WriteAsync<Issue>(id, written, new IssueRaised(
                at, ReferenceNumber.Of(ReferenceNumber.Issue, id), Line, words, "officer", "ENV-021", "environment",
                null, null, null, ["environment"], null)),
        };
    }

    [GeneratedRegex("asOf=[^&]+")]
    private static partial Regex AsOf();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
