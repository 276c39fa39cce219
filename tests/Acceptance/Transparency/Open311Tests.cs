using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using EGov.Acceptance.Privacy;
using EGov.Acceptance.Proofs;
using EGov.Casework;

namespace EGov.Acceptance.Transparency;

/// <summary>GeoReport v2 as a client sees it, held to the published schemas by a validator of an outsider.</summary>
[Collection(OneHost.Name)]
public sealed class Open311Tests(Host host) : IDisposable
{
    private const string Root = "/open311/v2";
    private const string Service = "environmental-opinion";

    private static readonly (string Name, string Said)[] Planted =
    [
        ("first_name", "Zarafshan-the-planted"), ("last_name", "Hiddenname-planted"), ("phone", "09123849133"),
        ("email", "planted-4418@example.org"), ("description", "Kaveh-of-the-open-words"),
        ("attribute[national_number]", "0012345679"), ("media_url", "https://example.org/planted-picture.jpg"),
        ("address_string", "Planted-street 17"), ("lat", "36.5633-planted"), ("long", "53.0601-planted"),
        ("device_id", "planted-device-77"), ("account_id", "planted-account-78"),
    ];

    private readonly DirectoryInfo _kept = Directory.CreateTempSubdirectory("egov-open311");
    private readonly List<byte[]> _answers = [];
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;
    private int _files;

    public void Dispose() => _kept.Delete(recursive: true);

    [Fact]
    public async Task A_client_finds_the_endpoint_files_a_request_and_follows_it_to_its_end()
    {
        var (_, key) = await IssueAsync();
        var discovery = (await BothAsync("discovery")).GetProperty("endpoints")[0];
        discovery.GetProperty("url").GetString().ShouldBe("http://localhost/open311/v2");
        discovery.GetProperty("formats").GetArrayLength().ShouldBe(2);

        var service = (await BothAsync("services", "services")).EnumerateArray()
            .Single(one => one.GetProperty("service_code").GetString() == Service);
        (service.GetProperty("type").GetString(), service.GetProperty("metadata").GetBoolean())
            .ShouldBe(("realtime", true));
        var definition = await BothAsync($"services/{Service}", "service-definition");
        definition.GetProperty("attributes").EnumerateArray()
            .Select(attribute => $"{attribute.GetProperty("code")}:{attribute.GetProperty("datatype")}:"
                + $"{attribute.GetProperty("required").GetBoolean()}:{attribute.GetProperty("order")}")
            .ShouldBe(
            [
                "national_number:string:False:1", "representative_name:string:False:2",
                "representative_phone:string:False:3", "distance:number:True:4", "income:number:True:5",
            ]);

        var (status, body, headers) = await FileAsync(Form(key, Planted), "json");
        status.ShouldBe(201, body);
        var filed = JsonElement.Parse(body)[0];
        var id = filed.GetProperty("service_request_id").GetString()!;
        headers.CacheControl!.NoStore.ShouldBeTrue();
        headers.Location!.ToString().ShouldBe($"{Root}/requests/{id}.json");
        (await BothAsync($"tokens/{id}"))[0].GetProperty("service_request_id").GetString().ShouldBe(id);

        // What the client hands on opens the file, and its words are read there and nowhere else.
        var notice = filed.GetProperty("service_notice").GetString()!;
        var (number, secret) = (Between(notice, "Tracking number: ", ". Secret"), Between(notice, "Secret: ", ". "));
        var mine = (await host.GetAsync($"/api/requests/{number}", secret: secret)).Should(200);
        mine.Json.GetProperty("requestId").GetString().ShouldBe(id);
        foreach (var planted in Planted.Where(planted => planted.Name is not ("device_id" or "account_id")))
            mine.Body.ShouldContain(planted.Said);
        mine.Body.ShouldNotContain("planted-device-77");
        mine.Body.ShouldNotContain("planted-account-78");

        var request = await RequestAsync(id);
        request.GetProperty("status").GetString().ShouldBe("open");
        request.GetProperty("status_notes").GetString().ShouldBe("It was received.");
        request.GetProperty("description").GetString().ShouldBe("Sample");
        request.GetProperty("address_id").GetString().ShouldBe("desk-sari");
        request.GetProperty("expected_datetime").ValueKind.ShouldBe(JsonValueKind.Null);
        (await GetAsync($"requests/{id}.json", "fa")).Body.ShouldContain("وعدهٔ دستگاه ۱۲ روز کاری");

        await ActAsync(id, "officer", "assign", new { ground = "emergency" });
        await ActAsync(id, "officer", "ready", new { });
        var promise = (await host.GetAsync($"/api/requests/{number}", secret: secret)).Json.GetProperty("promise")
            .GetProperty("due").GetString()!;
        request = await RequestAsync(id);
        request.GetProperty("expected_datetime").GetString().ShouldBe($"{promise}T20:29:59Z");
        request.GetProperty("status_notes").GetString().ShouldBe("It is complete, and is being worked on.");

        await Given.RefuseAsync((persona, act, said) => ActAsync(id, persona, act, said));
        await ActAsync(id, "officer-2", "close", new { closure = "refused" });
        request = await RequestAsync(id);
        request.GetProperty("status").GetString().ShouldBe("closed");
        request.GetProperty("status_notes").GetString()!.ShouldStartWith("It was refused");
        (await RequestsAsync($"?service_request_id={id}")).Single().GetProperty("service_request_id").GetString()
            .ShouldBe(id);

        await ActOfApplicantAsync(id, secret, "contest", new { grounds = "It is not as it was said." });
        (await RequestAsync(id)).GetProperty("status").GetString().ShouldBe("open");

        await ValidateAsync();
        foreach (var text in Planted.Select(planted => planted.Said).Append(secret).Append(number))
            _answers.ShouldAllBe(answer => !new Spelled(text).IsIn(answer), text);
    }

