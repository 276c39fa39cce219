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

    internal static bool IsDepartment(string code) => DepartmentShape.IsMatch(code);

    private static readonly string[] WithDepartment = [Roles.Clerk, Roles.Officer, Roles.Manager, Roles.Governor];
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
        ClaimMapping mapping,
        [NotNullWhen(true)] out ClaimsIdentity? actor,
        [NotNullWhen(false)] out string? fault)
    {
        var named = mapping.Read(token, Role);
        var roles = Roles.All.Where(named.Contains).ToList();
        var isStaff = roles.Any(role => role is not Roles.Citizen);
        var hasDepartment = !roles.TrueForAll(WithoutDepartment.Contains);
        string? twice = null;
        var sub = One(Sub);
        var code = isStaff ? One(Code) : null;
        var department = hasDepartment ? One(Department) : null;
        var subject = roles.Contains(Roles.Citizen) ? One(Subject) : null;

        actor = null;
        fault = Fault();
        if (fault is not null) return false;

        actor = new ClaimsIdentity(token.AuthenticationType, Name, Role);
        actor.AddClaim(new(Sub, sub!));
        actor.AddClaim(new(Name, isStaff ? $"{roles[^1]}:{code}" : Roles.Citizen));
        actor.AddClaims(roles.Select(role => new Claim(Role, role)));
        if (isStaff) actor.AddClaim(new(Code, code!));
        if (department is not null) actor.AddClaim(new(Department, department));
        if (roles.Contains(Roles.Citizen)) actor.AddClaim(new(Subject, subject!));
        return true;

        // Which of two would be meant is not for us to choose: one might open what the other does not.
        string? One(string name)
        {
            var values = mapping.Read(token, name);
            if (values.Count > 1) twice ??= name;
            return values.Count > 0 ? values[0] : null;
        }

        string? Fault()
        {
            if (twice is not null) return $"The token says more than one {twice}.";
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
