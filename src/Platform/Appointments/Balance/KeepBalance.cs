using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EGov.Appointments;

/// <summary>Publishes the balance of each quarter once it is over: the platform gives itself the command.</summary>
public sealed partial class KeepBalance(
    IDocumentStore store, OwnCommands own, [FromKeyedServices(Clock.OfActs)] TimeProvider clock,
    ILogger<KeepBalance> logger)
    : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(Round, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await rounds.WaitForNextTickAsync(stoppingToken);
                await LookAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is Npgsql.NpgsqlException or Marten.Exceptions.MartenException
                or TimeoutException)
            {
                RoundFailed(e);
            }
        }
    }

    /// <summary>Publishes every quarter that is over and was not; none before there are levels.</summary>
    /// <returns>How many were published.</returns>
    public async Task<int> LookAsync(CancellationToken cancellation)
    {
        var latest = Quarter.Before(clock.GetUtcNow().Day());
        await using var session = store.QuerySession();
        if (await session.LoadAsync<Balance>(Balance.TheOne, cancellation) is not { Since: { } since } balance)
            return 0;
        var due = balance.PublishedUntil is { } published ? Quarter.Of(published).Next : Quarter.Of(since);
        for (var done = 0; ; done++, due = due.Next)
            // The quarter alone is the key: it is published once, whatever else stands on the stream.
            if (due.Until > latest.Until || !await own.GiveAsync(
                    Balance.TheOne, 0, new PublishBalance(due.Until), null, cancellation, due.Name)) return done;
    }

    [LoggerMessage(LogLevel.Warning, "The balance could not be looked after; the next round tries again.")]
    private partial void RoundFailed(Exception e);
}
