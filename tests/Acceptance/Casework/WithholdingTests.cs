using System.Globalization;
using System.Text;
using System.Text.Json;
using EGov.Privacy;

namespace EGov.Acceptance.Casework;

[Collection(OneHost.Name)]
public class WithholdingTests(Host host)
{
    [Fact]
    public async Task Two_persons_withhold_an_opening_and_after_its_last_day_it_appears_by_itself()
    {
        var (id, number, secret) = await FiledAsync();
        var before = await CountAsync();
        var withholding = await AskAsync(id, 30);
        (await ReadAsync(id, withholding)).Should(403, "withholding.not-agreed-or-over");
        (await host.PostAsync($"/api/withholdings/{withholding}/approve", persona: "integrity"))
            .Should(403, "withholding.approved-by-the-same");
        foreach (var persona in new[] { "officer", "manager", "auditor", "citizen" })
            (await host.PostAsync($"/api/withholdings/{withholding}/approve", persona: persona)).Status.ShouldBe(403);
        (await host.PostAsync($"/api/withholdings/{withholding}/approve", persona: "custodian")).Should(204);
        (await ReadAsync(id, withholding)).Should(200).Json.GetProperty("requestId").GetGuid().ShouldBe(id);
        (await ReadAsync((await FiledAsync()).Id, withholding)).Should(404, "withholding.of-another-file");

        (await SeenAsync(number, secret)).ShouldBeEmpty("it is withheld");
        (await host.GetAsync($"/api/requests/{number}/openings", secret: secret)).Should(200)
            .Json.GetProperty("totalUsages").GetInt32().ShouldBe(0);
        (await host.GetAsync($"/api/requests/{id}/file", "officer", purpose: "papers")).Should(200)
            .Json.GetProperty("openings").EnumerateArray()
            .ShouldAllBe(opening => opening.GetProperty("reader").GetString() == "ENV-014");
        var count = await CountAsync();
        (count.Withheld - before.Withheld, count.InForce - before.InForce).ShouldBe((1, 1), "the public sees how many");
        var trace = (await host.GetAsync($"/api/audit/requests/{number}", "auditor")).Should(200).Json;
        trace.GetProperty("openings").EnumerateArray()
            .ShouldContain(opening => opening.GetProperty("isWithheld").GetBoolean(), "an auditor sees it at once");
        var line = (await host.GetAsync("/api/audit/withholdings", "auditor")).Should(200).Json.GetProperty("items")
            .EnumerateArray().Single(line => line.GetProperty("withholdingId").GetGuid() == withholding);
        line.GetProperty("trackingNumber").GetString().ShouldBe(number);
        line.GetProperty("words").GetString().ShouldBe("حکم شمارهٔ ۱۲ شعبهٔ ۳");
        (await host.GetAsync("/api/audit/withholdings", "manager")).Status.ShouldBe(403);

        host.Clock.Advance(TimeSpan.FromDays(31));
        var seen = (await SeenAsync(number, secret)).Single(opening => opening.GetProperty("isWithheld").GetBoolean());
        seen.GetProperty("reader").GetString().ShouldBe("INT-02");
        seen.GetProperty("purpose").GetString().ShouldBe("investigation");
        (await host.GetAsync($"/api/requests/{number}/openings", secret: secret)).Should(200)
            .Body.ShouldContain("Lawful investigation");
        (await ReadAsync(id, withholding)).Should(403, "withholding.not-agreed-or-over");
        var after = await CountAsync();
        after.Withheld.ShouldBe(0, "nothing is withheld for ever");
        after.Appeared.ShouldBeGreaterThan(before.Appeared);
    }

