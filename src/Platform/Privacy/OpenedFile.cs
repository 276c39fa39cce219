using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace EGov.Privacy;

/// <summary>An attached file as it was handed in: to be saved, never to be shown as a page of ours.</summary>
public sealed class OpenedFile(AttachedFile about, byte[] content) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(
            StatusCodes.Status200OK, typeof(byte[]), [.. AttachedFile.MediaTypes]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(about.Name);
        headers.ContentDisposition = disposition.ToString();
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        httpContext.Response.ContentType = about.MediaType;
        httpContext.Response.ContentLength = content.Length;
        await httpContext.Response.Body.WriteAsync(content, httpContext.RequestAborted);
    }

    /// <summary>Reads a file that an event names, once its reader may.</summary>
    internal static async Task<OpenedFile> OpenAsync(
        Sealed about, SealedFile file, Guid @event, Vault vault, CancellationToken cancellation)
    {
        var opened = await vault.OpenAsync(about, cancellation);
        var content = await vault.OpenFileAsync(file, about.Subject, @event, cancellation);
        return opened.ValueKind is JsonValueKind.Object && content is not null
            ? new(AttachedFile.Read(opened), content)
            : throw new Refused("attachment.gone") { Status = 410 };
    }
}
