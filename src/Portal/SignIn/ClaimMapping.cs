using System.Security.Claims;
using System.Text.Json;

namespace EGov.Portal.SignIn;

/// <summary>Section <c>SignIn:Claims</c>: where an issuer's token says what, and what its words mean here.</summary>
/// <remarks>What is not mapped is taken from the claim of our own name, in our own words.</remarks>
public sealed record ClaimMapping
{
    public static readonly ClaimMapping Ours = new();

    public ClaimSource? Sub { get; init; }
    public ClaimSource? Role { get; init; }
    public ClaimSource? Code { get; init; }
    public ClaimSource? Department { get; init; }
    public ClaimSource? Subject { get; init; }

    private IEnumerable<(string Ours, ClaimSource? Source)> All =>
    [
        (ActorClaims.Sub, Sub), (ActorClaims.Role, Role), (ActorClaims.Code, Code),
        (ActorClaims.Department, Department), (ActorClaims.Subject, Subject),
    ];

    /// <summary>What the token says under one of our names, in our words, each once.</summary>
    public IReadOnlyList<string> Read(ClaimsIdentity token, string ours)
    {
        var source = All.Single(one => one.Ours == ours).Source;
        return
        [
            .. (source?.From ?? [ours]).SelectMany(path => Find(token, path))
                .SelectMany(value => source is null ? [value] : source.Meaning(value)).Distinct(),
        ];
    }

    /// <exception cref="InvalidOperationException">It could not be meant so; the message names the key.</exception>
    public ClaimMapping Checked()
    {
        foreach (var (ours, source) in All)
            if (source is not null && Fault(ours, source) is { } fault)
                throw new InvalidOperationException(
                    $"SignIn:Claims:{char.ToUpperInvariant(ours[0])}{ours[1..]}{fault}");
        return this;
    }

    private static string? Fault(string ours, ClaimSource source)
    {
        if (source.From is not { Length: > 0 } || source.From.Any(string.IsNullOrWhiteSpace))
            return ":From must name a claim of the token, such as realm_access.roles.";
        if (source.From.Distinct().Count() < source.From.Length) return ":From names a claim twice.";
        foreach (var (index, value) in (source.Values ?? []).Index())
        {
            var key = $":Values:{index}";
            if (value.Is.Length == 0 || value.Means.Length == 0) return $"{key} needs both Is and Means.";
            if (value.Is.Count(letter => letter == '*') > 1) return $"{key}:Is may have one * only.";
            if (value.Means.Contains('*') && !value.Is.Contains('*'))
                return $"{key}:Means has a * for which Is has none.";
            if (ours == ActorClaims.Role && !value.Means.Contains('*') && !Roles.All.Contains(value.Means))
                return $"{key}:Means is {value.Means}, which is no role here; there are "
                    + $"{string.Join(", ", Roles.All)}.";
            if (ours == ActorClaims.Department && !value.Means.Contains('*') && !ActorClaims.IsDepartment(value.Means))
                return $"{key}:Means is {value.Means}, which is not a department's code such as environment.";
            if (source.Values!.Take(index).Any(before => before.Is == value.Is))
                return $"{key}:Is says {value.Is} a second time.";
        }

        return null;
    }

    /// <summary>A claim of that very name; else what lies inside one that is an object, name by name.</summary>
    private static IEnumerable<string> Find(ClaimsIdentity token, string path)
    {
        foreach (var claim in token.Claims)
            if (claim.Type == path)
                foreach (var value in Leaves(claim.Value)) yield return value;
            else if (path.StartsWith(claim.Type + ".", StringComparison.Ordinal) && Parsed(claim.Value) is { } inside)
                foreach (var value in Inside(inside, path[(claim.Type.Length + 1)..])) yield return value;
    }

    private static IEnumerable<string> Leaves(string value) =>
        value.StartsWith('[') && Parsed(value) is { } list ? Leaves(list) : [value];

    // A name may itself hold dots, as a client's does: each that begins the rest of the path is tried.
    private static IEnumerable<string> Inside(JsonElement element, string path)
    {
        if (element.ValueKind is not JsonValueKind.Object) yield break;
        foreach (var property in element.EnumerateObject())
            if (property.Name == path)
                foreach (var value in Leaves(property.Value)) yield return value;
            else if (path.StartsWith(property.Name + ".", StringComparison.Ordinal))
                foreach (var value in Inside(property.Value, path[(property.Name.Length + 1)..])) yield return value;
    }

    private static IEnumerable<string> Leaves(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Leaves),
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [element.GetRawText()],
        _ => [],
    };

    private static JsonElement? Parsed(string value)
    {
        if (!value.StartsWith('{') && !value.StartsWith('[')) return null;
        try
        {
            return JsonElement.Parse(value);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The claims of a token that say one thing, and what their values mean here.</summary>
public sealed record ClaimSource
{
    /// <summary>Names or paths, such as <c>resource_access.egov-portal.roles</c>.</summary>
    public string[]? From { get; init; }

    /// <summary>Without them each value is taken as it is; with them only what one of them names.</summary>
    public ClaimValue[]? Values { get; init; }

    /// <summary>The first that names the value, one without a star before all others.</summary>
    internal IEnumerable<string> Meaning(string value) =>
        Values is null ? [value]
        : Values.FirstOrDefault(one => one.Is == value) is { } exact && !exact.Is.Contains('*') ? [exact.Means]
        : Values.Select(one => one.Meaning(value)).OfType<string>().Take(1);
}

/// <summary>An issuer's word and ours; a star stands for what is then put in the place of ours.</summary>
public sealed record ClaimValue
{
    public string Is { get; init; } = "";
    public string Means { get; init; } = "";

    internal string? Meaning(string value)
    {
        if (Is.Split('*') is not [var before, var after]) return value == Is ? Means : null;
        return value.Length > before.Length + after.Length
            && value.StartsWith(before, StringComparison.Ordinal) && value.EndsWith(after, StringComparison.Ordinal)
            ? Means.Replace("*", value[before.Length..^after.Length], StringComparison.Ordinal)
            : null;
    }
}
