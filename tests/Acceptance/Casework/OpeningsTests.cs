using System.Text.Json;
using EGov.Privacy;
using Marten;

namespace EGov.Acceptance.Casework;

[Collection(OneHost.Name)]
public class OpeningsTests(Host host)
{
    private const string Why = "متقاضی به میز خدمت آمده بود و از دیرکرد می‌پرسید.";

    [Fact]
    public async Task Who_has_no_task_on_a_file_explains_himself_or_stays_out()
    {
        var (id, number, secret) = await TakenAsync();
        var before = (await SeenAsync(number, secret)).Count;
        (await OpenAsync(id, "officer-2", "papers")).Should(403, "opening.no-task");
        (await OpenAsync(id, "officer-2", "papers", "چون.")).Should(400, "opening.explanation-length");
        (await OpenAsync(id, "officer-2", "audit", Why)).Should(403, "opening.purpose-not-for-role");
        (await OpenAsync(id, "officer-2", null, Why)).Should(400, "opening.purpose-missing");
        (await OpenAsync(id, "officer-2", "curiosity", Why)).Should(400, "opening.purpose-not-listed");
        (await SeenAsync(number, secret)).Count.ShouldBe(before, "a closed door leaves nothing on the file");

        (await OpenAsync(id, "officer-2", "papers", Why)).Should(200);
        var seen = (await SeenAsync(number, secret))[^1];
        seen.GetProperty("reader").GetString().ShouldBe("ENV-021");
        seen.GetProperty("department").GetString().ShouldBe("environment");
        seen.GetProperty("purpose").GetString().ShouldBe("papers");
        seen.GetProperty("isExplained").GetBoolean().ShouldBeTrue();
        (await host.GetAsync($"/api/requests/{number}", secret: secret)).Body.ShouldNotContain("دیرکرد");
    }

    [Fact]
    public async Task An_explanation_is_read_by_auditors_and_integrity_officers_and_each_reading_is_seen_too()
    {
        var (id, number, secret) = await TakenAsync();
        (await OpenAsync(id, "officer-2", "complaint", Why)).Should(200);
        var opening = (await SeenAsync(number, secret))[^1].GetProperty("id").GetGuid();
        var address = $"/api/audit/openings/{opening}/explanation";
        foreach (var persona in new[] { "officer", "manager", "citizen" })
            (await host.GetAsync(address, persona)).Status.ShouldBe(403, persona);
        foreach (var (persona, code) in new[] { ("auditor", "AUD-03"), ("integrity", "INT-02") })
        {
            var read = (await host.GetAsync(address, persona)).Should(200).Json;
            read.GetProperty("words").GetString().ShouldBe(Why);
            read.GetProperty("reader").GetString().ShouldBe("ENV-021");
            var seen = (await SeenAsync(number, secret))[^1];
            seen.GetProperty("reader").GetString().ShouldBe(code);
            seen.GetProperty("purpose").GetString().ShouldBe("explanation");
        }

        (await OpenAsync(id, "officer", "papers")).Should(200);
        var tasked = (await SeenAsync(number, secret))[^1].GetProperty("id").GetGuid();
        (await host.GetAsync($"/api/audit/openings/{tasked}/explanation", "auditor"))
            .Should(404, "opening.not-explained");
        (await host.GetAsync($"/api/audit/openings/{id}/explanation", "auditor")).Should(404, "opening.unknown");
    }

    [Fact]
    public async Task Reading_who_opened_a_file_is_seen_by_its_applicant()
    {
        var (id, number, secret) = await TakenAsync();
        (await OpenAsync(id, "officer", "papers")).Should(200);
        await host.CaughtUpAsync();
        (await host.GetAsync($"/api/audit/openings?request={number}", "auditor")).Should(200);
        (await host.GetAsync($"/api/audit/openings?request={number}&after=1", "auditor")).Should(200);
        var readings = (await SeenAsync(number, secret))
            .Where(seen => seen.GetProperty("purpose").GetString() == "openings").ToList();
        readings.ShouldHaveSingleItem("a further page is the same reading")
            .GetProperty("reader").GetString().ShouldBe("AUD-03");
        (await host.GetAsync($"/api/audit/openings?request={number}", "integrity")).Should(200);
        (await SeenAsync(number, secret))[^1].GetProperty("reader").GetString().ShouldBe("INT-02");
    }

    [Fact]
    public async Task Reading_the_openings_of_many_files_is_put_on_record_and_what_was_asked_is_sealed()
    {
        var listed = await ListedAsync();
        foreach (var address in new[] { "openings?reader=ENV-014", "events?type=FileOpened", "events" })
            (await host.GetAsync($"/api/audit/{address}", "auditor")).Should(200);
        (await host.GetAsync("/api/audit/events?after=3", "auditor")).Should(200);
        (await host.GetAsync("/api/audit/events?type=RequestDecided", "auditor")).Should(200);
        (await host.GetAsync("/api/audit/openings?purpose=curiosity", "auditor"))
            .Should(400, "audit.purpose-unknown");

        var found = (await ListedAsync())[listed.Count..];
        found.Count.ShouldBe(3, "three lists were read that can name who opened a file");
        found.ShouldAllBe(e => e.Reader == "AUD-03" && e.Filter.IsClosed);
    }

