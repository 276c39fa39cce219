using System.Text.RegularExpressions;
using EGov.Acceptance.Transparency;

namespace EGov.Acceptance.Api;

/// <summary>Who may call what. An endpoint that has no line here fails: nothing is open by oversight.</summary>
[Collection(OneHost.Name)]
public partial class WhoMayTests(Host host)
{
    private static readonly string[] Callers =
        ["nobody", "citizen", "clerk", "officer", "manager", "auditor", "integrity", "custodian", "admin"];

    // nobody, citizen, clerk, officer, manager, auditor, integrity, custodian, admin; + may, - may not
    private const string Table =
        """
                                                               N C K O M A I U D
        GET  /health/live                                      + + + + + + + + +
        GET  /health/ready                                     + + + + + + + + +
        GET  /api/services                                     + + + + + + + + +
        GET  /api/services/{code}                              + + + + + + + + +
        GET  /api/rulebooks/{code}                             + + + + + + + + +
        GET  /api/rulebooks/{code}/versions/{version}          + + + + + + + + +
        GET  /api/departments                                  + + + + + + + + +
        GET  /api/calendar                                     + + + + + + + + +
        GET  /api/public/definitions                           + + + + + + + + +
        GET  /api/public/performance                           + + + + + + + + +
        GET  /api/public/decisions                             + + + + + + + + +
        GET  /api/public/decisions/{requestId}                 + + + + + + + + +
        GET  /api/public/decisions/{requestId}/replay          + + + + + + + + +
        GET  /api/public/requests/{trackingNumber}/position    + + + + + + + + +
        GET  /api/requests/{trackingNumber}                    + + + + + + + + +
        GET  /api/requests/{trackingNumber}/openings           + + + + + + + + +
        GET  /api/public/withheld-openings                     + + + + + + + + +
        POST /api/requests                                     + + + + + + + + +
        POST /api/requests/{requestId}/supply                  + + + + + + + + +
        POST /api/requests/{requestId}/withdraw                + + + + + + + + +
        POST /api/requests/{requestId}/contest                 + + + + + + + + +
        POST /api/requests/{requestId}/appeal                  + + + + + + + + +
        POST /api/requests/{requestId}/rate                    + + + + + + + + +
        GET  /api/my/requests                                  - + - - - - - - -
        GET  /api/my/openings                                  - + - - - - - - -
        GET  /api/my/openings/usage-period                     - + - - - - - - -
        GET  /api/my/openings/heartbeat                        - + - - - - - - -
        GET  /api/queue                                        - - + + + - - - -
        GET  /api/requests/{requestId}/file                    - - - + + + + - -
        POST /api/requests/{requestId}/assign                  - - - + + - - - -
        POST /api/requests/{requestId}/ready                   - - - + - - - - -
        POST /api/requests/{requestId}/ask                     - - - + - - - - -
        POST /api/requests/{requestId}/refer                   - - - + - - - - -
        POST /api/requests/{requestId}/answer-referral         - - - + - - - - -
        POST /api/requests/{requestId}/transfer                - - - + - - - - -
        POST /api/requests/{requestId}/extend                  - - - + - - - - -
        POST /api/requests/{requestId}/steps                   - - - + - - - - -
        POST /api/requests/{requestId}/recuse                  - - - + - - - - -
        POST /api/requests/{requestId}/prepare-decision        - - - + - - - - -
        POST /api/requests/{requestId}/decide                  - - - + - - - - -
        POST /api/requests/{requestId}/notice                  - - - + - - - - -
        POST /api/requests/{requestId}/close                   - - - + - - - - -
        POST /api/requests/{requestId}/decide-appeal           - - - + + - - - -
        POST /api/requests/{requestId}/remedy                  - - - + + - - - -
        POST /api/requests/{requestId}/prioritise              - - - - + - - - -
        GET  /api/departments/mine/desk                        - - - - + - - - -
        GET  /api/departments/mine/files                       - - - - + - - - -
        GET  /api/departments/mine/breaches                    - - - - + - - - -
        GET  /api/audit/events                                 - - - - - + - - -
        GET  /api/audit/openings                               - - - - - + + - -
        GET  /api/audit/openings/{openingId}/explanation       - - - - - + + - -
        GET  /api/audit/withholdings                           - - - - - + + + +
        POST /api/withholdings                                 - - - - - - + - -
        POST /api/withholdings/{withholdingId}/approve         - - - - - - + + +
        POST /api/withholdings/{withholdingId}/refuse          - - - - - - + + +
        POST /api/withholdings/{withholdingId}/extend          - - - - - - + - -
        GET  /api/audit/requests/{id}                          - - - - - + - - -
        GET  /api/audit/requests/{id}/entries                  - - - - - + - - -
        GET  /api/audit/requests/{id}/diff                     - - - - - + - - -
        POST /api/services                                     - - - - - - - - +
        POST /api/services/{serviceId}/withdraw                - - - - - - - - +
        POST /api/rulebooks                                    - - - - - - - - +
        POST /api/departments                                  - - - - - - - - +
        POST /api/officers                                     - - - - - - - - +
        POST /api/officers/release                             - - - - - - - - +
        POST /api/calendar                                     - - - - - - - - +
        POST /api/calendar/holidays                            - - - - - - - - +
        POST /api/calendar/holidays/withdraw                   - - - - - - - - +
        POST /api/province                                     - - - - - - - - +
        """;

