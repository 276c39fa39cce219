using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wolverine;

namespace EGov.Appointments;

/// <summary>Publishes the balance of each quarter once it is over: the platform gives itself the command.</summary>
public sealed partial class KeepBalance(
    IDocumentStore store, HandbookShelf shelf, IServiceScopeFactory scopes,
    [FromKeyedServices(Clock.OfActs)] TimeProvider clock, ILogger<KeepBalance> logger) : BackgroundService
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
            if (due.Until > latest.Until || !await PublishAsync(due, cancellation)) return done;
    }

    private async Task<bool> PublishAsync(Quarter quarter, CancellationToken cancellation)
    {
        using var begun = Act.Begin(new()
        {
            Actor = Actor.Platform,
            Now = clock.GetUtcNow(),
            Handbook = shelf.Current,
            Key = $"{nameof(PublishBalance)}:{quarter.Name}",
        });
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<IMessageBus>()
                .InvokeAsync(new PublishBalance(quarter.Until), cancellation);
            return true;
        }
        catch (Exception e) when (e is Refused or JasperFx.ConcurrencyException)
        {
            PutOff(quarter.Name, e.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Debug, "The balance of {Quarter} was put off: {Reason}")]
    private partial void PutOff(string quarter, string reason);

    [LoggerMessage(LogLevel.Warning, "The balance could not be looked after; the next round tries again.")]
    private partial void RoundFailed(Exception e);
}
