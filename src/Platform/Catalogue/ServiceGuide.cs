using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;

namespace EGov.Catalogue;

/// <summary>A service as it stands on a day, with the days on which its terms changed.</summary>
/// <param name="IsOffered">Whether it can be asked for on that day.</param>
public sealed record ServiceGuide(string Code, bool IsOffered, ServiceTerms Terms, IReadOnlyList<DateOnly> ChangedOn);

public static class ServiceGuideEndpoint
{
    /// <summary>Every service that can be asked for today, by code.</summary>
    [AllowAnonymous, WolverineGet("/api/services")]
    public static IReadOnlyList<ServiceTerms> GetAll(Handbook handbook, DateTimeOffset now) =>
    [
        .. handbook.Services.Values.Select(service => service.On(now.Day())).OfType<ServiceTerms>()
            .OrderBy(terms => terms.Code, StringComparer.Ordinal),
    ];

    /// <summary>One service as it stood on a day; today where none is given.</summary>
    /// <param name="on">A day of the province, yyyy-MM-dd.</param>
    [AllowAnonymous, WolverineGet("/api/services/{code}")]
    public static ServiceGuide Get(string code, DateOnly? on, Handbook handbook, DateTimeOffset now)
    {
        var day = on ?? now.Day();
        if (!handbook.Services.TryGetValue(code, out var service) || service.Ever(day) is not { } terms)
            throw new Refused("service.unknown", code) { Status = 404 };
        return new(code, service.On(day) is not null, terms, [.. service.History.Select(dated => dated.From)]);
    }
}
