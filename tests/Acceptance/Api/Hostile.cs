using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace EGov.Acceptance.Api;

/// <summary>A file that exists, what opens it, and a word that only its readers may see.</summary>
internal sealed record TargetFile(
    Guid Id, string Number, string Secret, string Digest, string Department, string? Citizen, string Word);

/// <summary>Somebody who calls: a persona, nobody, or a forger whose token is worth nothing.</summary>
internal sealed record Caller(string Name, string? Token, string Role, string? Department, bool IsForger = false);

/// <summary>One request that nobody honest makes, and what is known of it.</summary>
internal sealed record HostileRequest(int Turn, Described Operation, Caller Caller)
{
    public string Kind { get; set; } = "";
    public required string Method { get; set; }
    public required string Address { get; set; }
    public TargetFile? Target { get; init; }

    /// <summary>The path is one of the description's, with values of the right shape.</summary>
    public bool IsExact { get; set; } = true;

    public string? Secret { get; set; }
    public byte[]? Body { get; set; }
    public string ContentType { get; set; } = "application/json";
    public List<(string Name, string Value)> Headers { get; } = [];

    public bool IsAbout(TargetFile file) => Target == file;

    public override string ToString() =>
        $"turn {Turn}, {Kind}: {Method} {Address} as {Caller.Name}, {ContentType}"
        + $" [{string.Join("; ",
            Headers.Select(header => $"{header.Name}: {JsonSerializer.Serialize(header.Value)}"))}]"
        + (Body is null ? "" : $" with {Encoding.UTF8.GetString(Body, 0, Math.Min(Body.Length, 300))}");
}

