using System.Text.RegularExpressions;

namespace EGov.Acceptance.Api;

/// <summary>Every address that the table of who may do what opens to whoever comes from the street.</summary>
internal static partial class PublicAddresses
{
    /// <summary>Routes without content of their own: ways to sign in, and what is not there.</summary>
    private static readonly string[] Ways =
    [
        "/", "/sign-in", "/dev-issuer/authorize", "/_framework/opaque-redirect", "/{language}/{**rest}", "/{**path}",
    ];

    public static IReadOnlyList<AccessLine> Lines { get; } =
    [
        .. Access.Lines.Where(line => line.Method is "GET" or "PAGE" && line.Of("") is Reach.All
            && !(line.Method == "GET" && Ways.Contains(line.Route))),
    ];

    /// <summary>The addresses of a line: pages in both languages, each value in each parameter's place.</summary>
    /// <param name="valuesOf">What may stand in the place of a parameter of a route.</param>
    /// <exception cref="ArgumentException">Nothing may, so that the line would be left out.</exception>
    public static IReadOnlyList<string> Of(
        AccessLine line, Func<string, string, IReadOnlyList<string>> valuesOf)
    {
        IReadOnlyList<string> addresses = line.Method == "PAGE"
            ? [$"/fa{line.Route.TrimEnd('/')}", $"/en{line.Route.TrimEnd('/')}"]
            : [line.Route];
        foreach (var place in Parameter.Matches(line.Route).Select(match => match.Value))
        {
            var values = valuesOf(line.Route, place[1..^1]);
            if (values.Count == 0) throw new ArgumentException($"{line.Name}: nothing is known for {place}.");
            addresses = [.. addresses.SelectMany(address => values.Select(value => address.Replace(place, value)))];
        }

        return addresses;
    }

    [GeneratedRegex("{[^}]+}")]
    private static partial Regex Parameter { get; }
}