    [Fact]
    public async Task A_list_is_asked_by_service_status_and_time_and_tells_how_long_it_is()
    {
        var given = new GivenFiles(host);
        var now = host.Clock.GetUtcNow();
        var day = (now - Given.Start).Days;
        var (old, open) = (await given.FileAsync(day - 200), await given.FileAsync(day - 20));
        var closed = await given.FileAsync(day - 30, days: 5);
        var withdrawn = await given.FileAsync(day - 10);
        await given.AppendAsync(withdrawn, null, new RequestWithdrawn(now, given.Matter, null),
            given.Closed(day, Closure.Withdrawn));
        await host.CaughtUpAsync();

        (await IdsAsync("")).ShouldContain($"{open}");
        (await IdsAsync("")).ShouldNotContain($"{old}");
        (await IdsAsync($"?service_request_id={old},{closed}")).ShouldBe([$"{old}", $"{closed}"], ignoreOrder: true);
        var opens = await IdsAsync("?status=open");
        (opens.Contains($"{open}"), opens.Contains($"{closed}"), opens.Contains($"{withdrawn}"))
            .ShouldBe((true, false, false));
        var ended = await IdsAsync("?status=closed");
        (ended.Contains($"{open}"), ended.Contains($"{closed}"), ended.Contains($"{withdrawn}"))
            .ShouldBe((false, true, true));
        (await IdsAsync("?status=closed,open")).ShouldBe(await IdsAsync(""));
        (await IdsAsync("?service_code=no-such,other")).ShouldBeEmpty();
        (await IdsAsync($"?service_code={Service}")).ShouldContain($"{open}");
        var around = $"?start_date={Moment(GivenFiles.On(day - 201))}&end_date={Moment(GivenFiles.On(day - 199))}";
        (await IdsAsync(around)).ShouldBe([$"{old}"]);
        (await IdsAsync($"?start_date={Moment(GivenFiles.On(day - 201))}")).ShouldContain($"{old}");

        // Whoever reads on begins after a place; the header says how many there are.
        var (_, _, headers) = await GetAsync("requests.json");
        var every = await IdsAsync("");
        var place = await host.TextAsync(
            $"select sequence::text from {{0}}.mt_doc_servicerequest where id = '{open}'");
        (await IdsAsync($"?after={place}")).ShouldBe(every.SkipWhile(id => id != $"{open}").Skip(1));
        int.Parse(headers.GetValues("Total-Count").Single(), CultureInfo.InvariantCulture).ShouldBe(every.Count);
        headers.ETag.ShouldNotBeNull();
        using var again = new HttpRequestMessage(HttpMethod.Get, $"{Root}/requests.json");
        again.Headers.AcceptLanguage.ParseAdd("en");
        again.Headers.IfNoneMatch.Add(headers.ETag!);
        using var client = host.Alba.Server.CreateClient();
        ((int)(await client.SendAsync(again, _cancellation)).StatusCode).ShouldBe(304);
    }

