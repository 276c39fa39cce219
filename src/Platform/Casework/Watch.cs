using EGov.Organisation;
using Marten;
using Marten.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EGov.Casework;

/// <summary>The platform's own eye on the calendar: it gives itself the commands that a day brings with it.</summary>
/// <remarks>
/// Nothing is remembered between rounds but the calendar already applied: what is due is read from the files
/// themselves, so a crash loses nothing, and a command given twice is refused the second time.
/// </remarks>
public sealed partial class Watch(
    IDocumentStore store, HandbookShelf shelf, OwnCommands own, Conflicts conflicts,
    [FromKeyedServices(Clock.OfActs)] TimeProvider clock, ILogger<Watch> logger)
    : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);
    private readonly HashSet<Guid> _interestsApplied = [];
    private int _calendarApplied;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await shelf.LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(Round, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await rounds.WaitForNextTickAsync(stoppingToken);
                await shelf.KeepFreshAsync(stoppingToken);
                await LookAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is Npgsql.NpgsqlException or Marten.Exceptions.MartenException or TimeoutException)
            {
                RoundFailed(e);
            }
        }
    }

    /// <summary>One round: everything that is due by today, oldest first.</summary>
    /// <returns>How many commands were carried out.</returns>
    public async Task<int> LookAsync(CancellationToken cancellation)
    {
        var done = 0;
        var today = clock.GetUtcNow().Day();
        for (var more = true; more && !cancellation.IsCancellationRequested;)
        {
            await using var session = store.QuerySession();
            var due = await session.Query<Request>().Where(request => request.WatchFrom <= today)
                .OrderBy(request => request.WatchFrom).Take(Batch).ToListAsync(cancellation);
            var carried = 0;
            foreach (var request in due)
            {
                if (CommandFor(request, today) is not { } command) continue;
                var cause = await CauseAsync(session, request, command, cancellation);
                if (await own.GiveAsync(request.Id, request.Version, command, cause, cancellation)) carried++;
            }

            done += carried;
            more = due.Count == Batch && carried > 0;
        }

        return done + await RedateAsync(cancellation) + await RecuseAsync(cancellation);
    }

    private static object? CommandFor(Request request, DateOnly today) => request switch
    {
        { IsRunning: true, BreachedLimit: null, LegalLimit: { } limit } when today > limit => new RecordBreach(request.Id),
        { Status: RequestStatus.Waiting } when today > request.AnswerBy => new LapseQuestion(request.Id),
        { Status: RequestStatus.Closed, IsConfirmed: false } when today > request.ContestBy => new ConfirmClosure(request.Id),
        _ => null,
    };

    /// <summary>The event that set the day which has come.</summary>
    private static async Task<Guid?> CauseAsync(
        IQuerySession session, Request request, object command, CancellationToken cancellation)
    {
        var events = await session.Events.FetchStreamAsync(request.Id, token: cancellation);
        return events.LastOrDefault(e => Sets(e.Data, command.GetType()))?.Id;
    }

    /// <summary>Whether a fact sets the day after which the platform gives itself such a command.</summary>
    public static bool Sets(object fact, Type command) =>
        command == typeof(LapseQuestion) ? fact is InformationRequested
        : command == typeof(ConfirmClosure) ? fact is RequestClosed
        : fact is RequestReady or InformationRequested or InformationSupplied or QuestionLapsed or RequestExtended
            or DeadlineRedated or RequestReopened;

    /// <summary>After the calendar changed, every running file that it moves gets its new dates.</summary>
    private async Task<int> RedateAsync(CancellationToken cancellation)
    {
        var calendar = shelf.Current.Calendar;
        if (calendar.Version == _calendarApplied) return 0;
        var done = 0;
        var cause = await ChangeOfCalendarAsync(cancellation);
        var after = Guid.Empty;
        for (var more = true; more && !cancellation.IsCancellationRequested;)
        {
            await using var session = store.QuerySession();
            var running = await session.Query<Request>()
                .Where(request => request.LegalLimit != null && request.Id.CompareTo(after) > 0)
                .OrderBy(request => request.Id).Take(Batch).ToListAsync(cancellation);
            foreach (var request in running.Where(request => request.IsMovedBy(calendar)))
                if (await own.GiveAsync(
                        request.Id, request.Version, new RedateRequest(request.Id), cause, cancellation)) done++;
            more = running.Count == Batch;
            if (more) after = running[^1].Id;
        }

        _calendarApplied = calendar.Version;
        return done;
    }

    /// <summary>After an interest was declared, its officer lets go of the files that it touches.</summary>
    private async Task<int> RecuseAsync(CancellationToken cancellation)
    {
        var handbook = shelf.Current;
        var fresh = handbook.Officers.Values.Where(officer =>
            officer.Interests.Any(interest => !_interestsApplied.Contains(interest.Id))).ToList();
        if (fresh.Count == 0) return 0;
        var codes = fresh.Select(officer => officer.Code).ToArray();
        await using var session = store.QuerySession();
        var held = await session.Query<Request>()
            .Where(request => request.Officer!.IsOneOf(codes) || request.Prepared!.Officer.IsOneOf(codes))
            .ToListAsync(cancellation);
        var done = 0;
        foreach (var request in held.Where(request => request.IsOpen))
            done += await RecuseAsync(request, fresh, handbook, cancellation);
        _interestsApplied.UnionWith(fresh.SelectMany(officer => officer.Interests).Select(interest => interest.Id));
        return done;
    }

    private async Task<int> RecuseAsync(
        Request request, IReadOnlyList<Officer> officers, Handbook handbook, CancellationToken cancellation)
    {
        var done = 0;
        var his = officers.Where(officer =>
            officer.Code == request.Officer || officer.Code == request.Prepared?.Officer).ToList();
        foreach (var (code, interest) in await conflicts.OfAsync(request, his, cancellation))
            if (await conflicts.RecuseAsync(
                    request.Id, handbook.Officers[code], interest, handbook, clock.GetUtcNow(), cancellation))
                done++;
        return done;
    }

    private async Task<Guid?> ChangeOfCalendarAsync(CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var latest = await session.Events.QueryAllRawEvents()
            .Where(e => e.EventTypesAre(typeof(HolidayDeclared), typeof(HolidayWithdrawn)))
            .OrderByDescending(e => e.Sequence).Take(1).ToListAsync(cancellation);
        return latest is [var change] ? change.Id : null;
    }

    [LoggerMessage(LogLevel.Warning, "The watch could not finish its round; it tries again.")]
    private partial void RoundFailed(Exception e);
}
