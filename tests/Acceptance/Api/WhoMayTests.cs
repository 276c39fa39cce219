using System.Text.RegularExpressions;
using EGov.Acceptance.Transparency;
using EGov.Portal.SignIn;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Api;

/// <summary>Who may do what, held to the table: each endpoint of the running host, by role and object.</summary>
[Collection(OneHost.Name)]
public partial class WhoMayTests(Host host)
{
    /// <summary>The empty one is whoever is not signed in; each other is the persona of that name.</summary>
    private static readonly string[] Callers = ["", .. Roles.All];

    private static readonly AccessLine[] ApiLines =
    [
        .. Access.Lines.Where(line => line.Method is "GET" or "POST"
            && (line.Route.StartsWith("/api/", StringComparison.Ordinal)
                || line.Route.StartsWith("/health/", StringComparison.Ordinal)
                || line.Route.StartsWith("/ledger/", StringComparison.Ordinal))),
    ];

    private static readonly AccessLine[] PageLines = [.. Access.Lines.Where(line => line.Method == "PAGE")];

    private static readonly AccessLine[] FileLines =
    [
        .. ApiLines.Where(line => line.Route.StartsWith("/api/requests/{", StringComparison.Ordinal)
            || line.Route.StartsWith("/api/audit/requests/", StringComparison.Ordinal)),
    ];

    [Fact]
    public void Every_endpoint_of_the_host_has_a_line_and_every_line_an_endpoint() =>
        Access.Lines.Select(line => line.Name.ToUpperInvariant()).Order(StringComparer.Ordinal).ShouldBe(
            host.Alba.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .SelectMany(endpoint => endpoint.AccessNames)
                .Select(name => $"{name.Method} {name.Route}".ToUpperInvariant()).Distinct()
                .Order(StringComparer.Ordinal));

    [Fact]
    public async Task And_every_line_of_the_API_is_described() =>
        ApiLines.Where(line => !line.Route.StartsWith("/ledger/", StringComparison.Ordinal))
            .Select(line => line.Name).Order(StringComparer.Ordinal).ShouldBe(
                (await host.DocumentAsync()).Operations.Select(operation => operation.ToString())
                    .Order(StringComparer.Ordinal));

