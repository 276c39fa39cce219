using System.Text;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace EGov.Acceptance.Api;

/// <summary>What nobody should send, to every endpoint and made from its description: a clear no.</summary>
public sealed class BadInputTests(Server server) : IClassFixture<Server>
{
    private const string Malformed = "body.not-as-described";
    private const string Question = "{\"question\":\"?\"}";
    private const string Visit = "{\"step\":\"visit\"}";
    private static readonly string[] NoCommand =
        ["", " ", "{", "{]", "{} x", "null", "[]", "5", "\"text\"", "{\"a\":}"];

    private static readonly string[] NoJson =
        ["", "text/plain", "application/x-www-form-urlencoded", "application/xml", "nonsense"];

    private static readonly string[] NoVersion =
        ["two", "\"two\"", "W/\"1\"", "\"1\", \"2\"", "\"-1\"", "\"1.5\"", "\"٣\"", "\"99999999999999999999\""];

    private static readonly string[] Nothings =
    [
        Guid.NewGuid().ToString(), "not-a-guid", "0", "-1", "%E2%80%8C", "۱۲۳", "%D9%8A%D9%83", "%FF", "%ED%A0%80",
        "%00", "a%00b", new('x', 3000), "'%20or%201=1--", "%F0%9F%8F%9B", "..%2f..%2fetc", "{}",
    ];

    private static readonly string[] Illegible = ["%00", "a%00", "%FF", "%ED%A0%80", "%C0%80", "%80"];
    private static readonly string[] Strange =
        ["%D9%8A%D9%83", "'%20or%201=1", new('x', 4000), "%E2%80%8C", "%F0%9F%8F%9B", "%25"];

    private int _turn;

    private IEnumerable<Described> Commands => server.Document.Operations.Where(operation => operation.IsPost);

