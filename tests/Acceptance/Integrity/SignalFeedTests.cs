using System.Globalization;
using System.ServiceModel.Syndication;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using EGov.Casework;
using EGov.Integrity;
using EGov.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Integrity;

/// <summary>News of signals as a feed that any reader of Atom takes, and that names nobody.</summary>
public sealed class SignalFeedTests(Host host) : IClassFixture<Host>
{
    private const string Feed = "/api/signals/feed";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly Matter Matter = new("environmental-opinion", "environment", "sari");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_news_of_a_signal_is_an_entry_and_names_nobody()
    {
        var empty = Read((await host.GetAsync(Feed, "integrity")).Should(200).Body);
        ShouldBeAtom(empty);
        empty.Elements(Atom + "entry").ShouldBeEmpty();

        var file = await DecideAsync();
        await DecideAsync();
        await host.CaughtUpAsync();
        var signal = await SignalOfAsync(file);
        (await host.PostAsync($"/api/signals/{signal}/answer", new { words = "We were two." }, "officer")).Should(204);
        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.Alba.Services.GetRequiredService<Letterbox>().EmptyAsync(Cancellation);
        var seen = (await host.GetAsync(Feed, "auditor")).Should(200);
        var disposition = new { disposition = "explained", ground = "chance", words = "Both were there." };
        (await host.PostAsync($"/api/signals/{signal}/dispose", disposition, "integrity")).Should(204);

        var answer = (await host.GetAsync(Feed, "integrity")).Should(200);
        var feed = Read(answer.Body);
        ShouldBeAtom(feed);
        // Several at one event, which a page may end between.
        var found = (await host.GetAsync("/api/audit/signals", "auditor")).Should(200).Json.GetProperty("total")
            .GetInt32();
        found.ShouldBeGreaterThan(2);
        States(feed).ShouldBe(["explained", "answered", .. Enumerable.Repeat("found", found)]);
        feed.Elements(Atom + "entry").Count(entry =>
            entry.Element(Atom + "id")!.Value == $"urn:uuid:{signal}").ShouldBe(1);
        foreach (var entry in feed.Elements(Atom + "entry").Take(2))
            entry.Element(Atom + "link")!.Attribute("href")!.Value.ShouldEndWith($"/en/auditor/signals/{signal}");
        foreach (var secret in (string[])["ENV-014", "INT-", file.ToString(), TrackingNumber.Of(file), "Both were"])
            answer.Body.ShouldNotContain(secret);

        // Another reader than the one that wrote it.
        using var text = XmlReader.Create(new StringReader(answer.Body));
        SyndicationFeed.Load(text).Items.Count().ShouldBe(found + 2);

        answer.Headers.CacheControl!.Private.ShouldBeTrue();
        (await AgainAsync(answer)).Should(304).Body.ShouldBeEmpty();
        (await AgainAsync(seen)).Should(200);

        var fa = Read((await host.SendAsync(HttpMethod.Get, Feed, persona: "integrity", language: "fa")).Body);
        fa.Attribute(XNamespace.Xml + "lang")!.Value.ShouldBe("fa");
        fa.Element(Atom + "title")!.Value.ShouldBe("تازه‌های نشانه‌ها");

        await PagesAsync(feed);
        States(Read((await host.GetAsync($"{Feed}?department=environment", "integrity")).Should(200).Body)).Count
            .ShouldBe(found + 2);
        States(Read((await host.GetAsync($"{Feed}?department=regional-water", "integrity")).Should(200).Body))
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("department=no-such", 400, "signals.department-unknown")]
    [InlineData("before=x", 400, "paging.cursor-wrong")]
    [InlineData("before=1.-1", 400, "paging.cursor-wrong")]
    [InlineData("before=1", 400, "paging.cursor-wrong")]
    [InlineData("limit=0", 400, "paging.limit-out-of-range")]
    public async Task What_is_not_understood_is_refused(string query, int status, string code) =>
        (await host.GetAsync($"{Feed}?{query}", "integrity")).Should(status, code);

