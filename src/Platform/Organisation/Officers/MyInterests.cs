using EGov.Privacy;
using Wolverine.Http;

namespace EGov.Organisation;

/// <summary>One's own interests, read by nobody else.</summary>
/// <param name="Relation">From the list; none where the key of the office no longer exists.</param>
public sealed record MyInterest(
    Guid InterestId, DateTimeOffset DeclaredAt, string? Relation, string? Name, string? Number);

public sealed record MyInterests(IReadOnlyList<MyInterest> Items);

public static class MyInterestsEndpoint
{
    /// <summary>The interests you have declared and not withdrawn.</summary>
    [WolverineGet("/api/officers/mine/interests")]
    public static async Task<MyInterests> Get(
        Vault vault, Handbook handbook, Actor actor, CancellationToken cancellation)
    {
        var items = new List<MyInterest>();
        foreach (var interest in handbook.Officers.GetValueOrDefault(actor.Code)?.Interests ?? [])
            items.Add(new(interest.Id, interest.DeclaredAt, await vault.WordsAsync(interest.Relation, cancellation),
                await vault.WordsAsync(interest.Name, cancellation),
                await vault.WordsAsync(interest.Number, cancellation)));
        return new(items);
    }
}
