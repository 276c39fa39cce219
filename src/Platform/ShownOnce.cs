using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Wolverine.Http;

namespace EGov;

/// <summary>The answer to what was created, holding what nobody keeps on the way: 201, and no store.</summary>
/// <typeparam name="T">The answer itself.</typeparam>
public abstract record ShownOnce<T> : IHttpAware where T : ShownOnce<T>
{
    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(T)));

    void IHttpAware.Apply(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.CacheControl = "no-store";
    }
}
