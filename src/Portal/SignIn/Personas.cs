using System.Security.Claims;

namespace EGov.Portal.SignIn;

/// <summary>One wording in both languages of the portal.</summary>
public record Bilingual(string Fa, string En)
{
    public string In(string language) => language is "en" ? En : Fa;
}

/// <summary>Somebody invented, whom the development issuer signs in unasked; its key is also its client id, and
/// <c>Office</c> is what the persona page calls the department.</summary>
public record Persona(
    string Key,
    Bilingual Name,
    string Role,
    string? Department = null,
    string? Code = null,
    Guid? Subject = null,
    Bilingual? Office = null)
{
    /// <summary>The very claims that a token for this persona carries.</summary>
    public ClaimsIdentity Identity()
    {
        var claims = new List<Claim> { new(ActorClaims.Sub, Key), new(ActorClaims.Role, Role) };
        if (Code is not null) claims.Add(new(ActorClaims.Code, Code));
        if (Department is not null) claims.Add(new(ActorClaims.Department, Department));
        if (Subject is { } subject) claims.Add(new(ActorClaims.Subject, subject.ToString()));

        return ActorClaims.TryRead(new(claims, "persona"), ClaimMapping.Ours, out var actor, out var fault)
            ? actor
            : throw new InvalidOperationException($"Persona {Key}: {fault}");
    }
}

/// <summary>The simulated province's cast: one persona a role at least, whose key is the role's name.</summary>
public static class Personas
{
    private static readonly Bilingual Environment = new("حفاظت محیط زیست", "Environmental Protection");
    private static readonly Bilingual Governorate = new("استانداری مازندران", "Governorate of Mazandaran");

    public static IReadOnlyList<Persona> Default { get; } =
    [
        new("citizen", new("زهرا رضایی", "Zahra Rezaei"), Roles.Citizen, null, null,
            new("5b0c1d5e-3f64-4c0b-9a53-0c7a6d1f2e01")),
        new("citizen-2", new("علی نوری", "Ali Nouri"), Roles.Citizen, null, null,
            new("5b0c1d5e-3f64-4c0b-9a53-0c7a6d1f2e02")),
        new("clerk", new("مریم کاظمی", "Maryam Kazemi"), Roles.Clerk, "desk-sari", "DSK-SAR-1", null,
            new("میز خدمت شهرستان ساری", "Sari service desk")),
        new("officer", new("نرگس احمدی", "Narges Ahmadi"), Roles.Officer, "environment", "ENV-014", null, Environment),
        new("officer-2", new("رضا موسوی", "Reza Mousavi"), Roles.Officer, "environment", "ENV-021", null, Environment),
        new("officer-water", new("حسین اکبری", "Hossein Akbari"), Roles.Officer, "regional-water", "WAT-007", null,
            new("آب منطقه‌ای", "Regional Water")),
        new("officer-appeal", new("فاطمه صادقی", "Fatemeh Sadeghi"), Roles.Officer, "environment", "ENV-031", null,
            new("حفاظت محیط زیست، رسیدگی به اعتراض", "Environmental Protection, appeals")),
        new("manager", new("لیلا حسینی", "Leila Hosseini"), Roles.Manager, "environment", "ENV-900", null, Environment),
        new("governor", new("آذر مرادی", "Azar Moradi"), Roles.Governor, "governorate", "GVN-01", null, Governorate),
        new("governor-2", new("کاوه صالحی", "Kaveh Salehi"), Roles.Governor, "governorate", "GVN-02", null,
            Governorate),
        new("auditor", new("محمد کریمی", "Mohammad Karimi"), Roles.Auditor, null, "AUD-03", null),
        new("integrity", new("سمیه جعفری", "Somayeh Jafari"), Roles.Integrity, "governorate", "INT-02", null,
            Governorate),
        new("custodian", new("مهدی رحیمی", "Mehdi Rahimi"), Roles.Custodian, "governorate", "CUS-01", null,
            Governorate),
        new("admin", new("پریسا قاسمی", "Parisa Ghasemi"), Roles.Admin, "governorate", "ADM-01", null, Governorate),
    ];
}
