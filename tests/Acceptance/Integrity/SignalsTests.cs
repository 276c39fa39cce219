using System.Text.Json;
using EGov.Acceptance.Transparency;
using EGov.Casework;
using EGov.Integrity;
using EGov.Privacy;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Integrity;

/// <summary>
/// Signals in the record of a real host: found while it works, the same after a rebuild, and who may see them.
/// </summary>
[Collection(OneHost.Name)]
public class SignalsTests(Host host)
{
    private static readonly Matter Matter = new("environmental-opinion", "environment", "sari");

    [Fact]
    public async Task They_are_found_while_the_host_works_and_the_same_when_views_are_built_anew()
    {
        var file = await DecideAsync(preparer: "ENV-014");
        await host.CaughtUpAsync();
        var signal = (await OfAsync(file)).ShouldHaveSingleItem();
        (signal.Indicator, signal.Officer, signal.Department).ShouldBe(("F10", "ENV-014", "environment"));

        const string Contents = "select id || data::text from {0}.mt_doc_signal order by id";
        var before = await host.TextAsync(Contents);
        await host.RebuildAsync(SignalsProjection.Title);
        (await host.TextAsync(Contents)).ShouldBe(before);

        // What comes after is found by the same book, and nothing of before is found again.
        var next = await DecideAsync(preparer: "ENV-014");
        await host.CaughtUpAsync();
        (await OfAsync(next)).Single().Number.ShouldBeGreaterThan(signal.Number);
        (await OfAsync(file)).Single().Id.ShouldBe(signal.Id);
    }

