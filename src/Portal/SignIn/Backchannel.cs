using System.Net;

namespace EGov.Portal.SignIn;

/// <summary>Carries the host's own questions to its issuer (discovery, keys, redeeming a code) without a socket, so
/// that it is the same for a test server and for any port.</summary>
internal sealed class Backchannel : HttpMessageHandler
{
    private IServiceProvider? services;
    private RequestDelegate? pipeline;

    public void Serve(IServiceProvider provider, RequestDelegate issuer) => (services, pipeline) = (provider, issuer);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        if (services is null || pipeline is null) throw new InvalidOperationException("UseSignIn has not been called.");

        await using var scope = services.CreateAsyncScope();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext
        {
            RequestServices = scope.ServiceProvider,
            RequestAborted = cancellationToken,
            Request =
            {
                Method = request.Method.Method,
                Scheme = request.RequestUri!.Scheme,
                Host = HostString.FromUriComponent(request.RequestUri),
                Path = PathString.FromUriComponent(request.RequestUri),
                QueryString = QueryString.FromUriComponent(request.RequestUri),
            },
            Response = { Body = body },
        };
        foreach (var (name, values) in request.Headers) context.Request.Headers[name] = values.ToArray();
        if (request.Content is { } content)
        {
            context.Request.Body = await content.ReadAsStreamAsync(cancellationToken);
            context.Request.ContentLength = context.Request.Body.Length;
            context.Request.ContentType = content.Headers.ContentType?.ToString();
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        await pipeline(context);

        var answer = new HttpResponseMessage((HttpStatusCode)context.Response.StatusCode)
        {
            Content = new ByteArrayContent(body.ToArray()),
            RequestMessage = request,
        };
        foreach (var (name, values) in context.Response.Headers)
            if (!answer.Headers.TryAddWithoutValidation(name, values.ToArray()))
                answer.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        return answer;
    }
}
