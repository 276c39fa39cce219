using EGov.Casework;
using EGov.Privacy;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;

namespace EGov.Audit;

/// <summary>A request traced event by event, as it stood at a moment.</summary>
/// <param name="AsOf">Only what had been written by then is here.</param>
/// <param name="VersionsAreDense">Whether the events are numbered from 1 without a hole.</param>
/// <param name="LargestGapSeconds">The longest time between an act and its record.</param>
public sealed record RequestTrace(
    Guid RequestId, string TrackingNumber, DateTimeOffset AsOf, bool VersionsAreDense, long LargestGapSeconds,
    IReadOnlyList<AuditRow> Events, IReadOnlyList<FileOpened> Openings, IReadOnlyList<StateField> State);

/// <summary>One thing that the file says about itself at a moment.</summary>
public sealed record StateField(string Field, string? Value);

/// <summary>What changed between two moments; both sides are built from the events.</summary>
public sealed record RequestDifference(
    Guid RequestId, string TrackingNumber, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<FieldDifference> Fields);

/// <param name="Change">same, added, removed, or changed.</param>
public sealed record FieldDifference(string Field, string? Before, string? After, string Change);

public static class RequestTraceEndpoint
{
    /// <summary>Every event of a request with actor, rule version and both times, and the file as it stood then.</summary>
    /// <param name="id">The request's id or its tracking number.</param>
    [Authorize(Roles = "auditor"), WolverineGet("/api/audit/requests/{id}")]
    public static async Task<RequestTrace> Get(
        string id, DateTimeOffset? asOf, IDocumentStore store, Handbook handbook, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var moment = asOf ?? now;
        await using var session = store.QuerySession();
        var (request, events) = await ReadAsync(id, session, cancellation);
        await Openings.RecordAsync(store, request, actor, "audit", now, cancellation);
        var openings = await session.Events.FetchStreamAsync(Openings.Of(request), token: cancellation);
        var known = events.Where(IsKnown).ToList();
        var state = Fold(known);
        return new(request, Fold(events).TrackingNumber, moment,
            known.Select((e, i) => e.Version == i + 1).All(dense => dense),
            known.Count == 0 ? 0 : known.Max(Gap),
            [.. known.Select(AuditTrailProjection.Row)],
            [.. openings.Where(IsKnown).Select(e => (FileOpened)e.Data)],
            known.Count == 0 ? [] : Describe(state, handbook, moment));

        bool IsKnown(IEvent e) => asOf is null || e.Timestamp <= asOf;
    }

    /// <summary>The file at two moments, field by field.</summary>
    [Authorize(Roles = "auditor"), WolverineGet("/api/audit/requests/{id}/diff")]
    public static async Task<RequestDifference> GetDifference(
        string id, DateTimeOffset? from, DateTimeOffset? to, IDocumentStore store, Handbook handbook, Actor actor,
        DateTimeOffset now, CancellationToken cancellation)
    {
        if (from is not { } start) throw new Refused("difference.from-missing") { Status = 400 };
        await using var session = store.QuerySession();
        var (request, events) = await ReadAsync(id, session, cancellation);
        await Openings.RecordAsync(store, request, actor, "audit", now, cancellation);
        var end = to ?? now;
        return new(request, Fold(events).TrackingNumber, start, end,
            Compare(Describe(At(start), handbook, start), Describe(At(to), handbook, end)));

        Request At(DateTimeOffset? moment) => Fold(events.Where(e => moment is null || e.Timestamp <= moment));
    }

    public static IReadOnlyList<FieldDifference> Compare(IReadOnlyList<StateField> before, IReadOnlyList<StateField> after) =>
    [
        .. before.Zip(after, (old, now) => new FieldDifference(old.Field, old.Value, now.Value,
            old.Value == now.Value ? "same" : old.Value is null ? "added" : now.Value is null ? "removed" : "changed")),
    ];

    /// <summary>The file in words that two moments can be compared by; a field that says nothing yet is null.</summary>
    public static IReadOnlyList<StateField> Describe(Request request, Handbook handbook, DateTimeOffset moment)
    {
        var (limit, promise) = request.Clocks(handbook.Calendar);
        return
        [
            new("status", request.Status is RequestStatus.None ? null : Name(request.Status)),
            new("department", Some(request.Matter.Department)),
            new("officer", request.Officer),
            new("priority", request.Status is RequestStatus.None ? null : Name(request.Priority)),
            new("clock", request.ReadyAt is null ? null : request.IsClockStopped ? "stopped" : request.IsRunning ? "running" : "ended"),
            new("days-counted", limit is null ? null : Name(limit.DaysUsed(request.Decision?.At.Day() ?? moment.Day()))),
            new("promise", Day(promise?.Due)),
            new("legal-limit", Day(limit?.Due)),
            new("answer-by", Day(request.AnswerBy)),
            new("open-referrals", Some(string.Join(", ", request.OpenReferrals.Values.Order(StringComparer.Ordinal)))),
            new("facts", request.Status is RequestStatus.None ? null : Name(request.Facts.Count + request.SealedFacts.Count)),
            new("prepared-by", request.Prepared?.Officer),
            new("outcome", request.Decision is { } decided ? Name(decided.Outcome) : null),
            new("decided-by", request.Decision?.Officer),
            new("closure", request.Closure is { } closure ? Name(closure) : null),
            new("appeal-by", Day(request.AppealBy)),
            new("contest-by", Day(request.ContestBy)),
            new("breached-limit", Day(request.BreachedLimit)),
        ];
    }

    private static async Task<(Guid, IReadOnlyList<IEvent>)> ReadAsync(
        string id, IQuerySession session, CancellationToken cancellation)
    {
        Guid? stream = Guid.TryParse(id, out var request) ? request
            : TrackingNumber.Read(id) is { } number
                ? (await session.Query<Request>().Where(found => found.TrackingNumber == number)
                    .SingleOrDefaultAsync(cancellation))?.Id
            : null;
        var events = stream is { } found ? await session.Events.FetchStreamAsync(found, token: cancellation) : [];
        return events is [{ Data: RequestSubmitted }, ..]
            ? (stream!.Value, events)
            : throw new Refused("trace.unknown-request") { Status = 404 };
    }

    private static Request Fold(IEnumerable<IEvent> events) =>
        events.Aggregate(new Request(), (state, e) => state.Evolve(e));

    private static long Gap(IEvent e) => (long)(e.Timestamp - ((e.Data as IHappened)?.At ?? e.Timestamp)).TotalSeconds;

    private static string? Some(string value) => value.Length == 0 ? null : value;
    private static string Name<T>(T value) where T : notnull => value.ToString()!;
    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
