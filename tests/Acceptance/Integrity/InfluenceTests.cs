using System.Text.Json;
using EGov.Acceptance.Transparency;
using EGov.Integrity;
using EGov.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Integrity;

/// <summary>A contact is reported: the file shows that there was one, and nothing shows who reported it.</summary>
[Collection(OneHost.Name)]
public class InfluenceTests(Host host)
{
    private Letterbox Box => host.Alba.Services.GetRequiredService<Letterbox>();

    [Fact]
    public async Task It_goes_on_record_at_the_end_of_the_day_and_names_neither_file_nor_reporter()
    {
        var (file, number, secret) = await FileAsync();
        (await host.PostAsync("/api/influence", Report(number, "Shahin Nowhere"), "officer")).Should(204);
        (await Box.EmptyAsync(default)).ShouldBe(0, "the day has not ended");
        (await DaysAsync(file, secret: secret)).ShouldBeEmpty();
        var day = host.Clock.GetUtcNow().Day();
        await EndDayAsync();

        foreach (var persona in new[] { "officer", "officer-2", "manager", "auditor", "integrity" })
            (await DaysAsync(file, persona)).ShouldBe([day], persona);
        (await DaysAsync(file, secret: secret)).ShouldBe([day], "the applicant");
        (await host.GetAsync($"/api/requests/{file}/contacts", "officer-water")).Status.ShouldBe(403);
        (await host.GetAsync($"/api/requests/{file}/contacts")).Status.ShouldBe(403);
        (await host.GetAsync($"/api/requests/{Guid.NewGuid()}/contacts", "auditor"))
            .Should(404, "contacts.request-unknown");

        var stream = Influence.Of(Master, "request", file);
        var row = JsonElement.Parse(await host.TextAsync(
            $"select to_jsonb(e)::text from {{0}}.mt_events e where stream_id = '{stream}'"));
        row.GetProperty("user_name").GetString().ShouldBe("platform");
        row.GetProperty("causation_id").ValueKind.ShouldBe(JsonValueKind.Null);
        row.GetProperty("data").GetProperty("at").GetDateTimeOffset().ShouldBe(day.Start());
        foreach (var told in new[] { "ENV-014", number, $"{file}", "Shahin", "superior", "telephone", "fingerprint" })
            row.GetRawText().ShouldNotContain(told);
        (await host.TextAsync("select count(*)::text from {0}.mt_doc_letter")).ShouldBe("0");
    }

    [Fact]
    public async Task What_waits_in_the_letterbox_names_nobody_either()
    {
        var (file, number, _) = await FileAsync();
        (await host.PostAsync("/api/influence", Report(number, "Shahin Nowhere"), "officer")).Should(204);
        var letters = await host.TextAsync("select jsonb_agg(to_jsonb(l))::text from {0}.mt_doc_letter l");
        foreach (var told in new[] { "ENV-014", number, $"{file}", "Shahin", "superior", "mt_last_modified" })
            letters.ShouldNotContain(told);
        await EndDayAsync();
    }

    [Fact]
    public async Task Sent_twice_under_one_key_it_is_one()
    {
        var (file, number, _) = await FileAsync();
        var report = Report(number);
        (await host.PostAsync("/api/influence", report, "officer", key: "influence-twice")).Should(204);
        (await host.PostAsync("/api/influence", report, "officer", key: "influence-twice")).Should(204);
        (await host.PostAsync("/api/influence", report, "officer-2", key: "influence-twice")).Should(204);
        await EndDayAsync();
        (await host.PostAsync("/api/influence", report, "officer", key: "influence-twice")).Should(204);
        await EndDayAsync();
        (await DaysAsync(file, "manager")).Count.ShouldBe(2, "one of each officer");
    }

    [Fact]
    public async Task The_office_of_integrity_reads_it_all_and_that_it_did_is_on_record()
    {
        var (_, number, _) = await FileAsync();
        (await host.PostAsync("/api/influence", Report(number, "Mahtab Elsewhere"), "clerk")).Should(204);
        await EndDayAsync();
        var before = await ListedAsync();
        var line = (await host.GetAsync("/api/influence?limit=500", "integrity")).Should(200).Json
            .GetProperty("items").EnumerateArray()
            .Single(line => line.GetProperty("trackingNumber").GetString() == number);
        line.GetProperty("contact").GetString().ShouldBe("Mahtab Elsewhere");
        line.GetProperty("category").GetString().ShouldBe("superior");
        line.GetProperty("answer").GetString().ShouldBe("refused");
        line.GetProperty("reporter").GetString().ShouldBe("DSK-SAR-1");
        (await ListedAsync()).ShouldBe(before + 1);
        foreach (var persona in new[] { "officer", "manager", "auditor", "custodian", "admin", "citizen" })
            (await host.GetAsync("/api/influence", persona)).Should(403, "role.not-allowed");
    }

