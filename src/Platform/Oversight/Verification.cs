namespace EGov.Oversight;

/// <summary>Nothing is done because somebody says that he did it: a second person says so, or it is not.</summary>
public static class Verification
{
    /// <summary>
    /// What a person carried out he does not verify; nor does who stands above or under him in the same department.
    /// </summary>
    /// <param name="executors">Everybody who had it to carry out, or had a hand in it, by public code.</param>
    public static void MustBeByAnother(Actor verifier, IReadOnlyCollection<string> executors, Handbook handbook)
    {
        if (verifier.Code.Length == 0 || executors.Contains(verifier.Code))
            throw new Refused("verification.own-work") { Status = 403 };
        if (executors.FirstOrDefault(executor => IsColleagueInLine(verifier.Code, executor, handbook)) is { } tied)
            throw new Refused("verification.own-line", tied) { Status = 403 };
    }

    /// <summary>Whether somebody could be the second person.</summary>
    public static bool IsByAnother(string verifier, IReadOnlyCollection<string> executors, Handbook handbook) =>
        IsAllowed(() =>
        {
            MustBeByAnother(new("officer", verifier), executors, handbook);
            return verifier;
        });

    /// <summary>Whether a rule lets an act pass that is tried and thrown away.</summary>
    internal static bool IsAllowed(Func<object> act)
    {
        try
        {
            act();
            return true;
        }
        catch (Refused)
        {
            return false;
        }
    }

    private static bool IsColleagueInLine(string one, string other, Handbook handbook) =>
        handbook.Officers.GetValueOrDefault(one)?.Department is { } department
        && handbook.Officers.GetValueOrDefault(other)?.Department == department
        && (IsUnder(one, other, handbook) || IsUnder(other, one, handbook));

    private static bool IsUnder(string officer, string superior, Handbook handbook)
    {
        var seen = new HashSet<string>();
        for (var code = officer; code is not null && seen.Add(code);
             code = handbook.Officers.GetValueOrDefault(code)?.Supervisor)
            if (code == superior) return true;
        return false;
    }
}
