using System.Globalization;
using System.Text;
using System.Text.Json;
using EGov.Casework;
using EGov.Transparency;

namespace EGov.Acceptance.Transparency;

[Collection(OneHost.Name)]
public class PerformanceTests(Host host)
{
    private readonly GivenFiles _given = new(host);

    [Fact]
    public async Task Figures_follow_from_the_events_of_the_files()
    {
        for (var i = 1; i <= 22; i++)
            await _given.FileAsync(0, days: i, onTime: i <= 18, i % 4 == 0 ? Outcome.Refused : Outcome.Granted, isClosed: i > 2);
        var open = await _given.FileAsync(1);
        var withdrawn = await _given.FileAsync(1);
        await _given.AppendAsync(withdrawn, null,
            new RequestWithdrawn(GivenFiles.On(2), _given.Matter, null), _given.Closed(2, Closure.Withdrawn));
        await _given.AppendAsync(open, null,
            new RequestReferred(GivenFiles.On(2), _given.Matter, 1, "ENV-014", "regional-water", GivenFiles.Words(open), GivenFiles.On(9).Day()),
            new StepRecorded(GivenFiles.On(3), _given.Matter, "site-visit", "ENV-014", GivenFiles.On(2).Day(), true),
            new LimitBreached(GivenFiles.On(40), _given.Matter, GivenFiles.On(39).Day(), null, null, "apology"));

        var answer = await _given.AskAsync();
        var group = answer.GetProperty("groups").EnumerateArray().Single();
        group.GetProperty("code").GetString().ShouldBe(_given.Matter.Department);
        var figures = group.GetProperty("figures");
        Numbers(figures, "submitted", "open", "openPastLimit", "decided", "medianDays", "p90Days", "refused", "closed",
            "withdrawn", "breaches", "steps", "lateSteps", "referred").ShouldBe([24, 3, 1, 22, 11, 20, 5, 20, 1, 1, 1, 1, 1]);
        Share(figures, "onTime").ShouldBe(Statistics.Wilson(18, 22));
        Share(figures, "refusedShare").ShouldBe(Statistics.Wilson(5, 22));
        figures.GetProperty("wandering").GetDouble().ShouldBe(1);
        group.GetProperty("place").GetProperty("of").GetInt32().ShouldBe(1);
        answer.GetProperty("province").GetProperty("figures").GetRawText().ShouldBe(figures.GetRawText());
        answer.GetProperty("definitions").GetProperty("onTime").GetString().ShouldBe("PERF-ONTIME/1");
    }

    [Fact]
    public async Task A_period_counts_what_happened_in_it_and_open_files_as_they_stood_at_its_end()
    {
        await _given.FileAsync(0, days: 5);
        await _given.FileAsync(10, days: 10);
        await _given.FileAsync(30);

        Numbers(await _given.FiguresAsync(Period(0, 9)), "submitted", "decided", "open").ShouldBe([1, 1, 0]);
        Numbers(await _given.FiguresAsync(Period(6, 15)), "submitted", "decided", "open").ShouldBe([1, 0, 1]);
        Numbers(await _given.FiguresAsync(Period(16, 40)), "submitted", "decided", "open").ShouldBe([1, 1, 1]);

        static string Period(int from, int to) => FormattableString.Invariant(
            $"&from={GivenFiles.On(from).Day():yyyy-MM-dd}&to={GivenFiles.On(to).Day():yyyy-MM-dd}");
    }

    [Fact]
    public async Task A_contested_closure_takes_its_decision_out_until_it_is_decided_anew()
    {
        var id = Guid.Empty;
        for (var i = 1; i <= 20; i++) id = await _given.FileAsync(0, days: i);
        Numbers(await _given.FiguresAsync(), "decided", "closed", "contested", "open", "p90Days").ShouldBe([20, 20, 0, 0, 18]);

        await _given.AppendAsync(id, null, _given.Contested(id, 30));
        var contested = await _given.FiguresAsync();
        Numbers(contested, "decided", "closed", "contested", "open").ShouldBe([19, 20, 1, 1]);
        contested.GetProperty("onTime").ValueKind.ShouldBe(JsonValueKind.Null);
        Share(contested, "contestedShare").ShouldBe(Statistics.Wilson(1, 20));

        await _given.AppendAsync(id, null, _given.Decided(40, 8, onTime: false), _given.Closed(41));
        var anew = await _given.FiguresAsync();
        Numbers(anew, "decided", "closed", "contested", "open", "p90Days").ShouldBe([20, 21, 1, 0, 17]);
        Share(anew, "onTime").ShouldBe(Statistics.Wilson(19, 20));
    }