    [Fact]
    public async Task A_citizen_asks_who_used_his_data_in_the_form_of_Estonias_data_tracker()
    {
        var tracker = EstonianTracker.Read();
        var filed = (await host.PostAsync("/api/requests", Given.Filing, "citizen")).Should(201).Json;
        var (id, number) = (filed.GetProperty("requestId").GetGuid(), filed.GetProperty("trackingNumber").GetString()!);
        (await OpenAsync(id, "officer", "papers")).Should(200);
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var between = host.Clock.GetUtcNow();
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        (await OpenAsync(id, "officer-2", "decision")).Should(200);

        var all = await AskAsync("");
        tracker.Faults("FindUsageResponse", all).ShouldBeEmpty();
        var usages = all.GetProperty("usages").EnumerateArray().Where(IsOfThis).ToList();
        usages.Select(usage => usage.GetProperty("officer").GetString()).ShouldBe(["ENV-021", "ENV-014"]);
        usages[0].GetProperty("receiverCode").GetString().ShouldBe("environment");
        usages[0].GetProperty("receiverName").GetString().ShouldNotBeNullOrEmpty();
        usages[0].GetProperty("action").GetString().ShouldBe("Deciding the request");
        usages[0].GetProperty("purpose").GetString().ShouldBe("decision");
        usages[0].GetProperty("trackingNumber").GetString().ShouldBe(number);

        var total = all.GetProperty("totalUsages").GetInt32();
        var second = await AskAsync("?limit=1&offset=1");
        second.GetProperty("totalUsages").GetInt32().ShouldBe(total, "a total is of all, whatever is given");
        second.GetProperty("usages").EnumerateArray().ShouldHaveSingleItem()
            .GetProperty("officer").GetString().ShouldBe("ENV-014");
        var stamp = Uri.EscapeDataString(between.ToString("O"));
        (await AskAsync($"?periodStart={stamp}")).GetProperty("usages").EnumerateArray().Count(IsOfThis).ShouldBe(1);
        (await AskAsync($"?periodEnd={stamp}")).GetProperty("usages").EnumerateArray()
            .ShouldAllBe(usage => usage.GetProperty("logtime").GetDateTimeOffset() <= between);
        tracker.Faults("UsagePeriodResponse", await AskAsync("/usage-period")).ShouldBeEmpty();
        tracker.Faults("HeartbeatResponse", await AskAsync("/heartbeat")).ShouldBeEmpty();
        (await host.SendAsync(HttpMethod.Get, "/api/my/openings", persona: "citizen-2", language: "fa")).Should(200)
            .Body.ShouldNotContain(number);

        bool IsOfThis(JsonElement usage) => usage.GetProperty("requestId").GetGuid() == id;
        async Task<JsonElement> AskAsync(string rest) =>
            (await host.GetAsync($"/api/my/openings{rest}", "citizen")).Should(200).Json;
    }

    [Fact]
    public async Task Who_does_not_sign_in_asks_with_the_secret_of_the_receipt()
    {
        var (id, number, secret) = await TakenAsync();
        (await OpenAsync(id, "officer", "papers")).Should(200);
        var address = $"/api/requests/{number}/openings";
        var answer = (await host.GetAsync(address, secret: secret)).Should(200).Json;
        EstonianTracker.Read().Faults("FindUsageResponse", answer).ShouldBeEmpty();
        answer.GetProperty("usages")[0].GetProperty("requestId").GetGuid().ShouldBe(id);
        (await host.GetAsync(address)).Should(404, "tracking-number.no-such-pair");
        (await host.GetAsync(address, secret: "aaaa-bbbb-cccc")).Should(404, "tracking-number.no-such-pair");
        (await host.GetAsync(address, "citizen-2")).Should(404, "tracking-number.no-such-pair");
        (await host.GetAsync(address + "?limit=1001", secret: secret)).Should(400, "openings.limit-out-of-range");
        (await host.GetAsync(address + "?offset=-1", secret: secret)).Should(400, "openings.offset-negative");
        (await host.GetAsync(address + "?periodStart=2026-05-03T00:00:00Z&periodEnd=2026-05-02T00:00:00Z",
            secret: secret)).Should(400, "openings.period-reversed");
        (await host.GetAsync("/api/my/openings")).Status.ShouldBe(401);
        (await host.GetAsync("/api/my/openings", "officer")).Status.ShouldBe(403);
    }

    private async Task<(Guid Id, string Number, string Secret)> TakenAsync()
    {
        var filed = (await host.PostAsync("/api/requests", Given.Filing)).Should(201).Json;
        var id = filed.GetProperty("requestId").GetGuid();
        (await host.PostAsync($"/api/requests/{id}/assign", new { ground = "emergency" }, "officer")).Should(204);
        return (id, filed.GetProperty("trackingNumber").GetString()!, filed.GetProperty("secret").GetString()!);
    }

    private Task<Answer> OpenAsync(Guid id, string persona, string? purpose, string? why = null) =>
        host.SendAsync(HttpMethod.Get, $"/api/requests/{id}/file", persona: persona, purpose: purpose,
            explanation: why is null ? null : Uri.EscapeDataString(why));

    private async Task<List<JsonElement>> SeenAsync(string number, string secret) =>
    [
        .. (await host.GetAsync($"/api/requests/{number}", secret: secret)).Should(200).Json
            .GetProperty("openings").EnumerateArray(),
    ];

    private async Task<List<OpeningsListed>> ListedAsync()
    {
        await using var session = host.Store.QuerySession();
        // The host is shared, and the office of integrity reads lists of its own.
        return [.. (await session.Events.QueryRawEventDataOnly<OpeningsListed>()
            .ToListAsync(TestContext.Current.CancellationToken)).Where(listed => listed.Reader == "AUD-03")];
    }
}
