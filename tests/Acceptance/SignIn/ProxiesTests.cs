using System.Globalization;
using EGov.Acceptance.Api;

namespace EGov.Acceptance.SignIn;

/// <summary>Behind a proxy that is named, each caller counts by his own address; else by the proxy's.</summary>
public class ProxiesTests
{
    [Fact]
    public async Task What_a_named_proxy_says_of_the_caller_is_believed()
    {
        await using var server = await StartAsync("127.0.0.1");

        (await LeftAsync(server, "203.0.113.1")).ShouldBe(9);
        (await LeftAsync(server, "203.0.113.1")).ShouldBe(8);
        (await LeftAsync(server, "203.0.113.2")).ShouldBe(9);
        // What stands before the proxy's own word was written by the caller.
        (await LeftAsync(server, "198.51.100.7, 203.0.113.1")).ShouldBe(7);
        using var secure = new HttpRequestMessage(HttpMethod.Get, server.At("/"));
        secure.Headers.Add("X-Forwarded-Proto", "https");
        secure.Headers.Add("X-Forwarded-For", "203.0.113.1");
        secure.Headers.Host = "portal.example";
        using var answer = await server.SendAsync(secure);
        answer.Headers.Contains("Strict-Transport-Security").ShouldBeTrue();
    }

    [Theory, InlineData(null), InlineData("192.0.2.0/24")]
    public async Task What_anybody_else_says_is_not(string? proxy)
    {
        await using var server = await StartAsync(proxy);

        (await LeftAsync(server, "203.0.113.1")).ShouldBe(9);
        (await LeftAsync(server, "203.0.113.2")).ShouldBe(8);
    }

    private static async Task<Server> StartAsync(string? proxy)
    {
        var server = new Server { Settings = { ["Quotas:PerAddress"] = "10", ["Quotas:WindowSeconds"] = "86400" } };
        if (proxy is not null) server.Settings["Proxies:0"] = proxy;
        await server.InitializeAsync();
        return server;
    }

    private static async Task<int> LeftAsync(Server server, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, server.At("/api/services"));
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        using var answer = await server.SendAsync(request);
        return int.Parse(answer.Headers.GetValues("RateLimit-Remaining").Single(), CultureInfo.InvariantCulture);
    }
}
