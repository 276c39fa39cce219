using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>What an act of oversight answers that begins something: by which id and number it is found again.</summary>
public sealed record Registered(Guid Id, string Number) : IHttpAware
{
    /// <summary>The same act sent twice begins one and the same thing.</summary>
    /// <param name="kind">What is begun, such as directive.</param>
    public static Guid IdOf(string kind, Actor actor) =>
        Act.Current is { Key: { } key } ? Identity.Of(kind, actor.Name, key) : Guid.CreateVersion7();

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(Registered)));

    void IHttpAware.Apply(HttpContext context) => context.Response.StatusCode = StatusCodes.Status201Created;
}

/// <summary>The first fact of something that has a number of its own.</summary>
public interface IRegistered : IHappened
{
    string Number { get; }
}
