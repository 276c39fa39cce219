using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Wolverine.Http;
using Wolverine.Marten;

namespace EGov.Acceptance.Api;

/// <summary>The description at /swagger tells all that the endpoints do, and nothing else.</summary>
[Collection(OneHost.Name)]
public partial class OpenApiTests(Host host)
{
    [Fact]
    public async Task It_is_read_without_an_error_or_a_warning()
    {
        var document = await host.DocumentAsync();
        document.Read.Diagnostic!.Errors.Select(error => $"{error.Pointer}: {error.Message}").ShouldBeEmpty();
        document.Read.Diagnostic.Warnings.Select(warning => $"{warning.Pointer}: {warning.Message}").ShouldBeEmpty();
        document.Read.Document!.Validate(ValidationRuleSet.GetDefaultRuleSet()).Select(error => error.Message)
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_endpoint_stands_in_it_and_no_other()
    {
        var document = await host.DocumentAsync();
        document.Operations.Select(operation => operation.ToString()).Order(StringComparer.Ordinal)
            .ShouldBe(Endpoints().Select(endpoint => endpoint.Name).Order(StringComparer.Ordinal));
        document.Operations.Count.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task Each_says_in_english_what_it_is_for()
    {
        foreach (var operation in (await host.DocumentAsync()).Operations)
        {
            operation.Operation.Summary.ShouldNotBeNull(operation.ToString());
            English().IsMatch(operation.Operation.Summary).ShouldBeTrue($"{operation}: {operation.Operation.Summary}");
        }
    }

    [Fact]
    public async Task Every_public_reading_shows_an_example()
    {
        var readings = (await host.DocumentAsync()).Operations
            .Where(operation => operation.Parameters(ParameterLocation.Header).Any(header => header.Name == "Api-Key"))
            .Where(operation => operation.Operation.Responses!.GetValueOrDefault("200")?.Content is { } content
                && content.ContainsKey("application/json"))
            .ToList();
        readings.Count.ShouldBeGreaterThan(30);
        readings.Where(operation =>
                operation.Operation.Responses!["200"].Content!["application/json"].Example is null
                || operation.Parameters(ParameterLocation.Path).Any(parameter => parameter.Example is null))
            .Select(operation => $"{operation}").ShouldBeEmpty("tests/Acceptance/Api/outsiders/examples.mjs");
    }

    [Fact]
    public async Task Each_says_every_status_it_can_answer()
    {
        var document = await host.DocumentAsync();
        foreach (var endpoint in Endpoints())
        {
            var operation = document.Operations.Single(operation => operation.ToString() == endpoint.Name);
            operation.Statuses.Order(StringComparer.Ordinal).ShouldBe(endpoint.Expected(), operation.ToString());
        }
    }

    [Fact]
    public async Task A_refusal_is_a_problem_with_a_code()
    {
        var document = await host.DocumentAsync();
        var problem = document.Read.Document!.Components!.Schemas!["Problem"];
        problem.Required!.ShouldBe(["type", "title", "status", "code"], ignoreOrder: true);
        foreach (var operation in document.Operations.Where(operation => operation.IsApi))
            foreach (var (status, response) in operation.Operation.Responses!.Where(answer => answer.Key[0] > '3'))
            {
                var content = response.Content!.ShouldHaveSingleItem($"{operation} {status}");
                content.Key.ShouldBe("application/problem+json");
                content.Value.Schema.ShouldBeOfType<OpenApiSchemaReference>().Reference.Id.ShouldBe("Problem");
                response.Description.ShouldNotBeNullOrWhiteSpace();
            }
    }

    [Fact]
    public async Task Parameters_and_headers_are_told()
    {
        var document = await host.DocumentAsync();
        foreach (var endpoint in Endpoints().Where(endpoint => endpoint.Chain is not null))
        {
            var operation = document.Operations.Single(operation => operation.ToString() == endpoint.Name);
            operation.Parameters(ParameterLocation.Path).Select(parameter => parameter.Name)
                .ShouldBe(endpoint.Route.RoutePattern.Parameters.Select(known => known.Name), operation.ToString());
            operation.Parameters(ParameterLocation.Path).ShouldAllBe(parameter => parameter.Required);
            var headers = operation.Parameters(ParameterLocation.Header).ToList();
            headers.Select(header => header.Name).Order(StringComparer.Ordinal)
                .ShouldBe(endpoint.HeadersRead(operation).Order(StringComparer.Ordinal), operation.ToString());
            (operation.Operation.RequestBody is not null).ShouldBe(endpoint.IsPost, operation.ToString());
            headers.Where(header => header.Name == "Idempotency-Key").ShouldAllBe(header => header.Required);
            operation.Operation.Security!.ShouldHaveSingleItem(operation.ToString());
            (operation.Operation.Security![0].Count > 0).ShouldBe(!endpoint.IsAnonymous, operation.ToString());
        }
    }

    [Fact]
    public async Task Headers_of_answers_are_told()
    {
        var document = await host.DocumentAsync();
        foreach (var operation in document.Operations)
            foreach (var (status, response) in operation.Operation.Responses!)
            {
                var headers = response.Headers?.Keys ?? [];
                if (operation.IsPost && status[0] == '2') headers.ShouldContain("ETag", $"{operation} {status}");
                if (status is "304") headers.ShouldContain("ETag", $"{operation} {status}");
                if (status is "201" && operation.Template == "/api/requests")
                    headers.ShouldContain("Location", $"{operation} {status}");
                if (status is "429" || (status is "503" && operation.IsApi))
                    headers.ShouldContain("Retry-After", $"{operation} {status}");
            }
    }

    [Theory]
    [InlineData("/api/services")]
    [InlineData("/api/services/environmental-opinion")]
    [InlineData("/api/departments")]
    [InlineData("/api/calendar")]
    [InlineData("/api/rulebooks/env-siting")]
    [InlineData("/api/rulebooks/env-siting/versions/7")]
    [InlineData("/api/public/definitions")]
    [InlineData("/api/public/performance")]
    public async Task What_has_not_changed_is_not_sent_again(string url)
    {
        var first = (await host.GetAsync(url)).Should(200);
        var again = await host.SendAsync(HttpMethod.Get, url, ifNoneMatch: first.Headers.ETag!.ToString());
        again.Should(304).Body.ShouldBeEmpty();
        again.Headers.ETag.ShouldBe(first.Headers.ETag);
        (await host.SendAsync(HttpMethod.Get, url, ifNoneMatch: "\"another\"")).Should(200).Body.ShouldBe(first.Body);
    }

    [Fact]
    public async Task The_tag_of_a_file_is_what_the_next_act_on_it_may_name()
    {
        var filed = (await host.PostAsync("/api/requests", Given.Filing)).Should(201);
        var (id, number) = (filed.Json.GetProperty("requestId"), filed.Json.GetProperty("trackingNumber"));
        var secret = filed.Json.GetProperty("secret").GetString();
        (await host.PostAsync($"/api/requests/{id}/assign", new { ground = "emergency" }, "officer")).Should(204);
        var file = (await host.GetAsync($"/api/requests/{id}/file", "officer", purpose: "papers")).Should(200);
        var mine = (await host.GetAsync($"/api/requests/{number}", secret: secret)).Should(200);
        mine.Headers.ETag.ShouldBe(file.Headers.ETag);
        mine.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var tag = file.Headers.ETag!.ToString();
        (await host.PostAsync($"/api/requests/{id}/ready", persona: "officer", ifMatch: tag)).Should(204)
            .Headers.ETag!.ToString().ShouldNotBe(tag);
        (await host.PostAsync($"/api/requests/{id}/ask", new { question = "?" }, "officer", ifMatch: tag))
            .Should(409, "version.stale");
    }

    private IEnumerable<OurEndpoint> Endpoints() =>
        host.Alba.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(route => Ours().IsMatch(route.RoutePattern.RawText ?? ""))
            .Select(route => new OurEndpoint(route)).DistinctBy(endpoint => endpoint.Name);

    private sealed record OurEndpoint(RouteEndpoint Route)
    {
        private const string OneFile = "GET /api/requests/{requestId}/file";
        private const string OneRequest = "GET /api/requests/{trackingNumber}";
        private const string Contacts = "GET /api/requests/{requestId}/contacts";
        private const string MyTip = "GET /api/tips/mine";
        private const string OneDirective = "GET /api/directives/{directiveId}";
        private const string OneProgramme = "GET /api/programmes/{programmeId}";
        private const string OneMeeting = "GET /api/meetings/{meetingId}";
        private const string OneResolution = "GET /api/resolutions/{resolutionId}";
        private const string OneNote = "GET /api/guidance/{guidanceId}";
        private const string OneIssue = "GET /api/issues/{issueId}";
        private const string OneEvidence = OneDirective + "/evidence/{digest}";
        private const string OneLetter = "GET /api/letters/{letterId}";
        private const string LetterRegister = "GET /api/letters/register";
        private const string OneLetterFile = OneLetter + "/files/{digest}";
        private const string Attachment = "/attachments/{digest}";

        public HttpChain? Chain { get; } = Route.Metadata.GetMetadata<HttpChain>();

        public string Name => $"{Route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} "
            + $"/{Route.RoutePattern.RawText!.TrimStart('/')}";

        public bool IsPost => Name.StartsWith("POST", StringComparison.Ordinal);
        public bool IsAnonymous => Line.IsForEverybody;

        private AccessLine Line => Access.Lines.Single(line => line.Name == Name);

        private Type Answer => Chain!.Method.Method.ReturnType;
        private bool StartsStream =>
            Answer == typeof(IStartStream) || Answer.GenericTypeArguments.Any(part =>
                part == typeof(IStartStream) || part.GenericTypeArguments.Contains(typeof(IStartStream)));
        private bool IsOwn => IsAnonymous && Name.Contains(" /api/my/", StringComparison.Ordinal);
        private bool IsOfOneFile => Name.StartsWith(OneFile, StringComparison.Ordinal);
        private bool IsAttachment =>
            Name.EndsWith(Attachment, StringComparison.Ordinal) || Name is OneEvidence or OneLetterFile;
        private bool IsOfOneRequest => Name.Contains("/api/requests/{requestId}/", StringComparison.Ordinal);

        public IEnumerable<string> Expected()
        {
            if (Chain is null) return Name.EndsWith("ready", StringComparison.Ordinal) ? ["200", "503"] : ["200"];
            var statuses = new HashSet<string>();
            var done = Name switch
            {
                "POST /api/requests" or "POST /api/keys" or "POST /api/tips" or "POST /api/webhooks"
                    or "POST /api/open-data/webhooks"
                    or "POST /api/directives" or "POST /api/letters" or "POST /api/letters/drafts"
                    or "POST /api/programmes" or "POST /api/issues" or "POST /api/meetings"
                    or "POST /api/guidance" or "POST /api/guidance/ask" => "201",
                "POST /api/my/disclosures" or "POST /api/tips/identity" or "POST /api/letters/import" => "200",
                _ => "204",
            };
            if (IsPost) statuses.UnionWith([done, "400", "409", "413", "415", "422"]);
            else statuses.UnionWith(["200", "400"]);
            if (Line.IsOpenRead || Line.NeedsKey) statuses.UnionWith(["403", "429"]);
            if (Line.NeedsKey) statuses.Add("401");
            if (Line.Of("") is Reach.Own) statuses.Add("429");
            if (!IsAnonymous) statuses.UnionWith(["401", "403", "429"]);
            if (IsOwn) statuses.UnionWith(IsPost ? ["403", "404"] : ["404"]);
            if (IsPost && IsAnonymous && IsOfOneRequest) statuses.Add("403");
            if (IsAttachment || Name is OneRequest or "GET /api/my/requests") statuses.Add("410");
            if (Route.RoutePattern.Parameters.Count > 0 || Name is "GET /api/audit/openings" or "GET /api/audit/signals"
                || Name is "POST /api/officers/release" or "POST /api/officers/mine/interests/withdraw"
                    or "POST /api/tips/messages" or "POST /api/tips/identity" or "POST /api/letters/import" or MyTip
                || Name.StartsWith("POST /api/calendar/holidays", StringComparison.Ordinal)) statuses.Add("404");
            if (Name is Contacts) statuses.Add("403");
            var isAudit = Name.StartsWith("GET /api/audit", StringComparison.Ordinal);
            if (!IsPost && !isAudit && !IsOwn && !IsOfOneFile && !IsAttachment
                && Name is not (OneRequest or MyTip or OneDirective or OneLetter or LetterRegister or OneProgramme
                    or OneIssue or OneMeeting or OneResolution or OneNote)
                && !Name.StartsWith("GET /api/representatives", StringComparison.Ordinal))
                statuses.Add("304");
            if (Name is "GET /api/public/performance" or "GET /api/public/influence"
                || Name.StartsWith("GET /api/public/programmes/", StringComparison.Ordinal)) statuses.Add("503");
            return statuses.Order(StringComparer.Ordinal);
        }

        public IEnumerable<string> HeadersRead(Described operation)
        {
            yield return "Accept-Language";
            if (Line.IsOpenRead || Line.NeedsKey) yield return "Api-Key";
            if (IsPost) yield return "Idempotency-Key";
            if (IsPost && !StartsStream) yield return "If-Match";
            if (operation.Statuses.Contains("304")) yield return "If-None-Match";
            if (Name.StartsWith(OneRequest, StringComparison.Ordinal) || IsOwn
                || (IsAnonymous && IsOfOneRequest)) yield return "Request-Secret";
            if (Name is MyTip) yield return "Tip-Receipt";
            if (IsOwn) yield return "Tracking-Number";
            if (IsOfOneFile) yield return "Purpose";
            if (IsOfOneFile) yield return "Purpose-Explanation";
            if (IsOfOneFile) yield return "Withholding";
        }
    }

    [GeneratedRegex("^/?(api|health)/")]
    private static partial Regex Ours();

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9 ,;:'’.()/-]{15,}\.$")]
    private static partial Regex English();
}
