using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EGov.Portal.SignIn;
using EGov.Transparency;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace EGov.Acceptance.Api;

/// <summary>Thousands of requests that nobody honest makes, to every endpoint of the running host.</summary>
/// <remarks>EGOV_WALK is how many; EGOV_WALK_REPORT names a file for what was counted.</remarks>
public sealed partial class HostileWalkTests : IAsyncLifetime
{
    private const string Elsewhere = "Keptaway-elsewhere";
    private static readonly int Turns =
        int.TryParse(Environment.GetEnvironmentVariable("EGOV_WALK"), out var turns) ? turns : 3_000;

    private readonly TcpListener _canary = new(IPAddress.Loopback, 0);
    private readonly KeptLog _log = new();
    private readonly ConcurrentDictionary<(string Endpoint, string Kind, int Status), int> _counted = [];
    private readonly ConcurrentQueue<string> _faults = [];
    private readonly Server _server;

    public HostileWalkTests() => _server = new()
    {
        Log = _log,
        Settings =
        {
            ["SignIn:FailuresPerMinute"] = "100000000",
            ["SignIn:AttemptsPerMinute"] = "100000000",
            ["Quotas:PerAddress"] = "100000000",
            ["Quotas:PerKey"] = "100000000",
            ["OpenData:Every"] = "00:00:00",
        },
    };

