using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EGov.Portal.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace EGov.Acceptance.Api;

/// <summary>Access tokens as the issuer of a host would make them, and as somebody else would.</summary>
internal sealed class Tokens(IServiceProvider host, string issuer)
{
    private const string Audience = "egov-api";

    private SigningCredentials Signing => host
        .GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>().CurrentValue.SigningCredentials
        .First(credentials => credentials.Algorithm == SecurityAlgorithms.EcdsaSha256);

    public Tokens(Host host)
        : this(host.Alba.Services, "http://localhost/dev-issuer")
    {
    }

    public static ClaimsIdentity Admin => Persona("admin");

    public static ClaimsIdentity Persona(string key) =>
        Personas.Default.Single(persona => persona.Key == key).Identity();

    public static ClaimsIdentity Staff(string role, string code, string department) =>
        new Persona("somebody", new("کسی", "Somebody"), role, department, code).Identity();

    /// <summary>Signed by the issuer of this host.</summary>
    public string Of(ClaimsIdentity claims) => Make(claims, Signing);

    /// <summary>Tokens of an administrator that nobody may believe, each with what is wrong with it.</summary>
    public IEnumerable<(string Fault, string Token)> Unbelievable()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var good = Of(Admin).Split('.');
        var none = Part(new JsonObject { ["alg"] = "none", ["typ"] = "at+jwt" });
        var officer = Of(Staff("officer", "ENV-014", "environment")).Split('.');
        yield return ("expired", Make(Admin, Signing, expires: DateTime.UtcNow.AddHours(-1)));
        yield return ("not valid yet",
            Make(Admin, Signing, from: DateTime.UtcNow.AddHours(1), expires: DateTime.UtcNow.AddHours(2)));
        yield return ("for another audience", Make(Admin, Signing, audience: "egov-portal"));
        yield return ("of another issuer", Make(Admin, Signing, named: "https://elsewhere.example/"));
        yield return ("signed by a stranger",
            Make(Admin, new(new ECDsaSecurityKey(stranger) { KeyId = Signing.Kid }, SecurityAlgorithms.EcdsaSha256)));
        yield return ("signed with the public key as a secret",
            Make(Admin, new(PublicKeyAsSecret(), SecurityAlgorithms.HmacSha256)));
        yield return ("alg none", $"{none}.{good[1]}.");
        yield return ("alg none with a signature", $"{none}.{good[1]}.{good[2]}");
        yield return ("without its signature", $"{good[0]}.{good[1]}.");
        yield return ("with other claims under its signature", $"{officer[0]}.{good[1]}.{officer[2]}");
        yield return ("signed with the public key in PEM as a secret",
            Make(Admin, new(PemAsSecret(), SecurityAlgorithms.HmacSha256)));
        yield return ("of its own key, by the place where it is", Make(Admin, Foreign(stranger), header: new()
        {
            ["jku"] = "https://elsewhere.example/keys",
            ["x5u"] = "https://elsewhere.example/chain",
        }));
        yield return ("of its own key, which it brings along", Make(Admin, Foreign(stranger), header: new()
        {
            ["jwk"] = PublicPart(stranger),
        }));
        yield return ("of a key whose name is a path", Make(Admin, Foreign(stranger, "../../../dev/null")));
        yield return ("of a key whose name is a query", Make(Admin, Foreign(stranger, "' or 1=1 --")));
        yield return ("without an end", Make(Admin, Signing, isEndless: true));
        yield return ("an id token meant for us too", Make(With(Admin, "at_hash", "x"), Signing, type: "JWT"));
        yield return ("an id token by its own word", Make(With(Admin, "typ", "ID"), Signing, type: "JWT"));
        yield return ("a refresh token", Make(With(Admin, "typ", "Refresh"), Signing, type: "JWT"));
        yield return ("of another type", Make(Admin, Signing, type: "logout+jwt"));
        yield return ("an id token", Make(Admin, Signing, audience: "egov-portal", type: "JWT"));
        yield return ("no token at all", "nonsense");
    }

    private SymmetricSecurityKey PublicKeyAsSecret()
    {
        var key = JsonWebKeyConverter.ConvertFromECDsaSecurityKey((ECDsaSecurityKey)Signing.Key);
        return new(Encoding.UTF8.GetBytes(key.X + key.Y)) { KeyId = Signing.Kid };
    }

    private SymmetricSecurityKey PemAsSecret() =>
        new(Encoding.ASCII.GetBytes(((ECDsaSecurityKey)Signing.Key).ECDsa.ExportSubjectPublicKeyInfoPem()))
        {
            KeyId = Signing.Kid,
        };

    private static JsonElement PublicPart(ECDsa key)
    {
        var own = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new(key));
        return JsonSerializer.SerializeToElement(
            new { kty = own.Kty, crv = own.Crv, x = own.X, y = own.Y, kid = "own" });
    }

    private static SigningCredentials Foreign(ECDsa key, string name = "own") =>
        new(new ECDsaSecurityKey(key) { KeyId = name }, SecurityAlgorithms.EcdsaSha256);

    /// <summary>An identity that says something besides.</summary>
    public static ClaimsIdentity With(ClaimsIdentity claims, params string[] besides)
    {
        foreach (var claim in besides.Chunk(2)) claims.AddClaim(new(claim[0], claim[1]));
        return claims;
    }

    private string Make(
        ClaimsIdentity claims, SigningCredentials signing, DateTime? expires = null, DateTime? from = null,
        string audience = Audience, string? named = null, string type = "at+jwt",
        Dictionary<string, object>? header = null, bool isEndless = false) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Subject = claims,
            Issuer = named ?? issuer,
            Audience = audience,
            NotBefore = from ?? DateTime.UtcNow.AddHours(-2),
            Expires = isEndless ? null : expires ?? DateTime.UtcNow.AddHours(1),
            AdditionalHeaderClaims = header,
            TokenType = type,
            SigningCredentials = signing,
        });

    private static string Part(JsonObject json) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
