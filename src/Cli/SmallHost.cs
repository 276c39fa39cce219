using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace EGov.Cli;

/// <summary>A web host of a few addresses, for a signer or a witness: only what is said here configures it.</summary>
internal static class SmallHost
{
    private const string Text = "text/plain; charset=utf-8";

    public static WebApplication Build(Action<KestrelServerOptions> listen, int longestBody)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = longestBody;
            listen(server);
        });
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
            }
            catch (BadHttpRequestException wrong)
            {
                await AnswerAsync(http, wrong.StatusCode, wrong.Message + "\n");
            }
            catch (FormatException wrong)
            {
                await AnswerAsync(http, StatusCodes.Status400BadRequest, wrong.Message + "\n");
            }
            catch (Exception fault) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
            {
                await Console.Error.WriteLineAsync($"{http.Request.Method} {http.Request.Path}: {fault.Message}");
                await AnswerAsync(http, StatusCodes.Status500InternalServerError, "This cannot be answered now.\n");
            }
        });
        return app;
    }

    public static async Task<byte[]> BodyAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return body.ToArray();
    }

    public static Task AnswerAsync(HttpContext http, int status, string text, string type = Text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        return http.Response.WriteAsync(text, http.RequestAborted);
    }

    /// <summary>Serves until it is told to stop.</summary>
    public static async Task ServeAsync(WebApplication app, string greeting, CancellationToken cancellation)
    {
        Console.WriteLine(greeting);
        await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await app.StopAsync(CancellationToken.None);
    }
}