    [Fact]
    public async Task The_public_entries_of_a_withholding_do_not_say_whose_file_it_is()
    {
        var (id, number, _) = await FiledAsync();
        var withholding = await AskAsync(id, 20);
        (await host.PostAsync($"/api/withholdings/{withholding}/approve", persona: "admin")).Should(204);
        (await ReadAsync(id, withholding)).Should(200);
        (await host.PostAsync($"/api/withholdings/{withholding}/extend",
            new { words = "گواه در سفر است.", until = Day(40) }, "integrity")).Should(204);
        (await host.PostAsync($"/api/withholdings/{withholding}/refuse", new { words = "نه." }, "custodian"))
            .Should(204);

        await using var session = host.Store.QuerySession();
        var events = await session.Events.FetchStreamAsync(withholding, token: TestContext.Current.CancellationToken);
        events.Select(e => e.Data.GetType().Name).ShouldBe(
        [
            nameof(WithholdingAsked), nameof(WithholdingApproved), nameof(WithheldFileOpened),
            nameof(WithholdingExtended), nameof(WithholdingRefused),
        ]);
        foreach (var e in events)
        {
            var entry = EGov.Ledger.Entry.Of(e.UserName!,
                Encoding.UTF8.GetBytes(host.Store.Options.Serializer().ToCleanJson(e.Data)), e.Id,
                e.Timestamp, e.Sequence, e.StreamId, e.EventTypeName, e.Version);
            var text = Encoding.UTF8.GetString(entry.Bytes.Span);
            foreach (var form in new[] { id.ToString(), id.ToString("N"), number, "حکم" }) text.ShouldNotContain(form);
        }

        (await session.Events.FetchStreamAsync(Openings.Of(id), token: TestContext.Current.CancellationToken))
            .ShouldBeEmpty("nothing stands beside the file");
        (await session.Events.FetchStreamStateAsync(id, TestContext.Current.CancellationToken))!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_withholding_needs_is_asked_for()
    {
        var (id, _, _) = await FiledAsync();
        (await PostAsync(id, "discretion", Day(10))).Should(422, "withholding.basis-not-listed");
        (await PostAsync(id, "court-order", Day(91))).Should(422, "withholding.too-long");
        (await PostAsync(id, "court-order", Day(0))).Should(422, "withholding.day-not-to-come");
        (await PostAsync(Guid.NewGuid(), "court-order", Day(10))).Should(422, "withholding.unknown-request");
        foreach (var persona in new[] { "officer", "auditor", "admin", "custodian" })
            (await PostAsync(id, "court-order", Day(10), persona)).Status.ShouldBe(403, persona);
        (await host.GetAsync($"/api/requests/{id}/file", "integrity", purpose: "investigation"))
            .Should(403, "opening.no-task");
    }

    private string Day(int days) =>
        host.Clock.GetUtcNow().Day().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task<Answer> PostAsync(Guid request, string basis, string until, string persona = "integrity") =>
        host.PostAsync("/api/withholdings", new { request, basis, words = "حکم شمارهٔ ۱۲ شعبهٔ ۳", until }, persona);

    private async Task<Guid> AskAsync(Guid request, int days)
    {
        (await PostAsync(request, "court-order", Day(days))).Should(204);
        var lines = (await host.GetAsync("/api/audit/withholdings", "integrity")).Should(200).Json;
        return lines.GetProperty("items").EnumerateArray()
            .Single(line => line.GetProperty("requestId").GetGuid() == request)
            .GetProperty("withholdingId").GetGuid();
    }

    private Task<Answer> ReadAsync(Guid request, Guid withholding) => host.SendAsync(
        HttpMethod.Get, $"/api/requests/{request}/file", persona: "integrity", withholding: withholding);

    private async Task<(int Withheld, int InForce, int Appeared)> CountAsync()
    {
        var count = (await host.GetAsync("/api/public/withheld-openings")).Should(200).Json;
        return (count.GetProperty("openingsWithheld").GetInt32(), count.GetProperty("inForce").GetInt32(),
            count.GetProperty("openingsAppeared").GetInt32());
    }

    private async Task<(Guid Id, string Number, string Secret)> FiledAsync()
    {
        var filed = (await host.PostAsync("/api/requests", Given.Filing)).Should(201).Json;
        return (filed.GetProperty("requestId").GetGuid(), filed.GetProperty("trackingNumber").GetString()!,
            filed.GetProperty("secret").GetString()!);
    }

    private async Task<List<JsonElement>> SeenAsync(string number, string secret) =>
    [
        .. (await host.GetAsync($"/api/requests/{number}", secret: secret)).Should(200).Json
            .GetProperty("openings").EnumerateArray(),
    ];
}
