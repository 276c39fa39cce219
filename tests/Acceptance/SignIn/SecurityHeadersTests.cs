using System.Net;

namespace EGov.Acceptance.SignIn;

public class SecurityHeadersTests
{
    [Theory, InlineData("/"), InlineData("/fa/queue"), InlineData("/api/me"), InlineData("/no-such-page")]
    [InlineData("/dev-issuer/.well-known/jwks")]
    public async Task Every_answer_is_strict(string path)
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);

        await visitor.Open(path);

        var policy = Header(visitor, "Content-Security-Policy").Split("; ");
        policy.ShouldBe([
            "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "object-src 'none'",
            "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]);
        Header(visitor, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(visitor, "X-Frame-Options").ShouldBe("DENY");
        Header(visitor, "Referrer-Policy").ShouldBe("same-origin");
        Header(visitor, "Permissions-Policy").ShouldContain("geolocation=()");
        Header(visitor, "Cross-Origin-Opener-Policy").ShouldBe("same-origin");
    }

    [Fact]
    public async Task What_a_signed_in_reader_saw_is_kept_nowhere()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);

        await visitor.Open("/");
        visitor.Answer.Headers.CacheControl.ShouldBeNull();
        await visitor.SignIn("officer", "/fa/queue");

        visitor.Status.ShouldBe(HttpStatusCode.OK);
        visitor.Answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Only_a_real_host_over_https_asks_for_https_for_good()
    {
        await using var host = await Hosts.Start();
        using var real = Visitor.Of(host, "https://portal.example");
        using var local = Visitor.Of(host, "https://localhost");

        await real.Open("/");
        await local.Open("/");

        Header(real, "Strict-Transport-Security").ShouldStartWith("max-age=31536000");
        local.Answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    private static string Header(Visitor visitor, string name) =>
        visitor.Answer.Headers.GetValues(name).ShouldHaveSingleItem();
}
