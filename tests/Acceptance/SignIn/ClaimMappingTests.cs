using System.Net;
using System.Security.Claims;
using System.Text;
using EGov.Portal.SignIn;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using OpenIddict.Server;

namespace EGov.Acceptance.SignIn;

/// <summary>Issuers name things as they like; the configuration says what they mean here.</summary>
public class ClaimMappingTests
{
    private const string Keycloak =
        """
        {
          "Claims": {
            "Role": { "From": ["realm_access.roles", "resource_access.egov.portal.roles"] },
            "Code": { "From": ["staff_code"] },
            "Department": { "From": ["groups"], "Values": [{ "Is": "/departments/*", "Means": "*" }] },
            "Subject": { "From": ["citizen"] }
          }
        }
        """;

    private const string Ministry =
        """
        {
          "Claims": {
            "Sub": { "From": ["https://id.example/claims/uid"] },
            "Role": {
              "From": ["memberOf"],
              "Values": [
                { "Is": "CN=Karshenas,OU=EGov", "Means": "officer" },
                { "Is": "CN=Modir,OU=EGov", "Means": "manager" },
                { "Is": "CN=EGov-*", "Means": "*" }
              ]
            },
            "Code": { "From": ["employeeNumber"], "Values": [{ "Is": "*", "Means": "ENV-*" }] },
            "Department": { "From": ["ou"], "Values": [{ "Is": "17", "Means": "environment" }] }
          }
        }
        """;

    [Fact]
    public void A_token_of_Keycloaks_shape_is_read() =>
        Read(Keycloak, """
            {
              "sub": "9f6c", "name": "Narges Ahmadi", "role": "admin", "department": "regional-water",
              "realm_access": { "roles": ["offline_access", "officer", "uma_authorization"] },
              "resource_access": { "egov.portal": { "roles": ["manager"] }, "account": { "roles": ["admin"] } },
              "groups": ["/staff", "/departments/environment"], "staff_code": "ENV-014"
            }
            """)
            .ShouldBe(["sub=9f6c", "name=manager:ENV-014", "role=officer", "role=manager", "code=ENV-014",
                "department=environment"]);

    [Fact]
    public void And_a_citizen_of_it() =>
        Read(Keycloak, """
            {
              "sub": "1c2d", "realm_access": { "roles": ["citizen"] }, "groups": ["/a", "/b"],
              "citizen": "5b0c1d5e-3f64-4c0b-9a53-0c7a6d1f2e01", "staff_code": "ENV-014"
            }
            """)
            .ShouldBe(["sub=1c2d", "name=citizen", "role=citizen", "subject=5b0c1d5e-3f64-4c0b-9a53-0c7a6d1f2e01"]);

    [Fact]
    public void A_token_of_quite_another_shape_is_read_too() =>
        Read(Ministry, """
            {
              "sub": "ignored", "https://id.example/claims/uid": 4711, "ou": "17", "employeeNumber": 14,
              "memberOf": ["CN=Karshenas,OU=EGov", "CN=Printers", "CN=EGov-auditor", "officer", "admin"]
            }
            """)
            .ShouldBe(["sub=4711", "name=auditor:ENV-14", "role=officer", "role=auditor", "code=ENV-14",
                "department=environment"]);

    [Theory]
    [InlineData("a role of our own name", """{ "role": ["admin"], "roles": ["admin"] }""", "name none of")]
    [InlineData("a role of another client",
        """{ "resource_access": { "account": { "roles": ["admin"] } } }""", "name none of")]
    [InlineData("roles that are no list",
        """{ "realm_access": { "roles": { "admin": true } } }""", "name none of")]
    [InlineData("a path as a role",
        """{ "realm_access": "roles", "realm_access.rolesx": ["admin"] }""", "name none of")]
    [InlineData("text that looks like JSON", """{ "realm_access": "{\"roles\":[" }""", "name none of")]
    [InlineData("two departments",
        """{ "realm_access": { "roles": ["officer"] }, "groups": ["/departments/a1", "/departments/b2"] }""",
        "more than one department")]
    [InlineData("two codes", """{ "realm_access": { "roles": ["auditor"] }, "staff_code": ["AUD-01", "AUD-02"] }""",
        "more than one code")]
    [InlineData("a group below a department",
        """{ "realm_access": { "roles": ["officer"] }, "groups": ["/departments/environment/heads"] }""",
        "not a department's code")]
    [InlineData("a group that only looks like one",
        """{ "realm_access": { "roles": ["officer"] }, "groups": ["/x/departments/environment", "environment"] }""",
        "needs a department")]
    public void What_is_not_said_where_it_is_asked_gives_nobody_anything(string what, string claims, string fault)
    {
        var code = what == "two codes" ? "" : """ "staff_code": "ENV-014", """;
        var said = Identity(claims.Insert(1, $""" "sub": "1", {code} """));
        ActorClaims.TryRead(said, Mapping(Keycloak), out _, out var why).ShouldBeFalse(what);
        why.ShouldContain(fault);
    }

