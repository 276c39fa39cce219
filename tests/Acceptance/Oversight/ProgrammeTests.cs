using System.Text.Json;
using EGov.Acceptance.Integrity;
using EGov.Acceptance.Transparency;
using EGov.Oversight;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Oversight;

/// <summary>A promise becomes numbers that nobody types: they follow the events, and milestones the days.</summary>
/// <remarks>On a host of its own, whose days pass on from today, by which events are recorded.</remarks>
public class ProgrammeTests(Host host) : IClassFixture<Host>
{
    private readonly GivenFiles _given = new(host);

    private OversightWatch Watch => host.Alba.Services.GetRequiredService<OversightWatch>();

    private DateOnly Today => host.Clock.GetUtcNow().Day();

    [Fact]
    public async Task Measures_move_by_themselves_and_milestones_are_met_or_missed_without_anybody()
    {
        host.Clock.Advance(DateTimeOffset.UtcNow - host.Clock.GetUtcNow());
        var opening = new
        {
            promise = Said("پاسخ‌ها تندتر می‌شود", "Answers will come faster"),
            source = Said("سخنرانی آغاز کار", "Inaugural speech"),
            promisedOn = Today,
        };
        (await host.PostAsync("/api/programmes", opening, "manager")).Status.ShouldBe(403);
        var opened = (await host.PostAsync("/api/programmes", opening, "governor")).Should(201).Json;
        var (id, number) = (opened.GetProperty("id").GetGuid(), opened.GetProperty("number").GetString()!);
        await ActAsync(id, "commitments", new
        {
            words = Said("هیچ پاسخی دیرتر از مهلت نیاید", "No answer comes past its limit"),
            departments = new[] { "environment" },
            due = Today.AddDays(200),
        });
        var onTime = new
        {
            commitment = 1,
            name = Said("پاسخ در مهلت", "On time"),
            kind = "share",
            indicator = "PERF-ONTIME",
            window = "months",
            months = 24,
            department = "environment",
        };
        var unknown = new { onTime.commitment, onTime.name, onTime.kind, indicator = "?", window = "day" };
        (await PostAsync(id, "measures", unknown)).Should(422, "measure.indicator-unknown");
        await ActAsync(id, "measures", onTime);
        await ActAsync(id, "measures", new
        {
            commitment = 1,
            name = Said("دستورهای اثرگذار", "Directives with an effect"),
            kind = "count",
            indicator = "DIR-EFFECTIVE",
            window = "since-start",
            serving = true,
        });
        await ActAsync(id, "milestones", new { measure = 1, atLeast = true, target = 95, on = Today.AddDays(20) });
        await ActAsync(id, "milestones", new { measure = 2, atLeast = true, target = 1, on = Today.AddDays(20) });
        await ActAsync(id, "amend-milestone", new
        {
            milestone = 1,
            atLeast = true,
            target = 90,
            on = Today.AddDays(30),
            reason = Said("", "Floods"),
        });

        // Work is done in the departments; nobody tells the programme.
        var file = Guid.Empty;
        for (var i = 1; i <= 22; i++)
            file = await _given.FileAsync(0, days: i, onTime: i <= 18,
                matter: _given.Matter with { Department = "environment" });
        await EffectAsync($"{number}/1");
        await host.FollowAsync();
        await MovedAsync(number);

        await PassAsync(10);
        await PassAsync(11);
        await host.FollowAsync();
        await PassAsync(11);
        (await HappenedAsync(id)).ShouldBe([
            "ProgrammeOpened", "CommitmentMade", "MeasureDefined", "MeasureDefined", "MilestoneSet", "MilestoneSet",
            "MilestoneAmended", "MilestoneReminded", "MilestoneReminded", "MilestoneMet", "MilestoneMissed"],
            ignoreOrder: true);
        await MissedAsync(id, number, file);
    }

