using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using EGov.Acceptance.Pages;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EGov.Acceptance.Api;

/// <summary>The real host behind a real socket: what a server refuses by itself is seen only so.</summary>
public sealed class Server : IAsyncLifetime
{
    private readonly SocketsHttpHandler _sockets = new()
    {
        Expect100ContinueTimeout = TimeSpan.FromSeconds(20),
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    };
    private HttpClient _http = null!;
    private Ground _ground = null!;
    private Browser.PortalHost _host = null!;

    public FakeTimeProvider Clock { get; } = new(Given.Start);

    public ApiDocument Document { get; private set; } = null!;

    /// <summary>A key of open data, shown where one is asked for.</summary>
    private string _key = "";

    /// <summary>What this host is told besides; to be filled before it starts.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>All that the host says; kept where it is wanted.</summary>
    public KeptLog? Log { get; init; }

    public IServiceProvider Services => _host.Services;

    /// <summary>The connection of the one who owns the tables.</summary>
    public string Owner => _ground.Owner;

    /// <summary>Where the host listens.</summary>
    public Uri Address => _http.BaseAddress!;

    public async ValueTask InitializeAsync()
    {
        _ground = await Ground.StartAsync();
        _host = new(_ground, Clock, Settings, Log);
        _host.UseKestrel(0);
        _host.StartServer();
        _http = new(_sockets) { BaseAddress = _host.ClientOptions.BaseAddress };
        await Ground.FoundProvinceAsync(_host.Services.GetRequiredService<IDocumentStore>());
        Document = await ApiDocument.FetchAsync(_http);
        var issued = await SendAsync("POST", "/api/keys", Json("""{"client":"Tests","contact":"x"}"""), "admin");
        if (issued.Status == 201) _key = issued.Json.GetProperty("key").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _sockets.Dispose();
        await _host.DisposeAsync();
        await _ground.DisposeAsync();
    }

    public async Task<long> WrittenAsync()
    {
        var store = _host.Services.GetRequiredService<IDocumentStore>();
        await using var session = store.QuerySession();
        return (await session.AdvancedSql.QueryAsync<long>(
            $"select count(*) from {store.Options.DatabaseSchemaName}.mt_events "
            + "where type not in ('openings_listed', 'openings_read')", CancellationToken.None))[0];
    }

    public Task<string> TokenAsync(string persona) => _ground.TokenAsync(_http, persona);

    /// <summary>An address exactly as it is written.</summary>
    public Uri At(string address) =>
        new(_http.BaseAddress!.GetLeftPart(UriPartial.Authority) + address,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    /// <param name="until">Whether its end is waited for: what is told for ever has none.</param>
    public Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, HttpCompletionOption until = HttpCompletionOption.ResponseContentRead) =>
        _http.SendAsync(request, until, TestContext.Current.CancellationToken);

    /// <summary>Sends an address exactly as it is written, and any bytes as the body.</summary>
    public async Task<Reply> SendAsync(
        string method, string address, HttpContent? body = null, string? persona = null, string? secret = null,
        string? key = "", string? ifMatch = null, string? purpose = null, string language = "en")
    {
        using var request = new HttpRequestMessage(new(method), At(address));
        request.Content = body;
        if (key is not null && method == "POST")
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key.Length > 0 ? key : $"{Guid.NewGuid()}");
        if (body?.Headers.ContentLength > 1 << 20) request.Headers.ExpectContinue = true;
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        if (persona is not null)
            request.Headers.Authorization = new("Bearer", await _ground.TokenAsync(_http, persona));
        if (secret is not null) request.Headers.TryAddWithoutValidation("Request-Secret", secret);
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (purpose is not null) request.Headers.TryAddWithoutValidation("Purpose", purpose);
        if (address.StartsWith("/api/open-data/", StringComparison.Ordinal)) request.Headers.Add("Api-Key", _key);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return new($"{method} {address}", (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(), language);
    }

    public static HttpContent Json(string json, string type = "application/json") =>
        Json(Encoding.UTF8.GetBytes(json), type);

    public static HttpContent Json(byte[] json, string type = "application/json")
    {
        var content = new ByteArrayContent(json);
        if (type.Length > 0) content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }
}

/// <summary>What a socket brought back, and how bad input has to be answered.</summary>
public sealed record Reply(string Asked, int Status, string? Type, string Body, string Language)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public override string ToString() => $"{Asked}: {Status} {Body}";

    /// <summary>A problem with a code and a sentence in the language asked for, and nothing of our inside.</summary>
    public void ShouldRefuse(string why, int? status = null, string? code = null)
    {
        var about = $"{Asked} with {why}: {Status} {Body}";
        Status.ShouldBeInRange(400, 499, about);
        Body.ShouldNotContain("Exception", Case.Insensitive, about);
        Body.ShouldNotContain("   at ", Case.Sensitive, about);
        if (Asked.Contains(" /open311/", StringComparison.Ordinal))
        {
            ShouldRefuseAsOpen311(about, status, code);
            return;
        }

        Type.ShouldBe("application/problem+json", about);
        Json.GetProperty("status").GetInt32().ShouldBe(Status, about);
        var given = Json.GetProperty("code").GetString()!;
        Json.GetProperty("type").GetString().ShouldBe("urn:egov:rule:" + given, about);
        var title = Json.GetProperty("title").GetString()!;
        ShouldBeInItsLanguage(title, about);
        if (status is { } expected) Status.ShouldBe(expected, about);
        if (code is not null) given.ShouldBe(code, about);
    }

    /// <summary>The standard's list of one error, as JSON or as XML.</summary>
    private void ShouldRefuseAsOpen311(string about, int? status, string? code)
    {
        var (number, words, rule) = Type is "application/json"
            ? Json.EnumerateArray().Single() is var error
                ? (error.GetProperty("code").GetString(), error.GetProperty("description").GetString(),
                    error.GetProperty("rule").GetString())
                : default
            : XDocument.Parse(Body).Element("errors")!.Elements().Single() is var element
                ? ((string?)element.Element("code"), (string?)element.Element("description"),
                    (string?)element.Element("rule"))
                : default;
        number.ShouldBe($"{Status}", about);
        ShouldBeInItsLanguage(words!, about);
        if (status is { } expected) Status.ShouldBe(expected, about);
        if (code is not null) rule.ShouldBe(code, about);
    }

    private void ShouldBeInItsLanguage(string words, string about)
    {
        if (Language == "fa") words.Any(letter => letter is >= '\u0600' and <= '\u06ff').ShouldBeTrue(about);
        else words.Count(char.IsAsciiLetter).ShouldBeGreaterThan(words.Length / 3, about);
    }

    /// <summary>The server itself refused before anybody could say why.</summary>
    public bool IsServersOwn => Status == (int)HttpStatusCode.BadRequest && Body.Length == 0;
}
