using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EGov.Acceptance.Api;
using EGov.Cli;
using EGov.Proofs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EGov.Acceptance.Privacy;

/// <summary>What people say of themselves, at either front door, is kept and told nowhere in the open.</summary>
public sealed partial class PlantedWordsTests : IAsyncLifetime
{
    private const string Open = "openly-planted-4417";

    private static readonly Person Api = new(
        "Zarafshan Plantedname", "3849120570", "09123849121", "Kaveh-of-the-hidden-words-1",
        "Attached-and-hidden-words-1");

    private static readonly Person Portal = new(
        "Golbahar Namekasht", "3849120589", "09123849122", "Rostam-of-the-hidden-words-2",
        "Attached-and-hidden-words-2");

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-planted");
    private readonly ConcurrentQueue<string> _told = [];
    private readonly ConcurrentQueue<string> _public = [];
    private readonly KeptLog _log = new();
    private readonly ActivityListener _traces;
    private readonly MeterListener _metrics = new();
    private readonly Server _server;

    public PlantedWordsTests()
    {
        _server = new() { Log = _log, Settings = { ["Logging:LogLevel:Default"] = "Debug" } };
        _traces = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Hear,
        };
        _metrics.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _metrics.SetMeasurementEventCallback<double>((of, _, tags, _) => Hear(of, tags));
        _metrics.SetMeasurementEventCallback<long>((of, _, tags, _) => Hear(of, tags));
        _metrics.SetMeasurementEventCallback<int>((of, _, tags, _) => Hear(of, tags));
    }

    public async ValueTask InitializeAsync()
    {
        ActivitySource.AddActivityListener(_traces);
        _metrics.Start();
        await _server.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _traces.Dispose();
        _metrics.Dispose();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task They_are_found_in_no_store_no_log_and_no_public_answer()
    {
        foreach (var spelling in new Spelled(Open).All) new Spelled(Open).IsIn([1, .. spelling, 2]).ShouldBeTrue();
        var files = new[] { await FileAtTheApiAsync(), await FileAtThePortalAsync() };
        await PlantOpenlyAsync();
        foreach (var file in files) await WorkOnAsync(file);
        await ReadInPublicAsync(files);

        var kept = await KeptAsync();
        var open = new Spelled(Open);
        string[] places = ["the database's files", "dump", "export", "log", "traces and metrics", "public answers"];
        foreach (var place in places)
            kept.Any(one => one.Place == place && open.IsIn(one.Bytes)).ShouldBeTrue($"nothing open in {place}");
        var found =
            from planted in Api.Planted.Concat(Portal.Planted).Select(text => new Spelled(text))
            from one in kept
            where planted.IsIn(one.Bytes)
            select $"{planted.Text} in {one.Place}: {one.Name}";
        found.ShouldBeEmpty();
    }

    /// <summary>Well and badly: also what is refused has been read.</summary>
    private async Task<Filed> FileAtTheApiAsync()
    {
        var filing = JsonSerializer.Serialize(new
        {
            service = "environmental-opinion",
            county = "sari",
            applicant = new { name = Api.Name, nationalNumber = Api.Number, phone = Api.Phone },
            facts = new { distance = 730, income = 500_000_000 },
            words = Api.Words,
        });
        foreach (var bad in (string[])
        [
            filing.Replace("730", "\"x\""), filing.Replace("environmental", "no"), filing[..^2],
            filing.Replace($"\"{Api.Phone}\"", "{}"), filing.Replace($"\"{Api.Number}\"", "\"3849120571\""),
        ])
            (await _server.SendAsync("POST", "/api/requests", Server.Json(bad))).Status.ShouldBeInRange(400, 499);
        (await _server.SendAsync("POST", "/api/requests", Server.Json(filing, "text/plain"))).Status.ShouldBe(415);
        var filed = await _server.SendAsync("POST", "/api/requests", Server.Json(filing));
        filed.Status.ShouldBe(201, filed.Body);
        var file = new Filed(Api, filed.Json.GetProperty("requestId").GetGuid(),
            filed.Json.GetProperty("trackingNumber").GetString()!, filed.Json.GetProperty("secret").GetString()!);
        await AttachAsync(file);
        return file;
    }

    private async Task AttachAsync(Filed file)
    {
        var content = Convert.ToBase64String(Encoding.UTF8.GetBytes(file.Person.Attached));
        foreach (var (type, status) in (IReadOnlyList<(string, int)>)[("application/pdf", 422), ("text/plain", 204)])
        {
            var attached = new { name = $"{file.Person.Words}.txt", mediaType = type, content };
            (await _server.SendAsync("POST", $"/api/requests/{file.Id}/attachments",
                Server.Json(JsonSerializer.Serialize(attached)), secret: file.Secret)).Status.ShouldBe(status);
        }
    }

    private async Task<Filed> FileAtThePortalAsync()
    {
        using var browser = new HttpClient(new SocketsHttpHandler()) { BaseAddress = _server.Address };
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        var page = await browser.GetAsync("/en/file/environmental-opinion", _cancellation);
        for (var steps = 0; page.RequestMessage!.RequestUri!.Segments[^1] != "receipt"; steps++)
        {
            steps.ShouldBeLessThan(12, page.RequestMessage.RequestUri.ToString());
            Hear(page);
            var html = await page.Content.ReadAsStringAsync(_cancellation);
            var form = Form.Matches(html).Select(one => one.Value)
                .Single(one => one.Contains("\"answer\"", StringComparison.Ordinal));
            var fields = Hidden.Matches(form).Select(field => KeyValuePair.Create(
                WebUtility.HtmlDecode(field.Groups[1].Value), WebUtility.HtmlDecode(field.Groups[2].Value))).ToList();
            var step = page.RequestMessage.RequestUri.AbsolutePath.Split('/')[^1];
            fields.AddRange(Answers(step));
            using var sent = new FormUrlEncodedContent(fields);
            page = await browser.PostAsync(page.RequestMessage.RequestUri, sent, _cancellation);
            page.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        Hear(page);
        var receipt = await page.Content.ReadAsStringAsync(_cancellation);
        var number = Number.Match(receipt).Value;
        var secret = Secret.Match(receipt).Value;
        var own = await _server.SendAsync("GET", $"/api/requests/{number}", secret: secret);
        own.Status.ShouldBe(200, $"{number} {secret} {own}");
        own.Body.ShouldContain(Portal.Name);
        var file = new Filed(Portal, own.Json.GetProperty("requestId").GetGuid(), number, secret);
        await AttachAsync(file);
        return file;
    }

    private static IEnumerable<KeyValuePair<string, string>> Answers(string step) => step switch
    {
        "county" => [new("Value", "sari")],
        "applicant" =>
        [
            new("Person.Name", Portal.Name), new("Person.NationalNumber", Portal.Number),
            new("Person.Phone", Portal.Phone),
        ],
        "representative" => [new("Value", "no")],
        "words" => [new("Value", Portal.Words)],
        "fact-distance" => [new("Value", "730")],
        "fact-income" => [new("Value", "500000000")],
        _ => [],
    };

    /// <summary>The same search must find what is not hidden.</summary>
    private async Task PlantOpenlyAsync()
    {
        var department = JsonSerializer.Serialize(new
        {
            department = Open,
            kind = "department",
            name = new { fa = Open, en = Open },
        });
        (await _server.SendAsync("POST", "/api/departments", Server.Json(department), "admin")).Status
            .ShouldBeInRange(200, 299);
        await _server.SendAsync("GET", $"/api/services/{Open}");
        _public.Enqueue((await _server.SendAsync("GET", "/api/departments")).Body);
    }

    /// <summary>An officer asks and decides in words; the applicant answers, looks, and hands a field out.</summary>
    private async Task WorkOnAsync(Filed file)
    {
        var words = file.Person.Words;
        await ActAsync("assign", new { ground = "emergency" });
        await ActAsync("ask", new { question = words });
        var supplied = await _server.SendAsync("POST", $"/api/requests/{file.Id}/supply",
            Server.Json(JsonSerializer.Serialize(new { words })), secret: file.Secret);
        supplied.Status.ShouldBeInRange(200, 299, supplied.Body);
        await ActAsync("ready", new { });
        await ActAsync("refer", new { department = "regional-water", question = words });
        await ActAsync("answer-referral", new { referral = 1, opinion = "favourable", words }, "officer-water");
        await ActAsync("extend", new { ground = words }, isRefused: true);
        var shown = await _server.SendAsync(
            "GET", $"/api/requests/{file.Id}/file", persona: "officer", purpose: "papers");
        shown.Body.ShouldContain(file.Person.Number);
        foreach (var address in (string[])["/api/my/data", "/api/my/data/copy"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _server.At(address));
            request.Headers.Add("Tracking-Number", file.Number);
            request.Headers.Add("Request-Secret", file.Secret);
            using var copy = await _server.SendAsync(request);
            Hear(copy);
            copy.StatusCode.ShouldBe(HttpStatusCode.OK);
            (await copy.Content.ReadAsByteArrayAsync(_cancellation)).Length.ShouldBeGreaterThan(500, address);
        }

        await _server.SendAsync("GET", $"/api/audit/requests/{file.Id}", persona: "auditor");

        async Task ActAsync(string act, object body, string persona = "officer", bool isRefused = false)
        {
            var reply = await _server.SendAsync("POST", $"/api/requests/{file.Id}/{act}",
                Server.Json(JsonSerializer.Serialize(body)), persona);
            (reply.Status >= 400).ShouldBe(isRefused, $"{act}: {reply}");
        }
    }

    /// <summary>Everything that anybody may read, as pages, JSON and tables.</summary>
    private async Task ReadInPublicAsync(IReadOnlyList<Filed> files)
    {
        string[] addresses =
        [
            "/api/services", "/api/departments", "/api/public/definitions", "/api/public/performance",
            "/api/public/performance?format=csv", "/api/public/decisions", "/api/public/decisions?format=csv",
            "/api/public/erasures", "/ledger/checkpoint", "/swagger/v1/swagger.json", "/en", "/en/decisions",
            "/en/performance", "/en/erasures", "/fa/services", "/health/ready",
            .. files.SelectMany(file => (string[])
            [
                $"/api/public/requests/{file.Number}/position", $"/api/public/decisions/{file.Id}",
                $"/en/decisions/{file.Id}", $"/en/track/{file.Number}", $"/api/requests/{file.Number}",
            ]),
        ];
        foreach (var address in addresses)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _server.At(address));
            using var answer = await _server.SendAsync(request);
            Hear(answer);
            ((int)answer.StatusCode).ShouldBeLessThan(500, address);
            _public.Enqueue($"{address}: {await answer.Content.ReadAsStringAsync(_cancellation)}");
        }
    }

    private async Task<IReadOnlyList<(string Place, string Name, byte[] Bytes)>> KeptAsync()
    {
        var settings = _server.Services.GetRequiredService<LedgerSettings>();
        var configuration = _server.Services.GetRequiredService<IConfiguration>();
        var master = configuration["Keys:Master"]!;
        Directory.CreateDirectory(settings.Keys);
        File.Copy(master, Path.Combine(settings.Keys, "master.key"), overwrite: true);
        var export = Path.Combine(_folder.FullName, "export");
        await using (var store = await Store.OpenAsync(settings.Folder, _server.Owner, settings.Schema))
        {
            await store.SealingAsync(() => Task.FromResult(true), _cancellation);
            await Export.RunAsync(store, export, withKeys: true, _cancellation);
        }

        await using (var owner = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_server.Owner) { Pooling = false }.ConnectionString))
        {
            await owner.OpenAsync(_cancellation);
            await using var checkpoint = new NpgsqlCommand("checkpoint", owner);
            await checkpoint.ExecuteNonQueryAsync(_cancellation);
        }

        var root = Path.GetDirectoryName(master)!;
        List<(string, string, byte[])> kept =
        [
            ("dump", "pg_dump", await Ground.DumpAsync(_server.Owner, _cancellation)),
            ("log", "log", Joined(_log.Lines)),
            ("traces and metrics", "told", Joined(_told)), ("public answers", "answers", Joined(_public)),
        ];
        foreach (var (place, folder) in (IReadOnlyList<(string, string)>)[("data folder", root), ("export", export)])
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                if (await ReadAsync(file) is not { } bytes) continue;
                var isDatabase = file.StartsWith(Path.Combine(root, "pg"), StringComparison.Ordinal);
                kept.Add((isDatabase ? "the database's files" : place, file, bytes));
            }

        return kept;
    }

    /// <summary>A file of a running server may go while it is looked for.</summary>
    private async Task<byte[]?> ReadAsync(string file)
    {
        try
        {
            return await File.ReadAllBytesAsync(file, _cancellation);
        }
        catch (IOException)
        {
            File.Exists(file).ShouldBeFalse(file);
            return null;
        }
    }

    private static byte[] Joined(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));

    private void Hear(HttpResponseMessage answer) =>
        _told.Enqueue($"{answer.RequestMessage!.RequestUri} {answer.Headers} {answer.Content.Headers}");

    private void Hear(Activity activity)
    {
        var tags = activity.TagObjects.Concat(activity.Events.SelectMany(one => one.Tags))
            .Select(tag => $"{tag.Key}={tag.Value}")
            .Concat(activity.Baggage.Select(one => $"{one.Key}={one.Value}"));
        _told.Enqueue(string.Join(
            ' ', [activity.Source.Name, activity.DisplayName, activity.StatusDescription, .. tags]));
    }

    private void Hear(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        List<string> line = [instrument.Name];
        foreach (var (name, value) in tags) line.Add($"{name}={value}");
        _told.Enqueue(string.Join(' ', line));
    }

    private sealed record Person(string Name, string Number, string Phone, string Words, string Attached)
    {
        public IReadOnlyList<string> Planted => [Name, Number, Phone, Words, Attached];
    }

    private sealed record Filed(Person Person, Guid Id, string Number, string Secret);

    [GeneratedRegex("<form[^>]*method=\"post\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form { get; }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden { get; }

    [GeneratedRegex("MZ(-[0-9A-Z]{3,4})+")]
    private static partial Regex Number { get; }

    [GeneratedRegex(@"(?<![-0-9A-Z])[0-9A-Z]{4}(-[0-9A-Z]{4}){2}(?![-0-9A-Z])")]
    private static partial Regex Secret { get; }
}