    private async Task MovedAsync(string number)
    {
        var read = (await host.GetAsync($"/api/public/programmes/{number.ToLowerInvariant()}")).Should(200).Json;
        read.GetProperty("programme").GetProperty("milestones")[0].GetProperty("former")[0]
            .GetProperty("target").GetInt32().ShouldBe(95);
        Figure(read.GetProperty("progress")[0]).ShouldBe((0.818182, 18, 22));
        Figure(read.GetProperty("progress")[1]).ShouldBe((1, 1, null));
        read.GetProperty("definitions")[0].GetProperty("id").GetString().ShouldBe("PERF-ONTIME");
        var published = (await host.GetAsync("/api/public/performance?department=environment")).Should(200).Json
            .GetProperty("province").GetProperty("figures").GetProperty("onTime");
        (published.GetProperty("count").GetInt32(), published.GetProperty("of").GetInt32()).ShouldBe((18, 22));

        var measure = $"/api/public/programmes/{number}/measures/1";
        (await host.GetAsync(measure + "?format=csv")).Should(200).Body.ShouldContain("0.818182,18,22");
        var events = (await host.GetAsync(measure + "/events?part=numerator&limit=10")).Should(200).Json;
        events.GetProperty("total").GetInt32().ShouldBe(18);
        var next = events.GetProperty("next").GetString();
        var rest = (await host.GetAsync($"{measure}/events?part=numerator&limit=10&after={next}")).Should(200).Json;
        rest.GetProperty("items").GetArrayLength().ShouldBe(8);
        var first = events.GetProperty("items")[0];
        (first.GetProperty("type").GetString(), first.GetProperty("isInNumerator").GetBoolean())
            .ShouldBe(("RequestDecided", true));
        (await host.GetAsync(first.GetProperty("decision").GetString()!)).Should(200);
        (await host.GetAsync(measure + "/events?format=csv")).Should(200).Body.Split("\r\n").Length.ShouldBe(24);
        (await host.GetAsync(measure + "/events?part=tea")).Should(400, "measure.part-unknown");
        (await host.GetAsync($"/api/public/programmes/{number}/measures/9")).Should(404, "measure.unknown");
        (await host.GetAsync("/api/public/programmes/P-0000-0000")).Should(404, "programme.number-unknown");
        (await host.GetAsync($"/api/public/programmes/{number}?asOf=2020-01-01"))
            .Should(404, "programme.number-unknown");
        var line = (await host.GetAsync("/api/public/programmes")).Should(200).Json.GetProperty("items")[0];
        (line.GetProperty("standing").GetInt32(), line.GetProperty("moved").GetInt32()).ShouldBe((2, 1));
        (await host.GetAsync("/api/public/programmes?format=csv")).Should(200).Body.ShouldContain(number);
    }

    /// <summary>What was measured stays, whatever comes later; and somebody has to say why.</summary>
    private async Task MissedAsync(Guid id, string number, Guid file)
    {
        var missed = await MilestoneAsync(number, 0);
        missed.GetProperty("state").GetString().ShouldBe("missed");
        missed.GetProperty("raisedTo")[0].GetString().ShouldBe("GVN-01");
        var measured = missed.GetProperty("measured");
        (measured.GetProperty("value").GetInt32(), measured.GetProperty("numerator").GetInt32(),
            measured.GetProperty("denominator").GetInt32()).ShouldBe((8_181, 18, 22));
        (await MilestoneAsync(number, 1)).GetProperty("state").GetString().ShouldBe("met");
        var judged = measured.GetProperty("asOf").GetString();
        var row = JsonElement.Parse(await host.TextAsync(
            "select to_jsonb(e)::text from {0}.mt_events e where type = 'milestone_missed'"));
        row.GetProperty("user_name").GetString().ShouldBe("platform");
        row.GetProperty("causation_id").GetString().ShouldNotBeNullOrEmpty();

        await _given.AppendAsync(file, host.Clock.GetUtcNow(),
            new EGov.Casework.ClosureContested(
                host.Clock.GetUtcNow(), _given.Matter with { Department = "environment" }, GivenFiles.Words(file),
                null));
        await host.FollowAsync();
        await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken);
        var measure = $"/api/public/programmes/{number}/measures/1";
        Figure((await host.GetAsync(measure)).Should(200).Json).ShouldBe((0.857143, 18, 21));
        var again = (await host.GetAsync($"{measure}?asOf={judged}")).Should(200).Json;
        Figure(again).ShouldBe((0.818182, 18, 22));
        // By the clock of the wall, at which events are recorded, that day is still to come.
        again.GetProperty("figure").GetProperty("logSize").GetInt64()
            .ShouldBeGreaterThanOrEqualTo(measured.GetProperty("logSize").GetInt64());