    [Fact]
    public async Task The_public_reads_how_many_and_the_effect_only_of_enough_files()
    {
        var before = await CountAsync();
        var (_, number, _) = await FileAsync();
        (await host.PostAsync("/api/influence", Report(number), "manager")).Should(204);
        await EndDayAsync();
        (await CountAsync()).ShouldBe(before + 1);

        var files = new GivenFiles(host);
        var matter = files.Matter with { Service = $"s-{Guid.NewGuid():N}"[..12] };
        for (var i = 0; i < 30; i++)
            await files.FileAsync(1, 10, outcome: i % 2 == 0 ? Granted : Refused, matter: matter);
        var contacted = new List<Guid>();
        for (var i = 0; i < 24; i++)
            contacted.Add(await files.FileAsync(1, 5, outcome: i % 4 == 0 ? Refused : Granted, matter: matter));
        foreach (var file in contacted.Take(19)) await ReportAsync(file);
        (await EffectAsync(matter.Service)).GetProperty("approval").ValueKind.ShouldBe(JsonValueKind.Null);
        foreach (var file in contacted.Skip(19)) await ReportAsync(file);
        var effect = await EffectAsync(matter.Service);
        (effect.GetProperty("contacted").GetInt32(), effect.GetProperty("notContacted").GetInt32()).ShouldBe((24, 30));
        effect.GetProperty("approval").GetProperty("value").GetDouble().ShouldBe(3);
        effect.GetProperty("duration").GetProperty("value").GetDouble().ShouldBe(0.5);
    }

    private const EGov.Casework.Outcome Granted = EGov.Casework.Outcome.Granted;
    private const EGov.Casework.Outcome Refused = EGov.Casework.Outcome.Refused;

    private MasterKey Master => host.Alba.Services.GetRequiredService<MasterKey>();

    private static object Report(string about, string? contact = null) => new
    {
        on = "request",
        about,
        kind = "pressure",
        category = "superior",
        channel = "telephone",
        asked = "That it be granted at once.",
        answer = "refused",
        contact,
    };

    [Fact]
    public async Task What_everybody_reads_is_a_table_too()
    {
        const string Url = "/api/public/influence";
        var whole = (await host.GetAsync(Url)).Should(200).Json;
        var contacts = (await host.GetAsync($"{Url}?format=csv")).Should(200);
        contacts.Body.ShouldStartWith("month,on,department,kind,count\r\n");
        contacts.Body.TrimEnd().Split("\r\n").Length.ShouldBe(whole.GetProperty("contacts").GetArrayLength() + 1);
        var effects = (await host.GetAsync($"{Url}?format=csv&table=effects")).Should(200);
        effects.Body.ShouldStartWith("service,contacted,notContacted,strata,approval,");
        effects.Body.TrimEnd().Split("\r\n").Length.ShouldBe(whole.GetProperty("effects").GetArrayLength() + 1);
        (await host.GetAsync($"{Url}?format=csv&table=names")).Should(400, "influence.table-unknown");
        (await host.GetAsync($"{Url}?format=pdf")).Should(400, "format.unknown");
        (await host.SendAsync(HttpMethod.Get, $"{Url}?format=csv", ifNoneMatch: contacts.Headers.ETag!.ToString()))
            .Should(304);
    }

    private async Task ReportAsync(Guid file) =>
        (await host.PostAsync("/api/influence", Report($"{file}"), "officer")).Should(204);

    private async Task EndDayAsync()
    {
        host.Clock.Advance(TimeSpan.FromDays(1));
        await Box.EmptyAsync(TestContext.Current.CancellationToken);
        await host.CaughtUpAsync();
    }

    private async Task<JsonElement> EffectAsync(string service)
    {
        await EndDayAsync();
        await Task.Delay(1_100, TestContext.Current.CancellationToken);
        return (await host.GetAsync("/api/public/influence")).Should(200).Json.GetProperty("effects")
            .EnumerateArray().Single(effect => effect.GetProperty("service").GetString() == service);
    }

    private async Task<int> CountAsync() =>
        (await host.GetAsync("/api/public/influence")).Should(200).Json.GetProperty("contacts").EnumerateArray()
            .Sum(line => line.GetProperty("count").GetInt32());

    private async Task<int> ListedAsync() => int.Parse(
        await host.TextAsync("select count(*)::text from {0}.mt_events where type = 'openings_listed'"),
        System.Globalization.CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<DateOnly>> DaysAsync(Guid file, string? persona = null, string? secret = null) =>
    [
        .. (await host.GetAsync($"/api/requests/{file}/contacts", persona, secret)).Should(200).Json
            .GetProperty("days").EnumerateArray().Select(day => DateOnly.Parse(day.GetString()!,
                System.Globalization.CultureInfo.InvariantCulture)),
    ];

    private async Task<(Guid Id, string Number, string Secret)> FileAsync()
    {
        var filed = (await host.PostAsync("/api/requests", Given.Filing)).Should(201).Json;
        return (filed.GetProperty("requestId").GetGuid(), filed.GetProperty("trackingNumber").GetString()!,
            filed.GetProperty("secret").GetString()!);
    }
}