    [Fact]
    public async Task A_body_that_is_not_as_described_is_refused_by_every_command()
    {
        var file = await FileAsync();
        var before = await server.WrittenAsync();
        foreach (var command in Commands)
        {
            foreach (var body in NoCommand)
                await Refused(command, file, Server.Json(body), $"the body '{body}'", 400, Malformed);
            await Refused(command, file, Server.Json(Deep(100)), "100 levels", 400, Malformed);
            await Refused(command, file, Server.Json(Deep(100_000)), "100,000 levels", 400, Malformed);
            foreach (var type in NoJson)
                await Refused(command, file, Server.Json("{}", type), $"the type '{type}'", 415, "body.not-json");
            foreach (var (why, body, status, code) in Wrong(command))
                await Refused(command, file, Server.Json(body), why, status, code);
        }

        (await server.WrittenAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_gap_in_a_list_is_refused_however_deep_it_lies()
    {
        const string words = "{\"fa\":\"متن\",\"en\":\"text\"}";
        var body = $$"""
            {"version":{"code":"gaps","version":1,"effectiveFrom":"2026-01-01","title":{{words}},
            "legalReference":{{words}},"criteria":[null]} }
            """;
        (await server.SendAsync("POST", "/api/rulebooks", Server.Json(body), "admin"))
            .ShouldRefuse("no criterion", 400, Malformed);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_with_or_without_its_length()
    {
        var file = await FileAsync();
        var before = await server.WrittenAsync();
        var huge = Encoding.UTF8.GetBytes("{\"words\":\"" + new string('a', 1 << 20) + "\"}");
        var file15 = Encoding.UTF8.GetBytes("{\"content\":\"" + new string('a', 15 << 20) + "\"}");
        foreach (var command in Commands)
        {
            var mayHoldFile = command.Template.EndsWith("/attachments", StringComparison.Ordinal)
                || command.Template.EndsWith("/evidence", StringComparison.Ordinal)
                || command.Template.EndsWith("/files", StringComparison.Ordinal);
            var body = mayHoldFile ? file15 : huge;
            await Refused(command, file, Server.Json(body), "a huge body", 413, "body.too-large");
            // A server that stops reading so much breaks the line, and who still sends never reads its answer.
            if (body == file15) continue;
            using var endless = new StreamContent(new Endless(body));
            endless.Headers.ContentType = new("application/json");
            await Refused(command, file, endless, "a huge body in pieces", 413, "body.too-large");
        }

        (await server.WrittenAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Headers_that_say_nothing_are_refused_by_every_command()
    {
        var file = await FileAsync();
        var before = await server.WrittenAsync();
        foreach (var command in Commands)
        {
            await Refused(command, file, Empty, "no key", 400, "idempotency.key-missing", key: null);
            await Refused(command, file, Empty, "a long key", 400, "idempotency.key-wrong", key: new('k', 201));
            foreach (var tag in NoVersion)
                await Refused(command, file, Empty, $"If-Match {tag}", 400, "version.not-a-version", ifMatch: tag);
        }

        foreach (var (act, body) in new[] { ("ask", Question), ("steps", Visit) })
            foreach (var tag in new[] { "\"1\"", "\"77\"" })
                (await ActAsync(file, act, body, ifMatch: tag)).ShouldRefuse($"If-Match {tag}", 409, "version.stale");
        (await server.WrittenAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_key_that_served_serves_for_nothing_else()
    {
        var file = await FileAsync();
        (await ActAsync(file, "steps", Visit, "twice")).Status.ShouldBe(204);
        var before = await server.WrittenAsync();
        (await ActAsync(file, "steps", Visit, "twice")).Status.ShouldBe(204);
        (await ActAsync(file, "steps", "{\"step\":\"other\"}", "twice"))
            .ShouldRefuse("another step", 422, "idempotency.key-reused");
        (await ActAsync(file, "ask", Question, "twice")).ShouldRefuse("another act", 422, "idempotency.key-reused");
        (await server.WrittenAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task An_address_at_which_there_is_nothing_is_told_so()
    {
        var file = await FileAsync();
        var before = await server.WrittenAsync();
        foreach (var operation in server.Document.Operations)
            foreach (var name in operation.Parameters(ParameterLocation.Path).Select(parameter => parameter.Name!))
                foreach (var nothing in Nothings)
                {
                    var address = Address(operation, file).Replace(ValueOf(operation, name, file), nothing);
                    var reply = await server.SendAsync(operation.Method, address,
                        operation.IsPost ? Server.Json("{}") : null, PersonaOf(operation),
                        file.Secret, purpose: "papers", language: Language());
                    if (nothing.Contains("%00", StringComparison.Ordinal)) reply.IsServersOwn.ShouldBeTrue($"{reply}");
                    else reply.ShouldRefuse(nothing);
                }

        var api = server.Document.Operations.Where(operation => operation.IsApi);
        foreach (var path in api.Select(operation => Address(operation, file)).Distinct())
            foreach (var method in new[] { "PUT", "DELETE", "PATCH" })
                (await server.SendAsync(method, path, persona: "officer"))
                    .ShouldRefuse(method, 405, "method.not-allowed");
        (await server.WrittenAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_parameter_that_is_not_understood_is_refused_by_every_read()
    {
        var file = await FileAsync();
        var before = await server.WrittenAsync();
        var asked = 0;
        foreach (var read in server.Document.Operations)
            foreach (var parameter in read.Parameters(ParameterLocation.Query))
            {
                asked++;
                foreach (var value in Illegible) await Asked(read, parameter, value, file, 400, "address.illegible");
                foreach (var value in WrongValues(parameter)) await Asked(read, parameter, value, file, 400);
                foreach (var value in Strange) await Survived(read, parameter, value, file);
            }

        asked.ShouldBeGreaterThan(30);

        (await server.WrittenAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Nor_is_anything_else_found_or_understood_beside_the_API()
    {
        var file = await FileAsync();
        var before = await server.WrittenAsync();
        var reads = Undescribed.Of(server.Services);
        foreach (var read in reads)
        {
            foreach (var name in read.Parameters(ParameterLocation.Path).Select(parameter => parameter.Name!))
                foreach (var nothing in Nothings)
                {
                    var address = Address(read, file).Replace(ValueOf(read, name, file), nothing);
                    using var form = new FormUrlEncodedContent(Undescribed.Filing);
                    var reply = await server.SendAsync(
                        read.Method, address, read.IsPost ? form : null, language: Language());
                    if (nothing.Contains("%00", StringComparison.Ordinal)) reply.IsServersOwn.ShouldBeTrue($"{reply}");
                    else reply.ShouldRefuse(nothing);
                }

            if (read.IsPost) continue;
            foreach (var parameter in read.Parameters(ParameterLocation.Query))
            {
                foreach (var value in Illegible) await Asked(read, parameter, value, file, 400, "address.illegible");
                foreach (var value in Strange) await Survived(read, parameter, value, file);
            }
        }

        reads.Count.ShouldBeGreaterThan(20);
        (await server.WrittenAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("/api/queue?after=x", "manager")]
    [InlineData("/api/queue?after=ffffffff-0", "manager")]
    [InlineData("/api/queue?after=ffffffff-00000000000000000000000000000000", "manager")]
    [InlineData("/api/audit/events?after=-1", "auditor")]
    [InlineData("/api/audit/events?after=%DB%B1", "auditor")]
    [InlineData("/api/audit/openings?after=1e9", "auditor")]
    [InlineData("/api/public/decisions?after=99999999999999999999", null)]
    [InlineData("/api/my/requests?after=x", "citizen")]
    [InlineData("/api/my/requests?after=8000000080000000000000000000000000000000000000000000000g", "citizen")]
    [InlineData("/api/departments/mine/files?after=x", "manager")]
    [InlineData("/api/departments/mine/breaches?after=1-2", "manager")]
    [InlineData("/api/departments?after=%D9%8A", null)]
    [InlineData("/api/services?after=a%20b", null)]
    [InlineData("/api/my/requests?limit=-5", "citizen")]
    [InlineData("/api/departments/mine/files?limit=0", "manager")]
    [InlineData("/api/departments/mine/breaches?limit=501", "manager")]
    [InlineData("/api/departments?limit=501", null)]
    [InlineData("/api/services?limit=0", null)]
    [InlineData("/api/queue?limit=0", "manager")]
    [InlineData("/api/queue?limit=501", "manager")]
    public async Task A_cursor_or_a_limit_that_is_none_is_refused(string address, string? persona) =>
        (await server.SendAsync("GET", address, persona: persona, language: "fa")).ShouldRefuse("it", 400);

    [Theory]
    [InlineData("/api/departments/mine/breaches?band=x")]
    [InlineData("/api/departments/mine/files?band=x")]
    public async Task A_band_that_is_none_is_refused(string address) =>
        (await server.SendAsync("GET", address, persona: "manager", language: "fa")).ShouldRefuse("it", 400);

    [Theory]
    [InlineData("/api/audit/events?from=0001-01-01&to=9999-12-31", "auditor")]
    [InlineData("/api/audit/openings?from=0001-01-01&to=9999-12-31", "auditor")]
    [InlineData("/api/public/performance?from=0001-01-01&to=9999-12-31&asOf=9999-12-31", null)]
    [InlineData("/api/public/performance?asOf=0001-01-01", null)]
    [InlineData("/api/services/environmental-opinion?on=9999-12-31", null)]
    public async Task The_ends_of_time_are_days_like_others(string address, string? persona) =>
        (await server.SendAsync("GET", address, persona: persona)).Status.ShouldBe(200);

    [Theory]
    [InlineData("/api/audit/requests/{0}?asOf=0001-01-01T00:00:00Z")]
    [InlineData("/api/audit/requests/{0}?asOf=9999-12-31T23:59:59Z")]
    [InlineData("/api/audit/requests/{0}/diff?from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z")]
    [InlineData("/api/audit/requests/{0}/entries?asOf=9999-12-31T23:59:59Z")]
    public async Task Nor_does_a_trace_break_on_them(string address)
    {
        var file = await FileAsync();
        var exact = address.Replace("{0}", file.Id.ToString());
        (await server.SendAsync("GET", exact, persona: "auditor")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("0012345679", "MZ", 'x')]
    [InlineData("۰۰۱۲۳۴۵۶۷۹", "mz", '۰')]
    [InlineData("٠٠١٢٣٤٥٦٧٩", "mz ", '٠')]
    [InlineData("۰۰۱-۲۳۴۵۶۷-۹", "Mz", '۰')]
    public async Task What_people_type_in_their_own_digits_and_letters_is_understood(
        string national, string prefix, char zero)
    {
        var body = new JsonObject
        {
            ["service"] = "environmental-opinion",
            ["applicant"] = new JsonObject
            {
                ["name"] = "  علي   كريمي ",
                ["nationalNumber"] = national,
                ["phone"] = "۰۹۱۲ ۰۰۰ ۰۰۰۱",
            },
            ["facts"] = new JsonObject { ["distance"] = "۷۳۰", ["income"] = "٥٠٠" },
        };
        var filed = await server.SendAsync("POST", "/api/requests", Server.Json(body.ToJsonString()));
        filed.Status.ShouldBe(201, filed.Body);
        var number = filed.Json.GetProperty("trackingNumber").GetString()!;
        var secret = filed.Json.GetProperty("secret").GetString();
        var typed = string.Concat(number.Replace("MZ", prefix, StringComparison.Ordinal).ToLowerInvariant()
            .Select(letter => zero != 'x' && char.IsAsciiDigit(letter) ? (char)(letter - '0' + zero) : letter));
        var mine = await server.SendAsync("GET", $"/api/requests/{Uri.EscapeDataString(typed)}", secret: secret);
        mine.Status.ShouldBe(200, mine.Body);
        mine.Json.GetProperty("trackingNumber").GetString().ShouldBe(number);
        var told = mine.Json.GetProperty("events")[0].GetProperty("details");
        told.GetProperty("applicant").GetProperty("name").GetString().ShouldBe("علی کریمی");
        told.GetProperty("applicant").GetProperty("nationalNumber").GetString().ShouldBe("0012345679");
        told.GetProperty("facts").GetProperty("distance").GetInt32().ShouldBe(730);
    }

    [Theory]
    [InlineData("departments", """ "department":"x y","kind":"desk" """, "code.malformed")]
    [InlineData("departments", """ "department":"اداره","kind":"desk" """, "code.malformed")]
    [InlineData("departments", """ "department":"x","kind":"palace" """, "department.kind-unknown")]
    [InlineData("officers", """ "officer":"X-1","roles":["king"],"grade":"expert" """, "officer.role-unknown")]
    [InlineData("officers", """ "officer":"X-1","roles":[],"grade":"expert" """, "officer.role-unknown")]
    [InlineData("officers", """ "officer":"X-1","roles":["officer"],"grade":"-1" """, "officer.grade-unknown")]
    [InlineData("officers", """ "officer":"X 1","roles":["officer"],"grade":"expert" """, "code.malformed")]
    public async Task Words_that_mean_nothing_are_refused(string what, string members, string code)
    {
        var more = what == "departments" ? """ "name":{"fa":"ن","en":"N"} """ : """ "department":"environment" """;
        var body = $"{{{members},{more}}}";
        var before = await server.WrittenAsync();
        (await server.SendAsync("POST", $"/api/{what}", Server.Json(body), "admin")).ShouldRefuse("it", 422, code);
        (await server.WrittenAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("legalLimitDays", "-1", "service.number-out-of-range")]
    [InlineData("promiseDays", "-5", "service.number-out-of-range")]
    [InlineData("answerWindowDays", "2147483647", "service.number-out-of-range")]
    [InlineData("feeRials", "-1", "service.number-out-of-range")]
    [InlineData("queue", "\"lifo\"", "service.word-not-listed")]
    [InlineData("assignment", "\"friend\"", "service.word-not-listed")]
    [InlineData("channels", "[\"pigeon\"]", "service.word-not-listed")]
    [InlineData("code", "\"محیط\"", "code.malformed")]
    public async Task So_are_terms_of_a_service(string term, string value, string code)
    {
        var terms = JsonNode.Parse("""
            {"code":"x","title":{"fa":"ن","en":"N"},"summary":{"fa":"ن","en":"N"},"department":"environment",
             "legalBasis":{"fa":"ن","en":"N"},"legalLimitDays":10,"promiseDays":5,"appealWindowDays":30,
             "contestWindowDays":30,"answerWindowDays":10,"rulebook":"env-siting"}
            """)!;
        terms[term] = JsonNode.Parse(value);
        var before = await server.WrittenAsync();
        var body = new JsonObject { ["from"] = "2026-06-01", ["terms"] = terms };
        (await server.SendAsync("POST", "/api/services", Server.Json(body.ToJsonString()), "admin"))
            .ShouldRefuse(term, 422, code);
        (await server.WrittenAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("refer", """{"department":"regional-water","question":"?","days":-1}""", 422,
        "referral.days-out-of-range")]
    [InlineData("refer", """{"department":"atlantis","question":"?"}""", 422, "referral.department-unknown")]
    [InlineData("refer", """{"department":"regional-water","question":" "}""", 422, "referral.question-empty")]
    [InlineData("extend", """{"ground":"tea"}""", 422, "extension.ground-not-listed")]
    [InlineData("transfer", """{"department":"regional-water","ground":"tea"}""", 422, "transfer.ground-not-listed")]
    [InlineData("recuse", """{"ground":"tea"}""", 422, "recusal.ground-not-listed")]
    [InlineData("steps", """{"step":"بازدید"}""", 422, "step.not-a-code")]
    [InlineData("answer-referral", """{"referral":-1,"opinion":"favourable","words":"?"}""", 409, "referral.not-open")]
    [InlineData("close", """{"closure":"resolved"}""", 409, "closure.not-notified")]
    public async Task So_are_the_words_and_numbers_of_an_officer(string act, string body, int status, string code)
    {
        var file = await FileAsync();
        var before = await server.WrittenAsync();
        (await ActAsync(file, act, body)).ShouldRefuse(act, status, code);
        (await server.WrittenAsync()).ShouldBe(before);
    }

    private async Task Refused(
        Described command, File file, HttpContent body, string why, int status, string code, string? key = "",
        string? ifMatch = null) =>
        (await server.SendAsync("POST", Address(command, file), body, PersonaOf(command), file.Secret, key, ifMatch,
            language: Language())).ShouldRefuse(why, status, code);

    private async Task Asked(
        Described read, IOpenApiParameter parameter, string value, File file, int status, string? code = null) =>
        (await server.SendAsync("GET", $"{Address(read, file)}?{parameter.Name}={value}", persona: PersonaOf(read),
            language: Language())).ShouldRefuse(value, status, code);

    private async Task Survived(Described read, IOpenApiParameter parameter, string value, File file)
    {
        // The trace of a real file is put on record when it is read; here nothing may be written.
        var address = Address(read, file with { Id = Guid.NewGuid() });
        var reply = await server.SendAsync("GET", $"{address}?{parameter.Name}={value}", persona: PersonaOf(read));
        if (reply.Status != 200) reply.ShouldRefuse(value);
    }

    /// <summary>Values that no parameter of its type or name can have.</summary>
    private static IEnumerable<string> WrongValues(IOpenApiParameter asked) => (asked.Name, asked.Schema) switch
    {
        (_, { Format: "date" }) =>
            ["x", "2026-13-45", "2026-02-30", "1405", "%DB%B1%DB%B4%DB%B0%DB%B5", "10000-01-01"],
        (_, { Format: "date-time" }) => ["x", "2026-13-45T00:00:00Z", "yesterday", "10000-01-01T00:00:00Z"],
        (_, { Type: { } type }) when type.HasFlag(JsonSchemaType.Integer) =>
            ["x", "1.5", "1e3", "99999999999999999999", "%DB%B1%DB%B0", "0x10"],
        ("limit", _) => ["x", "0", "-1", "501", "99999999999999999999", "%DB%B1%DB%B0"],
        ("after", _) => ["%DB%B1", "a%20b", new('x', 61)],
        ("format", _) => ["xml", "%DB%B1"],
        ("kind", _) => ["other"],
        _ => [],
    };

    /// <summary>The body of a command with one thing wrong in it: every member, every way of being wrong.</summary>
    private static IEnumerable<(string Why, byte[] Body, int Status, string Code)> Wrong(Described command)
    {
        var schema = command.Operation.RequestBody!.Content!["application/json"].Schema!;
        var good = Described.Sample(schema)!.AsObject();
        foreach (var (name, member) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (member.ReadOnly) continue;
            foreach (var (value, status, code) in WrongJson(member))
            {
                var wrong = good.DeepClone().AsObject();
                wrong[name] = "@";
                var text = wrong.ToJsonString().Replace("\"@\"", value, StringComparison.Ordinal);
                var why = $"{name} = {value[..Math.Min(60, value.Length)]}";
                yield return (why, Encoding.Latin1.GetBytes(text), status, code);
            }

            var once = $"\"{name}\":{good[name]?.ToJsonString() ?? "null"}";
            var twice = "{" + once + "," + good.ToJsonString()[1..];
            yield return ($"{name} twice", Encoding.UTF8.GetBytes(twice), 400, Malformed);
        }
    }

    private static IEnumerable<(string Value, int Status, string Code)> WrongJson(IOpenApiSchema member)
    {
        var type = (member.Type ?? 0) & ~JsonSchemaType.Null;
        string[] others = member switch
        {
            { Enum.Count: > 0 } => ["\"nonsense\"", "99", "-1", "{}", "[]", "true"],
            { Format: "date" } =>
                ["\"x\"", "\"2026-13-01\"", "\"0001-01-01\"", "\"9999-12-31\"", "\"2026-1-1\"", "5", "{}"],
            { Format: "uuid" } => ["\"x\"", "5", "[]"],
            { Format: "time" } => ["\"25:00\"", "5", "{}"],
            _ => type switch
            {
                JsonSchemaType.String => ["5", "{}", "[]", "true"],
                JsonSchemaType.Integer => ["\"x\"", "1.5", "1e400", "99999999999999999999", "{}", "\"%DB%B5\"", "true"],
                JsonSchemaType.Boolean => ["\"x\"", "5", "{}"],
                JsonSchemaType.Array => ["{}", "5", "\"x\"", "[[]]", "[null]"],
                JsonSchemaType.Object => ["[]", "5", "\"x\""],
                _ => ["[]", "5"],
            },
        };
        foreach (var other in others) yield return (other, 400, Malformed);
        string[] illegible =
            ["\\u0000", "a\\u0000b", "\\ud800", "\\udc00\\ud800", "\u00ff\u00fe", "\u00c0\u0080", "\u00ed\u00a0\u0080"];
        foreach (var text in illegible) yield return ($"\"{text}\"", 400, "body.text-illegible");
        if (type is JsonSchemaType.String && member is { Enum: null or { Count: 0 }, Format: null })
            yield return ($"\"{new string('a', 10_001)}\"", 422, "body.text-too-long");
    }

    private string Address(Described operation, File file)
    {
        var address = operation.Template;
        foreach (var parameter in operation.Parameters(ParameterLocation.Path))
            address = address.Replace($"{{{parameter.Name}}}", ValueOf(operation, parameter.Name!, file));
        return address;
    }

    private static string ValueOf(Described operation, string name, File file) => name switch
    {
        "requestId" or "id" or "token" or "eventId" => file.Id.ToString(),
        "format" => operation.Template.StartsWith("/open311/", StringComparison.Ordinal) ? "json" : "jsonld",
        "name" => "decisions.csv",
        "set" => "20260502T060000Z-1",
        "serviceId" => Identity.Of("service", "environmental-opinion").ToString(),
        "keyId" => Identity.Of("key", "of-nobody").ToString(),
        "trackingNumber" => file.Number,
        "version" or "measure" => "7",
        "kind" => "directives",
        "number" => "P-0000-0000",
        "type" => "egov.decision.published",
        "digest" => new('0', 64),
        "openingId" or "withholdingId" or "signalId" or "tipId" or "webhookId" or "representativeId"
            or "directiveId" or "letterId" or "postId" or "programmeId" or "issueId" or "meetingId" or "guidanceId"
            or "resolutionId" =>
            Identity.Of("nothing").ToString(),
        "code" when operation.Template.Contains("rulebooks", StringComparison.Ordinal) => "env-siting",
        "code" => "environmental-opinion",
        _ => throw new ArgumentException(name),
    };

    /// <summary>The first role that the description names.</summary>
    private static string? PersonaOf(Described operation) =>
        operation.Operation.Description is { } text && text.StartsWith("For: ", StringComparison.Ordinal)
            ? text["For: ".Length..].Split('.', ',')[0]
            : null;

    private string Language() => _turn++ % 2 == 0 ? "en" : "fa";

    private static string Deep(int levels) => $"{{\"x\":{new string('[', levels)}{new string(']', levels)}}}";

    private static HttpContent Empty => Server.Json("{}");

    private Task<Reply> ActAsync(File file, string act, string body, string key = "", string? ifMatch = null) =>
        server.SendAsync(
            "POST", $"/api/requests/{file.Id}/{act}", Server.Json(body), "officer", key: key, ifMatch: ifMatch);

    private async Task<File> FileAsync()
    {
        var filing = System.Text.Json.JsonSerializer.Serialize(Given.Filing);
        var filed = await server.SendAsync("POST", "/api/requests", Server.Json(filing));
        filed.Status.ShouldBe(201, filed.Body);
        var file = new File(filed.Json.GetProperty("requestId").GetGuid(),
            filed.Json.GetProperty("trackingNumber").GetString()!, filed.Json.GetProperty("secret").GetString()!);
        (await ActAsync(file, "assign", "{\"ground\":\"emergency\"}")).Status.ShouldBe(204);
        (await ActAsync(file, "ready", "{}")).Status.ShouldBe(204);

        return file;
    }

    private sealed record File(Guid Id, string Number, string Secret);

    /// <summary>A stream that does not know its length, so that it is sent in pieces.</summary>
    private sealed class Endless(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
