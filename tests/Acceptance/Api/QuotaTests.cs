using System.Globalization;
using EGov.Acceptance.Transparency;

namespace EGov.Acceptance.Api;

/// <summary>How often open data is read, by an address and by a key, on a host where that is not often.</summary>
public sealed class QuotaTests : IAsyncLifetime
{
    private const string Figures = "/api/public/definitions";

    private readonly Host _host = new();

    public async ValueTask InitializeAsync()
    {
        _host.Settings["Quotas:PerAddress"] = "5";
        _host.Settings["Quotas:PerKey"] = "8";
        _host.Settings["Quotas:WindowSeconds"] = "86400";
        _host.Settings["SignIn:FailuresPerMinute"] = "3";
        await _host.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_address_reads_so_much_and_no_more()
    {
        foreach (var left in new[] { 4, 3, 2, 1 }) ShouldTell(await ReadAsync(), 200, 5, left);
        // All that is open is one quota, whatever comes of it.
        ShouldTell(await ReadAsync("/api/public/decisions/nothing"), 404, 5, 0);

        foreach (var language in new[] { "en", "fa" })
        {
            var refused = await ReadAsync("/api/services", language: language);
            ShouldTell(refused, 429, 5, 0);
            refused.Code.ShouldBe("quota.used-up");
            refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds
                .ShouldBe(int.Parse(Header(refused, "RateLimit-Reset"), CultureInfo.InvariantCulture));
        }

        // What is somebody's own is not open data, and neither is a command.
        (await _host.GetAsync("/api/my/requests", "citizen")).Should(200)
            .Headers.Contains("RateLimit-Limit").ShouldBeFalse();
        (await _host.PostAsync("/api/requests", Given.Filing)).Should(201);
        (await _host.GetAsync("/health/live")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_key_reads_more_and_each_for_itself()
    {
        var (_, key) = await IssueAsync("University of Mazandaran");
        var (_, other) = await IssueAsync("Hamshahri");

        for (var left = 7; left >= 0; left--) ShouldTell(await ReadAsync(key: key), 200, 8, left);
        ShouldTell(await ReadAsync(key: key), 429, 8, 0);
        ShouldTell(await ReadAsync(key: other), 200, 8, 7);
        ShouldTell(await ReadAsync(), 200, 5, 4);
    }

    [Fact]
    public async Task Only_its_hash_is_kept_and_its_contact_is_sealed()
    {
        var (id, key) = await IssueAsync("University of Mazandaran");
        var secret = key[^43..];
        key.ShouldBe($"egov_{id:N}_{secret}");

        var stored = await _host.TextAsync("select string_agg(data::text || headers::text, ' ') from {0}.mt_events");
        var kept = await _host.TextAsync("select string_agg(data::text, ' ') from {0}.mt_doc_apikey");
        stored.ShouldContain("University of Mazandaran");
        stored.ShouldContain(Organisation.ApiKey.HashOf(key));
        foreach (var text in new[] { stored, kept })
        {
            text.ShouldNotContain(secret);
            text.ShouldNotContain("librarian");
        }

        var listed = (await _host.GetAsync("/api/keys", "admin")).Should(200);
        listed.Body.ShouldContain($"{id}");
        listed.Body.ShouldNotContain(secret);
        listed.Body.ShouldNotContain("librarian");
    }

    [Fact]
    public async Task Secrets_of_receipts_are_not_tried_out_without_end()
    {
        var filed = (await _host.PostAsync("/api/requests", Given.Filing)).Should(201).Json;
        var number = filed.GetProperty("trackingNumber").GetString();
        var (id, secret) = (filed.GetProperty("requestId").GetGuid(), filed.GetProperty("secret").GetString());

        // Who shows none is told at once, and it costs nothing.
        for (var i = 0; i < 5; i++) (await _host.GetAsync($"/api/requests/{number}")).Status.ShouldBe(404);
        for (var i = 0; i < 2; i++)
            (await _host.GetAsync($"/api/requests/{number}", secret: "wrong")).Status.ShouldBe(404);
        var withdraw = $"/api/requests/{id}/withdraw";
        (await _host.PostAsync(withdraw, secret: "wrong")).Should(403, "request.not-the-applicant");

        var refused = (await _host.GetAsync($"/api/requests/{number}", secret: "wrong"))
            .Should(429, "secret.tried-too-often");
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        (await _host.PostAsync(withdraw, secret: "wrong")).Should(429, "secret.tried-too-often");
        (await _host.GetAsync($"/api/requests/{number}", secret: secret)).Should(200);
    }

    [Fact]
    public async Task It_is_shown_once()
    {
        var repeated = Guid.NewGuid().ToString();
        var asked = new { client = "University", contact = "the librarian" };
        (await _host.PostAsync("/api/keys", asked, "admin", key: repeated)).Should(201)
            .Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await _host.PostAsync("/api/keys", asked, "admin", key: repeated)).Should(409, "api-key.shown-once");
        (await _host.GetAsync("/api/keys", "admin")).Json.GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_revoked_key_is_none_and_neither_is_a_guess()
    {
        var (id, key) = await IssueAsync("University");
        (await ReadAsync(key: key)).Should(200);
        var revoke = $"/api/keys/{id}/revoke";
        (await _host.PostAsync(revoke, new { ground = "because" }, "admin")).Should(422, "api-key.ground-not-listed");
        (await _host.PostAsync(revoke, new { ground = "leaked" }, "admin")).Should(204);
        (await _host.PostAsync(revoke, new { ground = "leaked" }, "admin")).Should(409, "api-key.already-revoked");
        var nothing = $"/api/keys/{Guid.NewGuid()}/revoke";
        (await _host.PostAsync(nothing, new { ground = "leaked" }, "admin")).Status.ShouldBe(404);

        // A wrong key pays from its address, and then is not even looked at.
        var (_, good) = await IssueAsync("Hamshahri");
        foreach (var wrong in new[] { key, good[..^1], $"{good}x", good.ToUpperInvariant(), "nonsense" })
            (await ReadAsync(key: wrong)).Should(403, "api-key.not-valid");
        (await ReadAsync(key: key)).Should(429, "quota.used-up");
        (await ReadAsync(key: good)).Should(200);
    }

    private async Task<(Guid Id, string Key)> IssueAsync(string client)
    {
        var asked = new { client, contact = "the librarian" };
        var issued = (await _host.PostAsync("/api/keys", asked, "admin")).Should(201).Json;
        issued.GetProperty("client").GetString().ShouldBe(client);
        return (issued.GetProperty("keyId").GetGuid(), issued.GetProperty("key").GetString()!);
    }

    private async Task<Answer> ReadAsync(string address = Figures, string? key = null, string language = "en")
    {
        using var client = _host.Alba.Server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.AcceptLanguage.ParseAdd(language);
        if (key is not null) request.Headers.Add("Api-Key", key);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers);
        (await _host.DocumentAsync()).ShouldKnow(HttpMethod.Get, address, answer);
        return answer;
    }

    private static void ShouldTell(Answer answer, int status, int limit, int remaining)
    {
        answer.Status.ShouldBe(status, answer.Body);
        Header(answer, "RateLimit-Limit").ShouldBe($"{limit}");
        Header(answer, "RateLimit-Remaining").ShouldBe($"{remaining}");
        Header(answer, "RateLimit-Policy").ShouldBe($"{limit};w=86400");
        int.Parse(Header(answer, "RateLimit-Reset"), CultureInfo.InvariantCulture).ShouldBeInRange(1, 86400);
    }

    private static string Header(Answer answer, string name) => answer.Headers.GetValues(name).Single();
}