    [Fact]
    public async Task As_of_a_past_moment_the_answer_is_exactly_the_earlier_one()
    {
        var id = Guid.Empty;
        for (var i = 1; i <= 21; i++) id = await _given.FileAsync(0, days: i);
        await _given.CatchUpAsync();
        var url = $"/api/public/performance?by=county&department={_given.Matter.Department}&series=month";
        var then = (await host.GetAsync(url)).Should(200);

        await _given.AppendAsync(id, null, _given.Contested(id, 30));
        await _given.FileAsync(3, days: 4, matter: _given.Matter with { County = null });
        await _given.CatchUpAsync();
        var now = (await host.GetAsync(url)).Should(200);
        now.Body.ShouldNotBe(then.Body);

        var moment = then.Json.GetProperty("asOf").GetString();
        (await host.GetAsync($"{url}&asOf={moment}")).Should(200).Body.ShouldBe(then.Body);
        await _given.FileAsync(5);
        await _given.CatchUpAsync();
        (await host.GetAsync($"{url}&asOf={moment}")).Should(200).Body.ShouldBe(then.Body);
    }

    [Fact]
    public async Task As_of_now_the_answer_is_the_one_without_a_moment()
    {
        await _given.FileAsync(0, days: 3);
        await _given.CatchUpAsync();
        var url = $"/api/public/performance?department={_given.Matter.Department}";
        var answer = await host.GetAsync(url);
        foreach (var moment in new[] { answer.Json.GetProperty("asOf").GetString(), "2999-12-31", "9999-12-31" })
            (await host.GetAsync($"{url}&asOf={moment}")).Should(200).Body.ShouldBe(answer.Body);
    }

    [Fact]
    public async Task What_was_recorded_long_ago_is_known_since_then_and_not_since_it_happened()
    {
        var (january, march) = (new DateTimeOffset(2026, 1, 10, 8, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 10, 8, 0, 0, TimeSpan.Zero));
        await _given.FileAsync(-200, days: 5, recorded: january);
        await _given.FileAsync(-200, days: 6, recorded: march);
        await _given.FileAsync(-200, days: 7);

        (await DecidedAsOf("2026-01-09")).ShouldBe(0);
        (await DecidedAsOf("2026-01-10")).ShouldBe(1);
        (await DecidedAsOf("2026-03-10T07:59:59.999999Z")).ShouldBe(1);
        (await DecidedAsOf("2026-03-10T11:30:00%2B03:30")).ShouldBe(2);
        (await _given.FiguresAsync()).GetProperty("decided").GetInt32().ShouldBe(3);

        async Task<int> DecidedAsOf(string moment)
        {
            await _given.CatchUpAsync();
            var answer = (await host.GetAsync($"/api/public/performance?service=environmental-opinion&asOf={moment}")).Should(200).Json;
            var group = answer.GetProperty("groups").EnumerateArray()
                .Where(group => group.GetProperty("code").GetString() == _given.Matter.Department).ToList();
            return group.Count == 0 ? 0 : group[0].GetProperty("figures").GetProperty("decided").GetInt32();
        }
    }

    [Fact]
    public async Task Months_are_those_of_the_calendar_of_the_province()
    {
        for (var i = 0; i < 20; i++) await _given.FileAsync(0, days: 5);
        await _given.FileAsync(30, days: 5);

        var months = (await _given.AskAsync("&series=month")).GetProperty("groups")[0].GetProperty("months").EnumerateArray().ToList();
        months.Select(month => month.GetProperty("month").GetString()).ShouldBe(["1405-02", "1405-03"]);
        months.Select(month => month.GetProperty("figures").GetProperty("decided").GetInt32()).ShouldBe([20, 1]);
        months[0].GetProperty("figures").GetProperty("medianDays").GetInt32().ShouldBe(5);
        months[1].GetProperty("figures").GetProperty("medianDays").ValueKind.ShouldBe(JsonValueKind.Null);
        months[1].GetProperty("from").GetString().ShouldBe("2026-05-22");
    }

