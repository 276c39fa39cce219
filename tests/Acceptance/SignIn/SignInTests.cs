using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using Alba;
using Alba.Security;
using EGov.Portal.SignIn;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace EGov.Acceptance.SignIn;

public class SignInTests
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task A_persona_signs_in_and_gets_the_page_first_asked_for(bool listens)
    {
        await using var host = await Hosts.Start(listens);
        using var visitor = Visitor.Of(host);

        var page = await visitor.SignIn("officer", "/fa/queue?sort=due");

        page.ShouldBe("officer:ENV-014 of environment, citizen ");
        visitor.At.PathAndQuery.ShouldBe("/fa/queue?sort=due");
        visitor.Trail.Select(address => address.AbsolutePath)
            .ShouldBe(["/dev-issuer/authorize", "/sign-in/callback", "/fa/queue"]);
    }

    [Fact]
    public async Task The_whole_way_stays_on_the_name_by_which_the_reader_came()
    {
        await using var host = await Hosts.Start(listens: true);
        var port = new Uri(host.Urls.First()).Port;
        using var visitor = Visitor.Of(host, $"http://localhost:{port}");

        await visitor.Open("/fa/queue");

        visitor.Trail.ShouldAllBe(address => address.Host == "localhost");
        (await visitor.Press("persona", "officer")).ShouldStartWith("officer:ENV-014");
    }

    [Fact]
    public async Task The_sign_in_link_leads_back_to_the_page_it_stood_on()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);

        await visitor.SignIn("citizen", "/sign-in?return=/fa");
        visitor.At.AbsolutePath.ShouldBe("/fa");
        visitor.Page.ShouldBe("citizen of , citizen 5b0c1d5e-3f64-4c0b-9a53-0c7a6d1f2e01");

        using var link = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        link.Headers.Referrer = new("http://localhost/fa");
        await visitor.Send(link);
        await visitor.Press("persona", "citizen-2");
        visitor.At.AbsolutePath.ShouldBe("/fa");
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_led_to_another_site(string elsewhere)
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);

        var page = await visitor.Open($"/sign-in?return={Uri.EscapeDataString(elsewhere)}");

        visitor.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.ShouldContain("sign-in.return-not-local");
        visitor.Trail.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_foreign_page_is_not_returned_to()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);
        using var link = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        link.Headers.Referrer = new("https://elsewhere.example/fa");

        await visitor.Send(link);
        await visitor.Press("persona", "officer");

        visitor.At.AbsoluteUri.ShouldBe("http://localhost/");
    }

    [Theory]
    [InlineData("fa", "برای این کار باید وارد شوید")]
    [InlineData("en-GB, fa;q=0.5", "You need to sign in for this")]
    [InlineData("de", "برای این کار باید وارد شوید")]
    public async Task A_machine_without_a_token_is_told_so_in_its_language(string speaks, string title)
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);
        visitor.Speak(speaks);

        var problem = JsonDocument.Parse(await visitor.Open("/api/me")).RootElement;

        visitor.Status.ShouldBe(HttpStatusCode.Unauthorized);
        visitor.Answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        visitor.Answer.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
        problem.GetProperty("code").GetString().ShouldBe("sign-in.required");
        problem.GetProperty("type").GetString().ShouldBe("urn:egov:rule:sign-in.required");
        problem.GetProperty("title").GetString().ShouldBe(title);
        problem.GetProperty("status").GetInt32().ShouldBe(401);
    }

    [Fact]
    public async Task An_endpoint_without_a_line_in_the_table_is_closed_to_everybody()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);

        await visitor.Open("/api/no-line");
        visitor.Status.ShouldBe(HttpStatusCode.Unauthorized);
        foreach (var role in Roles.All)
        {
            await visitor.Send(With(await visitor.Token(role), "/api/no-line"));
            visitor.Status.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task Nor_does_a_host_start_that_has_one()
    {
        await using var host = Hosts.Build();

        var failure = Should.Throw<InvalidOperationException>(host.HoldToTable);

        failure.Message.ShouldContain("GET /api/no-line");
        failure.Message.ShouldContain("src/Platform/Access.cs");
    }

    [Fact]
    public async Task Nor_one_whose_endpoint_says_itself_who_may_use_it()
    {
        var builder = Hosts.Builder();
        await using var host = builder.Build();
        host.MapGet("/api/queue", () => "open").AllowAnonymous();
        host.MapGet("/api/services", () => "open");

        var failure = Should.Throw<InvalidOperationException>(host.HoldToTable);

        failure.Message.ShouldContain("GET /api/queue");
        failure.Message.ShouldNotContain("services");
    }

    [Fact]
    public async Task A_bearer_token_opens_what_its_role_allows_and_nothing_else()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);
        var token = await visitor.Token("officer");

        (await visitor.Send(With(token, "/api/me"))).ShouldBe(
            """["sub=officer","name=officer:ENV-014","role=officer","code=ENV-014","department=environment"]""");
        (await visitor.Send(With(token, "/api/requests", HttpMethod.Post))).ShouldStartWith("officer:ENV-014");

        var problem = JsonDocument.Parse(await visitor.Send(With(token, "/api/audit"))).RootElement;
        visitor.Status.ShouldBe(HttpStatusCode.Forbidden);
        problem.GetProperty("code").GetString().ShouldBe("role.not-allowed");

        (await visitor.Send(With(await visitor.Token("auditor"), "/api/audit"))).ShouldStartWith("auditor:AUD-03");
    }

    [Fact]
    public async Task A_token_is_refused_when_it_is_changed_foreign_or_unsigned()
    {
        await using var host = await Hosts.Start();
        await using var other = await Hosts.Start();
        using var visitor = Visitor.Of(host);
        using var stranger = Visitor.Of(other);
        var token = await visitor.Token("officer");
        var parts = token.Split('.');

        await visitor.Send(With($"{parts[0]}.{parts[1].Replace('A', 'B')}.{parts[2]}", "/api/me"));
        visitor.Status.ShouldBe(HttpStatusCode.Unauthorized);
        await visitor.Send(With(await stranger.Token("officer"), "/api/me"));
        visitor.Status.ShouldBe(HttpStatusCode.Unauthorized);
        await visitor.Send(With($"{Base64("""{"alg":"none","typ":"at+jwt"}""")}.{parts[1]}.", "/api/me"));
        visitor.Status.ShouldBe(HttpStatusCode.Unauthorized);
        await visitor.Send(With(token, "/api/me"));
        visitor.Status.ShouldBe(HttpStatusCode.OK);

        static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=');
    }

    [Fact]
    public async Task A_code_is_redeemed_only_with_its_verifier_and_an_id_token_opens_no_api()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);
        var verifier = string.Concat(Enumerable.Repeat("0123456789", 5));
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        await visitor.Open("/dev-issuer/authorize?client_id=egov-portal&response_type=code&scope=openid"
            + "&redirect_uri=http%3A%2F%2Flocalhost%2Fsign-in%2Fcallback"
            + $"&code_challenge_method=S256&code_challenge={challenge}");
        await visitor.Press("persona", "officer");
        var code = HttpUtility.ParseQueryString(visitor.Trail[1].Query)["code"]!;

        (await Redeem("another-verifier-of-sufficient-length-0123456789")).ShouldContain("invalid_grant");
        var tokens = JsonDocument.Parse(await Redeem(verifier)).RootElement;

        await visitor.Send(With(tokens.GetProperty("id_token").GetString()!, "/api/me"));
        visitor.Status.ShouldBe(HttpStatusCode.Unauthorized);
        await visitor.Send(With(tokens.GetProperty("access_token").GetString()!, "/api/me"));
        visitor.Status.ShouldBe(HttpStatusCode.OK);

        async Task<string> Redeem(string with)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/dev-issuer/token");
            request.Content = new FormUrlEncodedContent([
                new("grant_type", "authorization_code"), new("client_id", "egov-portal"), new("code", code),
                new("redirect_uri", "http://localhost/sign-in/callback"), new("code_verifier", with)]);
            return await visitor.Send(request);
        }
    }

    [Fact]
    public async Task A_cookie_reads_the_api_but_never_writes_to_it()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);
        await visitor.SignIn("officer", "/fa/queue");

        (await visitor.Open("/api/me")).ShouldContain("officer:ENV-014");
        using var write = new HttpRequestMessage(HttpMethod.Post, "/api/requests");
        await visitor.Send(write);

        visitor.Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_page_of_another_role_says_so_in_the_language_of_the_page()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);

        await visitor.SignIn("citizen", "/en/queue");

        visitor.Status.ShouldBe(HttpStatusCode.Forbidden);
        visitor.Answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        visitor.Page.ShouldContain("Your role does not allow this");
        visitor.Page.ShouldContain("role.not-allowed");
        visitor.Page.ShouldContain("""<html lang="en" dir="ltr">""");
    }

    [Fact]
    public async Task A_closed_picture_or_script_is_not_answered_with_a_sign_in_page()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);
        using var picture = new HttpRequestMessage(HttpMethod.Get, "/fa/queue");
        picture.Headers.Add("Sec-Fetch-Mode", "no-cors");

        await visitor.Send(picture);

        visitor.Status.ShouldBe(HttpStatusCode.Unauthorized);
        visitor.CookiesSet.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_posted_after_the_session_leads_back_to_its_page()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);
        using var late = new HttpRequestMessage(HttpMethod.Post, "/fa/queue");
        late.Headers.Referrer = new("http://localhost/fa/queue?sort=due");

        await visitor.Send(late);
        await visitor.Press("persona", "officer");

        visitor.At.PathAndQuery.ShouldBe("/fa/queue?sort=due");
        visitor.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Sign_out_ends_the_session_and_needs_its_form()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);
        await visitor.SignIn("officer", "/fa/form");
        Session(visitor).ShouldBe(1);

        await visitor.Press("return", "/fa", without: field => field is "__RequestVerificationToken");
        visitor.Status.ShouldBe(HttpStatusCode.BadRequest);
        visitor.Page.ShouldContain("sign-in.form-expired");

        await visitor.Open("/fa/form");
        await visitor.Press("return", "/fa");
        visitor.Trail.Select(address => address.AbsolutePath)
            .ShouldBe(["/sign-out", "/dev-issuer/end-session", "/sign-out/callback", "/fa"]);
        visitor.Page.ShouldBe(" of , citizen ");
        Session(visitor).ShouldBe(0);
        await visitor.Open("/fa/queue");
        visitor.At.AbsolutePath.ShouldBe("/dev-issuer/authorize");

        static int Session(Visitor visitor) => visitor.Cookies.GetAllCookies().Count(cookie => cookie.Name is "egov");
    }

    [Theory]
    [InlineData("multipart/form-data", "x")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nbad")]
    [InlineData("application/x-www-form-urlencoded", "return=%00")]
    public async Task Sign_out_leads_home_where_its_form_cannot_be_read(string type, string form)
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);
        await visitor.Open("/fa/form");
        using var content = new StringContent(form);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(visitor.At, "/sign-out"));
        request.Content = content;
        await visitor.Send(request);
        visitor.Status.ShouldBe(HttpStatusCode.OK);
        visitor.At.AbsolutePath.ShouldBe("/");
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_of_other_sites()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);

        await visitor.SignIn("officer", "/fa/queue");

        var cookie = visitor.CookiesSet.Single(set => set.StartsWith("egov=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldContain("path=/");
        cookie.ShouldNotContain("secure");
        visitor.CookiesSet.ShouldAllBe(set => set.Contains("httponly") && !set.Contains("samesite=none"));
    }

    [Fact]
    public async Task Over_https_it_is_secure_and_bound_to_the_host()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host, "https://localhost");

        (await visitor.SignIn("officer", "/fa/queue")).ShouldStartWith("officer:ENV-014");

        var cookie = visitor.CookiesSet.Single(set => set.StartsWith("__Host-egov=", StringComparison.Ordinal));
        cookie.ShouldContain("secure");
        cookie.ShouldNotContain("domain");
        visitor.CookiesSet.ShouldAllBe(set => set.Contains("secure"));
    }

    [Fact]
    public async Task A_session_rests_for_half_an_hour_at_most()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await Hosts.Start(services: services => Tick(services, clock));
        using var visitor = Visitor.Of(host);
        await visitor.SignIn("officer", "/fa/queue");

        foreach (var _ in Enumerable.Range(0, 3))
        {
            clock.Advance(TimeSpan.FromMinutes(25));
            (await visitor.Open("/fa/queue")).ShouldStartWith("officer:ENV-014");
        }

        clock.Advance(TimeSpan.FromMinutes(31));
        await visitor.Open("/fa/queue");
        visitor.At.AbsolutePath.ShouldBe("/dev-issuer/authorize");
    }

    [Fact]
    public async Task Even_a_busy_session_ends_after_twelve_hours()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await Hosts.Start(services: services => Tick(services, clock));
        using var visitor = Visitor.Of(host);
        await visitor.SignIn("officer", "/fa/queue");

        var hours = 0.0;
        while (hours < 24 && visitor.At.AbsolutePath is "/fa/queue")
        {
            clock.Advance(TimeSpan.FromMinutes(20));
            hours += 1 / 3.0;
            await visitor.Open("/fa/queue");
        }

        hours.ShouldBe(12, 0.01);
    }

    [Fact]
    public async Task Both_last_as_long_as_the_configuration_says()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await Hosts.Start(
            settings: new() { ["SignIn:SessionIdle"] = "00:05:00", ["SignIn:SessionLongest"] = "00:20:00" },
            services: services => Tick(services, clock));
        using var visitor = Visitor.Of(host);
        await visitor.SignIn("officer", "/fa/queue");

        clock.Advance(TimeSpan.FromMinutes(6));
        await visitor.Open("/fa/queue");
        visitor.At.AbsolutePath.ShouldBe("/dev-issuer/authorize");
        await visitor.Press("persona", "officer");

        var minutes = 0;
        while (minutes < 60 && visitor.At.AbsolutePath is "/fa/queue")
        {
            clock.Advance(TimeSpan.FromMinutes(4));
            minutes += 4;
            await visitor.Open("/fa/queue");
        }

        minutes.ShouldBe(20);
    }

    [Fact]
    public async Task A_copy_of_the_cookie_is_worthless_once_its_owner_has_signed_out()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);
        using var thief = Visitor.Of(host);
        await SignOutAfterACopyWasTaken(visitor, thief);
        (await visitor.SignIn("officer", "/fa/queue")).ShouldStartWith("officer:ENV-014");
    }

    [Fact]
    public async Task Nor_does_it_come_alive_on_another_node_or_on_one_that_is_started_again()
    {
        var data = Directory.CreateTempSubdirectory("egov-hosts").FullName;
        Dictionary<string, string?> shared = new() { ["Data"] = data };
        await using var host = await Hosts.Start(settings: shared);
        await using var node = await Hosts.Start(settings: shared);
        using var visitor = Visitor.Of(host);
        using var thief = Visitor.Of(node);
        var copy = await SignOutAfterACopyWasTaken(visitor, thief);
        await using var later = await Hosts.Start(settings: shared);
        using var patient = Visitor.Of(later);
        await patient.Send(Copied(copy));
        patient.At.AbsolutePath.ShouldBe("/dev-issuer/authorize");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.Combine(data, "sessions", "keys")).ShouldBe(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <returns>The copy, which had opened a page until then and opens none any more.</returns>
    private static async Task<string> SignOutAfterACopyWasTaken(Visitor visitor, Visitor thief)
    {
        await visitor.SignIn("officer", "/fa/form");
        var copy = visitor.Cookies.GetAllCookies().Single(cookie => cookie.Name is "egov").Value;
        (await thief.Send(Copied(copy))).ShouldStartWith("officer:ENV-014");

        await visitor.Open("/fa/form");
        await visitor.Press("return", "/fa");

        await thief.Send(Copied(copy));
        thief.At.AbsolutePath.ShouldBe("/dev-issuer/authorize");
        return copy;
    }

    private static HttpRequestMessage Copied(string cookie) =>
        new(HttpMethod.Get, "/fa/queue") { Headers = { { "Cookie", $"egov={cookie}" } } };

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/\t/elsewhere.example")]
    [InlineData("\\\\elsewhere.example")]
    public async Task Nor_does_signing_out_lead_to_another_site(string elsewhere)
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);
        await visitor.SignIn("officer", "/fa/form");

        await visitor.Press("return", elsewhere);

        visitor.Trail.ShouldAllBe(address => address.Host == "localhost");
        visitor.At.AbsolutePath.ShouldBe("/");
    }

    [Fact]
    public async Task A_callback_is_good_once_and_in_the_browser_that_asked_for_it()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);
        using var other = Visitor.Of(host);
        await visitor.SignIn("officer", "/fa/queue");
        var callback = visitor.Trail.Single(address => address.AbsolutePath == "/sign-in/callback").PathAndQuery;

        foreach (var late in new[] { visitor, other })
        {
            (await late.Open(callback)).ShouldContain("sign-in.failed");
            late.Status.ShouldBe(HttpStatusCode.BadRequest);
        }

        other.Cookies.GetAllCookies().ShouldNotContain(cookie => cookie.Name == "egov");
        (await visitor.Open("/fa/queue")).ShouldStartWith("officer:ENV-014");
    }

    [Fact]
    public async Task A_callback_that_nobody_asked_for_signs_nobody_in()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);

        var page = await visitor.Open("/sign-in/callback?code=abc&state=def");

        visitor.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.ShouldContain("sign-in.failed");
    }

    [Fact]
    public async Task Another_issuer_signs_people_and_machines_in_over_http()
    {
        await using var issuer = await Hosts.Start(listens: true);
        await using var host = await Hosts.Start(listens: true, new()
        {
            ["SignIn:Authority"] = $"{issuer.Urls.First()}/dev-issuer",
        });
        using var visitor = Visitor.Of(host);
        using var machine = Visitor.Of(issuer);

        (await visitor.SignIn("manager", "/sign-in?return=/fa")).ShouldStartWith("manager:ENV-900 of environment");
        visitor.At.Authority.ShouldBe(new Uri(host.Urls.First()).Authority);
        (await visitor.Send(With(await machine.Token("clerk"), "/api/me"))).ShouldContain("clerk:DSK-SAR-1");

        await visitor.Open("/fa/form");
        await visitor.Press("return", "/fa");
        visitor.Trail[1].Authority.ShouldBe(new Uri(issuer.Urls.First()).Authority);
        visitor.Page.ShouldBe(" of , citizen ");
        visitor.Answer.Headers.GetValues("Content-Security-Policy").Single()
            .ShouldContain($"form-action 'self' {issuer.Urls.First()}");
        await visitor.Open("/dev-issuer/authorize");
        visitor.Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_an_issuer_tells_of_a_person_stays_outside()
    {
        await using var issuer = await IssuerThatSays("name", "Narges Ahmadi", "given_name", "Narges");
        await using var host = await Hosts.Start(listens: true, new()
        {
            ["SignIn:Authority"] = $"{issuer.Urls.First()}/dev-issuer",
        });
        using var visitor = Visitor.Of(host);
        using var machine = Visitor.Of(issuer);
        const string officer =
            """["sub=officer","name=officer:ENV-014","role=officer","code=ENV-014","department=environment"]""";
        var token = await machine.Token("officer");
        Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[1])).ShouldContain("Narges Ahmadi");

        (await visitor.Send(With(token, "/api/me"))).ShouldBe(officer);
        await visitor.SignIn("officer", "/fa/queue");
        (await visitor.Open("/api/me")).ShouldBe(officer);
    }

    [Fact]
    public async Task Whoever_the_issuer_gives_no_role_here_is_not_let_in()
    {
        await using var issuer = await IssuerThatSays("role", "gardener");
        await using var host = await Hosts.Start(listens: true, new()
        {
            ["SignIn:Authority"] = $"{issuer.Urls.First()}/dev-issuer",
        });
        using var visitor = Visitor.Of(host);
        using var machine = Visitor.Of(issuer);

        (await visitor.SignIn("officer", "/fa/queue")).ShouldContain("sign-in.failed");
        visitor.Cookies.GetAllCookies().ShouldNotContain(cookie => cookie.Name == "egov");
        await visitor.Send(With(await machine.Token("officer"), "/api/me"));
        visitor.Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_silent_issuer_closes_sign_in_and_nothing_else()
    {
        await using var host = await Hosts.Start(settings: new() { ["SignIn:Authority"] = "http://127.0.0.1:9/x" });
        using var visitor = Visitor.Of(host);

        (await visitor.Open("/fa/queue")).ShouldContain("sign-in.issuer-unreachable");
        visitor.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await visitor.Open("/")).ShouldBe("home");
        await visitor.Send(With("a.b.c", "/api/me"));
        visitor.Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_stub_stands_in_for_everything()
    {
        await using var host = await AlbaHost.For(Builder(), Hosts.Map, new AuthenticationStub().As("officer"));

        await host.Scenario(x =>
        {
            x.Get.Url("/fa/queue");
            x.ContentShouldBe("officer:ENV-014 of environment, citizen ");
        });
        var refused = await host.Scenario(x =>
        {
            x.Get.Url("/api/audit");
            x.StatusCodeShouldBe(403);
        });
        refused.ReadAsText().ShouldContain("role.not-allowed");
    }

    [Fact]
    public async Task A_token_stub_goes_through_the_real_bearer_pipeline()
    {
        var builder = Builder();
        // The stub signs with a secret of its own, as no issuer may.
        builder.Services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme,
            machines => machines.TokenValidationParameters.ValidAlgorithms = null);
        await using var host = await AlbaHost.For(builder, Hosts.Map, new JwtSecurityStub().As("auditor"));

        await host.Scenario(x =>
        {
            x.Get.Url("/api/audit");
            x.ContentShouldBe("auditor:AUD-03 of , citizen ");
        });
    }

    private static WebApplicationBuilder Builder() => Hosts.Builder();

    private static Task<WebApplication> IssuerThatSays(params string[] claims) =>
        Hosts.Start(listens: true, services: services => services.AddOpenIddict().AddServer(server =>
            server.AddEventHandler<OpenIddictServerEvents.ProcessSignInContext>(handler => handler
                .SetOrder(int.MinValue)
                .UseInlineHandler(context =>
                {
                    foreach (var claim in claims.Chunk(2)) context.Principal!.SetClaim(claim[0], claim[1]);
                    context.Principal!.SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
                    return default;
                }))));

    private static void Tick(IServiceCollection services, FakeTimeProvider clock) =>
        services.Configure<CookieAuthenticationOptions>(
            Portal.SignIn.SignIn.Cookie, cookie => cookie.TimeProvider = clock);

    private static HttpRequestMessage With(string token, string address, HttpMethod? method = null) =>
        new(method ?? HttpMethod.Get, address) { Headers = { Authorization = new("Bearer", token) } };
}
