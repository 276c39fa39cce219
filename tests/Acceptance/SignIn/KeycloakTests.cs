using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EGov.Portal.SignIn;

namespace EGov.Acceptance.SignIn;

/// <summary>The realm under ops, read by the very settings that its page gives; no Keycloak runs here.</summary>
public partial class KeycloakTests
{
    private static readonly string Folder = Path.Combine(Root(), "ops", "keycloak");
    private static readonly JsonElement Realm =
        JsonElement.Parse(File.ReadAllText(Path.Combine(Folder, "egov-realm.json")));
    private static readonly string Page = File.ReadAllText(Path.Combine(Folder, "README.md"));
    private static readonly JsonElement Settings =
        JsonElement.Parse(Block().Match(Page).Groups[1].Value).GetProperty("SignIn");

    private static ClaimMapping Mapping => ClaimMappingTests.Mapping(Settings.GetRawText());

    [Theory]
    [InlineData("citizen", "citizen", null)]
    [InlineData("clerk", "clerk:DSK-SAR-1", "desk-sari")]
    [InlineData("officer", "officer:ENV-014", "environment")]
    [InlineData("manager", "manager:ENV-900", "environment")]
    [InlineData("governor", "governor:GVN-01", "governorate")]
    [InlineData("auditor", "auditor:AUD-03", null)]
    [InlineData("integrity", "integrity:INT-02", "governorate")]
    [InlineData("custodian", "custodian:CUS-01", "governorate")]
    [InlineData("admin", "admin:ADM-01", "governorate")]
    public void Each_example_user_is_an_actor_here(string user, string name, string? department)
    {
        foreach (var isAccess in new[] { true, false })
        {
            var actor = Actor("egov-portal", user, isAccess);
            actor.FindFirst(ActorClaims.Name)!.Value.ShouldBe(name);
            actor.FindAll(ActorClaims.Role).ShouldHaveSingleItem().Value.ShouldBe(user);
            actor.FindFirst(ActorClaims.Department)?.Value.ShouldBe(department);
            (actor.FindFirst(ActorClaims.Subject) is not null).ShouldBe(user == Roles.Citizen);
        }
    }

    [Fact]
    public void And_so_is_the_machine() =>
        Actor("egov-machine", "service-account-egov-machine", isAccess: true)
            .FindFirst(ActorClaims.Name)!.Value.ShouldBe("auditor:AUD-M1");

    [Fact]
    public void Only_access_tokens_are_meant_for_the_API()
    {
        foreach (var client in new[] { "egov-portal", "egov-machine" })
        {
            Token(client, "officer", isAccess: true)["aud"]!.GetValue<string>().ShouldBe(Text(Settings, "Audience"));
            Token(client, "officer", isAccess: false).ContainsKey("aud").ShouldBeFalse();
        }

        Text(Settings, "ClientId").ShouldBe("egov-portal");
        Text(Settings, "Authority").ShouldEndWith("/realms/" + Text(Realm, "realm"));
    }

    [Fact]
    public void A_name_or_address_of_a_person_is_in_no_token() =>
        Token("egov-portal", "officer", isAccess: false).Select(claim => claim.Key).Order(StringComparer.Ordinal)
            .ShouldBe(["groups", "realm_access", "staff_code", "sub"]);

    [Fact]
    public void There_is_a_role_for_each_of_ours_and_no_other() =>
        Realm.GetProperty("roles").GetProperty("realm").EnumerateArray().Select(role => Text(role, "name"))
            .ShouldBe(Roles.All);

    [Fact]
    public void Nothing_secret_is_in_the_file()
    {
        Users().Where(user => user.TryGetProperty("credentials", out _)).ShouldBeEmpty();
        Clients().Where(client => client.TryGetProperty("secret", out _)).ShouldBeEmpty();
        Realm.TryGetProperty("privateKey", out _).ShouldBeFalse();
        Realm.GetProperty("components").EnumerateObject().Select(component => component.Name)
            .ShouldBe(["org.keycloak.userprofile.UserProfileProvider"]);
    }

