using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EGov.Acceptance.Webhooks;

/// <summary>Somebody who wants to be told: a server on loopback that answers as a test has it answer.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    public string Address =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()
        + "/hook";

    /// <summary>What came, in its order.</summary>
    public ConcurrentQueue<(string Method, string Path, IHeaderDictionary Headers, string Body)> Got { get; } = new();

    /// <summary>The origin that it allows to send.</summary>
    public string? Allows { get; set; } = "egov.test";

    /// <summary>Its answer to a message.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context => Say(context, 200);

    public IEnumerable<(string Method, string Path, IHeaderDictionary Headers, string Body)> Messages =>
        Got.Where(one => one.Method == "POST");

    public static Task Say(HttpContext context, int status, string? header = null, string? value = null)
    {
        context.Response.StatusCode = status;
        if (header is not null) context.Response.Headers[header] = value;
        return Task.CompletedTask;
    }

    public static async Task<Receiver> StartAsync(string at = "127.0.0.1")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{at}:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = new HeaderDictionary(context.Request.Headers.ToDictionary(one => one.Key, one => one.Value));
        Got.Enqueue((context.Request.Method, context.Request.Path, headers, await reader.ReadToEndAsync()));
        if (context.Request.Method == "OPTIONS")
        {
            if (Allows is { } origin) context.Response.Headers["WebHook-Allowed-Origin"] = origin;
            return;
        }

        await Answer(context);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
