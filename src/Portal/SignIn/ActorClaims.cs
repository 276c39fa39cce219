using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using System.Text.RegularExpressions;

namespace EGov.Portal.SignIn;

/// <summary>Who acts, in words that may stand in a public event: a role and a code, never a person's name.</summary>
public static partial class ActorClaims
{
    public const string Sub = "sub";
    public const string Name = "name";
    public const string Role = "role";
    public const string Code = "code";
    public const string Department = "department";
    public const string Subject = "subject";

    private static readonly string[] WithDepartment = [Roles.Clerk, Roles.Officer, Roles.Manager];
    private static readonly string[] WithoutDepartment = [Roles.Citizen, Roles.Auditor];

    extension(ClaimsPrincipal user)
    {
        /// <summary>The public code of a member of staff.</summary>
        public string? StaffCode => user.FindFirst(Code)?.Value;

        /// <summary>The only department whose files this member of staff may act on.</summary>
        public string? DepartmentScope => user.FindFirst(Department)?.Value;

        /// <summary>The privacy subject that a signed-in citizen is.</summary>
        public Guid? PrivacySubject => Guid.TryParse(user.FindFirst(Subject)?.Value, out var id) ? id : null;
    }

    /// <summary>Takes from an issuer's token what the platform knows, and nothing else: its <c>name</c>, a person's, is
    /// replaced by the actor's public name.</summary>
    public static bool TryRead(
        ClaimsIdentity token,
        [NotNullWhen(true)] out ClaimsIdentity? actor,
        [NotNullWhen(false)] out string? fault)
    {
        var sub = token.FindFirst(Sub)?.Value;
        var named = token.FindAll(Role).Select(claim => claim.Value).ToHashSet();
        var roles = Roles.All.Where(named.Contains).ToList();
        var code = token.FindFirst(Code)?.Value;
        var department = token.FindFirst(Department)?.Value;
        var subject = token.FindFirst(Subject)?.Value;
        var isStaff = roles.Any(role => role is not Roles.Citizen);

        actor = null;
        fault = Fault();
        if (fault is not null) return false;

        actor = new ClaimsIdentity(token.AuthenticationType, Name, Role);
        actor.AddClaim(new(Sub, sub!));
        actor.AddClaim(new(Name, isStaff ? $"{roles[^1]}:{code}" : Roles.Citizen));
        actor.AddClaims(roles.Select(role => new Claim(Role, role)));
        if (isStaff) actor.AddClaim(new(Code, code!));
        if (department is not null && !roles.TrueForAll(WithoutDepartment.Contains))
            actor.AddClaim(new(Department, department));
        if (roles.Contains(Roles.Citizen)) actor.AddClaim(new(Subject, subject!));
        return true;

        string? Fault()
        {
            if (string.IsNullOrEmpty(sub)) return "The token names no subject (sub).";
            if (roles.Count is 0) return $"The token's role claims name none of {string.Join(", ", Roles.All)}.";
            if (isStaff && !CodeShape.IsMatch(code ?? ""))
                return "A member of staff needs a public code such as ENV-014 (code).";
            if (roles.Any(WithDepartment.Contains) && department is null)
                return "This role needs a department (department).";
            if (department is not null && !DepartmentShape.IsMatch(department))
                return "The department is not a department's code.";
            if (roles.Contains(Roles.Citizen) && !Guid.TryParse(subject, out _))
                return "A citizen needs a privacy subject (subject).";
            return null;
        }
    }

    [GeneratedRegex("^(?=.{3,20}$)[A-Z]{2,5}(-[A-Z0-9]{1,6})+$")]
    private static partial Regex CodeShape { get; }

    [GeneratedRegex("^(?=.{2,40}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex DepartmentShape { get; }
}
