using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>What codes are called in the page's language, by the handbook; a code it does not know stands as it is.</summary>
public sealed record Names(Handbook Handbook, Language T)
{
    public Words Of(Text text) => T.IsRightToLeft ? text.Fa : text.En;

    public Words Department(string code) =>
        Handbook.Departments.TryGetValue(code, out var known) ? Of(known.Name) : T.Ref(code);

    public Words Service(string code) =>
        Handbook.Services.TryGetValue(code, out var known) ? Of(known.History[^1].Terms.Title) : T.Ref(code);

    /// <summary>Staff by their public code; everybody else by the role.</summary>
    public Words Actor(string recorded)
    {
        var code = recorded[(recorded.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return code != recorded ? T.Ref(code) : Said("actor.", recorded);
    }

    /// <summary>Several things one after the other.</summary>
    public Words List(IEnumerable<Words> things) => Words.Join(T.IsRightToLeft ? "، " : ", ", things);

    /// <summary>The text of a code that belongs to a closed list.</summary>
    public Words Said(string prefix, string code) => T.Keys.Contains(prefix + code) ? T[prefix + code] : T.Ref(code);
}
