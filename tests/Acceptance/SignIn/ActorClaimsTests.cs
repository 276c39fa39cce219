using System.Security.Claims;
using EGov.Portal.SignIn;

namespace EGov.Acceptance.SignIn;

public class ActorClaimsTests
{
    private const string Citizen = "5b0c1d5e-3f64-4c0b-9a53-0c7a6d1f2e01";

    [Fact]
    public void A_persons_name_and_all_that_is_unknown_stay_outside()
    {
        var actor = Read("sub=7", "name=Narges Ahmadi", "given_name=Narges", "email=n@example.ir", "role=officer",
            "role=offline_access", "code=ENV-014", "department=environment", $"subject={Citizen}");

        actor.Select(claim => $"{claim.Type}={claim.Value}")
            .ShouldBe(["sub=7", "name=officer:ENV-014", "role=officer", "code=ENV-014", "department=environment"]);
    }

    [Fact]
    public void A_citizen_is_only_a_citizen() =>
        Read("sub=7", "name=Zahra", "role=citizen", $"subject={Citizen}", "department=environment", "code=ENV-014")
            .Select(claim => $"{claim.Type}={claim.Value}")
            .ShouldBe(["sub=7", "name=citizen", "role=citizen", $"subject={Citizen}"]);

    [Fact]
    public void Several_roles_are_kept_and_the_most_trusted_names_the_actor()
    {
        var actor = Read("sub=7", "role=manager", "role=officer", "code=ENV-900", "department=environment");

        actor.Where(claim => claim.Type is ActorClaims.Role).Select(claim => claim.Value).ShouldBe(["officer", "manager"]);
        actor.Single(claim => claim.Type is ActorClaims.Name).Value.ShouldBe("manager:ENV-900");
    }

    [Theory]
    [InlineData("no subject", "role=auditor,code=AUD-03")]
    [InlineData("name none of", "sub=7,code=AUD-03")]
    [InlineData("name none of", "sub=7,role=Officer,code=ENV-014,department=environment")]
    [InlineData("public code", "sub=7,role=auditor")]
    [InlineData("public code", "sub=7,role=auditor,code=Narges Ahmadi")]
    [InlineData("needs a department", "sub=7,role=officer,code=ENV-014")]
    [InlineData("not a department's code", "sub=7,role=officer,code=ENV-014,department=Narges Ahmadi")]
    [InlineData("privacy subject", "sub=7,role=citizen")]
    [InlineData("privacy subject", "sub=7,role=citizen,subject=0012345678")]
    public void A_token_that_says_too_little_signs_nobody_in(string fault, string claims)
    {
        ActorClaims.TryRead(Token(claims.Split(',')), ClaimMapping.Ours, out _, out var said).ShouldBeFalse();
        said.ShouldContain(fault);
    }

    [Fact]
    public void Every_default_persona_is_an_actor() =>
        Personas.Default.Select(persona => persona.Identity().FindFirst(ActorClaims.Name)!.Value).ShouldBe([
            "citizen", "citizen", "clerk:DSK-SAR-1", "officer:ENV-014", "officer:ENV-021", "officer:WAT-007",
            "officer:ENV-031", "manager:ENV-900", "governor:GVN-01", "governor:GVN-02", "auditor:AUD-03",
            "integrity:INT-02", "custodian:CUS-01", "admin:ADM-01"]);

    private static List<Claim> Read(params string[] claims)
    {
        ActorClaims.TryRead(Token(claims), ClaimMapping.Ours, out var actor, out var fault).ShouldBeTrue(fault);
        return [.. actor!.Claims];
    }

    private static ClaimsIdentity Token(string[] claims) =>
        new(claims.Select(claim => claim.Split('=')).Select(claim => new Claim(claim[0], claim[1])), "token");
}
