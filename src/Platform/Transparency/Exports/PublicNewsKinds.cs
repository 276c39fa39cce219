using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>Of what a webhook can be told.</summary>
public sealed record PublicNewsKinds(IReadOnlyList<PublicNewsKind> Items);

/// <param name="Type">The <c>type</c> of its CloudEvents, by which it is subscribed to.</param>
/// <param name="DataSchema">JSON Schema of its <c>data</c>.</param>
/// <param name="Sample">A whole CloudEvent as it may come.</param>
public sealed record PublicNewsKind(string Type, Text Meaning, string DataSchema, JsonElement Sample);

/// <summary>A JSON Schema.</summary>
public sealed class SchemaAnswer : WrittenAnswer, IEndpointMetadataProvider
{
    private const string MediaType = "application/schema+json";

    internal SchemaAnswer(byte[] body) : base(body, MediaType)
    {
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(JsonElement), [MediaType]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified));
    }
}

public static class PublicNewsKindsEndpoint
{
    /// <summary>The kinds of news that a webhook can be told of, each with an example.</summary>
    [WolverineGet("/api/public/news")]
    public static Answer<PublicNewsKinds> Get(HttpRequest http)
    {
        var site = $"{http.Scheme}://{http.Host}";
        return Answers.Json(new PublicNewsKinds(
        [
            .. NewsKinds.All.Select(kind => new PublicNewsKind(
                kind.Type, kind.Meaning, $"{site}/api/public/news/{kind.Type}/schema",
                JsonElement.Parse(PublishedNews.Example(kind).ToJson(site)))),
        ]));
    }

    /// <summary>What the data of a kind of news looks like, as JSON Schema (2020-12).</summary>
    /// <param name="type">Such as egov.decision.published.</param>
    [WolverineGet("/api/public/news/{type}/schema")]
    public static SchemaAnswer GetSchema(string type, HttpRequest http)
    {
        var kind = NewsKinds.Find(type) ?? throw new Refused("news.type-unknown", type) { Status = 404 };
        return new(Answers.Bytes(PublishedNews.SchemaOf(kind, $"{http.Scheme}://{http.Host}")));
    }
}