        var softer = new { milestone = 1, atLeast = true, target = 80, on = Today.AddDays(9), reason = Said("", "?") };
        (await PostAsync(id, "amend-milestone", softer)).Should(409, "milestone.over");
        (await PostAsync(id, "end", new { ground = "kept", reason = Said("", "Done") }))
            .Should(409, "programme.not-kept");
        (await host.GetAsync("/api/programmes?band=unexplained", "auditor")).Should(200).Body.ShouldContain(number);
        await PassAsync(20);
        (await HappenedAsync(id)).ShouldContain("MissReminded");
        await ActAsync(id, "explain-miss", new { milestone = 1, words = Said("دو کارشناس رفتند", "Two experts left") });
        await ActAsync(id, "end", new { ground = "term-over", reason = Said("دوره پایان یافت", "The term is over") });
        var ended = (await host.GetAsync($"/api/programmes/{id}", "governor")).Should(200).Json;
        ended.GetProperty("line").GetProperty("ended").GetString().ShouldBe("term-over");
        var contacted = await host.ContactAsync("programme", number, "manager");
        await host.ShouldKnowOfContactAsync($"/api/programmes/{id}", contacted, "programme", number, "governor");
        (await host.GetAsync("/api/programmes?band=tea", "governor")).Should(400, "programmes.band-unknown");
    }

    private async Task EffectAsync(string commitment)
    {
        var directive = new
        {
            departments = new[] { "environment" },
            line = Said("پرونده‌های دیر پیش بیفتند", "Late files go first"),
            effect = "None past its limit.",
            evidence = "The public figures.",
            days = 10,
            serves = commitment,
        };
        var id = (await host.PostAsync("/api/directives", directive, "governor")).Should(201).Json
            .GetProperty("id").GetGuid();
        foreach (var (act, body, persona) in new (string, object, string)[]
                 {
                     ("acknowledge", new { }, "manager"), ("assign", new { executor = "ENV-014" }, "manager"),
                     ("report", new { words = "Done.", references = new[] { "Figures" } }, "officer"),
                     ("verify", new { department = "environment" }, "governor-2"),
                 })
            (await host.PostAsync($"/api/directives/{id}/{act}", body, persona)).Should(204);
    }

    private async Task<JsonElement> MilestoneAsync(string number, int index) =>
        (await host.GetAsync($"/api/public/programmes/{number}")).Should(200).Json.GetProperty("programme")
            .GetProperty("milestones")[index];

    private static (double, int, int?) Figure(JsonElement progress)
    {
        var figure = progress.GetProperty("figure");
        var denominator = figure.GetProperty("denominator");
        return (figure.GetProperty("value").GetDouble(), figure.GetProperty("numerator").GetInt32(),
            denominator.ValueKind is JsonValueKind.Null ? null : denominator.GetInt32());
    }

    private static object Said(string fa, string en) => new { fa, en };

    private async Task PassAsync(int days)
    {
        host.Clock.Advance(TimeSpan.FromDays(days));
        while (await Watch.LookAsync(TestContext.Current.CancellationToken) > 0) { }
    }

    private async Task<IReadOnlyList<string>> HappenedAsync(Guid id) =>
    [
        .. (await host.TextAsync(
            $"select mt_dotnet_type from {{0}}.mt_events where stream_id = '{id}' order by version"))
            .Split('\n').Select(type => type.Split(',')[0].Split('.')[^1]),
    ];

    private async Task ActAsync(Guid id, string act, object body) => (await PostAsync(id, act, body)).Should(204);

    private Task<Answer> PostAsync(Guid id, string act, object body) =>
        host.PostAsync($"/api/programmes/{id}/{act}", body, "governor");
}
