using EGov.Portal.SignIn;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Wolverine.Http;

namespace EGov.Acceptance.Api;

/// <summary>What /swagger does not describe: Open311, which describes itself, open data, and proofs.</summary>
internal static class Undescribed
{
    private const string Open311 = "/open311/";

    /// <summary>What the standard lets ask, which its endpoints read by themselves.</summary>
    private static readonly string[] Asked =
    [
        "jurisdiction_id", "service_request_id", "service_code", "start_date", "end_date", "status", "after", "api_key",
    ];

    /// <summary>The fields of a filing as the standard names them.</summary>
    public static IReadOnlyDictionary<string, string> Filing { get; } = new Dictionary<string, string>
    {
        ["service_code"] = "environmental-opinion",
        ["address_id"] = "desk-sari",
        ["first_name"] = "Sample",
        ["description"] = "Sample",
        ["phone"] = "09120000001",
        ["email"] = "sample@example.org",
        ["lat"] = "36.5",
        ["long"] = "53.0",
        ["media_url"] = "https://example.org/",
        ["attribute[national_number]"] = "0012345679",
        ["attribute[distance]"] = "730",
        ["attribute[income]"] = "500000000",
    };

    /// <summary>One for each endpoint of the host that is no page, and that the description passes over.</summary>
    public static IReadOnlyList<Described> Of(IServiceProvider services) =>
    [
        .. services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpChain>() is not null)
            .SelectMany(endpoint => endpoint.AccessNames.Select(name => Read(endpoint, name.Method, name.Route)))
            .Where(one => !one.IsApi && !one.Template.StartsWith("/health/", StringComparison.Ordinal))
            .DistinctBy(one => one.ToString()).OrderBy(one => one.ToString(), StringComparer.Ordinal),
    ];

    private static Described Read(RouteEndpoint endpoint, string method, string route)
    {
        var path = endpoint.RoutePattern.Parameters.Select(parameter => parameter.Name).ToList();
        var names = route.StartsWith(Open311, StringComparison.Ordinal) ? Asked
            : endpoint.Metadata.GetMetadata<HttpChain>()!.Method.Method.GetParameters()
                .Where(parameter => IsSimple(parameter.ParameterType) && !path.Contains(parameter.Name!))
                .Select(parameter => parameter.Name!);
        string[] statuses = method == "POST"
            ? ["201", "400", "403", "404", "405", "413", "429"]
            : ["200", "304", "400", "403", "404", "405", "429"];
        var responses = new OpenApiResponses();
        foreach (var status in statuses) responses[status] = new OpenApiResponse();
        return new(method, route, new()
        {
            Parameters =
            [
                .. path.Select(name => (IOpenApiParameter)new OpenApiParameter
                    { Name = name, In = ParameterLocation.Path }),
                .. names.Select(name => new OpenApiParameter { Name = name, In = ParameterLocation.Query }),
            ],
            Responses = responses,
        });
    }

    private static bool IsSimple(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is var plain
        && (plain.IsPrimitive || plain == typeof(string) || plain == typeof(Guid) || plain == typeof(DateOnly));
}
