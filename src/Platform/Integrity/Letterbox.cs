using Marten;
using Marten.Exceptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EGov.Integrity;

/// <summary>Puts on record what was handed in unnamed: at the end of the day, all of it, in no order.</summary>
/// <remarks>
/// The public entry of an event says to the microsecond when it was recorded and, by the openings around it, who was
/// at work on which file. So nothing that may name a person by its hour is recorded at that hour.
/// </remarks>
public sealed partial class Letterbox(
    IDocumentStore store, HandbookShelf shelf, [FromKeyedServices(Clock.OfActs)] TimeProvider clock,
    ILogger<Letterbox> logger) : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>In an invented province nobody is to be protected, and whoever tries it would wait.</summary>
    private static readonly TimeSpan Simulated = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _round = new(1);

    /// <summary>The moment at which all is recorded that is handed in now: the end of the day.</summary>
    public static DateTimeOffset RoundAfter(DateTimeOffset now, Handbook handbook) =>
        handbook.Province is { IsSimulated: true }
            ? new(((now.UtcTicks / Simulated.Ticks) + 1) * Simulated.Ticks, TimeSpan.Zero)
            : now.Day().AddDays(1).Start();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(Pause, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await rounds.WaitForNextTickAsync(stoppingToken);
                await EmptyAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is Npgsql.NpgsqlException or MartenException or TimeoutException)
            {
                RoundFailed(e);
            }
        }
    }

    /// <summary>Records every letter whose round has come.</summary>
    /// <returns>How many were recorded.</returns>
    public async Task<int> EmptyAsync(CancellationToken cancellation)
    {
        await _round.WaitAsync(cancellation);
        try
        {
            return await RoundAsync(clock.GetUtcNow(), cancellation);
        }
        finally
        {
            _round.Release();
        }
    }

    public override void Dispose()
    {
        _round.Dispose();
        base.Dispose();
    }

    private async Task<int> RoundAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        for (var done = 0; ;)
        {
            var before = done;
            await using var session = store.QuerySession();
            // Their ids are random: this is no order in which anybody came.
            var due = await session.Query<Letter>().Where(letter => letter.Round <= now)
                .OrderBy(letter => letter.IsLater).ThenBy(letter => letter.Id)
                .Take(Batch).ToListAsync(cancellation);
            foreach (var letter in due)
            {
                try
                {
                    if (await RecordAsync(letter, now, cancellation)) done++;
                }
                catch (Exception e) when (IsAnothers(e))
                {
                    // Another node was first with it; what is left is looked at in the next round.
                }
            }

            if (due.Count < Batch || done == before) return done;
        }
    }

    /// <summary>The event and the end of its letter are one transaction.</summary>
    private async Task<bool> RecordAsync(Letter letter, DateTimeOffset now, CancellationToken cancellation)
    {
        using var begun = Act.Begin(new() { Actor = Actor.Platform, Now = now, Handbook = shelf.Current });
        await using var session = store.LightweightSession();
        session.Delete<Letter>(letter.Id);
        // Handed in once more after it was recorded, it is the same letter.
        var isNew = await session.Events.LoadAsync(letter.Id, cancellation) is null;
        if (isNew)
        {
            var e = session.Events.BuildEvent(letter.Fact);
            e.Id = letter.Id;
            if (await session.Events.FetchStreamStateAsync(letter.Stream, cancellation) is not null)
                session.Events.Append(letter.Stream, e);
            else if (letter.Tip is not null) session.Events.StartStream<Tip>(letter.Stream, e);
            else if (letter.Answer is not null) session.Events.StartStream<SignalReview>(letter.Stream, e);
            else session.Events.StartStream<Influence>(letter.Stream, e);
        }

        await session.SaveChangesAsync(cancellation);
        return isNew;
    }

    private static bool IsAnothers(Exception e) => e switch
    {
        JasperFx.ConcurrencyException or ExistingStreamIdCollisionException
            or JasperFx.Events.ExistingStreamIdCollisionException => true,
        Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation } => true,
        { InnerException: { } inner } => IsAnothers(inner),
        _ => false,
    };

    [LoggerMessage(LogLevel.Warning, "The letterbox could not be emptied; it is tried again.")]
    private partial void RoundFailed(Exception e);
}
