using System.Text;
using EGov.Casework;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EGov.Acceptance.Casework;

/// <summary>What holds for every command: keys, versions, refusals, and input that nobody should send.</summary>
[Collection(OneHost.Name)]
public class CommandTests(Host host)
{
    private static readonly object OutOfTurn = new { ground = "emergency" };

    [Fact]
    public async Task The_same_filing_under_the_same_key_is_one_request_with_the_same_receipt()
    {
        var first = (await host.PostAsync("/api/requests", Given.Filing, key: "filing-once")).Should(201);
        var again = (await host.PostAsync("/api/requests", Given.Filing, key: "filing-once")).Should(201);
        again.Json.GetProperty("requestId").GetGuid().ShouldBe(first.Json.GetProperty("requestId").GetGuid());
        again.Json.GetProperty("secret").GetString().ShouldBe(first.Json.GetProperty("secret").GetString());
        again.Headers.GetValues("Idempotent-Replay").ShouldBe(["true"]);
    }

    [Fact]
    public async Task A_key_cannot_serve_for_something_else()
    {
        (await host.PostAsync("/api/requests", Given.Filing, key: "filing-other")).Should(201);
        (await host.PostAsync("/api/requests", new
        {
            service = "environmental-opinion",
            applicant = new { name = "Somebody else" },
            facts = new { distance = 1, income = 1 },
        }, key: "filing-other")).Should(422, "idempotency.key-reused");
    }

    [Fact]
    public async Task A_repeated_act_on_a_file_is_answered_as_the_first_time_though_the_file_has_moved_on()
    {
        var (id, _) = await FileAsync();
        (await host.PostAsync($"/api/requests/{id}/assign", OutOfTurn, "officer", key: $"a-{id}")).Should(204);
        (await host.PostAsync($"/api/requests/{id}/ready", persona: "officer")).Should(204);
        var again = (await host.PostAsync($"/api/requests/{id}/assign", OutOfTurn, "officer", key: $"a-{id}")).Should(204);
        again.Headers.ETag!.Tag.ShouldBe("\"2\"");
        (await TypesAsync(id)).ShouldBe(["RequestSubmitted", "RequestAssigned", "RequestReady"]);
    }

