using System.Globalization;
using System.Net;
using System.Text.Json;
using EGov.Portal.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace EGov.Acceptance.SignIn;

public class ThrottleTests
{
    private static readonly Dictionary<string, string?> Three = new()
    {
        ["SignIn:AttemptsPerMinute"] = "3",
        ["SignIn:FailuresPerMinute"] = "3",
    };

    [Theory]
    [InlineData("/sign-in", "GET")]
    [InlineData("/sign-in/callback", "GET")]
    [InlineData("/dev-issuer/token", "POST")]
    public async Task Too_many_attempts_from_one_address_must_wait(string path, string method)
    {
        await using var host = await Hosts.Start(settings: Three);

        for (var attempt = 0; attempt < 3; attempt++)
            (await From(host, "127.0.0.1", path, method)).Response.StatusCode.ShouldNotBe(429);
        var refused = await From(host, "127.0.0.1", path, method);

        ShouldBeTooMany(refused);
        (await From(host, "127.0.0.2", path, method)).Response.StatusCode.ShouldNotBe(429);
        (await From(host, "127.0.0.1", "/")).Response.StatusCode.ShouldBe(200);
    }

    [Fact]
    public async Task A_person_is_told_on_a_page()
    {
        await using var host = await Hosts.Start(settings: Three);
        using var visitor = Visitor.Of(host);

        for (var attempt = 0; attempt < 4; attempt++) await visitor.Open("/sign-in/callback");

        visitor.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        visitor.Answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        visitor.Page.ShouldContain("sign-in.too-many");
        visitor.Page.ShouldContain("<html lang=\"fa\"");
    }

    [Fact]
    public async Task Failed_tokens_must_wait_but_a_good_one_passes()
    {
        await using var host = await Hosts.Start(settings: Three);
        using var visitor = Visitor.Of(host);
        var token = await visitor.Token("officer");

        for (var attempt = 0; attempt < 3; attempt++)
            (await From(host, "192.0.2.1", "/api/me", token: "bad")).Response.StatusCode.ShouldBe(401);

        ShouldBeTooMany(await From(host, "192.0.2.1", "/api/me", token: "bad"));
        (await From(host, "192.0.2.1", "/api/me", token: token)).Response.StatusCode.ShouldBe(200);
        (await From(host, "192.0.2.2", "/api/me", token: "bad")).Response.StatusCode.ShouldBe(401);
        (await From(host, "192.0.2.1", "/api/me")).Response.StatusCode.ShouldBe(401);
    }

    [Fact]
    public void One_network_of_ipv6_is_one_address()
    {
        using var throttle = new Throttle(attemptsPerMinute: 1, failuresPerMinute: 1);

        throttle.Admits(Of("2001:db8:1:1::1")).ShouldBeTrue();
        throttle.Admits(Of("2001:db8:1:1:ffff::2")).ShouldBeFalse();
        throttle.Admits(Of("2001:db8:1:2::1")).ShouldBeTrue();
        throttle.Admits(Of("::ffff:192.0.2.1")).ShouldBeTrue();
        throttle.Admits(Of("192.0.2.1")).ShouldBeFalse();

        static HttpContext Of(string address) =>
            new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
    }

    private static void ShouldBeTooMany(HttpContext refused)
    {
        refused.Response.StatusCode.ShouldBe(429);
        var wait = int.Parse(refused.Response.Headers.RetryAfter.ToString(), CultureInfo.InvariantCulture);
        wait.ShouldBeInRange(1, 60);
        var problem = JsonDocument.Parse(refused.Response.Body).RootElement;
        problem.GetProperty("code").GetString().ShouldBe("sign-in.too-many");
    }

    private static Task<HttpContext> From(
        WebApplication host, string address, string path, string method = "GET", string? token = null) =>
        host.GetTestServer().SendAsync(context =>
        {
            context.Request.Path = path;
            context.Request.Method = method;
            if (token is not null) context.Request.Headers.Authorization = $"Bearer {token}";
            context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        }, TestContext.Current.CancellationToken);
}
