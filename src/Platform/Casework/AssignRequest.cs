using EGov.Organisation;
using Marten;
using Wolverine.Http;
using Wolverine.Persistence.EventSourcing;

namespace EGov.Casework;

/// <summary>An officer takes the next file of the queue, or a manager gives it to somebody.</summary>
/// <param name="Officer">Empty: the officer takes it himself.</param>
/// <param name="Ground">Needed when earlier files of the same queue are left waiting.</param>
/// <param name="PastDraw">
/// Needed where lots are drawn for who handles a file: officer-absent, court-order, nobody-drawn.
/// </param>
public record AssignRequest(
    Guid RequestId, string? Officer = null, string? Ground = null, string? PastDraw = null);

public static class AssignRequestHandler
{
    /// <summary>Why a manager may give a file to somebody where lots should be drawn.</summary>
    public static readonly IReadOnlyList<string> PastDrawGrounds = ["officer-absent", "court-order", "nobody-drawn"];

    /// <summary>Files of the same queue that came before, have nobody yet, and could be his.</summary>
    /// <remarks>
    /// A file that somebody holds passes nobody when a manager gives it to another; nor does one of a service that
    /// draws, where none waits to be taken.
    /// </remarks>
    public static async Task<Overtaken> LoadAsync(
        AssignRequest command, Request request, Handbook handbook, Actor actor, IQuerySession session,
        Conflicts conflicts, DateTimeOffset now, CancellationToken cancellation)
    {
        var code = command.Officer ?? actor.Code;
        var overtaken = await PassedAsync(code, request, handbook, session);
        await conflicts.DemandAsync(request, code, handbook, now,
            () => Handle(command, request, overtaken, handbook, actor, now), cancellation);
        return overtaken;
    }

    /// <summary>What an officer would pass by it.</summary>
    public static async Task<Overtaken> PassedAsync(
        string code, Request request, Handbook handbook, IQuerySession session)
    {
        if (request.Queue is null || request.Officer is not null
            || handbook.TermsOf(request) is { IsFirstInFirstOut: false } or { IsDrawn: true })
            return Overtaken.None;
        return new(await Overtaken.InQueue(session, request)
            .CountAsync(earlier => earlier.Officer == null && !earlier.Recused.Contains(code)));
    }

    /// <summary>An officer takes a file, or a manager gives it to somebody.</summary>
    [WolverinePost("/api/requests/{requestId}/assign"), EmptyResponse]
    public static RequestAssigned Handle(
        AssignRequest command, [WriteModel] Request request, Overtaken overtaken, Handbook handbook, Actor actor,
        DateTimeOffset now)
    {
        var code = command.Officer ?? actor.Code;
        if (!request.IsOpen) throw new Refused("request.closed");
        if (actor.Department != request.Matter.Department)
            throw new Refused("assignment.other-department") { Status = 403 };
        if (actor.Role is not "manager" && code != actor.Code)
            throw new Refused("assignment.not-a-manager") { Status = 403 };
        if (!handbook.Officers.TryGetValue(code, out var officer) || !IsCompetent(officer, request, handbook))
            throw new Refused("assignment.officer-not-competent", code);
        if (request.Recused.Contains(code)) throw new Refused("assignment.officer-recused", code);
        if (request.Officer == code) throw new Refused("assignment.already-his", code);
        if (request.Officer is not null && actor.Role is not "manager") throw new Refused("assignment.held-by-another");
        var pastDraw = PastDraw(command.PastDraw, request, handbook, actor);
        return new(now, request.Matter, code, actor.Code, overtaken.Count, overtaken.GroundFor(command.Ground),
            PastDraw: pastDraw);
    }

    /// <summary>
    /// While lots are drawn nobody gives the file to anybody; else a manager does, on a ground that stays.
    /// </summary>
    private static string? PastDraw(string? ground, Request request, Handbook handbook, Actor actor)
    {
        if (!request.IsDrawnBy(handbook)) return null;
        if (request.Draw is not null) throw new Refused("assignment.draw-running");
        if (actor.Role is not "manager" || ground is null) throw new Refused("assignment.by-draw-alone");
        if (!PastDrawGrounds.Contains(ground)) throw new Refused("assignment.draw-ground-not-listed") { Status = 422 };
        return ground;
    }

    /// <summary>An officer of the department; where the service is its own, charged with that service.</summary>
    internal static bool IsCompetent(Officer officer, Request request, Handbook handbook) =>
        officer.IsServing && officer.Roles.Contains("officer") && officer.Department == request.Matter.Department
        && (handbook.TermsOf(request).Department != officer.Department || officer.Handles(request.Matter.Service));
}

/// <summary>The earlier files that a later one passes, and why it may.</summary>
public sealed record Overtaken(int Count)
{
    public static readonly Overtaken None = new(0);

    /// <summary>The closed list: statutory priority, court order, emergency, ready re-date.</summary>
    public static readonly IReadOnlyList<string> Grounds =
        ["statutory-priority", "court-order", "emergency", "ready-redate"];

    /// <summary>The files of the same service, department and priority that came before and wait for us.</summary>
    public static IQueryable<Request> InQueue(IQuerySession session, Request request)
    {
        var (queue, since) = (request.Queue, request.QueuedAt);
        return session.Query<Request>().Where(earlier => earlier.Queue == queue && earlier.QueuedAt < since);
    }

    /// <summary>Its place from 1, and how many wait there; neither when it waits for nobody of ours.</summary>
    public static async Task<(int? Position, int? Length)> PlaceAsync(
        IQuerySession session, Request request, CancellationToken cancellation)
    {
        if (request.Queue is not { } queue) return (null, null);
        return (1 + await InQueue(session, request).CountAsync(cancellation),
            await session.Query<Request>().CountAsync(other => other.Queue == queue, cancellation));
    }

    public string? GroundFor(string? ground)
    {
        if (Count == 0) return null;
        if (ground is null) throw new Refused("queue.earlier-files-waiting", Count);
        if (!Grounds.Contains(ground)) throw new Refused("queue.ground-not-listed", ground) { Status = 422 };
        return ground;
    }
}
