using EGov.Organisation;
using EGov.Transparency;
using Wolverine.Http;

namespace EGov.Portal.Api;

/// <summary>Gives a read an ETag, the digest of its bytes, and answers 304 to whoever has them already.</summary>
public sealed class Unchanged(RequestDelegate next)
{
    /// <summary>Marks the endpoints that are read so.</summary>
    private sealed class Tagged;

    /// <summary>Reads of plain JSON; public figures tag themselves, an audited reading is never the same.</summary>
    public static void Mark(HttpChain chain)
    {
        var answer = chain.Method.Method.ReturnType;
        if (answer.IsGenericType && answer.GetGenericTypeDefinition() == typeof(Task<>))
            answer = answer.GetGenericArguments()[0];
        if (!chain.HttpMethods.Contains(HttpMethods.Get) || answer.IsAssignableTo(typeof(IResult))
            || answer.IsAssignableTo(typeof(IHttpAware)) || answer.Namespace == "EGov.Audit") return;
        chain.Metadata.WithMetadata(new Tagged());
        chain.Metadata.Produces(StatusCodes.Status304NotModified);
    }

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<Tagged>() is null)
        {
            await next(http);
            return;
        }

        var (response, body) = (http.Response, http.Response.Body);
        using var written = new MemoryStream();
        response.Body = written;
        try
        {
            await next(http);
        }
        finally
        {
            response.Body = body;
        }

        var bytes = written.GetBuffer().AsMemory(0, (int)written.Length);
        if (response.StatusCode is StatusCodes.Status200OK && Tags.Of(bytes.Span) is var tag)
        {
            response.Headers.ETag = tag.ToString();
            if (http.Features.Get<ApiKey>() is not null) response.Headers.CacheControl = "private, no-cache";
            else if (http.User.Identity is not { IsAuthenticated: true })
                response.Headers.CacheControl = "public, no-cache";
            if (http.Request.Knows(tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                response.ContentType = null;
                response.ContentLength = null;
                return;
            }
        }

        // Nothing written leaves a refusal open for its words.
        if (bytes.Length > 0) await body.WriteAsync(bytes, http.RequestAborted);
    }
}