    /// <summary>Page by page it is the same, and the last page has no next one.</summary>
    private async Task PagesAsync(XElement whole)
    {
        var read = new List<string>();
        for (var url = $"{Feed}?limit=1"; url is not null;)
        {
            var page = Read((await host.GetAsync(url, "integrity")).Should(200).Body);
            ShouldBeAtom(page);
            read.AddRange(page.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value));
            url = page.Elements(Atom + "link").SingleOrDefault(link => link.Attribute("rel")!.Value == "next")
                ?.Attribute("href")!.Value is { } next ? new Uri(next).PathAndQuery : null;
            read.Count.ShouldBeLessThan(20);
        }

        read.ShouldBe(whole.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value));
    }

    /// <summary>What RFC 4287 asks of a feed and its entries (§§4.1.1, 4.1.2, 4.2).</summary>
    private static void ShouldBeAtom(XElement feed)
    {
        feed.Name.ShouldBe(Atom + "feed");
        feed.Elements(Atom + "author").ShouldHaveSingleItem().Elements(Atom + "name").ShouldHaveSingleItem();
        feed.Elements(Atom + "link").Count(link => link.Attribute("rel")?.Value == "self").ShouldBe(1);
        var parts = feed.Elements(Atom + "entry").Prepend(feed).ToList();
        foreach (var part in parts)
        {
            foreach (var name in (string[])["id", "title", "updated"])
                part.Elements(Atom + name).ShouldHaveSingleItem().Value.ShouldNotBeNullOrWhiteSpace();
            new Uri(part.Element(Atom + "id")!.Value).IsAbsoluteUri.ShouldBeTrue();
            foreach (var date in part.Elements().Where(element => element.Name.LocalName is "updated" or "published"))
                DateTimeOffset.TryParseExact(date.Value, "yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture,
                    DateTimeStyles.None, out _).ShouldBeTrue(date.Value);
            part.Elements(Atom + "link").ShouldAllBe(link => new Uri(link.Attribute("href")!.Value).IsAbsoluteUri);
            part.Elements(Atom + "link").Count(link => link.Attribute("rel")!.Value == "alternate").ShouldBe(1);
            part.Elements(Atom + "category").ShouldAllBe(category => category.Attribute("term")!.Value.Length > 0);
        }

        parts.Select(part => part.Element(Atom + "id")!.Value).ShouldBeUnique();
    }

    private static XElement Read(string body) => XDocument.Parse(body).Root!;

    private static IReadOnlyList<string> States(XElement feed) =>
    [
        .. feed.Elements(Atom + "entry").Select(entry => entry.Elements(Atom + "category")
            .Single(category => category.Attribute("scheme")!.Value == "urn:egov:signal").Attribute("term")!.Value),
    ];

    private Task<Answer> AgainAsync(Answer before) => host.SendAsync(
        HttpMethod.Get, Feed, persona: "integrity", ifNoneMatch: before.Headers.ETag!.ToString());

    private async Task<Guid> SignalOfAsync(Guid file) =>
        (await host.GetAsync($"/api/audit/signals?indicator=F10&request={file}", "auditor")).Should(200).Json
            .GetProperty("items")[0].GetProperty("signalId").GetGuid();

    /// <summary>A file that one officer prepares and decides alone.</summary>
    private async Task<Guid> DecideAsync()
    {
        var (id, at) = (Guid.CreateVersion7(), host.Clock.GetUtcNow());
        await using var session = host.Store.LightweightSession();
        session.Events.StartStream<Request>(id,
            new RequestSubmitted(at, TrackingNumber.Of(id), Matter, "portal",
                new(Sealed.Of(id, "words"), null, null), null, null, null, new Dictionary<string, JsonElement>(),
                new Dictionary<string, Sealed>(), null, []),
            new RequestAssigned(at, Matter, "ENV-014", "ENV-014", 0, null),
            new RequestReady(at, Matter, "ENV-014", 1, 20, 12, at.Day().AddDays(25), at.Day().AddDays(15)),
            new DecisionPrepared(at, Matter, "ENV-014", "env-siting", 7, [], Outcome.Granted, Outcome.Granted, null),
            new RequestDecided(at, Matter, "ENV-014", "env-siting", 7, [], Outcome.Unstated, Outcome.Unstated, null,
                [], null, null, null, 1, true, 0, null));
        await session.SaveChangesAsync(Cancellation);
        return id;
    }
}
