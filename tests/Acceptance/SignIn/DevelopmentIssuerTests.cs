using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using EGov.Portal.SignIn;
using Microsoft.AspNetCore.TestHost;

namespace EGov.Acceptance.SignIn;

public class DevelopmentIssuerTests
{
    [Fact]
    public void It_never_starts_in_production()
    {
        var failure = Should.Throw<InvalidOperationException>(() => Hosts.Builder("Production"));
        failure.Message.ShouldContain("never starts in Production");
        failure.Message.ShouldContain("SignIn:Authority");

        Should.Throw<InvalidOperationException>(() => Hosts.Builder("Production", new()
        {
            ["SignIn:Authority"] = "https://issuer.example",
            ["SignIn:DevelopmentIssuer"] = "true",
        }));
        Should.NotThrow(() => Hosts.Builder("Production", new() { ["SignIn:Authority"] = "https://issuer.example" }));
    }

    [Fact]
    public void In_an_environment_of_another_name_it_must_be_asked_for()
    {
        Should.Throw<InvalidOperationException>(() => Hosts.Builder("Prod"))
            .Message.ShouldContain("SignIn:DevelopmentIssuer");
        Should.NotThrow(() => Hosts.Builder("Demo", new() { ["SignIn:DevelopmentIssuer"] = "true" }));
    }

    [Theory, InlineData("http://0.0.0.0:0"), InlineData("http://[::]:0"), InlineData("http://*:0")]
    public async Task It_never_serves_other_machines(string address)
    {
        await using var host = Hosts.Build(address);

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => host.StartAsync());

