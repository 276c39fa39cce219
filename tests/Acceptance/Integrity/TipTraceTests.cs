using System.Net;
using System.Text.Json;
using EGov.Acceptance.Api;
using EGov.Integrity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EGov.Acceptance.Integrity;

/// <summary>Of who gives a tip nothing stays: no address and no browser, in no table and no log.</summary>
public sealed class TipTraceTests : IAsyncLifetime
{
    private const string Browser = "PlantedBrowser-7731/4.2", Sent = "203.0.113.77", Words = "planted-words-5519";

    private readonly KeptLog _log = new();
    private readonly Server _server;

    public TipTraceTests() => _server = new()
    {
        Log = _log,
        Settings =
        {
            ["Logging:LogLevel:Default"] = "Debug",
            ["Proxies:0"] = "127.0.0.1",
        },
    };

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Neither_the_address_nor_the_browser_nor_the_words_are_found_anywhere()
    {
        var given = await SendAsync("/api/tips",
            $$"""{"topic":"bribe","words":"{{Words}}","name":"Nastaran-7731"}""");
        var receipt = JsonElement.Parse(given).GetProperty("receipt").GetString();
        await SendAsync("/api/tips/messages", $$"""{"receipt":"{{receipt}}","words":"{{Words}}"}""");
        string[] told = [Browser, "PlantedBrowser", Sent, Words, "Nastaran-7731"];
        await NothingIsFoundAsync(told, "while it waits");
        _server.Services.GetRequiredKeyedService<TimeProvider>(Clock.OfActs)
            .ShouldBeOfType<Microsoft.Extensions.Time.Testing.FakeTimeProvider>().Advance(TimeSpan.FromDays(1));
        await _server.Services.GetRequiredService<Letterbox>().EmptyAsync(TestContext.Current.CancellationToken);
        await NothingIsFoundAsync(told, "after its round");
        _log.Lines.Count.ShouldBeGreaterThan(0, "the log was kept");
    }

    private async Task<string> SendAsync(string path, string body)
    {
        using var http = new HttpClient { BaseAddress = _server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Headers.TryAddWithoutValidation("User-Agent", Browser);
        request.Headers.Add("X-Forwarded-For", Sent);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.NoContent);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Every row of every table of the host, as text; and every line of its log.</summary>
    private async Task NothingIsFoundAsync(IReadOnlyList<string> told, string when)
    {
        await using var connection = new NpgsqlConnection(_server.Owner);
        await connection.OpenAsync();
        var tables = new List<string>();
        await using (var list = new NpgsqlCommand(
            "select format('%I.%I', schemaname, tablename) from pg_tables "
            + "where schemaname not in ('pg_catalog', 'information_schema')", connection))
        await using (var reader = await list.ExecuteReaderAsync())
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));

        tables.ShouldContain(table => table.Contains("mt_events", StringComparison.Ordinal));
        foreach (var table in tables)
            foreach (var word in told)
            {
                await using var search = new NpgsqlCommand(
                    $"select count(*) from {table} t where t::text like '%' || $1 || '%'", connection)
                {
                    Parameters = { new() { Value = word } },
                };
                ((long)(await search.ExecuteScalarAsync())!).ShouldBe(0, $"{word} in {table} {when}");
            }

        foreach (var word in told)
            _log.Lines.Where(line => line.Contains(word, StringComparison.Ordinal)).ShouldBeEmpty($"{word} {when}");
    }
}
