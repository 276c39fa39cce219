using System.Text.Json;
using EGov.Webhooks;

namespace EGov.Acceptance.Webhooks;

/// <summary>Somebody with a key of open data who wants to be told of what is published.</summary>
internal sealed class Consumer(Host host, Guid keyId, string key)
{
    private const string Root = "/api/open-data/webhooks";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public Guid KeyId => keyId;

    public static async Task<Consumer> OfAsync(Host host)
    {
        var issued = (await host.PostAsync("/api/keys", new { client = "Reports of Sari", contact = "x" }, "admin"))
            .Should(201).Json;
        return new(host, issued.GetProperty("keyId").GetGuid(), issued.GetProperty("key").GetString()!);
    }

    public Task<Answer> GetAsync(string address = "", string language = "en") =>
        host.SendAsync(HttpMethod.Get, Root + address, language: language, apiKey: key);

    public Task<Answer> PostAsync(string address, object? body = null, string? under = null) =>
        host.SendAsync(HttpMethod.Post, Root + address, body, key: under, apiKey: key);

    public async Task<(Guid Id, string Secret)> SubscribeAsync(
        string address, string[] types, string? department = null, bool agrees = true)
    {
        var answer = (await PostAsync("", new { address, types, department })).Should(201);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var id = answer.Json.GetProperty("webhookId").GetGuid();
        if (agrees) await UntilAsync(async () => (await LineAsync(id)).GetProperty("isConfirmed").GetBoolean());
        return (id, answer.Json.GetProperty("secret").GetString()!);
    }

    public async Task<JsonElement> LineAsync(Guid id) =>
        (await GetAsync()).Should(200).Json.GetProperty("items").EnumerateArray()
            .Single(line => line.GetProperty("webhookId").GetGuid() == id);

    public async Task<IReadOnlyList<JsonElement>> DeliveriesAsync(Guid id, string state = "") =>
    [
        .. (await GetAsync($"/{id}/deliveries?state={state}")).Should(200).Json.GetProperty("items").EnumerateArray(),
    ];

    public Task UntilLastAsync(Guid id, string last) => UntilAsync(async () =>
        (await DeliveriesAsync(id)).Any(one => one.GetProperty("last").GetString() == last));

    public Task UntilEndedAsync(Guid id, string ground) =>
        UntilAsync(async () => (await LineAsync(id)).GetProperty("ended").GetString() == ground);

    public async Task<string?> GroundAsync(Guid id)
    {
        await using var session = host.Store.QuerySession();
        return (await session.LoadAsync<Webhook>(id, TestContext.Current.CancellationToken))!.Ended;
    }

    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var end = DateTime.UtcNow + Patience; !await isSo();
            await Task.Delay(200, TestContext.Current.CancellationToken))
            (DateTime.UtcNow < end).ShouldBeTrue("It did not come about in time.");
    }
}