    [Fact]
    public async Task Each_caller_gets_what_the_table_says()
    {
        var before = await WrittenAsync();
        foreach (var line in ApiLines)
            foreach (var caller in Callers)
            {
                var answer = await host.SendAsync(Method(line), Url(line), persona: caller.Length == 0 ? null : caller);
                var expected = line.NeedsKey ? "401 api-key.missing"
                    : line.Of(caller) is not Reach.None ? "may"
                    : caller.Length == 0 ? "401 sign-in.required" : "403 role.not-allowed";
                (IsOut(answer) ? $"{answer.Status} {answer.Code}" : "may")
                    .ShouldBe(expected, $"{line.Name} as {caller}");
                answer.Status.ShouldBeLessThan(500);
            }

        (await WrittenAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task On_each_file_too()
    {
        IReadOnlyList<OneFile> files = [.. await FilesAsync(), await PreparedAsync(), await DecidedAsync()];
        var before = await WrittenAsync();
        foreach (var line in FileLines)
            foreach (var caller in Callers.Where(caller => line.Of(caller) is not Reach.None))
                foreach (var file in files)
                {
                    var answer = await host.SendAsync(Method(line), Url(line, file), Body(line),
                        caller.Length == 0 ? null : caller, purpose: Purpose(line, caller), ifMatch: "\"9999\"",
                        explanation: "Walks%20every%20file%20there%20is.");
                    Said(answer).ShouldBe(file.Expected(line.Of(caller), caller),
                        $"{line.Name} as {caller} on {file.Name}: {answer.Status} {answer.Code}");
                }

        (await WrittenAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task The_secret_of_a_receipt_opens_its_own_request_and_no_other()
    {
        var files = await FilesAsync();
        var before = await WrittenAsync();
        foreach (var line in FileLines.Where(line => line.IsForEverybody))
            foreach (var file in files.Where(file => file.Secret is not null))
                foreach (var shown in files.Where(file => file.Secret is not null))
                {
                    var answer = await host.SendAsync(
                        Method(line), Url(line, file), Body(line), secret: shown.Secret, ifMatch: "\"9999\"");
                    Said(answer).ShouldBe(file == shown ? "may" : "not his",
                        $"{line.Name} of {file.Name} with the secret of {shown.Name}: {answer.Status} {answer.Code}");
                }

        (await WrittenAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_list_holds_only_what_its_reader_may_read()
    {
        var files = await FilesAsync();
        await host.CaughtUpAsync();
        foreach (var line in ApiLines.Where(line => Lists.Contains(line.Route)))
            foreach (var caller in Callers.Where(caller => line.Of(caller) is not Reach.None))
            {
                var page = (await host.GetAsync($"{line.Route}?limit=500", caller)).Should(200).Body;
                foreach (var file in files)
                    page.Contains($"{file.Id}", StringComparison.Ordinal).ShouldBe(
                        file.Expected(line.Of(caller), caller) == "may", $"{line.Name} as {caller}: {file.Name}");
            }

        foreach (var view in new[] { "desk", "breaches" })
        {
            var page = (await host.GetAsync($"/api/departments/mine/{view}", "manager")).Should(200).Body;
            page.ShouldNotContain($"{files.Single(file => file.Name == "another department's").Id}");
        }
    }

    [Fact]
    public async Task A_page_opens_for_the_same_people()
    {
        var before = await WrittenAsync();
        foreach (var line in PageLines)
            foreach (var caller in Callers)
            {
                var address = Page(line);
                var (read, to) = await OpenAsync(HttpMethod.Get, address, caller);
                var (sent, _) = await OpenAsync(HttpMethod.Post, address, caller);
                var about = $"{line.Name} as {caller}: {read} {to}, sent {sent}";
                if (line.Of(caller) is not Reach.None)
                {
                    read.ShouldBeOneOf([200, 302, 404], about);
                    to.ShouldNotContain("dev-issuer", Case.Sensitive, about);
                    // A form that did not come from a page of ours is no form, whoever sends it.
                    sent.ShouldBe(400, about);
                }
                else if (caller.Length == 0)
                {
                    (read, sent).ShouldBe((302, 302), about);
                    to.ShouldContain("/dev-issuer/authorize", Case.Sensitive, about);
                }
                else
                {
                    (read, sent).ShouldBe((403, 403), about);
                }
            }

        (await WrittenAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task And_on_the_same_files()
    {
        IReadOnlyList<OneFile> files = [.. await FilesAsync(), await PreparedAsync(), await DecidedAsync()];
        var before = await WrittenAsync();
        foreach (var line in PageLines.Where(line => line.Route.Contains("/files/{", StringComparison.Ordinal)
            || line.Route.Contains("/track/{", StringComparison.Ordinal)))
            foreach (var caller in Callers.Where(caller => line.Of(caller) is not Reach.None))
                foreach (var file in files)
                {
                    var (status, to) = await OpenAsync(HttpMethod.Get, Page(line, file), caller);
                    var said = status switch
                    {
                        403 => "not his",
                        404 => "unknown",
                        // A citizen without the secret is asked for it, whether there is such a number or not.
                        302 when to.Contains("/track?number=", StringComparison.Ordinal) =>
                            file.Number == Unknown ? "unknown" : "not his",
                        // An act that the file does not allow now leads back to it.
                        302 when to.EndsWith($"/track/{file.Number}", StringComparison.Ordinal) => "may",
                        200 => "may",
                        _ => $"{status} {to}",
                    };
                    said.ShouldBe(file.Expected(line.Of(caller), caller), $"{line.Name} as {caller} on {file.Name}");
                }

        (await WrittenAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_token_that_cannot_be_believed_is_worth_nothing()
    {
        var tokens = new Tokens(host);
        (await host.SendAsync(HttpMethod.Post, "/api/province", bearer: tokens.Of(Tokens.Admin)))
            .Should(400, "body.not-as-described");
        // Each on a third of the lines, and each line with a third of them: more failures would have to wait.
        foreach (var (turn, (fault, token)) in tokens.Unbelievable().Index())
            foreach (var line in ApiLines.Where((line, place) => place % 3 == turn % 3 && !line.NeedsKey))
            {
                var answer = await host.SendAsync(Method(line), Url(line), bearer: token);
                if (line.IsForEverybody)
                    (IsOut(answer) || answer.Status is 429 or 500).ShouldBeFalse($"{line.Name}: {fault}");
                else answer.Should(401, "sign-in.required");
            }
    }

    [Fact]
    public async Task And_an_honest_one_gains_nothing_by_claims_that_nobody_asks()
    {
        var tokens = new Tokens(host);
        var token = tokens.Of(Tokens.With(Tokens.Staff("officer", "ENV-014", "environment"),
            "roles", "admin", "Role", "admin", "groups", "admin", "scope", "admin", "is_admin", "true",
            System.Security.Claims.ClaimTypes.Role, "admin", "realm_access", """{"roles":["admin"]}"""));
        foreach (var line in ApiLines.Where(line => !line.IsForEverybody))
        {
            var answer = await host.SendAsync(Method(line), Url(line), bearer: token);
            (answer.Code != "role.not-allowed").ShouldBe(line.Of(Roles.Officer) is not Reach.None, line.Name);
        }
    }

    [Fact]
    public async Task An_opinion_is_given_only_by_who_was_asked_and_who_was_asked_gives_nothing_else()
    {
        var id = await ReadyAsync();
        var asked = new { department = "regional-water", question = "?" };
        (await host.PostAsync($"/api/requests/{id}/refer", asked, "officer")).Should(204);
        var opinion = Bodies["answer-referral"];
        (await host.PostAsync($"/api/requests/{id}/answer-referral", opinion, "officer"))
            .Should(403, "referral.asked-of-another");
        (await host.GetAsync($"/api/requests/{id}/file", "officer-water", purpose: "referral")).Should(200);
        foreach (var line in FileLines.Where(line => !line.IsForEverybody
            && line.Of(Roles.Officer) is not (Reach.None or Reach.Readable or Reach.Asked)))
        {
            var act = line.Route.Replace("{requestId}", $"{id}", StringComparison.Ordinal);
            (await host.PostAsync(act, Body(line), "officer-water")).Status.ShouldBe(403, line.Name);
        }

        (await host.PostAsync($"/api/requests/{id}/answer-referral", opinion, "officer-water")).Should(204);
    }

    [Fact]
    public async Task Who_stepped_aside_reads_nothing_of_it_and_does_nothing_on_it()
    {
        // He had taken its decision, which of itself would let him tell it and close the file.
        var file = await DecidedAsync();
        await DoAsync(file, "recuse", "officer", Bodies["recuse"]);
        var before = await WrittenAsync();
        foreach (var line in FileLines.Where(line =>
            !line.IsForEverybody && line.Of(Roles.Officer) is not Reach.None))
        {
            var answer = await host.SendAsync(Method(line), Url(line, file), Body(line), "officer",
                purpose: Purpose(line, Roles.Officer), ifMatch: "\"9999\"",
                explanation: "Walks%20every%20file%20there%20is.");
            (Said(answer) == "not his" || answer.Code is "assignment.officer-recused" or "recusal.already")
                .ShouldBeTrue($"{line.Name}: {answer.Status} {answer.Code}");
        }

        (await WrittenAsync()).ShouldBe(before);
        await host.CaughtUpAsync();
        foreach (var part in new[] { "", "officer=nobody&", "officer=ENV-021&", "officer=prepared&" })
            (await host.GetAsync($"/api/queue?{part}limit=500", "officer")).Should(200).Body
                .ShouldNotContain($"{file.Id}");
        (await host.GetAsync("/api/queue?limit=500", "officer-2")).Should(200).Body.ShouldContain($"{file.Id}");
    }

    [Fact]
    public async Task Breaches_are_those_of_ones_own_department()
    {
        var own = await TakenAsync("own", "officer-2");
        var others = await FileAsync("another department's");
        await DoAsync(others, "assign", "officer", new { ground = "emergency" });
        await DoAsync(others, "transfer", "officer", Bodies["transfer"]);
        await DoAsync(others, "assign", "officer-water", new { ground = "emergency" });
        await DoAsync(own, "ready", "officer-2", new { });
        await DoAsync(others, "ready", "officer-water", new { });
        host.Clock.Advance(TimeSpan.FromDays(40));
        while (await host.Watch.LookAsync(TestContext.Current.CancellationToken) > 0) { }
        await host.CaughtUpAsync();
        var page = (await host.GetAsync("/api/departments/mine/breaches?limit=500", "manager")).Should(200).Body;
        page.ShouldContain($"{own.Id}");
        page.ShouldNotContain($"{others.Id}");
    }

    private const string Unknown = "MZ-0000-0000-0000";

    private static readonly string[] Lists = ["/api/my/requests", "/api/queue", "/api/departments/mine/files"];

    /// <summary>What each act needs to be understood, so that only the rules can say no.</summary>
    private static readonly Dictionary<string, object> Bodies = new()
    {
        ["supply"] = new { words = "?" },
        ["attachments"] = new { name = "a.txt", mediaType = "text/plain", content = "YQ==" },
        ["withdraw"] = new { },
        ["nonce"] = new { nonce = "?" },
        ["contest"] = new { grounds = "?" },
        ["appeal"] = new { grounds = "?" },
        ["rate"] = new { stars = 5 },
        ["assign"] = new { },
        ["ready"] = new { },
        ["ask"] = new { question = "?" },
        ["refer"] = new { department = "regional-water", question = "?" },
        ["answer-referral"] = new { referral = 1, opinion = "favourable", words = "?" },
        ["transfer"] = new { department = "regional-water", ground = "out-of-competence" },
        ["extend"] = new { ground = "complexity" },
        ["steps"] = new { step = "visit" },
        ["recuse"] = new { ground = "kinship" },
        ["prepare-decision"] = new { outcome = "refused" },
        ["decide"] = new { outcome = "refused", guidance = "?" },
        ["notice"] = new { },
        ["close"] = new { closure = "refused" },
        ["decide-appeal"] = new { outcome = "granted", reasons = "?" },
        ["remedy"] = new { kind = "apology", words = "?" },
        ["erasure"] = new { basis = "tea", reasons = "?" },
        ["approve"] = new { },
        ["refuse"] = new { reasons = "?" },
        ["legal-hold"] = new { ground = "tea", until = "2026-06-01" },
        ["lift"] = new { },
        ["prioritise"] = new { priority = 1, ground = "emergency" },
    };

    /// <summary>Files before the officer ENV-014 and his manager; one was filed by the persona citizen.</summary>
    private async Task<IReadOnlyList<OneFile>> FilesAsync()
    {
        var held = await FileAsync("held", "citizen");
        var colleagues = await FileAsync("a colleague's");
        var asking = await FileAsync("one that asks");
        var others = await FileAsync("another department's");
        await AssignAsync(held, "officer");
        await AssignAsync(colleagues, "officer-2");
        foreach (var file in new[] { asking, others })
        {
            await AssignAsync(file, "officer");
            await DoAsync(file, "transfer", "officer", Bodies["transfer"]);
            await AssignAsync(file, "officer-water");
            await DoAsync(file, "ready", "officer-water", new { });
        }

        await DoAsync(asking, "refer", "officer-water", new { department = "environment", question = "?" });
        return [held, colleagues, asking, others, new("unknown", Guid.NewGuid(), Unknown, null)];

        Task AssignAsync(OneFile file, string officer) =>
            DoAsync(file, "assign", officer, new { ground = "emergency" });
    }

    /// <summary>A colleague holds it and has drawn up its decision.</summary>
    private async Task<OneFile> PreparedAsync(string name = "prepared")
    {
        var file = await TakenAsync(name, "officer-2");
        await DoAsync(file, "ready", "officer-2", new { });
        await DoAsync(file, "prepare-decision", "officer-2", new
        {
            outcome = "refused",
            answers = new[] { new { criterion = "plan-acceptable", answer = "notMet" } },
        });
        return file;
    }

    /// <summary>A colleague holds it; the officer ENV-014 has taken its decision.</summary>
    private async Task<OneFile> DecidedAsync()
    {
        var file = await PreparedAsync("decided by him");
        await DoAsync(file, "decide", "officer",
            new { outcome = "refused", guidance = "?", overtakingGround = "emergency" });
        return file;
    }

    private async Task<OneFile> TakenAsync(string name, string officer)
    {
        var file = await FileAsync(name);
        await DoAsync(file, "assign", officer, new { ground = "emergency" });
        return file;
    }

    private async Task DoAsync(OneFile file, string act, string officer, object body) =>
        (await host.PostAsync($"/api/requests/{file.Id}/{act}", body, officer)).Should(204);

    private async Task<OneFile> FileAsync(string name, string? persona = null)
    {
        var filed = (await host.PostAsync("/api/requests", Given.Filing, persona)).Should(201).Json;
        return new(name, filed.GetProperty("requestId").GetGuid(), filed.GetProperty("trackingNumber").GetString()!,
            filed.GetProperty("secret").GetString());
    }

    private async Task<Guid> ReadyAsync()
    {
        var file = await FileAsync("ready");
        (await host.PostAsync($"/api/requests/{file.Id}/assign", new { ground = "emergency" }, "officer")).Should(204);
        (await host.PostAsync($"/api/requests/{file.Id}/ready", persona: "officer")).Should(204);
        return file.Id;
    }

    /// <summary>All that was written but that somebody opened a file, as reading one does.</summary>
    private Task<string> WrittenAsync() =>
        host.TextAsync("select count(*)::text from {0}.mt_events "
            + "where type not in ('file_opened', 'openings_listed', 'openings_read')");

    private async Task<(int Status, string To)> OpenAsync(HttpMethod method, string address, string caller)
    {
        using var client = host.Alba.Server.CreateClient();
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Accept.ParseAdd("text/html");
        if (method == HttpMethod.Post) request.Content = new FormUrlEncodedContent([new("_handler", "act")]);
        if (caller.Length > 0)
            request.Headers.Authorization = new("Bearer", new Tokens(host).Of(Tokens.Persona(caller)));
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, answer.Headers.Location?.ToString() ?? "");
    }

    private static bool IsOut(Answer answer) => answer is { Status: 401 } or { Code: "role.not-allowed" };

    private static string Said(Answer answer) => answer switch
    {
        _ when IsOut(answer) => "no role",
        { Status: 403 } or { Code: "tracking-number.no-such-pair" or "referral.not-open" } => "not his",
        { Code: "attachment.unknown" or "opening.no-task" or "opening.explanation-missing" } => "may",
        { Status: 404 } => "unknown",
        { Status: < 500 } => "may",
        _ => $"{answer.Status}",
    };

    private static HttpMethod Method(AccessLine line) => new(line.Method);

    private static string? Purpose(AccessLine line, string caller) =>
        !line.Route.Contains("/file", StringComparison.Ordinal) ? null : caller switch
        {
            Roles.Manager => "supervision",
            Roles.Auditor => "audit",
            Roles.Integrity => "investigation",
            _ => "papers",
        };

    private static object? Body(AccessLine line) => line.Method == "POST" ? Bodies[line.Route.Split('/')[^1]] : null;

    private static string Url(AccessLine line, OneFile file) =>
        line.Route.Replace("{requestId}", $"{file.Id}", StringComparison.Ordinal)
            .Replace("{trackingNumber}", file.Number, StringComparison.Ordinal)
            .Replace("{id}", $"{file.Id}", StringComparison.Ordinal)
        + (line.Route.EndsWith("/diff", StringComparison.Ordinal)
            ? "?from=2026-05-02T00:00:00Z&to=2026-05-03T00:00:00Z"
            : "");

    /// <summary>An address of that shape at which there is nothing.</summary>
    private static string Url(AccessLine line) => Parameter().Replace(line.Route, found => found.Value switch
    {
        "{requestId}" or "{serviceId}" or "{id}" or "{eventId}" or "{openingId}" or "{withholdingId}"
            or "{tipId}" or "{keyId}" or "{signalId}" or "{webhookId}" or "{representativeId}"
            or "{directiveId}" or "{letterId}" or "{postId}" or "{programmeId}" or "{issueId}" or "{meetingId}"
            or "{resolutionId}" or "{guidanceId}" =>
            Guid.NewGuid().ToString(),
        "{version}" or "{measure}" => "1",
        _ => "nothing",
    });

    private static string Page(AccessLine line, OneFile? file = null)
    {
        var route = file is null
            ? Url(line).Replace("/failed/nothing", "/failed/404", StringComparison.Ordinal)
            : Url(line, file).Replace("{number}", file.Number, StringComparison.Ordinal);
        if (route.StartsWith("/failed", StringComparison.Ordinal)) return route;
        return (route.Length % 2 == 0 ? "/fa" : "/en") + (route == "/" ? "" : route);
    }

    private sealed record OneFile(string Name, Guid Id, string Number, string? Secret)
    {
        /// <summary>What the letter of the table means for this file and caller.</summary>
        public string Expected(Reach reach, string caller)
        {
            var isOffice = caller is Roles.Officer or Roles.Manager;
            var isHeld = isOffice && Name == "held";
            var isDecided = isOffice && Name == "decided by him";
            var isPrepared = isDecided || (isOffice && Name == "prepared");
            var isDepartments = isHeld || isPrepared || (isOffice && Name == "a colleague's");
            var isAsked = isOffice && Name == "one that asks";
            var may = reach switch
            {
                Reach.All => true,
                Reach.Own => caller == Roles.Citizen && Name == "held",
                Reach.Departments => isDepartments,
                Reach.Readable => isDepartments || isAsked,
                Reach.Asked => isAsked,
                Reach.Held => isHeld,
                Reach.ToDecide => isHeld || isPrepared,
                Reach.Taken => isHeld || isDecided,
                _ => throw new ArgumentOutOfRangeException(nameof(reach), reach, null),
            };
            return Name == "unknown" ? "unknown" : may ? "may" : "not his";
        }
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
