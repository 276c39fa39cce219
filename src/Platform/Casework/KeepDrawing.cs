using System.Collections.Concurrent;
using EGov.Proofs;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EGov.Casework;

/// <summary>
/// Sees to it that lots are drawn for every file that nobody holds, where the service says so: first the request
/// goes on record and is published, then what cannot be foreseen is gathered, then the drawn officer gets the file.
/// </summary>
/// <remarks>
/// Nothing need be remembered between rounds: of each contributor there is one contribution only, which can be asked
/// for again. What came in already is kept in memory until its draw ends.
/// </remarks>
public sealed partial class KeepDrawing(
    IDocumentStore store, HandbookShelf shelf, OwnCommands own, Contributions contributions, LedgerSettings settings,
    [FromKeyedServices(Clock.OfActs)] TimeProvider clock, ILogger<KeepDrawing> logger)
    : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);
    private static readonly int[] Priorities = [0, 1, 2];

    private readonly ConcurrentDictionary<(Guid Draw, string Name), byte[]> _given = [];
    private readonly ConcurrentDictionary<string, (DateTime Until, int Failures)> _paused = [];

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
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                RoundFailed(e);
            }
        }
    }

    /// <summary>One round: every file that waits for a draw is brought a step further.</summary>
    /// <returns>How many commands were carried out.</returns>
    public async Task<int> LookAsync(CancellationToken cancellation)
    {
        var queues = Queues(shelf.Current);
        if (queues.Length == 0) return 0;
        await using var session = store.QuerySession();
        var waiting = await session.Query<Request>()
            .Where(request => request.Queue!.IsOneOf(queues) && request.Officer == null)
            .OrderBy(request => request.Id).Take(Batch).ToListAsync(cancellation);
        var drawn = waiting.Where(request => request.IsDrawnBy(shelf.Current) && !request.IsPastDrawing).ToList();
        if (drawn.Count == 0) return 0;
        var contributors = contributions.All();
        var running = drawn.Select(request => request.Draw?.Requested.Draw).OfType<Guid>().ToHashSet();
        foreach (var ended in _given.Keys.Where(key => !running.Contains(key.Draw))) _given.TryRemove(ended, out _);

        var done = 0;
        var four = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellation };
        await Parallel.ForEachAsync(drawn, four,
            async (request, token) =>
            {
                var cause = await CauseAsync(request, token);
                object? command = request.Draw is { } draw
                    ? await NextAsync(request, draw, cause, contributors, token)
                    : Request(request, contributors);
                if (command is not null && await own.GiveAsync(request.Id, request.Version, command, cause, token))
                    Interlocked.Increment(ref done);
            });
        return done;
    }

    /// <summary>
    /// The queues of every service that has ever drawn, in every department: the index finds those who wait.
    /// </summary>
    private static string[] Queues(Handbook handbook) =>
    [
        .. from service in handbook.Services.Values
           where service.History.Any(dated => dated.Terms.IsDrawn)
           from department in handbook.Departments.Keys
           from priority in Priorities
           select $"{department}/{service.Code}/{priority}",
    ];

    private RequestDraw Request(Request request, IReadOnlyList<Contributor> contributors) => new(request.Id,
        [.. contributors.Select(one => new DrawContributor(one.Name, one.Key.Id))],
        settings.DrawPatience, settings.NoncePatience);

    /// <summary>Whether the platform's next command on a draw may follow from a fact.</summary>
    public static bool Follows(object fact) =>
        fact is DrawRequested or RequestSubmitted or OfficerRecused or RequestTransferred or DrawAborted;

    /// <summary>The event that it follows from: the draw's request, or what has left the file with nobody.</summary>
    /// <remarks>The state cannot tell: it is folded before events get their ids.</remarks>
    private async Task<Guid> CauseAsync(Request request, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var events = await session.Events.FetchStreamAsync(request.Id, token: cancellation);
        return events.Last(e => request.Draw is null ? Follows(e.Data) : e.Data is DrawRequested).Id;
    }

    /// <returns>What is due on a draw that is under way; null while it waits.</returns>
    private async Task<object?> NextAsync(
        Request request, RunningDraw draw, Guid @event, IReadOnlyList<Contributor> contributors,
        CancellationToken cancellation)
    {
        var (requested, now) = (draw.Requested, clock.GetUtcNow());
        if (!DrawPolicy.Holds(requested, request, shelf.Current))
            return new AbortDraw(request.Id, AbortDrawHandler.PoolChanged);
        var known = contributors.ToDictionary(one => (one.Name, one.Key.Id));
        if (!requested.Contributors.Any(one =>
            one.Name == Contributions.Platform && known.ContainsKey((one.Name, one.Key))))
            return new AbortDraw(request.Id, AbortDrawHandler.KeyChanged);
        if (await contributions.FindAsync(@event, requested.Draw, cancellation) is not { } leaf)
            return now > requested.Deadline ? new AbortDraw(request.Id, AbortDrawHandler.NotPublished) : null;
        if (!draw.IsOpenToContributors(now)) return null;

        var asked = requested.Contributors
            .Select(one => known.GetValueOrDefault((one.Name, one.Key))).OfType<Contributor>().ToList();
        var signed = await Task.WhenAll(asked.Select(one => AskAsync(one, leaf, cancellation)));
        var given = asked.Zip(signed).Where(one => one.Second is not null).ToList();
        return given.Count < requested.Contributors.Count && now <= requested.Deadline ? null
            : new ExecuteDraw(request.Id, leaf.Alpha.Origin, leaf.Alpha.Index, leaf.Alpha.Leaf.ToBase64(),
            [
                .. given.Select(one => new GivenContribution(
                    one.First.Name, one.First.Key.ToBase64(), Convert.ToBase64String(one.Second!))),
            ]);
    }

    private async Task<byte[]?> AskAsync(Contributor contributor, DrawLeaf leaf, CancellationToken cancellation)
    {
        var place = (leaf.Alpha.Draw, contributor.Name);
        if (_given.TryGetValue(place, out var given)) return given;
        if (_paused.TryGetValue(contributor.Name, out var pause) && DateTime.UtcNow < pause.Until) return null;
        try
        {
            var signature = await contributions.OfAsync(contributor, leaf, cancellation);
            _paused.TryRemove(contributor.Name, out _);
            return _given[place] = signature;
        }
        catch (NoContribution reason)
        {
            var failures = Math.Min(pause.Failures + 1, 8);
            var length = TimeSpan.FromSeconds(Math.Pow(2, failures - 2));
            _paused[contributor.Name] = (DateTime.UtcNow + (length < LongestPause ? length : LongestPause), failures);
            NotGiven(contributor.Name, leaf.Alpha.Draw, reason.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The round of draws could not be finished; it is tried again.")]
    private partial void RoundFailed(Exception e);

    [LoggerMessage(LogLevel.Warning, "{Contributor} has not contributed to the draw {Draw}: {Reason}")]
    private partial void NotGiven(string contributor, Guid draw, string reason);
}
