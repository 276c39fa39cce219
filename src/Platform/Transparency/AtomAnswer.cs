using System.Reflection;
using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace EGov.Transparency;

/// <summary>A feed as Atom has it (RFC 4287); its ETag is the digest of its bytes.</summary>
/// <param name="isPublic">Whether what stands between us and the reader may keep it.</param>
public sealed class AtomAnswer(SyndicationFeed feed, bool isPublic) : IResult, IEndpointMetadataProvider
{
    public const string MediaType = "application/atom+xml";

    private static readonly XmlWriterSettings Form = new() { Encoding = new UTF8Encoding(false), Indent = true };

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var body = Bytes();
        var tag = Tags.Of(body);
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = isPublic ? "public, no-cache" : "private, no-cache";
        response.Headers.Vary = "Accept-Language";
        if (request.Knows(tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = MediaType + "; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    private byte[] Bytes()
    {
        using var written = new MemoryStream();
        using (var writer = XmlWriter.Create(written, Form)) new Atom10FeedFormatter(feed).WriteTo(writer);
        return written.ToArray();
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [MediaType]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified));
    }
}