    private static readonly IReadOnlyList<Line> Lines =
    [
        .. Table.Split('\n').Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(parts => new Line(new(parts[0]), parts[1], [.. parts[2..].Select(cell => cell == "+")])),
    ];

    [Fact]
    public async Task Every_endpoint_has_a_line() =>
        Lines.Select(line => line.ToString()).Order(StringComparer.Ordinal).ShouldBe(
            (await host.DocumentAsync()).Operations.Select(operation => operation.ToString())
                .Order(StringComparer.Ordinal));

    [Fact]
    public async Task Each_caller_gets_what_the_table_says()
    {
        var before = await WrittenAsync();
        foreach (var line in Lines)
            foreach (var (caller, may) in Callers.Zip(line.May))
            {
                var answer = await host.SendAsync(line.Method, line.Url, persona: caller == "nobody" ? null : caller);
                var expected = may ? "may" : caller == "nobody" ? "401 sign-in.required" : "403 role.not-allowed";
                var isOut = answer is { Status: 401 } or { Code: "role.not-allowed" };
                (isOut ? $"{answer.Status} {answer.Code}" : "may")
                    .ShouldBe(expected, $"{line} as {caller}");
                answer.Status.ShouldBeLessThan(500);
            }

        (await WrittenAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_token_that_cannot_be_believed_is_worth_nothing()
    {
        var tokens = new Tokens(host);
        (await host.SendAsync(HttpMethod.Post, "/api/province", bearer: tokens.Of(Tokens.Admin)))
            .Should(400, "body.not-as-described");
        foreach (var (fault, token) in tokens.Unbelievable())
            foreach (var line in Lines)
            {
                var answer = await host.SendAsync(line.Method, line.Url, bearer: token);
                if (line.May[0]) answer.Status.ShouldNotBeOneOf([401, 403, 429, 500], $"{line}: {fault}");
                else answer.Should(401, "sign-in.required");
            }
    }

    [Fact]
    public async Task Another_citizens_request_stays_closed()
    {
        var filed = (await host.PostAsync("/api/requests", Given.Filing, "citizen")).Should(201).Json;
        var (id, number) = (filed.GetProperty("requestId").GetGuid(), filed.GetProperty("trackingNumber").GetString());
        var before = await WrittenAsync();
        foreach (var stranger in new[] { "citizen-2", null, "officer", "clerk", "auditor" })
        {
            (await host.GetAsync($"/api/requests/{number}", stranger)).Should(404, "tracking-number.no-such-pair");
            (await host.GetAsync($"/api/requests/{number}", stranger, "wrong-secret"))
                .Should(404, "tracking-number.no-such-pair");
            foreach (var (act, body) in ApplicantActs)
                (await host.PostAsync($"/api/requests/{id}/{act}", body, stranger))
                    .Should(403, "request.not-the-applicant");
        }

        (await host.GetAsync("/api/my/requests", "citizen-2")).Should(200).Body.ShouldNotContain(number!);
        (await host.GetAsync("/api/my/requests", "citizen")).Should(200).Body.ShouldContain(number!);
        (await WrittenAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Another_departments_file_stays_closed()
    {
        var id = await ReadyAsync();
        await host.CaughtUpAsync();
        var tokens = new Tokens(host);
        var officer = tokens.Of(Tokens.Staff("officer", "FAR-001", "desk-sari"));
        var manager = tokens.Of(Tokens.Staff("manager", "WAT-900", "regional-water"));
        var before = await WrittenAsync();

        foreach (var (act, body) in OfficerActs)
            (await AsAsync(officer, act, body)).Status.ShouldBe(403, act);
        foreach (var (act, body) in ManagerActs)
            (await AsAsync(manager, act, body)).Status.ShouldBe(403, act);
        foreach (var stranger in new[] { officer, manager })
        {
            (await host.SendAsync(HttpMethod.Get, $"/api/requests/{id}/file", bearer: stranger, purpose: "papers"))
                .Should(403, "file.not-for-this-department");
            (await host.SendAsync(HttpMethod.Get, "/api/queue?limit=500", bearer: stranger)).Should(200)
                .Body.ShouldNotContain($"{id}");
        }

        foreach (var view in new[] { "desk", "files", "breaches" })
            (await host.SendAsync(HttpMethod.Get, $"/api/departments/mine/{view}", bearer: manager)).Should(200)
                .Body.ShouldNotContain($"{id}");
        (await WrittenAsync()).ShouldBe(before);

        Task<Answer> AsAsync(string token, string act, object body) =>
            host.SendAsync(HttpMethod.Post, $"/api/requests/{id}/{act}", body, bearer: token);
    }

    [Fact]
    public async Task An_opinion_is_given_only_by_who_was_asked_and_who_was_asked_gives_nothing_else()
    {
        var id = await ReadyAsync();
        var asked = new { department = "regional-water", question = "?" };
        (await host.PostAsync($"/api/requests/{id}/refer", asked, "officer")).Should(204);
        var opinion = new { referral = 1, opinion = "favourable", words = "?" };
        (await host.PostAsync($"/api/requests/{id}/answer-referral", opinion, "officer"))
            .Should(403, "referral.asked-of-another");
        (await host.GetAsync($"/api/requests/{id}/file", "officer-water", purpose: "referral")).Should(200);
        foreach (var (act, body) in OfficerActs.Where(act => act.Act is not "recuse"))
            (await host.PostAsync($"/api/requests/{id}/{act}", body, "officer-water")).Status.ShouldBe(403, act);
        (await host.PostAsync($"/api/requests/{id}/answer-referral", opinion, "officer-water")).Should(204);
    }

    private static readonly (string Act, object Body)[] ApplicantActs =
    [
        ("supply", new { words = "?" }), ("withdraw", new { }), ("contest", new { grounds = "?" }),
        ("appeal", new { grounds = "?" }), ("rate", new { stars = 5 }),
    ];

    private static readonly (string Act, object Body)[] OfficerActs =
    [
        ("assign", new { }), ("ready", new { }), ("ask", new { question = "?" }),
        ("refer", new { department = "regional-water", question = "?" }),
        ("transfer", new { department = "regional-water", ground = "out-of-competence" }),
        ("extend", new { ground = "complexity" }), ("steps", new { step = "visit" }),
        ("recuse", new { ground = "kinship" }),
        ("prepare-decision", new { outcome = "refused" }), ("decide", new { outcome = "refused", guidance = "?" }),
        ("notice", new { }), ("close", new { closure = "refused" }),
        ("decide-appeal", new { outcome = "granted", reasons = "?" }),
        ("remedy", new { kind = "apology", words = "?" }),
    ];

    private static readonly (string Act, object Body)[] ManagerActs =
    [
        ("assign", new { officer = "ENV-021" }), ("prioritise", new { priority = 1, ground = "emergency" }),
        ("remedy", new { kind = "apology", words = "?" }),
        ("decide-appeal", new { outcome = "granted", reasons = "?" }),
    ];

    private async Task<Guid> ReadyAsync()
    {
        var filed = (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
        var id = filed.Json.GetProperty("requestId").GetGuid();
        (await host.PostAsync($"/api/requests/{id}/assign", new { ground = "emergency" }, "officer")).Should(204);
        (await host.PostAsync($"/api/requests/{id}/ready", persona: "officer")).Should(204);
        return id;
    }

    /// <summary>Readings put themselves on record; nothing else is written here.</summary>
    private Task<string> WrittenAsync() => host.TextAsync(
        "select count(*)::text from {0}.mt_events where type not in ('openings_listed', 'openings_read')");

    private sealed record Line(HttpMethod Method, string Template, IReadOnlyList<bool> May)
    {
        /// <summary>An address of that shape at which there is nothing.</summary>
        public string Url => Parameter().Replace(Template, found => found.Value switch
        {
            "{requestId}" or "{serviceId}" or "{id}" or "{openingId}" or "{withholdingId}" => Guid.NewGuid().ToString(),
            "{version}" => "1",
            _ => "nothing",
        });

        public override string ToString() => $"{Method} {Template}";
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