    [Theory]
    [InlineData("")]
    [InlineData("&series=month")]
    public async Task The_table_is_the_same_as_the_answer_it_is_made_from(string series)
    {
        for (var i = 1; i <= 23; i++) await _given.FileAsync(i, days: i, onTime: i % 5 > 0);
        var json = await _given.AskAsync(series);
        var csv = await host.GetAsync($"/api/public/performance?department={_given.Matter.Department}{series}&format=csv");

        var lines = csv.Should(200).Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        var groups = json.GetProperty("groups").EnumerateArray().Prepend(json.GetProperty("province")).ToList();
        var expected = series.Length == 0
            ? groups.Select(group => (group, group.GetProperty("figures"))).ToList()
            : [.. groups.SelectMany(group => group.GetProperty("months").EnumerateArray().Select(month => (group, month.GetProperty("figures"))))];
        lines.Count.ShouldBe(expected.Count + 1);
        for (var i = 0; i < expected.Count; i++)
        {
            var (group, figures) = expected[i];
            Cell(i, "code").ShouldBe(group.GetProperty("code").GetString() ?? "");
            Cell(i, "asOf").ShouldBe(Iso(json.GetProperty("asOf").GetDateTimeOffset()));
            Cell(i, "computedFrom").ShouldBe(json.GetProperty("computedFrom").GetRawText());
            foreach (var figure in figures.EnumerateObject())
            {
                var name = figure.Name;
                if (figure.Value.ValueKind is JsonValueKind.Null) Cell(i, name).ShouldBe("", name);
                else if (figure.Value.ValueKind is JsonValueKind.Number) Cell(i, name).ShouldBe(figure.Value.GetRawText(), name);
                else
                {
                    Cell(i, name).ShouldBe(figure.Value.GetProperty("value").GetRawText(), name);
                    Cell(i, name + "Low").ShouldBe(figure.Value.GetProperty("low").GetRawText(), name);
                    Cell(i, name + "High").ShouldBe(figure.Value.GetProperty("high").GetRawText(), name);
                }
            }
        }

        string Cell(int line, string column) => lines[line + 1][Array.IndexOf(lines[0], column)];
        static string Iso(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Whoever_has_the_answer_already_is_told_so_and_a_table_is_another_answer()
    {
        await _given.FileAsync(0, days: 3);
        await _given.CatchUpAsync();
        var url = $"/api/public/performance?department={_given.Matter.Department}";
        using var client = host.Alba.Server.CreateClient();
        using var first = await client.GetAsync(url, TestContext.Current.CancellationToken);
        first.Headers.ETag!.IsWeak.ShouldBeFalse();
        first.Headers.Vary.ShouldBe(["Accept"]);

        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag);
        using var again = await client.GetAsync(url, TestContext.Current.CancellationToken);
        ((int)again.StatusCode).ShouldBe(304);
        (await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();

        client.DefaultRequestHeaders.Accept.ParseAdd("text/csv");
        using var table = await client.GetAsync(url, TestContext.Current.CancellationToken);
        ((int)table.StatusCode).ShouldBe(200);
        table.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        table.Content.Headers.ContentDisposition!.FileName.ShouldBe("performance-department.csv");
        (await table.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Take(3).ShouldBe(Encoding.UTF8.GetPreamble());
    }

    [Theory]
    [InlineData("by=officer", "performance.grouping-unknown")]
    [InlineData("kind=village", "performance.kind-unknown")]
    [InlineData("from=2026-02-30", "performance.day-malformed")]
    [InlineData("from=2026-03-02&to=2026-03-01", "performance.period-reversed")]
    [InlineData("asOf=noon", "performance.moment-malformed")]
    [InlineData("series=week", "performance.series-unknown")]
    [InlineData("format=xml", "format.unknown")]
    [InlineData("departement=environment", "performance.parameter-unknown")]
    [InlineData("county=a&county=b", "performance.parameter-twice")]
    [InlineData("department=nowhere", "performance.department-unknown")]
    [InlineData("service=nothing", "performance.service-unknown")]
    [InlineData("county=atlantis", "performance.county-unknown")]
    public async Task A_question_that_is_not_understood_is_refused(string query, string code) =>
        (await host.GetAsync($"/api/public/performance?{query}")).Should(400, code);

    [Fact]
    public async Task Offices_of_one_kind_stand_beside_each_other_alone()
    {
        var desk = new Matter("environmental-opinion", "desk-sari", null);
        await _given.FileAsync(0, matter: desk);
        await _given.FileAsync(0, matter: desk with { Department = "regional-water" });
        await _given.CatchUpAsync();

        var desks = (await host.GetAsync("/api/public/performance?kind=desk")).Should(200).Json;
        desks.GetProperty("kind").GetString().ShouldBe("desk");
        var only = desks.GetProperty("groups").EnumerateArray().ShouldHaveSingleItem();
        only.GetProperty("code").GetString().ShouldBe("desk-sari");
        desks.GetProperty("province").GetProperty("figures").GetRawText()
            .ShouldBe(only.GetProperty("figures").GetRawText());
        (await host.GetAsync("/api/public/performance?kind=municipality")).Should(200).Json
            .GetProperty("groups").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Every_figure_is_defined()
    {
        var definitions = (await host.GetAsync("/api/public/definitions")).Should(200).Json.EnumerateArray().ToList();
        var used = (await host.GetAsync("/api/public/performance")).Should(200).Json.GetProperty("definitions").EnumerateObject()
            .Select(figure => figure.Value.GetString()).Distinct();
        var others = new List<string?>();
        foreach (var area in new[] { "directives", "letters", "meetings", "issues" })
            others.AddRange((await host.GetAsync($"/api/public/{area}/figures")).Should(200).Json
                .GetProperty("definitions").EnumerateArray()
                .Select(definition => definition.GetProperty("reference").GetString()));
        definitions.Select(definition => definition.GetProperty("reference").GetString()).Order()
            .ShouldBe(used.Concat(others).Order());
    }

    private static int[] Numbers(JsonElement figures, params string[] names) =>
        [.. names.Select(name => figures.GetProperty(name).GetInt32())];

    private static Share? Share(JsonElement figures, string name) =>
        figures.GetProperty(name).Deserialize<Share>(JsonSerializerOptions.Web);
}