    [Theory]
    [InlineData("SignIn:Claims:Role:From must name a claim", """{ "Role": { "From": [] } }""")]
    [InlineData("SignIn:Claims:Code:From must name a claim", """{ "Code": { "From": [" "] } }""")]
    [InlineData("'groups' at 'SignIn:Claims:Department:From'", """{ "Department": { "From": "groups" } }""")]
    [InlineData("SignIn:Claims:Code:From names a claim twice", """{ "Code": { "From": ["a", "a"] } }""")]
    [InlineData("SignIn:Claims:Role:Values:0:Means is gardener, which is no role here; there are citizen",
        """{ "Role": { "From": ["r"], "Values": [{ "Is": "g", "Means": "gardener" }] } }""")]
    [InlineData("SignIn:Claims:Role:Values:1:Is says g a second time",
        """
        { "Role": { "From": ["r"], "Values": [{ "Is": "g", "Means": "clerk" }, { "Is": "g", "Means": "admin" }] } }
        """)]
    [InlineData("SignIn:Claims:Department:Values:0:Means is Water!, which is not a department's code",
        """{ "Department": { "From": ["r"], "Values": [{ "Is": "17", "Means": "Water!" }] } }""")]
    [InlineData("SignIn:Claims:Department:Values:0:Is may have one *",
        """{ "Department": { "From": ["r"], "Values": [{ "Is": "*/*", "Means": "*" }] } }""")]
    [InlineData("SignIn:Claims:Department:Values:0:Means has a * for which Is has none",
        """{ "Department": { "From": ["r"], "Values": [{ "Is": "17", "Means": "*" }] } }""")]
    [InlineData("SignIn:Claims:Sub:Values:0 needs both Is and Means",
        """{ "Sub": { "From": ["r"], "Values": [{ "Is": "17" }] } }""")]
    [InlineData("Roles", """{ "Roles": { "From": ["r"] } }""")]
    public void What_could_not_be_meant_does_not_start(string message, string claims) =>
        Should.Throw<InvalidOperationException>(() =>
            Hosts.Builder(settings: Settings($$"""{ "Claims": {{claims}} }"""))).Message.ShouldContain(message);

    [Theory]
    [InlineData("SignIn:SessionIdle", "SessionIdle", "00:00:10")]
    [InlineData("SignIn:SessionIdle", "SessionIdle", "13:00:00")]
    [InlineData("SignIn:SessionLongest", "SessionLongest", "8.00:00:00")]
    [InlineData("SessionLongest", "SessionLongest", "soon")]
    public void Nor_a_session_without_an_end(string message, string key, string value) =>
        Should.Throw<InvalidOperationException>(() =>
            Hosts.Builder(settings: new() { [$"SignIn:{key}"] = value })).Message.ShouldContain(message);

    [Fact]
    public async Task People_and_machines_of_a_foreign_issuer_come_in_by_the_mapping_alone()
    {
        await using var issuer = await IssuerThatSays(
            ("memberOf", "CN=Modir,OU=EGov"), ("ou", "17"), ("employeeNumber", "900"),
            ("https://id.example/claims/uid", "u-7"));
        var settings = Settings(Ministry);
        settings["SignIn:Authority"] = $"{issuer.Urls.First()}/dev-issuer";
        await using var host = await Hosts.Start(listens: true, settings);
        using var visitor = Visitor.Of(host);
        using var machine = Visitor.Of(issuer);
        const string manager =
            """["sub=u-7","name=manager:ENV-900","role=manager","code=ENV-900","department=environment"]""";

        // The issuer's own claims of our names say admin; nobody asked them.
        (await visitor.Send(With(await machine.Token("admin"), "/api/me"))).ShouldBe(manager);
        await visitor.SignIn("admin", "/sign-in?return=/fa");
        (await visitor.Open("/api/me")).ShouldBe(manager);
        await visitor.Send(With(await machine.Token("admin"), "/api/audit"));
        visitor.Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static HttpRequestMessage With(string token, string address) =>
        new(HttpMethod.Get, address) { Headers = { Authorization = new("Bearer", token) } };

    private static Task<Microsoft.AspNetCore.Builder.WebApplication> IssuerThatSays(params (string, string)[] claims) =>
        Hosts.Start(listens: true, services: services => services.AddOpenIddict().AddServer(server =>
            server.AddEventHandler<OpenIddictServerEvents.ProcessSignInContext>(handler => handler
                .SetOrder(int.MinValue)
                .UseInlineHandler(context =>
                {
                    var identity = (ClaimsIdentity)context.Principal!.Identity!;
                    foreach (var (name, value) in claims) identity.AddClaim(new(name, value));
                    foreach (var claim in identity.Claims)
                        OpenIddict.Abstractions.OpenIddictExtensions.SetDestinations(claim,
                            OpenIddict.Abstractions.OpenIddictConstants.Destinations.AccessToken,
                            OpenIddict.Abstractions.OpenIddictConstants.Destinations.IdentityToken);
                    return default;
                }))));

    private static IEnumerable<string> Read(string settings, string claims)
    {
        ActorClaims.TryRead(Identity(claims), Mapping(settings), out var actor, out var fault).ShouldBeTrue(fault);
        return actor!.Claims.Select(claim => $"{claim.Type}={claim.Value}");
    }

    /// <summary>The claims as the handler of bearer tokens gives them.</summary>
    internal static ClaimsIdentity Identity(string claims)
    {
        var parts = new[] { """{"alg":"none"}""", claims }
            .Select(part => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part)));
        return new(new JsonWebToken(string.Join('.', parts) + ".").Claims, "token");
    }

    internal static ClaimMapping Mapping(string settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(Settings(settings)).Build()
            .GetSection("SignIn:Claims").Get<ClaimMapping>()!.Checked();

    private static Dictionary<string, string?> Settings(string json) =>
        new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "SignIn": {{json}} }"""))).Build()
            .AsEnumerable().Where(pair => pair.Value is not null).ToDictionary();
}