    [Fact]
    public void People_come_by_code_and_PKCE_and_return_to_one_address()
    {
        var portal = Clients().Single(client => Text(client, "clientId") == "egov-portal");
        portal.GetProperty("standardFlowEnabled").GetBoolean().ShouldBeTrue();
        Text(portal.GetProperty("attributes"), "pkce.code.challenge.method").ShouldBe("S256");
        portal.GetProperty("redirectUris").EnumerateArray().Select(address => address.GetString())
            .ShouldBe(["https://portal.example" + EGov.Portal.SignIn.SignIn.CallbackPath]);
        Text(portal.GetProperty("attributes"), "post.logout.redirect.uris")
            .ShouldBe("https://portal.example" + EGov.Portal.SignIn.SignIn.OutCallbackPath);
        foreach (var client in Clients())
        {
            client.GetProperty("implicitFlowEnabled").GetBoolean().ShouldBeFalse();
            client.GetProperty("directAccessGrantsEnabled").GetBoolean().ShouldBeFalse();
            client.GetProperty("publicClient").GetBoolean().ShouldBeFalse();
        }
    }

    [Fact]
    public void Nobody_edits_his_own_code_or_subject()
    {
        var profile = JsonElement.Parse(Realm.GetProperty("components")
            .GetProperty("org.keycloak.userprofile.UserProfileProvider")[0]
            .GetProperty("config").GetProperty("kc.user.profile.config")[0].GetString()!);
        foreach (var name in new[] { "staff_code", "citizen", "username" })
            profile.GetProperty("attributes").EnumerateArray().Single(member => Text(member, "name") == name)
                .GetProperty("permissions").GetProperty("edit").EnumerateArray().Select(who => who.GetString())
                .ShouldBe(["admin"]);
        profile.TryGetProperty("unmanagedAttributePolicy", out _).ShouldBeFalse();
    }

    private static ClaimsIdentity Actor(string client, string user, bool isAccess)
    {
        var token = ClaimMappingTests.Identity(Token(client, user, isAccess).ToJsonString());
        ActorClaims.TryRead(token, Mapping, out var actor, out var fault).ShouldBeTrue($"{user}: {fault}");
        return actor!;
    }

    /// <summary>The claims that the client's mappers are documented to make for a user.</summary>
    private static JsonObject Token(string client, string username, bool isAccess)
    {
        var user = Users().Single(one => Text(one, "username") == username);
        var token = new JsonObject();
        if (!isAccess) token["sub"] = "0d5f";
        foreach (var mapper in Clients().Single(one => Text(one, "clientId") == client)
            .GetProperty("protocolMappers").EnumerateArray())
        {
            var config = mapper.GetProperty("config");
            if (!config.TryGetProperty(isAccess ? "access.token.claim" : "id.token.claim", out var put)
                || put.GetString() != "true") continue;
            var (claim, value) = Text(mapper, "protocolMapper") switch
            {
                "oidc-sub-mapper" => ("sub", (JsonNode)"0d5f"),
                "oidc-usermodel-realm-role-mapper" =>
                    (Text(config, "claim.name"), List(user, "realmRoles", "offline_access")),
                "oidc-group-membership-mapper" when Text(config, "full.path") == "true" =>
                    (Text(config, "claim.name"), List(user, "groups")),
                "oidc-usermodel-attribute-mapper" => (Text(config, "claim.name"), Attribute(user, config)),
                "oidc-audience-mapper" => ("aud", Text(config, "included.client.audience")),
                var other => throw new InvalidOperationException($"What does {other} make?"),
            };
            if (value is not null) Put(token, claim, value);
        }

        return token;
    }

    private static void Put(JsonObject token, string claim, JsonNode value)
    {
        var path = claim.Split('.');
        foreach (var part in path[..^1]) token = (JsonObject)(token[part] ??= new JsonObject());
        token[path[^1]] = value;
    }

    private static JsonArray List(JsonElement user, string member, params string[] besides) =>
        [.. user.GetProperty(member).EnumerateArray().Select(one => one.GetString()).Concat(besides)
            .Select(one => JsonValue.Create(one))];

    private static JsonValue? Attribute(JsonElement user, JsonElement config) =>
        user.GetProperty("attributes").TryGetProperty(Text(config, "user.attribute"), out var values)
            ? JsonValue.Create(values[0].GetString())
            : null;

    private static JsonElement[] Users() => [.. Realm.GetProperty("users").EnumerateArray()];

    private static JsonElement[] Clients() => [.. Realm.GetProperty("clients").EnumerateArray()];

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EGov.Cqrs.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("EGov.Cqrs.sln is in no folder above.");
        return folder.FullName;
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