        failure.Message.ShouldContain("serves this machine only");
        var port = int.Parse(Regex.Match(failure.Message, @":(\d+)\.").Groups[1].Value, CultureInfo.InvariantCulture);
        await host.DisposeAsync();
        using var socket = new TcpClient();
        await Should.ThrowAsync<SocketException>(() => socket.ConnectAsync(IPAddress.Loopback, port));
    }

    [Theory, InlineData("http://127.0.0.1:0"), InlineData("http://[::1]:0")]
    public async Task It_serves_this_machine(string address)
    {
        await using var host = Hosts.Build(address);
        await host.StartAsync(TestContext.Current.CancellationToken);
        using var visitor = Visitor.Of(host);

        var issuer = JsonDocument.Parse(await visitor.Open("/dev-issuer/.well-known/openid-configuration")).RootElement;

        issuer.GetProperty("issuer").GetString().ShouldBe($"{host.Urls.First()}/dev-issuer");
        issuer.GetProperty("code_challenge_methods_supported")[0].GetString().ShouldBe("S256");
    }

    [Theory, InlineData("evil.example"), InlineData("portal.mazandaran.example:5080")]
    public async Task A_foreign_name_for_this_machine_finds_no_issuer(string name)
    {
        await using var host = await Hosts.Start(listens: true);
        using var visitor = Visitor.Of(host);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/dev-issuer/.well-known/openid-configuration");
        request.Headers.Host = name;

        await visitor.Send(request);

        visitor.Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_request_from_elsewhere_finds_no_issuer()
    {
        await using var host = await Hosts.Start();

        var answer = await host.GetTestServer().SendAsync(context =>
        {
            context.Request.Path = "/dev-issuer/token";
            context.Request.Method = "POST";
            context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.7");
        }, TestContext.Current.CancellationToken);

        answer.Response.StatusCode.ShouldBe(404);
    }

    [Theory]
    [InlineData("/fa/queue", "fa", "rtl", "به نام چه کسی")]
    [InlineData("/en/queue", "en", "ltr", "Who do you sign in as?")]
    public async Task The_persona_page_speaks_the_language_of_the_page_left(
        string from, string language, string dir, string heading)
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);

        var page = WebUtility.HtmlDecode(await visitor.Open(from));

        page.ShouldContain($"<html lang=\"{language}\" dir=\"{dir}\">");
        page.ShouldContain(heading);
        foreach (var persona in Personas.Default)
        {
            page.ShouldContain(persona.Name.In(language));
            page.ShouldContain($"value=\"{persona.Key}\"");
        }

        page.ShouldNotContain("<script");
        page.ShouldNotContain("style=");
        var other = WebUtility.HtmlDecode(Regex.Match(page, "<a href=\"([^\"]*ui_locales[^\"]*)\"").Groups[1].Value);
        (await visitor.Open(other)).ShouldContain(language is "en" ? "lang=\"fa\"" : "lang=\"en\"");
        await visitor.Press("persona", "officer");
        visitor.At.AbsolutePath.ShouldBe(from);
    }

    [Fact]
    public async Task Every_role_has_a_persona_of_its_name()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);

        foreach (var role in Roles.All)
            (await visitor.SignIn(role, "/sign-in?return=/fa"))
                .ShouldStartWith(role is Roles.Citizen ? "citizen" : $"{role}:");
        Personas.Default.Select(persona => persona.Key).ShouldBeUnique();
    }

    [Fact]
    public async Task A_choice_without_the_forms_token_is_refused()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);
        await visitor.Open("/fa/queue");

        await visitor.Press("persona", "officer", without: field => field is "__RequestVerificationToken");

        visitor.Status.ShouldBe(HttpStatusCode.BadRequest);
        visitor.Page.ShouldContain("sign-in.form-expired");
        visitor.Trail.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Somebody_unknown_cannot_be_chosen()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);
        await visitor.Open("/fa/queue");

        await visitor.Press("persona", "passer-by");

        visitor.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("redirect_uri", "https://elsewhere.example/sign-in/callback")]
    [InlineData("redirect_uri", "http://localhost/fa")]
    [InlineData("client_id", "somebody")]
    [InlineData("code_challenge", "")]
    [InlineData("code_challenge_method", "plain")]
    public async Task Only_the_portal_with_a_code_challenge_may_ask_for_people(string field, string value)
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);
        await visitor.Open("/fa/queue");
        var asked = System.Web.HttpUtility.ParseQueryString(visitor.At.Query);
        asked[field] = value;

        await visitor.Open($"/dev-issuer/authorize?{asked}");

        visitor.Status.ShouldBe(HttpStatusCode.BadRequest);
        visitor.Page.ShouldNotContain("name=\"persona\"");
        visitor.Trail.ShouldAllBe(address => address.Host == "localhost");
    }

    [Theory]
    [InlineData("officer", "wrong")]
    [InlineData("nobody", "development")]
    [InlineData("egov-portal", "development")]
    public async Task A_machine_needs_a_personas_name_and_the_development_secret(string client, string secret)
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);

        var failure = await Should.ThrowAsync<HttpRequestException>(() => visitor.Token(client, secret));

        failure.Message.ShouldBe("invalid_client");
    }

    [Fact]
    public async Task A_redirect_after_sign_out_stays_on_this_machine()
    {
        await using var host = await Hosts.Start();
        using var visitor = Visitor.Of(host);

        await visitor.Open("/dev-issuer/end-session?post_logout_redirect_uri=https%3A%2F%2Felsewhere.example%2F");

        visitor.Status.ShouldBe(HttpStatusCode.BadRequest);
        visitor.Trail.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Personas_can_be_configured()
    {
        await using var host = await Hosts.Start(settings: new()
        {
            ["SignIn:Personas:0:Key"] = "elder",
            ["SignIn:Personas:0:Name:Fa"] = "ریش‌سفید",
            ["SignIn:Personas:0:Name:En"] = "The elder",
            ["SignIn:Personas:0:Role"] = "officer",
            ["SignIn:Personas:0:Department"] = "roads",
            ["SignIn:Personas:0:Code"] = "RDS-001",
        });
        using var visitor = Visitor.Of(host);

        (await visitor.SignIn("elder", "/fa/queue")).ShouldStartWith("officer:RDS-001 of roads");
    }

    [Fact]
    public void A_misspelt_setting_stops_the_start() =>
        Should.Throw<InvalidOperationException>(() => Hosts.Builder(settings: new() { ["SignIn:Authorty"] = "x" }))
            .Message.ShouldContain("Authorty");

    [Fact]
    public void A_persona_who_could_not_act_stops_the_start()
    {
        var nameless = new Persona("x", new("الف", "A"), Roles.Officer, "roads", null, null);

        Should.Throw<InvalidOperationException>(() => Hosts.Builder(personas: [nameless]))
            .Message.ShouldContain("public code");
    }
}
