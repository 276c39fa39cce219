using EGov.Portal.SignIn;
using EGov.Portal.Texts;
using EGov.Transparency;

namespace EGov.Portal.Api;

/// <summary>
/// What a refusal looks like under /open311, by GeoReport v2: a list of errors, each with the number of its status and
/// words, in the format that was asked for. Every other rule of the platform is refused so too.
/// </summary>
internal sealed class GeoReportErrors(RequestDelegate next, ILogger<GeoReportErrors> logger)
{
    private const string KeyParameter = "api_key";

    /// <param name="Code">The status, in digits.</param>
    /// <param name="Rule">The platform's own code of the refusal, which the standard does not ask for.</param>
    private sealed record GeoReportError(string Code, string Description, string Rule);

    public async Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments("/open311"))
        {
            await next(http);
            return;
        }

        http.Response.Headers.AccessControlAllowOrigin = "*";
        try
        {
            Legible.CheckAddress(http);
            await TakeKeyAsync(http);
            await next(http);
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            var refused = Problems.Read(e);
            if (refused is null) logger.LogError(e, "A request to Open311 failed in a way that nobody expected.");
            await WriteAsync(http, refused ?? Problems.Failed);
            return;
        }

        if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null or 0, ContentType: null })
            await WriteAsync(http, Problems.OfStatus(http.Response.StatusCode));
    }

    /// <summary>The standard shows a key as a parameter; here it is read where open data shows it.</summary>
    private static async Task TakeKeyAsync(HttpContext http)
    {
        var request = http.Request;
        if (request.HasFormContentType)
        {
            var form = await ReadFormAsync(request, http.RequestAborted);
            if (!Legible.IsForm(form)) throw Legible.Illegible;
            if (form[KeyParameter].ToString() is { Length: > 0 } shown) request.Headers[CountReads.Header] = shown;
        }
        else if (request.Query[KeyParameter].ToString() is { Length: > 0 } shown)
        {
            request.Headers[CountReads.Header] = shown;
        }
    }

    private static async Task<IFormCollection> ReadFormAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return await request.ReadFormAsync(cancellation);
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw Problems.OfStatus(StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>The standard knows of three; how often one may ask, and what is our fault, HTTP tells itself.</summary>
    private static int StatusOf(Refused refused) => refused.Status switch
    {
        403 or 404 or 405 or 413 or 429 or >= 500 => refused.Status,
        _ => StatusCodes.Status400BadRequest,
    };

    private static async Task WriteAsync(HttpContext http, Refused refused)
    {
        var language = http.Request.ReadersLanguage;
        var (response, wait) = (http.Response, http.Response.Headers.RetryAfter);
        response.Clear();
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.RetryAfter = wait;
        response.Headers.ContentLanguage = language;
        response.Headers.Vary = "Accept-Language";
        response.StatusCode = StatusOf(refused);
        GeoReportError[] errors =
        [
            new($"{response.StatusCode}", Refusals.Title(refused, language), refused.Code),
        ];
        var isJson = http.Request.Path.Value!.EndsWith("." + GeoReport.Json, StringComparison.OrdinalIgnoreCase);
        var (body, type) = GeoReport.Write(errors, "errors", isJson ? GeoReport.Json : GeoReport.Xml);
        response.ContentType = type;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, http.RequestAborted);
    }
}