    [Theory]
    [InlineData("services/no-such", 404, "georeport.service-unknown")]
    [InlineData("services?jurisdiction_id=elsewhere.org", 404, "georeport.jurisdiction-unknown")]
    [InlineData("requests/no-id", 404, "georeport.request-unknown")]
    [InlineData("requests/00000000-0000-0000-0000-000000000000", 404, "georeport.request-unknown")]
    [InlineData("requests/0198f3c2-7a41-7b09-9d1e-5f0c2ab1e7d4", 404, "georeport.request-unknown")]
    [InlineData("tokens/0198f3c2-7a41-7b09-9d1e-5f0c2ab1e7d4", 404, "georeport.request-unknown")]
    [InlineData("tokens/x", 404, "georeport.request-unknown")]
    [InlineData("requests?service_request_id=5", 400, "georeport.id-malformed")]
    [InlineData("requests?status=sleeping", 400, "georeport.status-unknown")]
    [InlineData("requests?start_date=yesterday", 400, "georeport.date-malformed")]
    [InlineData("requests?end_date=2026-13-01T00:00:00Z", 400, "georeport.date-malformed")]
    [InlineData("requests?start_date=0001-01-01T00:00:00Z", 400, "georeport.date-malformed")]
    [InlineData("requests?start_date=2026-05-02&end_date=2026-05-01", 400, "georeport.dates-turned-round")]
    [InlineData("requests?start_date=2026-01-01&end_date=2026-05-01", 400, "georeport.dates-too-far-apart")]
    [InlineData("requests?after=x", 400, "paging.cursor-wrong")]
    [InlineData("requests?after=999999999", 400, "paging.cursor-wrong")]
    [InlineData("requests?api_key=egov_wrong", 403, "api-key.not-valid")]
    [InlineData("nothing-of-this-name", 404, "resource.unknown")]
    public async Task A_question_that_cannot_be_answered_is_refused_in_the_standards_shape(
        string address, int status, string rule)
    {
        foreach (var language in new[] { "en", "fa" })
        {
            var (path, query) = (address.Split('?')[0], address.Contains('?') ? "?" + address.Split('?')[1] : "");
            var (read, body, _) = await GetAsync($"{path}.json{query}", language);
            read.ShouldBe(status, body);
            var error = JsonElement.Parse(body).EnumerateArray().ShouldHaveSingleItem();
            error.GetProperty("code").GetString().ShouldBe($"{status}");
            error.GetProperty("rule").GetString().ShouldBe(rule);
            var (_, xml, _) = await GetAsync($"{path}.xml{query}", language);
            var element = XDocument.Parse(xml).Element("errors")!.Elements("error").ShouldHaveSingleItem();
            ((string?)element.Element("code"), (string?)element.Element("description"))
                .ShouldBe(($"{status}", error.GetProperty("description").GetString()));
        }
    }

    [Theory]
    [InlineData("service_code", null, 400, "georeport.service-missing")]
    [InlineData("service_code", "no-such", 400, "service.not-offered")]
    [InlineData("address_id", null, 400, "georeport.location-missing")]
    [InlineData("address_id", "environment", 400, "georeport.address-unknown")]
    [InlineData("api_key", null, 403, "georeport.key-missing")]
    [InlineData("api_key", "egov_guess", 403, "api-key.not-valid")]
    [InlineData("first_name", null, 400, "person.name-missing")]
    [InlineData("phone", "12", 400, "person.phone-wrong")]
    [InlineData("attribute[national_number]", "0012345678", 400, "person.national-number-wrong")]
    [InlineData("attribute[distance]", null, 400, "fact.missing")]
    [InlineData("attribute[distance]", "far", 400, "fact.wrong")]
    [InlineData("attribute[colour]", "red", 400, "fact.unknown")]
    [InlineData("attribute[representative_name]", "Somebody", 400, "representative.phone-missing")]
    [InlineData("jurisdiction_id", "elsewhere.org", 404, "georeport.jurisdiction-unknown")]
    [InlineData("description", "nul\0", 400, "request.malformed")]
    public async Task A_form_that_is_not_as_the_service_asks_is_refused(
        string field, string? value, int status, string rule)
    {
        var (_, key) = await IssueAsync();
        var form = Form(key, ("first_name", "Sample"));
        if (value is null) form.Remove(field);
        else form[field] = value;
        var before = await host.TextAsync("select count(*)::text from {0}.mt_events");
        var (read, body, _) = await FileAsync(form, "json");
        (read, JsonElement.Parse(body)[0].GetProperty("rule").GetString()).ShouldBe((status, rule), body);
        (await host.TextAsync("select count(*)::text from {0}.mt_events")).ShouldBe(before);
    }

