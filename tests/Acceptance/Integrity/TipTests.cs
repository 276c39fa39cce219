using System.Text.Json;
using EGov.Acceptance.Transparency;
using EGov.Integrity;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Integrity;

/// <summary>Who saw something tells it unnamed, comes back by his receipt alone, and leaves no trace.</summary>
[Collection(OneHost.Name)]
public class TipTests(Host host)
{
    private Letterbox Box => host.Alba.Services.GetRequiredService<Letterbox>();

    [Fact]
    public async Task Two_talk_by_a_receipt_and_a_day_is_all_that_others_see_of_the_time()
    {
        var receipt = await GiveAsync("Firuzeh asked for ten million.");
        var day = host.Clock.GetUtcNow().Day();
        var before = await MineAsync(receipt);
        before.GetProperty("messages")[0].GetProperty("words").GetString().ShouldBe("Firuzeh asked for ten million.");
        before.GetProperty("messages")[0].GetProperty("day").GetString().ShouldBe($"{day:yyyy-MM-dd}");
        (await host.PostAsync("/api/tips/messages", new { receipt, words = "It was on Saturday." })).Should(204);
        await EndDayAsync();

        var tip = await IdAsync(receipt);
        var row = JsonElement.Parse(await host.TextAsync(
            $"select jsonb_agg(to_jsonb(e) order by version)::text from {{0}}.mt_events e where stream_id = '{tip}'"));
        row.GetArrayLength().ShouldBe(2);
        foreach (var e in row.EnumerateArray())
        {
            e.GetProperty("user_name").GetString().ShouldBe("platform");
            e.GetProperty("causation_id").ValueKind.ShouldBe(JsonValueKind.Null);
            e.GetProperty("data").GetProperty("at").GetDateTimeOffset().ShouldBe(day.Start());
        }

        foreach (var told in new[] { "Firuzeh", "Saturday", "bribe", receipt, Digits(receipt), "fingerprint" })
            row.GetRawText().ShouldNotContain(told);

        var file = (await host.GetAsync($"/api/tips/{tip}", "integrity")).Should(200).Json;
        file.GetProperty("topic").GetString().ShouldBe("bribe");
        file.GetProperty("messages").GetArrayLength().ShouldBe(2);
        (await host.PostAsync($"/api/tips/{tip}/answer", new { words = "In which room?" }, "integrity")).Should(204);
        (await host.PostAsync($"/api/tips/{tip}/close", new { outcome = "substantiated" }, "integrity")).Should(204);
        var after = await MineAsync(receipt);
        after.GetProperty("outcome").GetString().ShouldBe("substantiated");
        var last = after.GetProperty("messages").EnumerateArray().Last();
        (last.GetProperty("isOffice").GetBoolean(), last.GetProperty("words").GetString())
            .ShouldBe((true, "In which room?"));
        (await host.GetAsync("/api/public/tips")).Should(200).Json.GetProperty("items").EnumerateArray()
            .ShouldContain(line => line.GetProperty("outcome").GetString() == "substantiated");
        var table = (await host.GetAsync("/api/public/tips?format=csv")).Should(200).Body;
        table.ShouldStartWith("month,outcome,count\r\n");
        table.ShouldContain(",substantiated,");
    }

    [Fact]
    public async Task Without_the_receipt_there_is_no_way_back()
    {
        var receipt = await GiveAsync("?");
        (await ReadAsync("1234 5678 9012 3456")).Should(404, "tip.receipt-malformed");
        var other = TipReceipt.For(Guid.NewGuid(), new(new byte[32])).Receipt;
        (await ReadAsync(other)).Should(404, "tip.receipt-unknown");
        (await ReadAsync(null)).Should(404, "tip.receipt-malformed");
        (await host.PostAsync("/api/tips/messages", new { receipt = other, words = "?" }))
            .Should(404, "tip.receipt-unknown");
        (await ReadAsync(receipt)).Should(200);
        await EndDayAsync();
        (await ReadAsync(receipt)).Should(200);
        foreach (var persona in new[] { "officer", "manager", "auditor", "custodian", "admin", "citizen" })
            (await host.GetAsync($"/api/tips/{await IdAsync(receipt)}", persona)).Status.ShouldBe(403);
    }

