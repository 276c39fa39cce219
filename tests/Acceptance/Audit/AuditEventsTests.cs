using System.Text.Json;
using EGov.Casework;
using Marten.Events;

namespace EGov.Acceptance.Audit;

[Collection(OneHost.Name)]
public class AuditEventsTests(Host host)
{
    [Fact]
    public async Task The_trail_is_read_page_by_page_and_nothing_is_cut_in_silence()
    {
        var id = await FileTakenAsync();
        var all = (await host.GetAsync("/api/audit/events?department=environment&limit=500", "auditor")).Should(200).Json;
        var total = all.GetProperty("total").GetInt32();
        all.GetProperty("items").GetArrayLength().ShouldBe(Math.Min(total, 500));

        var seen = new List<long>();
        string? next = null;
        do
        {
            var page = (await host.GetAsync(
                $"/api/audit/events?department=environment&limit=3&after={next}", "auditor")).Should(200).Json;
            page.GetProperty("total").GetInt32().ShouldBe(total);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("sequence").GetInt64()));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);

        seen.Count.ShouldBe(total);
        seen.ShouldBe(seen.OrderDescending().Distinct());
        all.GetProperty("items").EnumerateArray().ShouldContain(row =>
            row.GetProperty("type").GetString() == nameof(RequestAssigned)
            && row.GetProperty("request").GetGuid() == id
            && row.GetProperty("actor").GetString() == "officer:ENV-014");
    }

    [Fact]
    public async Task Every_table_says_which_leaf_of_the_ledger_an_event_is()
    {
        var id = await FileTakenAsync();
        var traced = await SealedAsync(id);
        foreach (var address in new[] { $"requests/{id}/entries?kind=handled&", "events?department=environment&" })
        {
            var answer = (await host.GetAsync($"/api/audit/{address}format=csv", "auditor")).Should(200);
            var lines = answer.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            lines[0].ShouldEndWith(",causationId,leaf");
            foreach (var (of, leaf) in traced)
                lines.Single(line => line.Contains($",{of},", StringComparison.Ordinal)).ShouldEndWith($",{leaf}");
        }
    }

    /// <summary>The events of a file and their leaves, once all are sealed.</summary>
    private async Task<List<(Guid Id, long Leaf)>> SealedAsync(Guid id)
    {
        for (var patience = 0; ; patience++, await Task.Delay(100, TestContext.Current.CancellationToken))
        {
            var events = (await host.GetAsync($"/api/audit/requests/{id}", "auditor")).Should(200)
                .Json.GetProperty("events").EnumerateArray().ToList();
            if (events.All(e => e.TryGetProperty("leafIndex", out var leaf) && leaf.ValueKind is JsonValueKind.Number))
                return [.. events.Select(e => (e.GetProperty("id").GetGuid(), e.GetProperty("leafIndex").GetInt64()))];
            patience.ShouldBeLessThan(300);
        }
    }

    [Theory]
    [InlineData("actor=ENV-014", "officer:ENV-014")]
    [InlineData("actor=officer:ENV-014", "officer:ENV-014")]
    [InlineData("actor=officer", "officer:ENV-014")]
    [InlineData("actor=citizen", "citizen")]
    public async Task An_actor_is_found_by_code_by_role_and_as_recorded(string filter, string actor)
    {
        await FileTakenAsync();

        var items = (await host.GetAsync($"/api/audit/events?{filter}", "auditor")).Should(200)
            .Json.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("actor").GetString()!).ToList();

        items.ShouldContain(actor);
        items.ShouldAllBe(found => found.StartsWith(actor.Split(':')[0]));
    }

    [Fact]
    public async Task Days_are_the_days_of_writing_in_the_province()
    {
        await FileTakenAsync();
        var today = DateTimeOffset.UtcNow.Day();

        (await TotalAsync($"from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}")).ShouldBePositive();
        (await TotalAsync($"from={today.AddDays(1):yyyy-MM-dd}")).ShouldBe(0);
        (await TotalAsync($"to={today.AddDays(-2):yyyy-MM-dd}")).ShouldBe(0);

        async Task<int> TotalAsync(string filter) =>
            (await host.GetAsync($"/api/audit/events?type={nameof(RequestAssigned)}&{filter}", "auditor")).Should(200)
            .Json.GetProperty("total").GetInt32();
    }

    [Theory]
    [InlineData("type=Requestdecided", "audit.type-unknown")]
    [InlineData("department=nowhere", "audit.department-unknown")]
    [InlineData("from=2026-05-03&to=2026-05-02", "audit.period-reversed")]
    [InlineData("limit=0", "audit.limit-out-of-range")]
    [InlineData("limit=501", "audit.limit-out-of-range")]
    [InlineData("after=yesterday", "audit.cursor-wrong")]
    public async Task What_is_not_understood_is_refused(string filter, string code) =>
        (await host.GetAsync($"/api/audit/events?{filter}", "auditor")).Should(400, code);

    [Theory, InlineData("/api/audit/events"), InlineData("/api/audit/openings")]
    public async Task Only_auditors_read_it_and_of_the_openings_integrity_officers(string address)
    {
        var isOfOpenings = address.EndsWith("openings", StringComparison.Ordinal);
        (await host.GetAsync(address, "integrity")).Status.ShouldBe(isOfOpenings ? 200 : 403);
        (await host.GetAsync(address)).Status.ShouldBe(401);
        (await host.GetAsync(address, "manager")).Status.ShouldBe(403);
        (await host.GetAsync(address, "auditor")).Should(200);
    }

    [Fact]
    public async Task An_opening_is_found_by_its_reader_its_file_and_its_purpose()
    {
        var id = await FileTakenAsync();
        (await host.GetAsync($"/api/requests/{id}/file", "officer", purpose: "papers")).Should(200);
        await CatchUpAsync();

        foreach (var filter in new[] { $"request={id}", $"request={TrackingNumber.Of(id)}&purpose=papers", "reader=ENV-014" })
        {
            var found = (await host.GetAsync($"/api/audit/openings?{filter}&department=environment", "auditor"))
                .Should(200).Json.GetProperty("items")[0];
            found.GetProperty("requestId").GetGuid().ShouldBe(id);
            found.GetProperty("trackingNumber").GetString().ShouldBe(TrackingNumber.Of(id));
            found.GetProperty("reader").GetString().ShouldBe("officer:ENV-014");
            found.GetProperty("purpose").GetString().ShouldBe("papers");
        }

        (await host.GetAsync($"/api/audit/openings?request={id}&purpose=appeal", "auditor"))
            .Json.GetProperty("total").GetInt32().ShouldBe(0);
        (await host.GetAsync("/api/audit/openings?purpose=curiosity", "auditor")).Should(400, "audit.purpose-unknown");
        (await host.GetAsync("/api/audit/openings?request=MZ-0000-0000-001", "auditor")).Should(404, "trace.unknown-request");
    }

    private async Task<Guid> FileTakenAsync()
    {
        var id = (await host.PostAsync("/api/requests", Given.Filing)).Should(201).Json.GetProperty("requestId").GetGuid();
        (await host.PostAsync($"/api/requests/{id}/assign", new { ground = "emergency" }, "officer")).Should(204);
        await CatchUpAsync();
        return id;
    }

    private Task CatchUpAsync() => host.Store.WaitForNonStaleProjectionDataAsync(TimeSpan.FromSeconds(60));
}
