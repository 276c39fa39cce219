using System.Text.RegularExpressions;
using EGov.Portal.Texts;
using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>What codes are called in the page's language, by the handbook; a code it does not know stands as it is.</summary>
public sealed partial record Names(Handbook Handbook, Language T)
{
    public Words Of(Text text) => T.Of(text);

    public Words Department(string code) =>
        Handbook.Departments.TryGetValue(code, out var known) ? Of(known.Name) : T.Ref(code);

    /// <summary>By the name of the service desk there: a county has no name of its own in the handbook.</summary>
    public Words County(string code) =>
        Handbook.Departments.Values.Where(department => department.County == code)
            .OrderBy(department => department.Kind != "desk").ThenBy(department => department.Code, StringComparer.Ordinal)
            .FirstOrDefault() is { } desk
            ? Of(desk.Name)
            : T.Ref(code);

    public Words Service(string code) =>
        Handbook.Services.TryGetValue(code, out var known) ? Of(known.History[^1].Terms.Title) : T.Ref(code);

    /// <summary>A clause of guidance, as it is cited, with the place where it stands.</summary>
    public Words Clause(string clause) =>
        T.Link(T.Path($"/guidance/{clause.Replace('/', '#')}"), T.Ref(clause));

    /// <summary>Staff by their public code; everybody else by the role.</summary>
    public Words Actor(string recorded)
    {
        var code = recorded[(recorded.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return code != recorded ? T.Ref(code) : Said("actor.", recorded);
    }

    /// <summary>Several things one after the other.</summary>
    public Words List(IEnumerable<Words> things) => Words.Join(T.IsRightToLeft ? "، " : ", ", things);

    /// <summary>Why not, to a person: grounds and departments by their names, not by their codes.</summary>
    public Words Refusal(Refused refused)
    {
        var named = new Refused(refused.Code, [.. refused.Details.Select(detail =>
            detail is string code && Handbook.Departments.TryGetValue(code, out var known) ? known.Name : detail)]);
        return Code().Replace(Refusals.Title(named, T.Code), Called);
    }

    /// <summary>The text of a code that belongs to a closed list.</summary>
    public Words Said(string prefix, string code) => T.Keys.Contains(prefix + code) ? T[prefix + code] : T.Ref(code);

    private string Called(Match code)
    {
        var key = "trace.ground." + code.Value.Trim('\u2068', '\u2069');
        return T.Keys.Contains(key) ? T[key].ToString() : code.Value;
    }

    // Between the marks of a first strong isolate and its end, or of several words with hyphens.
    [GeneratedRegex("\u2068[a-z][a-z-]*\u2069|\\b[a-z]+(-[a-z]+)+\\b")]
    private static partial Regex Code();
}