    [Fact]
    public async Task What_is_no_form_is_refused_and_so_is_a_description_without_end()
    {
        var (_, key) = await IssueAsync();
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");
        var (status, body, _) = await SendAsync(HttpMethod.Post, $"requests.xml?api_key={key}", json);
        status.ShouldBe(400, body);
        body.ShouldContain("<rule>georeport.form-expected</rule>");
        (status, body, _) = await FileAsync(Form(key, ("description", new('a', 4001))), "xml");
        (status, XDocument.Parse(body).Descendants("rule").Single().Value)
            .ShouldBe((400, "georeport.description-too-long"));
        using var files = new MultipartFormDataContent
        {
            { new StringContent(key), "api_key" }, { new ByteArrayContent([1]), "media", "picture.jpg" },
        };
        (status, body, _) = await SendAsync(HttpMethod.Post, "requests.json", files);
        (status, JsonElement.Parse(body)[0].GetProperty("rule").GetString()).ShouldBe((400, "georeport.no-files"));
    }

    [Fact]
    public async Task The_same_form_is_the_same_request_and_a_key_that_is_revoked_files_nothing()
    {
        var (keyId, key) = await IssueAsync();
        var form = Form(key, ("first_name", "Sample"), ("description", $"{Guid.NewGuid()}"));
        var answers = await Task.WhenAll(FileAsync(form, "json"), FileAsync(form, "json"), FileAsync(form, "xml"));
        answers.ShouldAllBe(answer => answer.Status == 201);
        var first = JsonElement.Parse(answers[0].Body)[0];
        var id = first.GetProperty("service_request_id").GetString();
        JsonElement.Parse(answers[1].Body)[0].ToString().ShouldBe(first.ToString());
        XDocument.Parse(answers[2].Body).Descendants("service_request_id").Single().Value.ShouldBe(id);
        answers.Count(answer => answer.Headers.Contains("Idempotent-Replay")).ShouldBe(2);

        form["description"] += " and more";
        JsonElement.Parse((await FileAsync(form, "json")).Body)[0].GetProperty("service_request_id").GetString()
            .ShouldNotBe(id);
        var (_, other) = await IssueAsync();
        var mine = await FileAsync(form, "json", "mine");
        JsonElement.Parse((await FileAsync(form, "json", "mine")).Body)[0].ToString()
            .ShouldBe(JsonElement.Parse(mine.Body)[0].ToString());
        form["api_key"] = other;
        JsonElement.Parse((await FileAsync(form, "json", "mine")).Body)[0].GetProperty("service_request_id").GetString()
            .ShouldNotBe(JsonElement.Parse(mine.Body)[0].GetProperty("service_request_id").GetString());

        // The record says by whose key it came, and nobody else who may be signed in there.
        (await host.TextAsync($"select user_name from {{0}}.mt_events where stream_id = '{id}'"))
            .ShouldBe($"citizen:{keyId}");
        (await host.PostAsync($"/api/keys/{keyId}/revoke", new { ground = "misused" }, "admin")).Should(204);
        form["api_key"] = key;
        (await FileAsync(form, "json")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task The_validator_finds_what_is_not_as_the_schema_has_it()
    {
        await File.WriteAllTextAsync(Path.Combine(_kept.FullName, "request.wrong.json"),
            """{"service_request_id":5,"status":"asleep","service_code":"x"}""", _cancellation);
        var (code, said) = await Outsiders.ValidateAsync(
            "open311.mjs", Outsiders.Schemas("open311"), _kept.FullName);
        code.ShouldBe(1, said);
        said.ShouldContain("must be string");
        said.ShouldContain("requested_datetime");
    }

    private async Task ValidateAsync()
    {
        _files.ShouldBeGreaterThan(5);
        var (code, said) = await Outsiders.ValidateAsync(
            "open311.mjs", Outsiders.Schemas("open311"), _kept.FullName);
        code.ShouldBe(0, said);
        said.ShouldContain($"{_files} answers, 0 not");
    }

    private async Task<JsonElement> RequestAsync(string id)
    {
        await host.CaughtUpAsync();
        return (await BothAsync($"requests/{id}", "requests"))[0];
    }

    private async Task<IReadOnlyList<JsonElement>> RequestsAsync(string query) =>
        [.. (await BothAsync($"requests{query}", "requests")).EnumerateArray()];

    private async Task<IReadOnlyList<string>> IdsAsync(string query) =>
        [.. (await RequestsAsync(query)).Select(line => line.GetProperty("service_request_id").GetString()!)];

    /// <summary>Both forms of an answer, which say the same; the JSON is kept for the validator.</summary>
    private async Task<JsonElement> BothAsync(string address, string? schema = null)
    {
        var (path, query) = (address.Split('?')[0], address.Contains('?') ? "?" + address.Split('?')[1] : "");
        var (status, json, _) = await GetAsync($"{path}.json{query}");
        status.ShouldBe(200, json);
        var (_, xml, _) = await GetAsync($"{path}.xml{query}");
        Same(XDocument.Parse(xml).Root!, JsonElement.Parse(json));
        if (schema is not null)
            await File.WriteAllTextAsync(
                Path.Combine(_kept.FullName, $"{schema}.{_files++}.json"), json, _cancellation);
        return JsonElement.Parse(json);
    }

    /// <summary>An element and a value say the same, whatever its items are called.</summary>
    private static void Same(XElement element, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                element.Elements().Select(member => member.Name.LocalName)
                    .ShouldBe(value.EnumerateObject().Select(member => member.Name));
                foreach (var member in value.EnumerateObject()) Same(element.Element(member.Name)!, member.Value);
                break;
            case JsonValueKind.Array:
                element.Elements().Count().ShouldBe(value.GetArrayLength());
                foreach (var (item, member) in element.Elements().Zip(value.EnumerateArray())) Same(item, member);
                break;
            default:
                element.Value.ShouldBe(value.ValueKind switch
                {
                    JsonValueKind.Null => "",
                    JsonValueKind.String => value.GetString(),
                    _ => value.GetRawText(),
                });
                break;
        }
    }

    private async Task<(int Status, string Body, HttpResponseHeaders Headers)> GetAsync(
        string address, string language = "en") => await SendAsync(HttpMethod.Get, address, language: language);

    private async Task<(int Status, string Body, HttpResponseHeaders Headers)> FileAsync(
        Dictionary<string, string> form, string format, string? key = null)
    {
        using var body = new FormUrlEncodedContent(form);
        return await SendAsync(HttpMethod.Post, $"requests.{format}", body, key);
    }

    private async Task<(int Status, string Body, HttpResponseHeaders Headers)> SendAsync(
        HttpMethod method, string address, HttpContent? body = null, string? key = null, string language = "en")
    {
        using var client = host.Alba.Server.CreateClient();
        using var request = new HttpRequestMessage(method, $"{Root}/{address}") { Content = body };
        request.Headers.AcceptLanguage.ParseAdd(language);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var response = await client.SendAsync(request, _cancellation);
        var bytes = await response.Content.ReadAsByteArrayAsync(_cancellation);
        if (method == HttpMethod.Get) _answers.Add(bytes);
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        return ((int)response.StatusCode, Encoding.UTF8.GetString(bytes), response.Headers);
    }

    private async Task<(Guid Id, string Key)> IssueAsync()
    {
        var issued = (await host.PostAsync("/api/keys", new { client = "Reports of Sari", contact = "x" }, "admin"))
            .Should(201).Json;
        return (issued.GetProperty("keyId").GetGuid(), issued.GetProperty("key").GetString()!);
    }

    private static Dictionary<string, string> Form(string key, params (string Name, string Said)[] more)
    {
        var form = new Dictionary<string, string>
        {
            ["api_key"] = key,
            ["service_code"] = Service,
            ["address_id"] = "desk-sari",
            ["attribute[distance]"] = "۷۳۰",
            ["attribute[income]"] = "500000000",
        };
        foreach (var (name, said) in more) form[name] = said;
        return form;
    }

    private async Task ActAsync(string id, string persona, string act, object said) =>
        (await host.PostAsync($"/api/requests/{id}/{act}", said, persona)).Should(204);

    private async Task ActOfApplicantAsync(string id, string secret, string act, object said) =>
        (await host.PostAsync($"/api/requests/{id}/{act}", said, secret: secret)).Should(204);

    private static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Between(string text, string before, string after)
    {
        var from = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[from..text.IndexOf(after, from, StringComparison.Ordinal)];
    }
}
