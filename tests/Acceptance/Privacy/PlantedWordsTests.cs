using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EGov.Acceptance.Api;
using EGov.Cli;
using EGov.Proofs;
using EGov.Transparency;
using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Npgsql;
using Parquet;

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

    private static readonly Person Open311 = new(
        "Mahrokh Streetname", "0012345679", "09123849133", "Bizhan-of-the-hidden-words-3",
        "planted-4418@example.org");

    /// <summary>Who stands, sits, writes and is told of wherever else the platform seals a name.</summary>
    private static readonly Person Elsewhere = new(
        "Siavash Nameplanted", "9990000018", "09123849144", "Piran-of-the-hidden-words-4",
        "Farangis-for-another Nameplanted");

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("egov-planted");
    private readonly ConcurrentQueue<string> _told = [];
    private readonly ConcurrentQueue<(string Address, byte[] Bytes)> _public = [];
    private readonly KeptLog _log = new();
    private readonly ActivityListener _traces;
    private readonly MeterListener _metrics = new();
    private readonly Server _server;

    public PlantedWordsTests()
    {
        _server = new()
        {
            Log = _log,
            Settings =
            {
                ["Logging:LogLevel:Default"] = "Debug",
                ["Quotas:PerAddress"] = "100000",
                ["OpenData:Every"] = "00:00:00",
            },
        };
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
        var others = new OneOfEach(_server, Elsewhere.Name, Elsewhere.Number, Elsewhere.Words);
        await others.MakeAsync(files[0].Number);
        await FileByOpen311Async(others.ApiKey);
        await ReadInPublicAsync(files, others, await MakeFilesAsync());

        var kept = await KeptAsync();
        var open = new Spelled(Open);
        string[] places =
        [
            "the database's files", "dump", "export", "log", "traces and metrics", "public answers", "public files",
        ];
        foreach (var place in places)
            kept.Any(one => one.Place == place && open.IsIn(one.Bytes)).ShouldBeTrue($"nothing open in {place}");
        var found =
            from planted in new[] { Api, Portal, Open311, Elsewhere }.SelectMany(person => person.Planted)
                .Select(text => new Spelled(text))
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
            representative = new { name = Elsewhere.Attached, phone = Elsewhere.Phone },
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
        _public.Enqueue(("/api/departments", Bytes((await _server.SendAsync("GET", "/api/departments")).Body)));
    }

    private async Task FileByOpen311Async(string key)
    {
        var names = Open311.Name.Split(' ');
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["api_key"] = key,
            ["service_code"] = "environmental-opinion",
            ["address_id"] = "desk-sari",
            ["first_name"] = names[0],
            ["last_name"] = names[1],
            ["phone"] = Open311.Phone,
            ["email"] = Open311.Attached,
            ["description"] = Open311.Words,
            ["attribute[national_number]"] = Open311.Number,
            ["attribute[distance]"] = "730",
            ["attribute[income]"] = "500000000",
        });
        var filed = await _server.SendAsync("POST", "/open311/v2/requests.json", form);
        filed.Status.ShouldBe(201, filed.Body);
    }

    /// <summary>All open data as files, when the ledger has published whatever there is.</summary>
    private async Task<FileSet> MakeFilesAsync()
    {
        var store = (DocumentStore)_server.Services.GetRequiredService<IDocumentStore>();
        var ledger = _server.Services.GetRequiredService<PublishedLedger>();
        var views = store.Options.Projections.AllShards().Select(shard => shard.Name.Identity).ToArray();
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(100, _cancellation))
        {
            var written = await store.Advanced.FetchEventStoreStatistics(token: _cancellation);
            var seen = (await store.Advanced.AllProjectionProgress(token: _cancellation))
                .ToDictionary(shard => shard.ShardName, shard => shard.Sequence);
            if (ledger.Latest.Head.Size >= written.EventCount
                && views.All(view => seen.GetValueOrDefault(view) >= written.EventSequenceNumber)) break;
            patience.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2));
        }

        var make = _server.Services.GetRequiredService<MakeFiles>();
        return (await make.RunAsync(DateTimeOffset.UtcNow, null, _cancellation)).ShouldNotBeNull();
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
        await Given.RefuseAsync((persona, act, body) => ActAsync(act, body, persona));

        async Task ActAsync(string act, object body, string persona = "officer", bool isRefused = false)
        {
            var reply = await _server.SendAsync("POST", $"/api/requests/{file.Id}/{act}",
                Server.Json(JsonSerializer.Serialize(body)), persona);
            (reply.Status >= 400).ShouldBe(isRefused, $"{act}: {reply}");
        }
    }

    /// <summary>
    /// Every address that is open to everybody, in every form; and those that want a secret, without it.
    /// </summary>
    private async Task ReadInPublicAsync(IReadOnlyList<Filed> files, OneOfEach others, FileSet set)
    {
        string[] ids = [.. files.Select(file => $"{file.Id}")], numbers = [.. files.Select(file => file.Number)];
        var page = await _server.SendAsync("GET", "/api/public/events?limit=1");
        var first = page.Json.GetProperty("items")[0].GetProperty("entry").GetProperty("id").GetString()!;
        var unread = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(
            PublicAddresses.Lines.SelectMany(line => PublicAddresses.Of(line, ValuesOf)
                .SelectMany(address => FormsOf(line).Select(form => address + form))),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = _cancellation },
            async (address, _) =>
            {
                if (await AskAsync(address) is not 200 and var status) unread.Enqueue($"{status} {address}");
            });
        foreach (var number in numbers)
            foreach (var address in new[] { $"/en/track/{number}", $"/api/requests/{number}" })
                (await AskAsync(address)).ShouldBeLessThan(500, address);
        // What tells that there is nothing has no other status.
        unread.Where(said => !said.Contains("/failed", StringComparison.Ordinal)).ShouldBeEmpty();

        IReadOnlyList<string> ValuesOf(string route, string parameter) => parameter switch
        {
            "requestId" or "token" => ids,
            "id" => route.Contains("/definitions/", StringComparison.Ordinal) ? ["PERF-ONTIME", "ISS-OPEN"] : ids,
            "trackingNumber" => numbers,
            "number" when route.StartsWith("/draws/", StringComparison.Ordinal) => numbers,
            "eventId" => [first],
            "code" when route.Contains("rulebooks", StringComparison.Ordinal) => ["env-siting"],
            "code" when route.Contains("departments", StringComparison.Ordinal) => ["environment"],
            "code" or "service" => ["environmental-opinion"],
            "version" => ["7"],
            "type" => ["egov.decision.published"],
            "format" when route.StartsWith("/open311/", StringComparison.Ordinal) => ["xml", "json"],
            "format" => ["jsonld", "ttl"],
            "kind" => [.. OversightKind.All.Select(kind => kind.Name)],
            "set" => [set.Set],
            "name" => [.. set.Files.Select(file => file.Name), FileAnswer.NoteName],
            "documentName" => ["v1"],
            "extension" => ["json"],
            "step" => ["county"],
            "status" => ["404"],
            _ => others.Of(route, parameter) is { } one ? [one] : [],
        };
    }

    /// <summary>Whatever form an address says that it has.</summary>
    private IReadOnlyList<string> FormsOf(AccessLine line)
    {
        var told = _server.Document.Operations.FirstOrDefault(operation => $"{operation}" == line.Name);
        var isTable = told?.Parameters(ParameterLocation.Query).Any(parameter => parameter.Name == "format") is true;
        return !isTable ? [""]
            : line.Route == "/api/public/events" ? ["", "?format=jsonl"]
            : [.. EGov.Transparency.Form.OfTables.Select(form => $"?format={form.Name}")];
    }

    private async Task<int> AskAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _server.At(address));
        if (!address.StartsWith("/api/", StringComparison.Ordinal)) request.Headers.Add("Accept", "*/*");
        using var answer = await _server.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Hear(answer);
        await using var body = await answer.Content.ReadAsStreamAsync(_cancellation);
        var bytes = new MemoryStream();
        if (answer.Content.Headers.ContentType?.MediaType is "text/event-stream")
        {
            // It has no end; what it tells first is all that there is to tell.
            var told = new byte[1 << 16];
            bytes.Write(told.AsSpan(0, await body.ReadAsync(told, _cancellation)));
        }
        else
        {
            await body.CopyToAsync(bytes, _cancellation);
        }

        _public.Enqueue((address, bytes.ToArray()));
        return (int)answer.StatusCode;
    }

    /// <summary>What is packed: the lines of a gzip, the parts of a workbook, the columns of Parquet.</summary>
    private async Task<byte[]> UnpackedAsync(byte[] file)
    {
        var unpacked = new MemoryStream();
        if (file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
        {
            await using var gzip = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
            await gzip.CopyToAsync(unpacked, _cancellation);
        }
        else if (file.AsSpan().StartsWith("PK"u8))
        {
            await using var zip = new ZipArchive(new MemoryStream(file));
            foreach (var part in zip.Entries)
            {
                await using var one = await part.OpenAsync(_cancellation);
                await one.CopyToAsync(unpacked, _cancellation);
            }
        }
        else if (file.AsSpan().StartsWith("PAR1"u8))
        {
            await using var parquet = await ParquetReader.CreateAsync(
                new MemoryStream(file), cancellationToken: _cancellation);
            foreach (var group in parquet.RowGroups.Index().Select(group => parquet.OpenRowGroupReader(group.Index)))
                foreach (var column in parquet.Schema.DataFields.Where(column => column.ClrType == typeof(string)))
                {
                    var cells = new string?[group.RowCount];
                    await group.ReadAsync(column, cells.AsMemory(), cancellationToken: _cancellation);
                    unpacked.Write(Bytes(string.Join('\n', cells)));
                }
        }

        return unpacked.ToArray();
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
            ("traces and metrics", "told", Joined(_told)),
        ];
        foreach (var (address, bytes) in _public)
        {
            kept.Add(("public answers", address, bytes));
            if (await UnpackedAsync(bytes) is { Length: > 0 } unpacked) kept.Add(("public files", address, unpacked));
        }

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

    private static byte[] Joined(IEnumerable<string> lines) => Bytes(string.Join('\n', lines));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

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
