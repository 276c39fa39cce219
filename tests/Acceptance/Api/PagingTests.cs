using System.Globalization;
using System.Text.Json;
using EGov.Acceptance.Transparency;
using EGov.Casework;

namespace EGov.Acceptance.Api;

/// <summary>Whoever reads a list page by page gets every line once, though others write meanwhile.</summary>
[Collection(OneHost.Name)]
public class PagingTests(Host host)
{
    [Fact]
    public Task The_queue() => WalkAsync("/api/queue?limit=2", "manager", "requestId", FileAsync);

    [Fact]
    public Task The_files_of_a_department() =>
        WalkAsync("/api/departments/mine/files?limit=2", "manager", "requestId", FileAsync);

    [Fact]
    public async Task Its_breaches()
    {
        for (var i = 0; i < 3; i++) await BreachAsync();
        await WalkAsync("/api/departments/mine/breaches?limit=2", "manager", "requestId", BreachAsync);
    }

    [Fact]
    public Task A_citizens_own_requests() => WalkAsync("/api/my/requests?limit=2", "citizen", "requestId", FileAsync);

    [Fact]
    public Task Every_event() => WalkAsync("/api/audit/events?limit=7", "auditor", "id", FileAsync);

    [Fact]
    public async Task Every_opening()
    {
        var id = await FiledAsync();
        for (var i = 0; i < 3; i++) await OpenAsync();
        await WalkAsync("/api/audit/openings?limit=2", "auditor", "at", OpenAsync, mayBeAlike: true);

        async Task OpenAsync() =>
            (await host.GetAsync($"/api/requests/{id}/file", "officer", purpose: "papers")).Should(200);
    }

    [Fact]
    public async Task Every_public_decision()
    {
        var given = new GivenFiles(host);
        for (var i = 1; i < 4; i++) await given.FileAsync(0, days: i);
        await WalkAsync("/api/public/decisions?limit=2", null, "requestId", () => given.FileAsync(0, days: 1));
    }

    [Fact]
    public Task Every_department() => WalkAsync("/api/departments?limit=2", null, "code", async () =>
        (await host.PostAsync("/api/departments", new
        {
            department = $"a-{Guid.NewGuid():N}"[..12],
            name = new { fa = "نمونه", en = "Sample" },
            kind = "department",
        }, "admin")).Should(204));

    [Fact]
    public async Task Every_service()
    {
        await OfferAsync();
        await OfferAsync();
        await WalkAsync("/api/services?limit=1", null, "code", OfferAsync);

        async Task OfferAsync() => (await host.PostAsync("/api/services", new
        {
            from = "2026-01-01",
            terms = Given.Terms with { Code = $"a-{Guid.NewGuid():N}"[..12] },
        }, "admin")).Should(204);
    }

    /// <summary>Reads all pages, and has something inserted after each of the first three.</summary>
    private async Task WalkAsync(
        string list, string? persona, string id, Func<Task> insert, bool mayBeAlike = false)
    {
        for (var i = 0; i < 3; i++) await insert();
        await host.CaughtUpAsync();
        var before = new List<string>();
        for (var (after, total) = ("", 0); before.Count == 0 || after is not null;)
        {
            var all = (await PageAsync($"{list.Split('?')[0]}?limit=500{after}")).Json;
            before.AddRange(Ids(all));
            total = all.GetProperty("total").GetInt32();
            after = all.GetProperty("next").GetString() is { } place ? $"&after={place}" : null;
            if (after is null) before.Count.ShouldBe(total);
        }

        var limit = int.Parse(list.Split('=')[1], CultureInfo.InvariantCulture);
        var read = new List<string>();
        string? next = null;
        var pages = 0;
        do
        {
            var page = (await PageAsync(next is null ? list : $"{list}&after={next}")).Json;
            Ids(page).Count.ShouldBeLessThanOrEqualTo(limit);
            page.GetProperty("total").GetInt32().ShouldBeGreaterThanOrEqualTo(before.Count);
            read.AddRange(Ids(page));
            next = page.GetProperty("next").GetString();
            if (pages++ >= 3) continue;
            await insert();
            await host.CaughtUpAsync();
        }
        while (next is not null);

        pages.ShouldBeGreaterThan(1);
        if (!mayBeAlike) read.ShouldBeUnique();
        before.Except(read).ShouldBeEmpty();
        read.Where(before.Contains).ShouldBe(before);

        async Task<Answer> PageAsync(string url) => (await host.GetAsync(url, persona)).Should(200);

        List<string> Ids(JsonElement page) =>
            [.. page.GetProperty("items").EnumerateArray().Select(line => line.GetProperty(id).ToString())];
    }

    private Task FileAsync() => FiledAsync();

    private async Task<Guid> FiledAsync() =>
        (await host.PostAsync("/api/requests", Given.Filing, "citizen")).Should(201)
            .Json.GetProperty("requestId").GetGuid();

    private async Task BreachAsync()
    {
        var given = new GivenFiles(host);
        var matter = new Matter("environmental-opinion", "environment", "sari");
        var id = await given.FileAsync(0, matter: matter);
        await given.AppendAsync(id, null,
            new LimitBreached(GivenFiles.On(30), matter, GivenFiles.On(29).Day(), "ENV-014", "ENV-900", "apology"));
    }
}