    [Fact]
    public async Task The_same_report_sent_twice_is_one_with_one_receipt()
    {
        var body = new { topic = "delay", words = "Twice." };
        var first = (await host.PostAsync("/api/tips", body, key: "tip-twice")).Should(201);
        var second = (await host.PostAsync("/api/tips", body, key: "tip-twice")).Should(201);
        second.Json.GetProperty("receipt").GetString().ShouldBe(first.Json.GetProperty("receipt").GetString());
        var other = (await host.PostAsync("/api/tips", new { topic = "delay", words = "?" }, key: "tip-twice"));
        other.Should(201).Json.GetProperty("receipt").GetString()
            .ShouldNotBe(first.Json.GetProperty("receipt").GetString());
        await EndDayAsync();
        (await host.PostAsync("/api/tips", body, key: "tip-twice")).Should(201);
        await EndDayAsync();
        (await MineAsync(first.Json.GetProperty("receipt").GetString()!)).GetProperty("messages").GetArrayLength()
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_name_is_opened_by_the_custodian_alone_and_everybody_sees_that_it_was()
    {
        var receipt = await GiveAsync("He asked.", "Nastaran Nowhere", "0911");
        await EndDayAsync();
        var tip = await IdAsync(receipt);
        (await host.GetAsync($"/api/tips/{tip}", "integrity")).Should(200).Body.ShouldNotContain("Nastaran");
        (await host.GetAsync("/api/tips?limit=500", "custodian")).Should(200).Body.ShouldContain($"{tip}");
        (await OpenAsync(tip, "integrity")).Should(403, "role.not-allowed");
        (await OpenAsync(tip, ground: "tea")).Should(422, "tip.ground-unknown");
        (await OpenAsync(Guid.NewGuid())).Should(404, "tip.nothing-to-open");
        (await OpenAsync(Guid.Empty)).Should(404, "tip.nothing-to-open");
        (await OpenAsync(tip)).Should(200)
            .Json.GetProperty("identity").GetString().ShouldBe("Nastaran Nowhere\n0911");
        (await host.GetAsync("/api/public/tips")).Should(200).Json.GetProperty("identitiesOpened").EnumerateArray()
            .ShouldContain(line => line.GetProperty("ground").GetString() == "court-order");
        (await OpenAsync(await IdAsync(await GiveEndedAsync()))).Should(409, "tip.unnamed");
    }

    [Fact]
    public async Task A_file_shows_nothing_of_the_tip_that_is_linked_to_it()
    {
        var filed = (await host.PostAsync("/api/requests", Given.Filing)).Should(201).Json;
        var file = filed.GetProperty("requestId").GetGuid();
        var number = filed.GetProperty("trackingNumber").GetString()!;
        var tip = await IdAsync(await GiveEndedAsync());
        (await host.PostAsync($"/api/tips/{tip}/link", new { request = "MZ-nothing" }, "integrity"))
            .Should(422, "tip.request-unknown");
        (await host.PostAsync($"/api/tips/{tip}/link", new { request = number }, "integrity")).Should(204);
        (await host.GetAsync($"/api/tips/{tip}", "integrity")).Should(200).Json.GetProperty("linked")[0].GetString()
            .ShouldBe(number);
        (await host.TextAsync("select data::text from {0}.mt_events where type = 'tip_linked' "
            + $"and stream_id = '{tip}'")).ShouldNotContain($"{file}");
        var read = (await host.GetAsync($"/api/requests/{file}/file", "manager", purpose: "supervision")).Should(200);
        read.Body.ShouldNotContain($"{tip}");
        read.Json.GetProperty("events").GetArrayLength().ShouldBe(1);
    }

    private Task<Answer> OpenAsync(Guid tipId, string persona = "custodian", string ground = "court-order") =>
        host.PostAsync("/api/tips/identity", new { tipId, ground, reasons = "Branch 3" }, persona);

    private async Task<string> GiveAsync(string words, string? name = null, string? contact = null) =>
        (await host.PostAsync("/api/tips", new { topic = "bribe", words, name, contact })).Should(201).Json
            .GetProperty("receipt").GetString()!;

    private async Task<string> GiveEndedAsync()
    {
        var receipt = await GiveAsync("Something.");
        await EndDayAsync();
        return receipt;
    }

    private async Task EndDayAsync()
    {
        host.Clock.Advance(TimeSpan.FromDays(1));
        await Box.EmptyAsync(TestContext.Current.CancellationToken);
    }

    private static string Digits(string receipt) => receipt.Replace(" ", "", StringComparison.Ordinal);

    private Task<Guid> IdAsync(string receipt) => Task.FromResult(Tip.Of(
        host.Alba.Services.GetRequiredService<EGov.Privacy.MasterKey>(), Digits(receipt)));

    private async Task<JsonElement> MineAsync(string receipt) => (await ReadAsync(receipt)).Should(200).Json;

    private async Task<Answer> ReadAsync(string? receipt)
    {
        using var client = host.Alba.Server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/tips/mine");
        if (receipt is not null) request.Headers.Add("Tip-Receipt", receipt);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
    }
}
