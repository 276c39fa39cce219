using Wolverine.Http;

namespace EGov.Organisation;

/// <summary>A key as the administrator sees it; neither it nor its contact is shown.</summary>
public sealed record ApiKeyLine(Guid KeyId, string Client, DateTimeOffset IssuedAt, bool IsRevoked);

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record ApiKeyPage(IReadOnlyList<ApiKeyLine> Items, int Total, string? Next);

public static class ApiKeyListEndpoint
{
    /// <summary>The keys of open data, the latest first: whose they are, and whether they still open.</summary>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/keys")]
    public static ApiKeyPage Get(string? after, int? limit, Handbook handbook)
    {
        var (items, total, next) = Paging.Cut(handbook.ApiKeys.Values,
            key => Paging.Place(0, -key.IssuedAt.Ticks, key.Id), Paging.IsPlace, after, limit);
        return new(
            [.. items.Select(key => new ApiKeyLine(key.Id, key.Client, key.IssuedAt, key.IsRevoked))], total, next);
    }
}