    public async ValueTask InitializeAsync()
    {
        _canary.Start();
        await _server.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _canary.Stop();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Every_endpoint_refuses_them_as_it_should()
    {
        var files = await FilesAsync();
        var callers = await CallersAsync();
        var canary = new Uri($"http://127.0.0.1:{((IPEndPoint)_canary.LocalEndpoint).Port}/");
        var others = new OneOfEach(_server, "Siavash Elsewhere", "9990000018", Elsewhere);
        await others.MakeAsync(files[0].Number);
        others.Know(await MadeFilesAsync());
        IReadOnlyList<Described> operations = [.. _server.Document.Operations, .. Undescribed.Of(_server.Services)];
        var hostile = new Hostile(operations, files, others, callers, canary);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Turns),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = 4,
                CancellationToken = TestContext.Current.CancellationToken,
            },
            async (turn, _) => await WalkAsync(hostile.Make(turn), files));

        Tell();
        _faults.Take(40).ShouldBeEmpty($"{_faults.Count} faults");
        _counted.Values.Sum().ShouldBe(Turns);
        _counted.Keys.Select(key => key.Endpoint).Distinct().Count().ShouldBe(operations.Count);
        _canary.Pending().ShouldBeFalse("The host went where an address in a request led.");
        _log.Lines.Where(line => LineOfItsOwn.IsMatch(line)).ShouldBeEmpty();
        (await CountAsync($"data::text like '%{Hostile.Extra}%'")).ShouldBe(0);
        // The walk does not stay outside: what was well meant in it was done.
        _counted.Keys.Select(key => key.Status).ShouldContain(201);
        (await StrangersAsync(files)).ShouldBeEmpty();
    }

    private async Task WalkAsync(HostileRequest request, IReadOnlyList<TargetFile> files)
    {
        using var message = new HttpRequestMessage(new(request.Method), _server.At(request.Address));
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        foreach (var (name, value) in request.Headers)
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content?.Headers.TryAddWithoutValidation(name, value);
        if (!message.Headers.Contains("Idempotency-Key"))
            message.Headers.Add("Idempotency-Key", $"walk-{request.Turn}");
        if (request.Secret is not null) message.Headers.TryAddWithoutValidation("Request-Secret", request.Secret);
        if (request.Caller.Token is { } token) message.Headers.Authorization = new("Bearer", token);
        try
        {
            using var response = await _server.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
            var text = response.Content.Headers.ContentType?.MediaType is "text/event-stream"
                ? await FirstAsync(response)
                : await response.Content.ReadAsStringAsync();
            Count(request, (int)response.StatusCode);
            foreach (var fault in Faults(request, response, text, files))
                _faults.Enqueue(
                    $"{fault}: {(int)response.StatusCode} {text[..Math.Min(text.Length, 300)]} <- {request}");
        }
        catch (HttpRequestException unsent) when (unsent.InnerException is IOException or FormatException or null
            && unsent.StatusCode is null)
        {
            // Our own client, or the server's first look at the bytes, let it go no further.
            Count(request, 0);
        }
    }

    /// <summary>What is told without end is read as far as there is something to read at once.</summary>
    private static async Task<string> FirstAsync(HttpResponseMessage response)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var told = new byte[1 << 16];
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(patience.Token);
            return Encoding.UTF8.GetString(told.AsSpan(0, await stream.ReadAsync(told, patience.Token)));
        }
        catch (OperationCanceledException)
        {
            return "";
        }
    }

    private void Count(HostileRequest request, int status) =>
        _counted.AddOrUpdate((request.Operation.ToString(), request.Kind, status), 1, (_, before) => before + 1);

    /// <summary>What is wrong with an answer.</summary>
    private IEnumerable<string> Faults(
        HostileRequest request, HttpResponseMessage response, string text, IReadOnlyList<TargetFile> files)
    {
        var status = (int)response.StatusCode;
        if (status >= 500) yield return "the server failed";
        if (Inside.Match(text) is { Success: true } seen) yield return $"our inside is seen ('{seen.Value}')";
        if (response.Headers.Contains(Hostile.Line)) yield return "a header was injected";
        if (!response.Headers.Contains("Content-Security-Policy") && text.Length > 0 && status is not 400)
            yield return "no policy for the browser";
        if (response.Content.Headers.ContentType?.MediaType is "text/csv" && Formula.IsMatch(text))
            yield return "a cell that a spreadsheet would calculate";
        foreach (var file in files.Where(file => text.Contains(file.Word, StringComparison.Ordinal)))
            if (!MayRead(request, file)) yield return $"a stranger reads {file.Word}";
        if (text.Contains(Elsewhere, StringComparison.Ordinal)
            && (request.Caller.IsForger || request.Caller.Role is "" or Roles.Citizen or Roles.Admin))
            yield return "a stranger reads what is sealed elsewhere";

        var line = Access.Of(request.Operation.Method, request.Operation.Template)!;
        if (!request.IsExact) yield break;
        if (!IsTold(request, response, text)) yield return "the description does not know this answer";
        var role = request.Caller.IsForger ? "" : request.Caller.Role;
        var isKnown = request.Caller.Token is not null && !request.Caller.IsForger;
        if (line.Of(role) is Reach.None)
        {
            // Whether the body is JSON is looked at before anybody asks who sends it.
            if (status != (isKnown ? 403 : 401) && status != 415 && !IsUnread(status, text))
                yield return "the role is not refused";
        }
        else if (request.Target is { } target && status is >= 200 and < 300 && !IsOpen(request, line.Of(role), target))
        {
            yield return "somebody else's file";
        }
    }

    private bool IsTold(HostileRequest request, HttpResponseMessage response, string text)
    {
        var status = (int)response.StatusCode;
        return IsUnread(status, text) || request.Operation.Statuses.Contains($"{status}")
            || (status == 401 && request.Caller.Token is not null)
            // Who accepts no JSON, or names a receipt where none is asked for, is told so anywhere.
            || (status == 406 && request.Headers.Exists(header => header.Name == "Accept"))
            || (status == 404 && request.Headers.Exists(header => header.Name == "Tracking-Number"));
    }

    /// <summary>The server would not read it at all.</summary>
    private static bool IsUnread(int status, string text) =>
        status is 414 or 431 || (status is 400 or 411 && text.Length == 0);

    private static bool IsOpen(HostileRequest request, Reach reach, TargetFile file) => reach switch
    {
        Reach.All => true,
        Reach.Own => IsOwner(request, file),
        _ => IsOffice(request.Caller, file),
    };

    private static bool MayRead(HostileRequest request, TargetFile file) =>
        IsOwner(request, file) || IsOffice(request.Caller, file)
        || (request.Caller is { IsForger: false, Role: Roles.Auditor } && request.IsAbout(file));

    private static bool IsOwner(HostileRequest request, TargetFile file) =>
        request.Secret == file.Secret || (request.Caller is { IsForger: false, Role: Roles.Citizen } citizen
            && citizen.Name == file.Citizen);

    private static bool IsOffice(Caller caller, TargetFile file) =>
        caller is { IsForger: false, Role: Roles.Officer or Roles.Manager } && caller.Department == file.Department;

    private async Task<FileSet> MadeFilesAsync()
    {
        var make = _server.Services.GetRequiredService<MakeFiles>();
        var ledger = _server.Services.GetRequiredService<PublishedLedger>();
        for (var tries = 0; ledger.Latest.Head.Size == 0; tries++)
        {
            tries.ShouldBeLessThan(200);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        return (await make.RunAsync(DateTimeOffset.UtcNow, null, TestContext.Current.CancellationToken))
            .ShouldNotBeNull();
    }

    /// <summary>Half of the files lie with one department, half with another; one citizen is signed in.</summary>
    private async Task<IReadOnlyList<TargetFile>> FilesAsync()
    {
        var files = new List<TargetFile>();
        for (var number = 0; number < 8; number++)
        {
            var word = $"Keptaway-{number}-{(char)('A' + number)}";
            var citizen = number % 4 == 0 ? "citizen" : null;
            var filed = await DoneAsync("/api/requests", new
            {
                service = "environmental-opinion",
                county = "sari",
                applicant = new { name = $"Mahpareh {word}", nationalNumber = "0012345679" },
                facts = new { distance = 730, income = 500_000_000 },
            }, citizen);
            var (id, at) = (filed.GetProperty("requestId").GetGuid(), filed.GetProperty("trackingNumber").GetString()!);
            var secret = filed.GetProperty("secret").GetString()!;
            var content = Convert.ToBase64String(Encoding.UTF8.GetBytes(word));
            var attached = new { name = "a.txt", mediaType = "text/plain", content };
            (await _server.SendAsync("POST", $"/api/requests/{id}/attachments",
                Server.Json(JsonSerializer.Serialize(attached)), secret: secret)).Status.ShouldBe(204);
            var own = await _server.SendAsync("GET", $"/api/requests/{at}", secret: secret);
            var digest = Digest.Match(own.Body).Value;
            digest.ShouldNotBeEmpty(own.Body);
            await DoneAsync($"/api/requests/{id}/assign", new { ground = "emergency" }, "officer");
            if (number % 2 == 1)
            {
                await DoneAsync($"/api/requests/{id}/transfer",
                    new { department = "regional-water", ground = "out-of-competence" }, "officer");
                await DoneAsync($"/api/requests/{id}/assign", new { ground = "emergency" }, "officer-water");
            }

            files.Add(new(id, at, secret, digest, number % 2 == 1 ? "regional-water" : "environment", citizen, word));
        }

        return files;
    }

    private async Task<JsonElement> DoneAsync(string address, object body, string? persona)
    {
        var reply = await _server.SendAsync("POST", address, Server.Json(JsonSerializer.Serialize(body)), persona);
        reply.Status.ShouldBeInRange(200, 299, reply.ToString());
        return reply.Body.Length > 0 ? reply.Json : default;
    }

    private async Task<IReadOnlyList<Caller>> CallersAsync()
    {
        List<Caller> callers = [new("nobody", null, "", null)];
        foreach (var persona in Personas.Default)
            callers.Add(new(persona.Key, await _server.TokenAsync(persona.Key), persona.Role, persona.Department));
        var payload = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(callers[1].Token);
        var tokens = new Tokens(_server.Services, payload.Issuer);
        return [.. callers, .. tokens.Unbelievable()
            .Select(forged => new Caller($"a forger ({forged.Fault})", forged.Token, Roles.Admin, null, true))];
    }

    /// <summary>Events on the files that somebody wrote who had no business with them.</summary>
    private async Task<IReadOnlyList<string>> StrangersAsync(IReadOnlyList<TargetFile> files)
    {
        var store = _server.Services.GetRequiredService<IDocumentStore>();
        await using var session = store.QuerySession();
        var found = new List<string>();
        foreach (var file in files)
            foreach (var e in await session.Events.FetchStreamAsync(file.Id))
                if (e.GetHeader("actor") is { } actor && $"{actor}" is var by
                    && (by.Contains("integrity", StringComparison.Ordinal)
                        || by.Contains("clerk", StringComparison.Ordinal)
                        || (by.Contains("WAT-", StringComparison.Ordinal) && file.Department != "regional-water")))
                    found.Add($"{e.EventTypeName} by {by} on {file.Word}");
        return found;
    }

    private async Task<long> CountAsync(string condition)
    {
        var store = _server.Services.GetRequiredService<IDocumentStore>();
        await using var session = store.QuerySession();
        return (await session.AdvancedSql.QueryAsync<long>(
            $"select count(*) from {store.Options.DatabaseSchemaName}.mt_events where {condition}",
            CancellationToken.None))[0];
    }

    /// <summary>Counts by status, by kind and by endpoint.</summary>
    private void Tell()
    {
        List<string> lines =
        [
            $"{_counted.Values.Sum()} requests, {_faults.Count} faults",
            .. Grouped("status", key => $"{key.Status}"), .. Grouped("kind", key => key.Kind),
            .. Grouped("endpoint", key => key.Endpoint),
        ];
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', lines));
        if (Environment.GetEnvironmentVariable("EGOV_WALK_REPORT") is { } file)
            File.WriteAllLines(file, [.. lines, .. _faults]);
    }

    private IEnumerable<string> Grouped(string name, Func<(string Endpoint, string Kind, int Status), string> by) =>
    [
        $"By {name}",
        .. _counted.GroupBy(one => by(one.Key)).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"  {group.Sum(one => one.Value),7}  {group.Key}  " + string.Join(' ', group
                .GroupBy(one => one.Key.Status).OrderBy(one => one.Key)
                .Select(one => $"{one.Key}:{one.Sum(many => many.Value)}"))),
    ];

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Digest { get; }

    [GeneratedRegex(
        @"   at [A-Z]|Exception\b|Npgsql|Marten\.|Wolverine|JasperFx|mt_events|mt_doc|System\.[A-Z]|EGov\.[A-Z]"
        + @"|/work/|\.cs:line|root:x:0|master\.key|BEGIN [A-Z ]*PRIVATE")]
    private static partial Regex Inside { get; }

    [GeneratedRegex("(?:^|[,;\n])\"?[=+@\t\r]|(?:^|[,;\n])\"?-[^0-9\",]")]
    private static partial Regex Formula { get; }

    [GeneratedRegex("[\r\n]Injected|\u001b")]
    private static partial Regex LineOfItsOwn { get; }
}