    [Fact]
    public async Task The_same_act_sent_many_times_at_once_is_one_event()
    {
        var (id, _) = await FileAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ =>
            host.PostAsync($"/api/requests/{id}/assign", OutOfTurn, "officer", key: $"many-{id}")));
        answers.ShouldAllBe(answer => answer.Status == 204);
        (await TypesAsync(id)).ShouldBe(["RequestSubmitted", "RequestAssigned"]);
    }

    [Fact]
    public async Task Of_two_officers_who_take_a_file_at_once_one_gets_it()
    {
        var (id, _) = await FileAsync();
        var answers = await Task.WhenAll(
            host.PostAsync($"/api/requests/{id}/assign", OutOfTurn, "officer"),
            host.PostAsync($"/api/requests/{id}/assign", OutOfTurn, "officer-2"));
        answers.Count(answer => answer.Status == 204).ShouldBe(1);
        answers.Single(answer => answer.Status != 204).Code
            .ShouldBeOneOf("assignment.held-by-another", "version.changed-meanwhile");
    }

    [Fact]
    public async Task A_stale_version_is_refused_and_nothing_is_written()
    {
        var (id, _) = await FileAsync();
        (await host.PostAsync($"/api/requests/{id}/assign", OutOfTurn, "officer", ifMatch: "\"1\"")).Should(204);
        (await host.PostAsync($"/api/requests/{id}/ready", persona: "officer", ifMatch: "\"1\"")).Should(409, "version.stale");
        (await host.PostAsync($"/api/requests/{id}/ready", persona: "officer", ifMatch: "\"two\"")).Should(400, "version.not-a-version");
        (await TypesAsync(id)).ShouldBe(["RequestSubmitted", "RequestAssigned"]);
    }

    [Theory, InlineData("SubmitRequest", false), InlineData("AppealDecision", false), InlineData("Watch", true)]
    public void What_people_write_reaches_no_log_though_their_command_fails(string category, bool isLogged) =>
        host.Alba.Services.GetRequiredService<ILoggerFactory>().CreateLogger($"EGov.Casework.{category}")
            .IsEnabled(LogLevel.Critical).ShouldBe(isLogged);

    [Fact]
    public async Task A_refusal_speaks_the_readers_language()
    {
        var (id, _) = await FileAsync();
        var fa = await host.SendAsync(HttpMethod.Post, $"/api/requests/{id}/ready", persona: "officer", language: "fa");
        var en = await host.SendAsync(HttpMethod.Post, $"/api/requests/{id}/ready", persona: "officer", language: "en");
        fa.Should(403, "request.held-by-nobody");
        en.Should(403, "request.held-by-nobody");
        fa.Json.GetProperty("title").GetString()!.ShouldContain("پرونده");
        en.Json.GetProperty("title").GetString()!.ShouldContain("file");
        fa.Json.GetProperty("type").GetString().ShouldBe("urn:egov:rule:request.held-by-nobody");
    }

    [Theory]
    [InlineData("{", "body.not-as-described")]
    [InlineData("", "body.not-as-described")]
    [InlineData("null", "body.not-as-described")]
    [InlineData("[]", "body.not-as-described")]
    [InlineData("""{"service":5}""", "body.not-as-described")]
    [InlineData("""{"service":"environmental-opinion"}""", "body.not-as-described")]
    [InlineData("""{"service":"environmental-opinion","applicant":null}""", "body.not-as-described")]
    public async Task A_body_that_cannot_be_read_is_refused_with_a_code(string body, string code)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        (await host.PostAsync("/api/requests", content)).Should(400, code);
    }

    [Theory]
    [InlineData("""{"service":"no-such","applicant":{"name":"x"}}""", "service.not-offered")]
    [InlineData("""{"service":"environmental-opinion","applicant":{"name":" "},"facts":{"distance":1,"income":1}}""", "person.name-missing")]
    [InlineData("""{"service":"environmental-opinion","applicant":{"name":"x","nationalNumber":"1234567890"},"facts":{"distance":1,"income":1}}""", "person.national-number-wrong")]
    [InlineData("""{"service":"environmental-opinion","applicant":{"name":"x"},"facts":{"distance":1}}""", "fact.missing")]
    [InlineData("""{"service":"environmental-opinion","applicant":{"name":"x"},"facts":{"distance":-1,"income":1}}""", "fact.wrong")]
    [InlineData("""{"service":"environmental-opinion","applicant":{"name":"x"},"facts":{"distance":1e400,"income":1}}""", "fact.wrong")]
    [InlineData("""{"service":"environmental-opinion","applicant":{"name":"x"},"facts":{"distance":{"a":1},"income":1}}""", "fact.wrong")]
    [InlineData("""{"service":"environmental-opinion","applicant":{"name":"x"},"facts":{"distance":1,"income":1,"other":1}}""", "fact.unknown")]
    [InlineData("""{"service":"environmental-opinion","applicant":{"name":"x"},"representative":{"name":"y"},"facts":{"distance":1,"income":1}}""", "representative.phone-missing")]
    public async Task A_filing_that_lacks_something_is_refused_with_a_code(string body, string code)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        (await host.PostAsync("/api/requests", content)).Should(422, code);
    }

    [Fact]
    public async Task And_the_refusal_points_at_the_fact()
    {
        using var content = new StringContent(
            """{"service":"environmental-opinion","applicant":{"name":"x"},"facts":{"distance":1}}""", Encoding.UTF8,
            "application/json");
        var refusal = (await host.PostAsync("/api/requests", content)).Should(422, "fact.missing");
        refusal.Json.GetProperty("pointer").GetString().ShouldBe("/facts/income");
    }

    [Theory]
    [InlineData("county")]
    [InlineData("words")]
    [InlineData("documents")]
    public async Task A_null_byte_is_refused_wherever_it_hides(string member)
    {
        var value = member == "documents" ? "[\"\\u0000\"]" : "\"\\u0000\"";
        using var content = new StringContent(
            $$"""{"service":"environmental-opinion","applicant":{"name":"x"},"{{member}}":{{value}}}""", Encoding.UTF8,
            "application/json");
        (await host.PostAsync("/api/requests", content)).Should(400, "body.text-illegible");
    }

    [Theory]
    [InlineData("۷۳۰", "۵۰۰۰۰۰۰۰۰")]
    [InlineData("٧٣٠", "٥٠٠٠٠٠٠٠٠")]
    [InlineData("730", "500000000")]
    public async Task Numbers_may_be_typed_in_any_digits(string distance, string income)
    {
        var filed = (await host.PostAsync("/api/requests", new
        {
            service = "environmental-opinion",
            applicant = new { name = "علي كريمي", nationalNumber = "٠٠١٢٣٤٥٦٧٩" },
            facts = new { distance, income },
        })).Should(201);
        filed.Json.GetProperty("trackingNumber").GetString().ShouldStartWith("MZ-");
    }

    [Fact]
    public async Task What_is_no_json_or_has_an_endless_key_is_refused_with_a_code()
    {
        using var text = new StringContent("service=x", Encoding.UTF8, "text/plain");
        (await host.PostAsync("/api/requests", text)).Should(415, "body.not-json");
        (await host.PostAsync("/api/requests", Given.Filing, key: new string('k', 201))).Should(400, "idempotency.key-wrong");
    }

    [Fact]
    public async Task Unknown_things_are_not_found_and_closed_doors_stay_closed()
    {
        var nobody = Guid.NewGuid();
        (await host.PostAsync($"/api/requests/{nobody}/assign", persona: "officer")).Status.ShouldBe(404);
        (await host.PostAsync("/api/requests/not-a-guid/assign", persona: "officer")).Status.ShouldBe(404);
        (await host.GetAsync("/api/requests/MZ-0000-0000-001")).Should(404, "tracking-number.wrong");
        (await host.GetAsync($"/api/audit/requests/{nobody}", "auditor")).Should(404, "trace.unknown-request");
        (await host.GetAsync($"/api/audit/requests/{nobody}")).Should(401, "sign-in.required");
        (await host.GetAsync($"/api/audit/requests/{nobody}", "officer")).Should(403, "role.not-allowed");
        (await host.PostAsync($"/api/requests/{nobody}/assign")).Should(401, "sign-in.required");
        (await host.PostAsync($"/api/requests/{nobody}/assign", persona: "citizen")).Should(403, "role.not-allowed");
    }

    [Fact]
    public async Task The_secret_of_one_receipt_opens_no_other_file()
    {
        var (_, mine) = await FileAsync();
        var (other, _) = await FileAsync();
        (await host.PostAsync($"/api/requests/{other}/withdraw", secret: mine)).Should(403, "request.not-the-applicant");
        (await host.PostAsync($"/api/requests/{other}/withdraw")).Should(403, "request.not-the-applicant");
    }

    [Fact]
    public async Task No_personal_word_is_stored_in_clear()
    {
        var filed = await host.PostAsync("/api/requests", new
        {
            service = "environmental-opinion",
            applicant = new { name = "Farangis Unmistakable", nationalNumber = "0012345679", phone = "09120000001" },
            facts = new { distance = 730, income = 123_456_789 },
            words = "My neighbour Shahrokh objects.",
        });
        filed.Should(201);
        await using var session = host.Store.QuerySession();
        var schema = host.Store.Options.DatabaseSchemaName;
        foreach (var word in new[] { "Unmistakable", "0012345679", "09120000001", "123456789", "Shahrokh" })
        {
            var found = await session.AdvancedSql.QueryAsync<long>(
                $"select (select count(*) from {schema}.mt_events where data::text like ?) + (select count(*) from {schema}.mt_doc_request where data::text like ?)",
                TestContext.Current.CancellationToken, $"%{word}%", $"%{word}%");
            found[0].ShouldBe(0, word);
        }
    }

    [Fact]
    public async Task What_the_days_bring_the_platform_does_itself()
    {
        var (late, _) = await FileAsync();
        var (asked, _) = await FileAsync();
        foreach (var id in new[] { late, asked })
        {
            (await host.PostAsync($"/api/requests/{id}/assign", OutOfTurn, "officer")).Should(204);
            (await host.PostAsync($"/api/requests/{id}/ready", persona: "officer")).Should(204);
        }

        (await host.PostAsync($"/api/requests/{asked}/ask", new { question = "?" }, "officer")).Should(204);
        var before = host.Clock.GetUtcNow();
        host.Clock.Advance(TimeSpan.FromDays(40));
        for (var round = 0; round < 3; round++) await host.Watch.LookAsync(TestContext.Current.CancellationToken);
        (await TypesAsync(late)).ShouldContain("LimitBreached");
        (await TypesAsync(late)).Count(type => type == nameof(LimitBreached)).ShouldBe(1);
        (await TypesAsync(asked)).ShouldContain("QuestionLapsed");
        (await CauseAsync<LimitBreached>(late)).ShouldBe(nameof(RequestReady));
        (await CauseAsync<QuestionLapsed>(asked)).ShouldBe(nameof(InformationRequested));
        host.Clock.GetUtcNow().ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task What_an_act_brings_with_it_names_the_event_it_follows_from()
    {
        var (id, secret) = await FileAsync();
        (await host.PostAsync($"/api/requests/{id}/withdraw", secret: secret)).Should(204);
        (await CauseAsync<RequestClosed>(id)).ShouldBe(nameof(RequestWithdrawn));
        (await CauseAsync<RequestWithdrawn>(id)).ShouldBeNull();
    }

    /// <summary>The type of the event on the same file that the last of this type names as its cause.</summary>
    private async Task<string?> CauseAsync<T>(Guid id)
    {
        await using var session = host.Store.QuerySession();
        var events = await session.Events.FetchStreamAsync(id, token: TestContext.Current.CancellationToken);
        var cause = events.Last(e => e.Data is T).CausationId;
        return cause is null ? null : events.Single(e => e.Id.ToString() == cause).Data.GetType().Name;
    }

    private async Task<(Guid Id, string Secret)> FileAsync()
    {
        var filed = (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
        return (filed.Json.GetProperty("requestId").GetGuid(), filed.Json.GetProperty("secret").GetString()!);
    }

    private async Task<IReadOnlyList<string>> TypesAsync(Guid id)
    {
        await using var session = host.Store.QuerySession();
        var events = await session.Events.FetchStreamAsync(id, token: TestContext.Current.CancellationToken);
        return [.. events.Select(e => e.Data.GetType().Name)];
    }
}
