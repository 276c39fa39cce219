using EGov.Organisation;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EGov.Oversight;

/// <summary>What the platform does itself in this area as days pass: it reminds, escalates, and dates anew.</summary>
/// <remarks>
/// As with the watch of casework, nothing is remembered between rounds: what is due is read from what is watched, and a
/// command given twice is refused the second time.
/// </remarks>
public sealed partial class OversightWatch(
    IDocumentStore store, HandbookShelf shelf, OwnCommands own, [FromKeyedServices(Clock.OfActs)] TimeProvider clock,
    ILogger<OversightWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);
    private int _calendarApplied;

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

    /// <summary>One round: everything that is due by today.</summary>
    /// <returns>How many commands were carried out.</returns>
    public async Task<int> LookAsync(CancellationToken cancellation)
    {
        var (today, calendar) = (clock.GetUtcNow().Day(), shelf.Current.Calendar);
        // A new calendar may move whatever is open.
        var until = calendar.Version == _calendarApplied ? today : DateOnly.MaxValue;
        await using var session = store.QuerySession();
        var watched = await session.Query<Directive>()
            .Where(directive => directive.WatchFrom <= until)
            .ToListAsync(cancellation);
        var done = 0;
        foreach (var directive in watched)
            foreach (var duty in DirectiveDuty.Of(directive, calendar, today))
            {
                var cause = await CauseAsync(session, directive, duty, cancellation);
                if (await own.GiveAsync(
                        directive.Id, directive.Version, duty.Command, cause, cancellation, duty.Department)) done++;
            }

        done += await LookAtLettersAsync(session, until, today, calendar, cancellation);
        done += await ProgrammeWatch.LookAsync(session, own, calendar, today, cancellation);
        var silent = await session.Query<Issue>().Where(issue => issue.WatchFrom <= today).ToListAsync(cancellation);
        foreach (var issue in silent)
        {
            var cause = (await session.Events.FetchStreamAsync(issue.Id, token: cancellation))
                .LastOrDefault(e => e.Data is not IssueReminded)?.Id;
            if (await own.GiveAsync(issue.Id, issue.Version, new RemindIssue(issue.Id), cause, cancellation)) done++;
        }

        var asked = await session.Query<GuidanceNote>().Where(note => note.WatchFrom <= today)
            .ToListAsync(cancellation);
        foreach (var note in asked)
        {
            var cause = (await session.Events.FetchStreamAsync(note.Id, token: cancellation))[0].Id;
            if (await own.GiveAsync(note.Id, note.Version, new RemindGuidance(note.Id), cause, cancellation)) done++;
        }

        var directed = await session.Query<Resolution>().Where(one => one.AwaitsDirective).ToListAsync(cancellation);
        foreach (var resolution in directed)
        {
            var directive = await DirectResolutionHandler.OfAsync(resolution, session, cancellation);
            if (!SettleResolutionHandler.IsSettledBy(directive)) continue;
            var effect = (await session.Events.FetchStreamAsync(directive!.Id, token: cancellation))
                .LastOrDefault(e => e.Data is DirectiveVerified)?.Id;
            if (await own.GiveAsync(
                    resolution.Id, resolution.Version, new SettleResolution(resolution.Id), effect, cancellation))
                done++;
        }

        _calendarApplied = calendar.Version;
        return done;
    }

    private async Task<int> LookAtLettersAsync(
        IQuerySession session, DateOnly until, DateOnly today, WorkingCalendar calendar,
        CancellationToken cancellation)
    {
        var done = 0;
        foreach (var letter in await session.Query<OfficialLetter>()
                     .Where(letter => letter.WatchFrom <= until).ToListAsync(cancellation))
            if (LetterDuty.Of(letter, calendar, today) is { } duty)
            {
                var cause = duty.Command is RedateLetter
                    ? await CalendarChangeAsync(session, cancellation)
                    : (await session.Events.FetchStreamAsync(letter.Id, token: cancellation))
                        .LastOrDefault(e => duty.IsSetBy(e.Data))?.Id;
                if (await own.GiveAsync(letter.Id, letter.Version, duty.Command, cause, cancellation)) done++;
            }

        return done;
    }

    /// <summary>The event that set the day which has come, or that changed the calendar.</summary>
    private static async Task<Guid?> CauseAsync(
        IQuerySession session, Directive directive, DirectiveDuty duty, CancellationToken cancellation)
    {
        if (duty.Command is not RedateDirective)
            return (await session.Events.FetchStreamAsync(directive.Id, token: cancellation))
                .LastOrDefault(e => duty.IsSetBy(e.Data))?.Id;
        return await CalendarChangeAsync(session, cancellation);
    }

    private static async Task<Guid?> CalendarChangeAsync(IQuerySession session, CancellationToken cancellation)
    {
        var latest = await session.Events.QueryAllRawEvents()
            .Where(e => e.EventTypesAre(typeof(HolidayDeclared), typeof(HolidayWithdrawn)))
            .OrderByDescending(e => e.Sequence).Take(1).ToListAsync(cancellation);
        return latest is [var change] ? change.Id : null;
    }

    [LoggerMessage(LogLevel.Warning, "The watch of oversight could not finish its round; it tries again.")]
    private partial void RoundFailed(Exception e);
}
