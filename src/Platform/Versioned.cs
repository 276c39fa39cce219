using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Wolverine.Http;

namespace EGov;

/// <summary>The answer to a reading of one thing; who changes it sends its version back as <c>If-Match</c>.</summary>
/// <typeparam name="T">The answer itself.</typeparam>
public abstract record Versioned<T> : IHttpAware where T : Versioned<T>
{
    /// <summary>The version of its stream; the ETag as well.</summary>
    public abstract long Version { get; init; }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T)));

    void IHttpAware.Apply(HttpContext context) => context.Response.Headers.ETag = $"\"{Version}\"";
}
