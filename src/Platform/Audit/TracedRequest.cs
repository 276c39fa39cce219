using System.Globalization;
using EGov.Casework;
using EGov.Privacy;
using EGov.Proofs;
using JasperFx.Events;
using Marten;

namespace EGov.Audit;

/// <summary>A request's events and openings, read once: every past moment of it is folded from these.</summary>
public sealed record TracedRequest(Guid Id, IReadOnlyList<IEvent> Events, IReadOnlyList<IEvent> Openings)
{
    public Request Now => Fold(Events);

    /// <summary>Reads a request to audit it, openings that are withheld too; this is put on record first.</summary>
    /// <param name="id">The request's id or its tracking number.</param>
    public static async Task<TracedRequest> OpenAsync(
        string id, IDocumentStore store, Withheld withheld, Actor actor, DateTimeOffset now,
        CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var request = await FindAsync(id, session, cancellation);
        var events = await session.Events.FetchStreamAsync(request, token: cancellation);
        var opened = new FileOpened(now, request, actor.Code, actor.Role, actor.Department, "audit", Task: "audit");
        await Privacy.Openings.RecordAsync(store, opened, cancellation);
        var openings = await session.Events.FetchStreamAsync(Privacy.Openings.Of(request), token: cancellation);
        foreach (var withholding in await withheld.OfAsync(request, session, cancellation))
            openings = [.. openings, .. (await session.Events.FetchStreamAsync(withholding.Id, token: cancellation))
                .Where(e => e.Data is WithheldFileOpened)];
        return new(request, events, openings);
    }

    /// <summary>The ids of all that was done on it and of who read it.</summary>
    public IReadOnlyList<Guid> Ids => [.. Events.Concat(Openings).Select(e => e.Id)];

    /// <summary>The id of the request that an id or a tracking number names.</summary>
    public static async Task<Guid> FindAsync(string id, IQuerySession session, CancellationToken cancellation)
    {
        var isId = Guid.TryParse(id, out var request);
        var number = TrackingNumber.Read(id);
        var found = isId ? await session.LoadAsync<Request>(request, cancellation)
            : number is null ? null
            : await session.Query<Request>().Where(file => file.TrackingNumber == number)
                .SingleOrDefaultAsync(cancellation);
        return found?.Id ?? throw new Refused("trace.unknown-request") { Status = 404 };
    }

    /// <summary>The file as it stood when nothing later than this had been written.</summary>
    public Request At(DateTimeOffset? moment) => Fold(Events.Where(e => IsKnown(e, moment)));

    /// <summary>What was written by then, of one kind or of both, in the order of writing.</summary>
    public IReadOnlyList<TraceEntry> Entries(DateTimeOffset? asOf = null, TraceKind? kind = null) =>
    [
        .. Events.Select(e => new TraceEntry(TraceKind.Handled, e))
            .Concat(Openings.Select(e => new TraceEntry(TraceKind.Opened, e)))
            .Where(entry => (kind ?? entry.Kind) == entry.Kind && IsKnown(entry.Event, asOf))
            .OrderBy(entry => entry.Event.Sequence),
    ];

    /// <param name="proofs">How far each event has come into the ledger; one that is missing is not sealed.</param>
    public RequestTrace Trace(
        DateTimeOffset? asOf, Handbook handbook, DateTimeOffset now, IReadOnlyDictionary<Guid, ProofState> proofs)
    {
        var known = Events.Where(e => IsKnown(e, asOf)).ToList();
        return new(Id, Now.TrackingNumber, asOf ?? now,
            known.Select((e, i) => e.Version == i + 1).All(dense => dense),
            known.Count == 0 ? 0 : known.Max(e => (long)GapOf(e).TotalSeconds),
            [.. known.Select(e => AuditTrailProjection.Row(e, proofs.GetValueOrDefault(e.Id, ProofState.None)))],
            [.. Openings.Where(e => IsKnown(e, asOf)).Select(e => FileOpening.Of(e, Id))],
            known.Count == 0 ? [] : Describe(Fold(known), handbook, asOf ?? now));
    }

    public RequestDifference Difference(DateTimeOffset from, DateTimeOffset? to, Handbook handbook, DateTimeOffset now) =>
        new(Id, Now.TrackingNumber, from, to ?? now,
            Compare(Describe(At(from), handbook, from), Describe(At(to), handbook, to ?? now)));

    /// <summary>How much later an event was written than it happened; negative when it is dated ahead.</summary>
    public static TimeSpan GapOf(IEvent e) => e.Timestamp - ((e.Data as IHappened)?.At ?? e.Timestamp);

    public static IReadOnlyList<FieldDifference> Compare(IReadOnlyList<StateField> before, IReadOnlyList<StateField> after) =>
    [
        .. before.Zip(after, (old, now) => new FieldDifference(old.Field, old.Value, now.Value,
            old.Value == now.Value ? "same" : old.Value is null ? "added" : now.Value is null ? "removed" : "changed")),
    ];

    /// <summary>The file in words that two moments can be compared by; a field that says nothing yet is null.</summary>
    /// <remarks>Dates are those that were in force then, by the calendar as it was known then.</remarks>
    public static IReadOnlyList<StateField> Describe(Request request, Handbook handbook, DateTimeOffset moment)
    {
        var calendar = handbook.Calendar.AsOf(Math.Min(request.CalendarVersion, handbook.Calendar.Version));
        var counted = request.Decision?.At.Day() ?? (request.IsRunning ? moment.Day() : null as DateOnly?);
        return
        [
            new("status", request.Status is RequestStatus.None ? null : Name(request.Status)),
            new("department", Some(request.Matter.Department)),
            new("officer", request.Officer),
            new("priority", request.Status is RequestStatus.None ? null : Name(request.Priority)),
            new("clock", request.ReadyAt is null ? null : request.IsClockStopped ? "stopped" : request.IsRunning ? "running" : "ended"),
            new("days-counted", counted is { } last ? Name(request.DaysUsed(calendar, last)) : null),
            new("promise", Day(request.Promise)),
            new("legal-limit", Day(request.LegalLimit)),
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

    private static bool IsKnown(IEvent e, DateTimeOffset? asOf) => asOf is null || e.Timestamp <= asOf;

    private static Request Fold(IEnumerable<IEvent> events) =>
        events.Aggregate(new Request(), (state, e) => state.Evolve(e));

    private static string? Some(string value) => value.Length == 0 ? null : value;
    private static string Name<T>(T value) where T : notnull => Convert.ToString(value, CultureInfo.InvariantCulture)!;
    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Something was done on the file, or somebody read it.</summary>
public enum TraceKind { Handled, Opened }

public sealed record TraceEntry(TraceKind Kind, IEvent Event)
{
    public TimeSpan Gap => TracedRequest.GapOf(Event);
}
