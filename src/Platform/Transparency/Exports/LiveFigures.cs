using System.Text;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>The province's figures as they change, as server-sent events.</summary>
public sealed class LiveFigures(CubeShelf cubes)
{
    /// <summary>So many read at once; the next is told to come later.</summary>
    public const int Most = 500;

    /// <summary>How often it is looked whether something has changed.</summary>
    public static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    /// <summary>After so long a line of nothing, so that a dead connection is found.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(20);

    private int _readers;

    public async Task TellAsync(HttpContext http, Handbook handbook, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _readers) > Most)
        {
            Interlocked.Decrement(ref _readers);
            throw new Refused("live.too-many-readers") { Status = 503 };
        }

        try
        {
            var response = http.Response;
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-store";
            response.Headers["X-Accel-Buffering"] = "no";
            // Whoever comes back after a break says which figures he has already.
            var told = http.Request.Headers["Last-Event-ID"].ToString();
            for (var since = TimeSpan.Zero; !cancellation.IsCancellationRequested; since += Round)
            {
                var figures = await PerformanceEndpoint.AskAsync(
                    new() { By = PerformanceQuery.Groupings[0] }, cubes, handbook, cancellation);
                var now = $"{figures.ComputedFrom}";
                if (now != told)
                {
                    var data = Encoding.UTF8.GetString(Answers.Bytes(new LiveNumbers(
                        figures.AsOf, figures.ComputedFrom, figures.Definitions, figures.Province.Figures)));
                    await response.WriteAsync($"id: {now}\nevent: figures\ndata: {data}\n\n", cancellation);
                    (told, since) = (now, TimeSpan.Zero);
                }
                else if (since >= Silence)
                {
                    await response.WriteAsync(": nothing new\n\n", cancellation);
                    since = TimeSpan.Zero;
                }

                await response.Body.FlushAsync(cancellation);
                await Task.Delay(Round, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The reader has gone, or the host stops.
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
        }
    }
}

/// <summary>What an event of the stream holds.</summary>
/// <param name="ComputedFrom">The highest sequence that is counted; also the event's id.</param>
/// <param name="Definitions">For each figure the definition it is computed by.</param>
public sealed record LiveNumbers(
    DateTimeOffset? AsOf, long ComputedFrom, IReadOnlyDictionary<string, string> Definitions, Figures Figures);

/// <summary>Figures told for as long as somebody listens.</summary>
public sealed class LiveAnswer : IResult
{
    private readonly LiveFigures _live;
    private readonly HandbookShelf _shelf;
    private readonly CancellationToken _stop;

    internal LiveAnswer(LiveFigures live, HandbookShelf shelf, CancellationToken stop) =>
        (_live, _shelf, _stop) = (live, shelf, stop);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, _stop);
        await _live.TellAsync(httpContext, _shelf.Current, either.Token);
    }
}

public static class LiveFiguresEndpoint
{
    /// <summary>The province's figures now, and again whenever they change, as server-sent events.</summary>
    [WolverineGet("/open-data/live")]
    public static LiveAnswer Get(
        LiveFigures live, HandbookShelf shelf, Microsoft.Extensions.Hosting.IHostApplicationLifetime life) =>
        new(live, shelf, life.ApplicationStopping);
}