    [Fact]
    public async Task A_book_that_begins_anew_in_the_middle_reads_the_record_up_to_there()
    {
        await DecideAsync(preparer: "ENV-014");
        await host.CaughtUpAsync();
        await using (var session = host.Store.QuerySession())
        {
            var vault = new Lazy<Vault>(() => host.Alba.Services.GetRequiredService<Vault>());
            var all = await session.Events.QueryAllRawEvents().OrderBy(e => e.Sequence)
                .ToListAsync(TestContext.Current.CancellationToken);
            var fresh = new SignalsProjection(vault);
            await using var writing = host.Store.LightweightSession();
            await ((JasperFx.Events.Projections.IJasperFxProjection<IDocumentOperations>)fresh).ApplyAsync(
                writing, [.. all.Skip(all.Count - 5)], TestContext.Current.CancellationToken);
            foreach (var found in writing.PendingChanges.AllChangedFor<Signal>())
                JsonSerializer.Serialize(found).ShouldBe(JsonSerializer.Serialize(
                    await session.LoadAsync<Signal>(found.Id, TestContext.Current.CancellationToken)));
            writing.PendingChanges.AllChangedFor<Signal>().ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task Two_files_of_one_person_are_compared_by_what_stands_sealed()
    {
        var person = Guid.NewGuid().ToString("N");
        await DecideAsync("ENV-021", mark: person);
        await DecideAsync("ENV-021", mark: person);
        await host.CaughtUpAsync();
        var book = new SignalBook(host.Alba.Services.GetRequiredService<MasterKey>());
        await using var session = host.Store.QuerySession();
        var vault = host.Alba.Services.GetRequiredService<Vault>();
        var events = await session.Events.QueryAllRawEvents().OrderBy(e => e.Sequence)
            .ToListAsync(TestContext.Current.CancellationToken);
        var marks = await vault.OpenAllAsync(
            [.. events.Select(e => SignalBook.MarkIn(e.Data)).OfType<Sealed>()], TestContext.Current.CancellationToken);
        foreach (var e in events)
            book.Read(e, SignalBook.MarkIn(e.Data) is { } mark ? marks.GetValueOrDefault(mark) : null);
        book.Cases.Lines.Count(line => line.Applicant == person).ShouldBe(2);
    }

    [Fact]
    public async Task An_auditor_finds_them_by_filters_page_by_page_and_as_a_table()
    {
        var file = await DecideAsync(preparer: "ENV-014");
        await DecideAsync(preparer: "ENV-014");
        await host.CaughtUpAsync();
        var url = "/api/audit/signals?indicator=F10&department=environment&officer=ENV-014&state=open";
        var all = (await host.GetAsync(url, "auditor")).Should(200).Json;
        all.GetProperty("total").GetInt32().ShouldBeGreaterThanOrEqualTo(2);
        var first = (await host.GetAsync(url + "&limit=1", "auditor")).Should(200).Json;
        var second = (await host.GetAsync(
            $"{url}&limit=1&after={first.GetProperty("next").GetString()}", "integrity")).Should(200).Json;
        Ids(first).Concat(Ids(second)).ShouldBe(Ids(all).Take(2));

        var csv = (await host.GetAsync(url + "&format=csv", "auditor")).Should(200).Body;
        csv.Split("\r\n").Length.ShouldBe(all.GetProperty("total").GetInt32() + 2);
        var one = (await host.GetAsync(
            $"/api/audit/signals?indicator=F10&request={TrackingNumber.Of(file)}", "auditor")).Should(200).Json;
        one.GetProperty("items")[0].GetProperty("requestId").GetGuid().ShouldBe(file);

        var whole = (await host.GetAsync($"/api/audit/signals/{Ids(one).Single()}", "auditor")).Should(200).Json;
        whole.GetProperty("evidence").GetArrayLength().ShouldBe(2);
        whole.GetProperty("thresholds").GetArrayLength().ShouldBeGreaterThan(0);
        whole.GetProperty("line").GetProperty("officer").GetString().ShouldBe("ENV-014");
    }

    [Theory]
    [InlineData("indicator=F99", 400, "signals.indicator-unknown")]
    [InlineData("service=no-such", 400, "signals.service-unknown")]
    [InlineData("department=no-such", 400, "signals.department-unknown")]
    [InlineData("state=guilty", 400, "signals.state-unknown")]
    [InlineData("request=no-number", 404, "signals.request-unknown")]
    [InlineData("from=2026-06-01&to=2026-05-01", 400, "signals.period-reversed")]
    [InlineData("after=x", 400, "paging.cursor-wrong")]
    public async Task What_is_not_understood_is_refused(string query, int status, string code) =>
        (await host.GetAsync($"/api/audit/signals?{query}", "auditor")).Should(status, code);

    [Fact]
    public async Task What_came_of_it_is_told_to_the_applicant_and_counted_in_public_and_names_nobody()
    {
        var filed = (await host.PostAsync("/api/requests", Given.Filing)).Should(201).Json;
        var file = filed.GetProperty("requestId").GetGuid();
        var number = filed.GetProperty("trackingNumber").GetString()!;
        var secret = filed.GetProperty("secret").GetString()!;
        await DecideAsync(preparer: "ENV-014", file: file);
        await host.CaughtUpAsync();
        var id = (await OfAsync(file)).Single().Id;
        var mine = $"/api/requests/{number}/signals";
        (await host.GetAsync(mine, secret: secret)).Should(200).Json.GetArrayLength().ShouldBe(0);
        var before = Count((await host.GetAsync("/api/public/signals")).Should(200).Json);

        var disposition = new { disposition = "explained", ground = "nature-of-the-files", words = "Both were there." };
        (await host.PostAsync($"/api/signals/{id}/dispose", disposition, "officer"))
            .Should(403, "role.not-allowed");
        (await host.PostAsync($"/api/signals/{id}/dispose", disposition, "integrity")).Should(204);
        (await host.PostAsync($"/api/signals/{id}/dispose", disposition, "integrity"))
            .Should(409, "disposition.already");
        (await host.PostAsync($"/api/signals/{id}/dispose", new
        {
            disposition = "confirmed",
            ground = "admitted",
            words = "He said so.",
            again = true,
        }, "integrity")).Should(204);
        await host.CaughtUpAsync();

        var told = (await host.GetAsync(mine, secret: secret)).Should(200).Json.EnumerateArray().Single();
        told.GetProperty("disposition").GetString().ShouldBe("confirmed");
        (await host.GetAsync(mine, secret: "AAAA-BBBB-CCCC"))
            .Should(404, "tracking-number.no-such-pair");
        var open = (await host.GetAsync("/api/public/signals")).Should(200);
        Count(open.Json).ShouldBe(before + 1);
        open.Body.ShouldNotContain("ENV-014");
        var whole = (await host.GetAsync($"/api/audit/signals/{id}", "integrity")).Should(200).Json;
        whole.GetProperty("dispositions").EnumerateArray().Select(one => one.GetProperty("words").GetString())
            .ShouldBe(["Both were there.", "He said so."]);

        int Count(JsonElement report) => report.GetProperty("items").EnumerateArray()
            .Where(line => line.GetProperty("indicator").GetString() == "F10"
                && line.GetProperty("disposition").GetString() == "confirmed")
            .Sum(line => line.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task The_officer_concerned_answers_and_the_record_tells_nobody_who_he_is()
    {
        var file = await DecideAsync(preparer: "ENV-014");
        await host.CaughtUpAsync();
        var id = (await OfAsync(file)).Single().Id;
        var mine = (await host.GetAsync("/api/officers/mine/signals?limit=500", "officer")).Should(200).Json;
        Ids(mine).ShouldContain(id);
        Ids((await host.GetAsync("/api/officers/mine/signals", "officer-2")).Should(200).Json).ShouldNotContain(id);
        (await host.GetAsync($"/api/officers/mine/signals/{id}", "officer-2")).Should(404, "signals.not-yours");
        var answer = new { words = "We were two at the desk that day." };
        (await host.PostAsync($"/api/signals/{id}/answer", answer, "officer-2")).Should(404, "signal.not-yours");
        (await host.PostAsync($"/api/signals/{id}/answer", answer, "officer")).Should(204);
        (await host.GetAsync($"/api/officers/mine/signals/{id}", "officer")).Should(200).Json
            .GetProperty("waiting").GetInt32().ShouldBe(1);

        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.Alba.Services.GetRequiredService<Letterbox>().EmptyAsync(TestContext.Current.CancellationToken);
        await using var session = host.Store.QuerySession();
        var e = (await session.Events.FetchStreamAsync(id, token: TestContext.Current.CancellationToken))
            .ShouldHaveSingleItem();
        (e.UserName, e.Data is SignalAnswered).ShouldBe(("platform", true));
        var read = (await host.GetAsync($"/api/audit/signals/{id}", "integrity")).Should(200).Json;
        read.GetProperty("answers")[0].GetProperty("words").GetString().ShouldBe(answer.words);
        var listed = (await host.GetAsync("/api/audit/signals?state=answered", "integrity")).Should(200).Json;
        Ids(listed).ShouldContain(id);
    }

    [Fact]
    public async Task The_public_reads_every_rule_with_its_thresholds_and_how_well_it_did()
    {
        var indicators = (await host.GetAsync("/api/public/signals")).Should(200).Json.GetProperty("indicators");
        indicators.GetArrayLength().ShouldBe(Indicator.All.Count);
        foreach (var one in indicators.EnumerateArray())
        {
            one.GetProperty("formula").GetString().ShouldNotBeNullOrWhiteSpace();
            one.GetProperty("thresholds").GetProperty("window").GetDecimal().ShouldBeGreaterThan(0);
            one.GetProperty("version").GetInt32().ShouldBeGreaterThan(0);
        }
    }

    private static IEnumerable<Guid> Ids(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("signalId").GetGuid());

    private async Task<IReadOnlyList<Signal>> OfAsync(Guid file)
    {
        await using var session = host.Store.QuerySession();
        return await session.Query<Signal>().Where(signal => signal.Request == file && signal.Indicator == "F10")
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A file that one officer decides, prepared by another or by himself.</summary>
    private async Task<Guid> DecideAsync(string preparer, Guid? file = null, string? mark = null)
    {
        var id = file ?? Guid.CreateVersion7();
        var at = host.Clock.GetUtcNow();
        await using var session = host.Store.LightweightSession();
        if (file is null)
        {
            var words = Sealed.Of(id, "words");
            session.Events.StartStream<Request>(id, new RequestSubmitted(at, TrackingNumber.Of(id), Matter, "portal",
                new(words, null, null), null, null, null, new Dictionary<string, JsonElement>(),
                new Dictionary<string, Sealed>(), null, [], mark is null ? null : Sealed.Of(id, mark)));
        }

        session.Events.Append(id,
            new RequestAssigned(at, Matter, "ENV-014", "ENV-014", 0, null),
            new RequestReady(at, Matter, "ENV-014", 1, 20, 12, at.Day().AddDays(25), at.Day().AddDays(15)),
            new DecisionPrepared(at, Matter, preparer, "env-siting", 7, [], Outcome.Granted, Outcome.Granted, null),
            new RequestDecided(at, Matter, "ENV-014", "env-siting", 7, [], Outcome.Unstated, Outcome.Unstated, null, [],
                null, null, null, 1, true, 0, null));
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        return id;
    }
}
