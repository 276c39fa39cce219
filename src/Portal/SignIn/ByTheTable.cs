using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;

namespace EGov.Portal.SignIn;

/// <summary>The one policy of the host: an endpoint is for those whom its line of <see cref="Access"/> names.</summary>
internal sealed class ByTheTable : AuthorizationHandler<ByTheTable>, IAuthorizationRequirement
{
    private readonly ConcurrentDictionary<Endpoint, AccessLine?> _lines = new();

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ByTheTable requirement)
    {
        if (context.Resource is HttpContext http && http.GetEndpoint() is { } endpoint
            && _lines.GetOrAdd(endpoint, LineOf) is { } line
            && (line.IsForEverybody || line.For.Any(context.User.IsInRole)))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static AccessLine? LineOf(Endpoint endpoint) =>
        endpoint is RouteEndpoint route ? route.AccessNames.Select(Find).FirstOrDefault() : null;

    private static AccessLine? Find((string Method, string Route) name) => Access.Of(name.Method, name.Route);
}

/// <summary>How the host is held to the table of who may do what.</summary>
public static class HeldToTheTable
{
    extension(RouteEndpoint endpoint)
    {
        /// <summary>The names under which this endpoint stands in the table: one a method, as a rule one.</summary>
        public IReadOnlyList<(string Method, string Route)> AccessNames
        {
            get
            {
                if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) return [("FILE", "*")];
                if (endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
                    return [("PAGE", WithoutLanguage(Plain(endpoint.RoutePattern)))];
                var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
                return
                [
                    .. methods.Except([HttpMethods.Head]).DefaultIfEmpty("ANY")
                        .Select(method => (method, Plain(endpoint.RoutePattern))),
                ];
            }
        }
    }

    /// <summary>Call after everything is mapped.</summary>
    /// <exception cref="InvalidOperationException">
    /// An endpoint has no line in the table, or says beside it who may call it.
    /// </exception>
    public static void HoldToTable(this WebApplication app)
    {
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>().ToList();
        var closed = endpoints.SelectMany(endpoint => endpoint.AccessNames)
            .Where(name => Access.Of(name.Method, name.Route) is null).ToHashSet();
        if (closed.Count > 0)
            throw new InvalidOperationException(
                $"Nobody has said who may use {Listed(closed)}. Give each a line in src/Platform/Access.cs.");
        var twice = endpoints.Where(SaysItself).SelectMany(endpoint => endpoint.AccessNames).ToHashSet();
        if (twice.Count > 0)
            throw new InvalidOperationException(
                $"Who may use {Listed(twice)} stands in src/Platform/Access.cs and nowhere else.");
    }

    private static bool SaysItself(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAuthorizeData>() is not null
        || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null
        || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null;

    private static string Listed(IEnumerable<(string Method, string Route)> names) =>
        string.Join(", ", names.Select(name => $"{name.Method} {name.Route}").Order(StringComparer.Ordinal));

    private static string Plain(RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Plain))));

    private static string Plain(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart { IsCatchAll: true } parameter => $"{{**{parameter.Name}}}",
        RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
        _ => "",
    };

    private static string WithoutLanguage(string route) =>
        Reader.LanguageOf(route) is null ? route : route.Length == 3 ? "/" : route[3..];
}