/// <summary>Makes each request from its number alone, so that a walk can be walked again.</summary>
internal sealed class Hostile(
    IReadOnlyList<Described> operations, IReadOnlyList<TargetFile> files, OneOfEach others,
    IReadOnlyList<Caller> callers, Uri canary)
{
    /// <summary>What is once done, and then there is nothing more to do on it.</summary>
    private static readonly string[] Ends =
        ["/withdraw", "/cancel", "/end", "/repeal", "/drop", "/drop-draft", "/erase", "/revoke"];

    /// <summary>What an extra member says: it may be found nowhere afterwards.</summary>
    public const string Extra = "hostile-extra";

    /// <summary>What an injected line begins with.</summary>
    public const string Line = "Injected";

    private static readonly string[] Members =
    [
        "status", "officer", "department", "subject", "role", "roles", "id", "requestId", "version", "at", "now",
        "actor", "secret", "trackingNumber", "isOpen", "isAdmin", "$type", "__proto__", "constructor", "Status",
        "outcome", "dueBy", "channel", "holds", "handbook", "key", "correlationId", "events",
    ];

    private static readonly string[] Methods =
    [
        "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "FOO", "get", "QUERY", "MERGE", "POST", "GET",
    ];

    private static readonly string[] Types =
    [
        "text/plain", "text/xml", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data",
        "multipart/form-data; boundary=x", "application/json; charset=utf-16", "application/json; charset=nonsense",
        "application/problem+json", "application/x-java-serialized-object", "application/octet-stream", "nonsense",
        "application/json; charset=\"utf-8\"; a=b", "text/html", "application/vnd.api+json", "image/svg+xml",
    ];

    private static readonly string[] Encoded =
    [
        "..%2f..%2f..%2fetc%2fpasswd", "..%5c..%5cwindows", "%2e%2e%2f%2e%2e%2f", "%252e%252e%252f", "..;/..;/",
        "....//....//etc/passwd", "..", ".", "%2e%2e", "%00", "a%00.txt", "%0d%0aInjected:%20yes", "%0aInjected",
        "%c0%ae%c0%ae/", "%ff%fe", "%ed%a0%80", "%u002e", "%", "%2", "%zz", "%E2%80%AE", "*", "a;b=c", "%3f", "%23",
        "~", "%7e", "con", "%2fdev%2fnull", "%1b%5b31m",
    ];

    private readonly string[] _strings =
    [
        "' OR 1=1 --", "'; DROP TABLE events; --", "1); SELECT pg_read_file('/etc/passwd'); --", "$1", "\\'", "{0}",
        "' UNION SELECT data FROM keys --", "../../../../etc/passwd", "..\\..\\windows\\win.ini",
        "/etc/passwd", "file:///etc/passwd", $"{canary}x", $"//{canary.Authority}/x", "http://169.254.169.254/latest/",
        $"http://egov@{canary.Authority}/", "gopher://127.0.0.1:5432/_x", "\\\\127.0.0.1\\share",
        $"<!DOCTYPE a SYSTEM \"{canary}\">",
        "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1,1)", "\t=1+1", "\r=1+1", "x\r\nInjected: yes", "x\nInjected line",
        "x\r\n\r\n<html>", "\u001b[31mred\u001b[0m", "\u001b]0;title\u0007", "\u202etxt.exe",
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>", "{{7*7}}", "${jndi:ldap://127.0.0.1/x}", "@(1+1)", "%s%s%n", "a\0b",
        "\ufeff",
        new('a', 9_999), new('ی', 10_001), new('9', 400), "null", "undefined", "NaN", "__proto__",
        "👩‍👩‍👧‍👦", "İıßﬁ",
        "①٢३",
        "1e309", "-1", "0x10", "9223372036854775808", "2026-13-45", "0000-00-00T00:00:00Z", "", " ", "\u200c", "\u2028",
        "ENV-900", "admin", "00000000-0000-0000-0000-000000000000", "*", "W/\"1\"", "-0", "1,5",
    ];

    private static readonly string[] Raw =
    [
        "1e308", "1e400", "-1e400", "-0", "99999999999999999999999999", "-9223372036854775809", "0.1e-400", "true",
        "null",
        "NaN", "Infinity", "[]", "{}", "[[[[]]]]", "[null]", "{\"$type\":\"System.IO.FileInfo\"}", "\"\\ud800\"",
        "\"\\udc00\\ud800\"", "\"\\u0000\"", "{\"\":\"\"}", "/**/1", "'x'", "01", "+1", ".5", "\"\\x41\"", "\"unclosed",
    ];

    public HostileRequest Make(int turn)
    {
        var random = new Random(unchecked((turn * 7919) + 104_729));
        var operation = operations[turn % operations.Count];
        var target = Pick(random, files);
        var kind = random.Next(operation.IsPost ? 12 : 7);
        var isRight = kind is not (0 or 1 or 2) && random.Next(4) > 0;
        var request = new HostileRequest(turn, operation, isRight ? RightFor(operation, target) : Pick(random, callers))
        {
            Method = operation.Method,
            Target = operation.Parameters(ParameterLocation.Path).Any(IsOfFile) ? target : null,
            Address = PathOf(operation, target),
            Secret = isRight ? target.Secret : null,
        };
        if (isRight && operation.Template.Contains("/file", StringComparison.Ordinal))
            request.Headers.Add(("Purpose", "supervision"));
        if (isRight && operation.Template.StartsWith("/api/my/", StringComparison.Ordinal))
            request.Headers.Add(("Tracking-Number", target.Number));
        if (operation.IsForm) request.ContentType = "application/x-www-form-urlencoded";
        if (operation.IsPost) request.Body = Written(operation, BodyOf(operation, random));
        Turn(request, kind, random);
        // What would really be done to a file ends the walk on it.
        if (operation.IsPost && (Ends.Any(end => operation.Template.EndsWith(end, StringComparison.Ordinal))
            || (kind != 0 && random.Next(2) == 0)))
            request.Headers.Add(("If-Match", "\"9999\""));
        return request;
    }

    private void Turn(HostileRequest request, int kind, Random random)
    {
        switch (kind)
        {
            case 0:
                (request.Kind, request.Secret) = ("stranger", random.Next(2) == 0 ? null : Pick(random, files).Secret);
                if (request.Secret == request.Target?.Secret) request.Secret = null;
                if (random.Next(3) == 0) request.Headers.Add(("Tracking-Number", Pick(random, files).Number));
                if (random.Next(2) == 0) request.Headers.Add(("Purpose", Pick(random, ["supervision", "papers"])));
                break;
            case 1:
                request.Kind = "guess";
                request.IsExact = false;
                request.Secret = Guess(random, 12);
                foreach (var parameter in request.Operation.Parameters(ParameterLocation.Path))
                    request.Address = Replaced(request, parameter, parameter.Name switch
                    {
                        "trackingNumber" => $"MZ-{Guess(random, 12)}",
                        "digest" => Convert.ToHexStringLower(Bytes(random, 32)),
                        _ => new Guid(Bytes(random, 16)).ToString(),
                    });
                break;
            case 2:
                request.Kind = "address";
                if (request.Operation.Parameters(ParameterLocation.Path).ToList() is [_, ..] named)
                {
                    request.IsExact = false;
                    request.Address = Replaced(request, Pick(random, named), random.Next(2) == 0
                        ? Pick(random, Encoded)
                        : Uri.EscapeDataString(Pick(random, _strings)));
                }
                else
                {
                    Ask(request, random);
                }

                break;
            case 3:
            case 4:
                request.Kind = "question";
                Ask(request, random);
                break;
            case 5:
                request.Kind = "header";
                Say(request, random);
                break;
            case 6:
                (request.Kind, request.Method) = ("method", Pick(random, Methods));
                request.IsExact = request.Method == request.Operation.Method;
                if (random.Next(2) == 0) request.Headers.Add(("X-HTTP-Method-Override", "POST"));
                if (request.Method is "GET" or "HEAD" or "TRACE") request.Body = null;
                break;
            case 7:
                request.Kind = "type";
                if (random.Next(2) == 0) request.ContentType = Pick(random, Types);
                else request.Headers.Add(("Content-Encoding", Pick(random, ["gzip", "br", "identity", "x"])));
                break;
            case 8:
                (request.Kind, request.Body) = ("extra members", WithExtras(request, random));
                break;
            case 9:
                (request.Kind, request.Body) = ("bomb", Bomb(request, random));
                break;
            default:
                (request.Kind, request.Body) = ("value", WithValue(request, random));
                break;
        }
    }

    private void Ask(HostileRequest request, Random random)
    {
        var names = request.Operation.Parameters(ParameterLocation.Query).Select(parameter => parameter.Name!)
            .Append(Pick(random, Members)).ToList();
        var asked = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Uri.EscapeDataString(Pick(random, names)) + "="
            + (random.Next(3) == 0 ? Pick(random, Encoded) : Uri.EscapeDataString(Pick(random, _strings))));
        request.Address += "?" + string.Join('&', asked);
    }

    private void Say(HostileRequest request, Random random)
    {
        string[] names =
        [
            "Idempotency-Key", "If-Match", "If-None-Match", "Purpose", "Request-Secret", "Tracking-Number", "Api-Key",
            "Accept-Language", "Accept", "Range", "Cookie", "X-Forwarded-For", "X-Forwarded-Proto", "Forwarded",
            "Origin",
            "X-Original-URL", "X-Rewrite-URL", "traceparent", "tracestate", "baggage", "Referer", "User-Agent",
            "X-Forwarded-Host", "Last-Event-ID", "Accept-Encoding", "If-Modified-Since", "Authorization", "X-Role",
            "X-User",
        ];
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            var name = Pick(random, names);
            if (name == "Authorization" && request.Caller.Token is not null) continue;
            if (name is "Request-Secret") request.Secret = null;
            // With a line's end in it, a client would send another request than this.
            request.Headers.Add((name, Pick(random, _strings).ReplaceLineEndings("\t").Replace('\r', '\t')));
        }
    }

    private byte[] WithExtras(HostileRequest request, Random random)
    {
        var body = BodyOf(request.Operation, random);
        for (var left = random.Next(1, 6); left > 0; left--)
        {
            var name = Pick(random, Members);
            if (!body.ContainsKey(name)) body[name] = random.Next(2) == 0 ? Extra : new JsonObject { [name] = Extra };
        }

        return Written(request.Operation, body);
    }

    private byte[] WithValue(HostileRequest request, Random random)
    {
        const string place = "@place@";
        var body = BodyOf(request.Operation, random);
        if (request.Operation.IsForm)
        {
            body[Pick(random, [.. body.Select(field => field.Key)])] = Pick(random, _strings);
            var form = Encoding.UTF8.GetString(Written(request.Operation, body));
            return Encoding.UTF8.GetBytes(random.Next(3) == 0 ? $"{form}&x={Pick(random, Encoded)}" : form);
        }

        var places = new List<Action>();
        Find(body, places, place);
        if (places.Count == 0) body["words"] = place;
        else Pick(random, places)();
        var value = random.Next(4) == 0 ? Pick(random, Raw) : JsonSerializer.Serialize(Pick(random, _strings));
        return Encoding.UTF8.GetBytes(body.ToJsonString().Replace($"\"{place}\"", value, StringComparison.Ordinal));
    }

    private static void Find(JsonNode node, List<Action> places, string place)
    {
        if (node is JsonObject members)
            foreach (var (name, member) in members)
            {
                places.Add(() => members[name] = place);
                if (member is not null) Find(member, places, place);
            }
        else if (node is JsonArray list)
            for (var index = 0; index < list.Count; index++)
            {
                var at = index;
                places.Add(() => list[at] = place);
                if (list[at] is { } inside) Find(inside, places, place);
            }
    }

    private static byte[] Bomb(HostileRequest request, Random random)
    {
        var good = Encoding.UTF8.GetString(request.Body!);
        if (request.Operation.IsForm && random.Next(2) == 0)
            return Encoding.UTF8.GetBytes(random.Next(4) switch
            {
                0 => string.Join('&', Enumerable.Range(0, 5_000).Select(n => $"k{n}=1")),
                1 => $"{new string('k', 20_000)}=1&{good}",
                2 => $"{good}&description={new string('a', 900_000)}",
                _ => string.Concat(Enumerable.Repeat($"{good}&", 20)),
            });
        return random.Next(12) switch
        {
            0 => Encoding.UTF8.GetBytes($"{{\"x\":{new string('[', 20_000)}{new string(']', 20_000)}}}"),
            1 => Encoding.UTF8.GetBytes(new string('{', 5_000)),
            2 => Encoding.UTF8.GetBytes("{" + string.Concat(Enumerable.Repeat("\"a\":1,", 5_000)) + "\"a\":1}"),
            3 => Encoding.UTF8.GetBytes($"{{\"n\":{new string('9', 20_000)}}}"),
            4 => Encoding.UTF8.GetBytes(good[..random.Next(good.Length)]),
            5 => Encoding.Unicode.GetBytes(good),
            6 => [0xEF, 0xBB, 0xBF, .. request.Body!],
            7 => [.. request.Body!, .. Bytes(random, 20)],
            8 => Bytes(random, 200),
            9 => Encoding.UTF8.GetBytes(good + good),
            10 => Encoding.UTF8.GetBytes(
                "{" + string.Concat(Enumerable.Range(0, 5_000).Select(n => $"\"k{n}\":[],")) + "\"z\":0}"),
            _ => Encoding.UTF8.GetBytes("/*" + new string('*', 1_000) + "*/" + good),
        };
    }

    /// <summary>As the endpoint is sent it: JSON, or the fields of a form.</summary>
    private static byte[] Written(Described operation, JsonObject body) => Encoding.UTF8.GetBytes(!operation.IsForm
        ? body.ToJsonString()
        : string.Join('&', body.Select(field =>
            $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString($"{field.Value}")}")));

    private JsonObject BodyOf(Described operation, Random random)
    {
        if (operation.IsForm)
            return new(Undescribed.Filing.Append(new("api_key", others.ApiKey))
                .Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value)));
        if (operation.Template == "/api/requests" && random.Next(2) == 0)
            return JsonSerializer.SerializeToNode(Given.Filing)!.AsObject();
        var body = Described.Sample(
            operation.Operation.RequestBody!.Content!["application/json"].Schema!)!.AsObject();
        if (body.ContainsKey("mediaType")) (body["mediaType"], body["content"]) = ("text/plain", "YQ==");
        return body;
    }

    private Caller RightFor(Described operation, TargetFile target)
    {
        var line = Access.Of(operation.Method, operation.Template)!;
        var fitting = callers.Where(caller => !caller.IsForger && line.Of(caller.Role) is not Reach.None).ToList();
        return fitting.FirstOrDefault(caller => caller.Department == target.Department) ?? fitting[0];
    }

    private static bool IsOfFile(IOpenApiParameter parameter) =>
        parameter.Name is "requestId" or "id" or "trackingNumber";

    private string PathOf(Described operation, TargetFile file)
    {
        var address = operation.Template;
        foreach (var parameter in operation.Parameters(ParameterLocation.Path))
            address = address.Replace($"{{{parameter.Name}}}", ValueOf(operation, parameter.Name!, file));
        return address.EndsWith("/diff", StringComparison.Ordinal)
            ? address + "?from=2026-05-02T00:00:00Z&to=2026-05-03T00:00:00Z"
            : address;
    }

    private string ValueOf(Described operation, string name, TargetFile file) => name switch
    {
        "requestId" or "id" or "token" => $"{file.Id}",
        "format" => operation.Template.StartsWith("/open311/", StringComparison.Ordinal) ? "json" : "jsonld",
        "trackingNumber" => file.Number,
        "digest" => file.Digest,
        "version" => "7",
        "kind" => "directives",
        "code" when operation.Template.Contains("rulebooks", StringComparison.Ordinal) => "env-siting",
        "code" => "environmental-opinion",
        _ => others.Of(operation.Template, name) ?? $"{Identity.Of("key", "of-nobody")}",
    };

    private string Replaced(HostileRequest request, IOpenApiParameter parameter, string value) =>
        request.Address.Replace(
            ValueOf(request.Operation, parameter.Name!, request.Target ?? Nothing), value, StringComparison.Ordinal);

    private static TargetFile Nothing { get; } = new(Guid.Empty, "-", "", "-", "", null, "");

    private static string Guess(Random random, int length) => string.Concat(Enumerable.Range(0, length)
        .Select(at => (at is 4 or 8 ? "-" : "") + "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[random.Next(32)]));

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
