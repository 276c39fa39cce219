using Microsoft.AspNetCore.Http;

namespace EGov.Transparency;

/// <summary>Bytes of a media type of their own, with the digest as ETag.</summary>
public class WrittenAnswer : IResult
{
    private readonly byte[] _body;
    private readonly string _mediaType;

    internal WrittenAnswer(byte[] body, string mediaType) => (_body, _mediaType) = (body, mediaType);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var tag = Tags.Of(_body);
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = "public, no-cache";
        if (request.Knows(tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = _mediaType;
        await response.Body.WriteAsync(_body, httpContext.RequestAborted);
    }
}
