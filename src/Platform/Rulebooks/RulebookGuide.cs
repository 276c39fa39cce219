using Wolverine.Http;

namespace EGov.Rulebooks;

/// <summary>A rulebook with the version in force today and the numbers of all its versions.</summary>
/// <param name="InForce">None before the first version's day.</param>
public sealed record RulebookGuide(string Code, RulebookVersion? InForce, IReadOnlyList<int> Versions);

public static class RulebookGuideEndpoint
{
    /// <summary>A rulebook: the version in force today, and the numbers of all its versions.</summary>
    [WolverineGet("/api/rulebooks/{code}")]
    public static RulebookGuide Get(string code, Handbook handbook, DateTimeOffset now)
    {
        var rulebook = Find(code, handbook);
        return new(code, rulebook.On(now.Day()), [.. rulebook.Versions.Select(version => version.Version)]);
    }

    /// <summary>The criteria by which decisions were taken while this version was in force.</summary>
    [WolverineGet("/api/rulebooks/{code}/versions/{version}")]
    public static RulebookVersion GetVersion(string code, int version, Handbook handbook) =>
        Find(code, handbook).Versions.FirstOrDefault(found => found.Version == version)
        ?? throw new Refused("rulebook.version-unknown", version) { Status = 404 };

    private static Rulebook Find(string code, Handbook handbook) =>
        handbook.Rulebooks.GetValueOrDefault(code) ?? throw new Refused("rulebook.unknown", code) { Status = 404 };
}
