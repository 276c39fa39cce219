using Wolverine.Http;

namespace EGov.Catalogue;

/// <summary>A service as it stands on a day, with the days on which its terms changed.</summary>
/// <param name="IsOffered">Whether it can be asked for on that day.</param>
public sealed record ServiceGuide(string Code, bool IsOffered, ServiceTerms Terms, IReadOnlyList<DateOnly> ChangedOn);

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record ServicePage(IReadOnlyList<ServiceTerms> Items, int Total, string? Next);

public static class ServiceGuideEndpoint
{
    /// <summary>Every service that can be asked for today, by code.</summary>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/services")]
    public static ServicePage GetAll(string? after, int? limit, Handbook handbook, DateTimeOffset now)
    {
        var offered = handbook.Services.Values.Select(service => service.On(now.Day())).OfType<ServiceTerms>();
        var (items, total, next) = Paging.Cut(offered, terms => terms.Code, Paging.IsCode, after, limit);
        return new(items, total, next);
    }

    /// <summary>One service as it stood on a day; today where none is given.</summary>
    /// <param name="on">A day of the province, yyyy-MM-dd.</param>
    [WolverineGet("/api/services/{code}")]
    public static ServiceGuide Get(string code, DateOnly? on, Handbook handbook, DateTimeOffset now)
    {
        var day = on ?? now.Day();
        if (!handbook.Services.TryGetValue(code, out var service) || service.Ever(day) is not { } terms)
            throw new Refused("service.unknown", code) { Status = 404 };
        return new(code, service.On(day) is not null, terms, [.. service.History.Select(dated => dated.From)]);
    }
}
