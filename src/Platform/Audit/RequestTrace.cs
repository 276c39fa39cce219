using EGov.Privacy;
using EGov.Proofs;
using EGov.Transparency;
using Marten;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Audit;

/// <summary>A request traced event by event, as it stood at a moment.</summary>
/// <param name="AsOf">Only what had been written by then is here.</param>
/// <param name="VersionsAreDense">Whether the events are numbered from 1 without a hole.</param>
/// <param name="LargestGapSeconds">The longest time between an act and its record.</param>
/// <param name="Events">Whatever the moment, with how far each has come into the ledger by now.</param>
public sealed record RequestTrace(
    Guid RequestId, string TrackingNumber, DateTimeOffset AsOf, bool VersionsAreDense, long LargestGapSeconds,
    IReadOnlyList<TracedRow> Events, IReadOnlyList<FileOpening> Openings, IReadOnlyList<StateField> State);

/// <summary>One thing that the file says about itself at a moment.</summary>
public sealed record StateField(string Field, string? Value);

/// <summary>What changed between two moments; both sides are built from the events.</summary>
public sealed record RequestDifference(
    Guid RequestId, string TrackingNumber, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<FieldDifference> Fields);

/// <param name="Change">same, added, removed, or changed.</param>
public sealed record FieldDifference(string Field, string? Before, string? After, string Change);

/// <summary>What was done on a file and who read it, in the order of writing.</summary>
/// <param name="Kind">handled or opened; none: both.</param>
public sealed record RequestEntries(
    Guid RequestId, string TrackingNumber, DateTimeOffset AsOf, string? Kind, IReadOnlyList<AuditRow> Items);

public static class RequestTraceEndpoint
{
    /// <summary>Every event of a request with actor, rule version and both times, and the file as it stood then.</summary>
    /// <param name="id">The request's id or its tracking number.</param>
    [WolverineGet("/api/audit/requests/{id}")]
    public static async Task<RequestTrace> Get(
        string id, DateTimeOffset? asOf, IDocumentStore store, Withheld withheld, Handbook handbook, Actor actor,
        ProveEvent prove, DateTimeOffset now, CancellationToken cancellation)
    {
        var file = await TracedRequest.OpenAsync(id, store, withheld, actor, now, cancellation);
        return file.Trace(asOf, handbook, now, await prove.StatesAsync(file.Ids, cancellation));
    }

    /// <summary>Acts and openings of a request in one table, as far as they were written by a moment.</summary>
    /// <param name="id">The request's id or its tracking number.</param>
    /// <param name="kind">handled, or opened; both if nothing is said.</param>
    /// <param name="format">json or csv; the header Accept says it as well.</param>
    [WolverineGet("/api/audit/requests/{id}/entries")]
    public static async Task<AuditAnswer<RequestEntries>> GetEntries(
        string id, DateTimeOffset? asOf, string? kind, string? format, IDocumentStore store, Withheld withheld,
        Actor actor, ProveEvent prove, DateTimeOffset now, HttpRequest request, CancellationToken cancellation)
    {
        var chosen = KindOf(kind);
        var isCsv = Answers.IsCsvWanted(request, format);
        var file = await TracedRequest.OpenAsync(id, store, withheld, actor, now, cancellation);
        AuditRow[] rows = [.. file.Entries(asOf, chosen).Select(entry => AuditTrailProjection.Row(entry.Event))];
        return isCsv
            ? AuditAnswer.Csv<RequestEntries>(rows.ToAsyncEnumerable(), $"request-{file.Now.TrackingNumber}", prove)
            : AuditAnswer.Json<RequestEntries>(new(file.Id, file.Now.TrackingNumber, asOf ?? now, kind, rows));
    }

    public static TraceKind? KindOf(string? kind) => kind switch
    {
        null or "" => null,
        "handled" => TraceKind.Handled,
        "opened" => TraceKind.Opened,
        _ => throw new Refused("audit.kind-unknown", kind) { Status = 400 },
    };

    /// <summary>The file at two moments, field by field.</summary>
    [WolverineGet("/api/audit/requests/{id}/diff")]
    public static async Task<RequestDifference> GetDifference(
        string id, DateTimeOffset? from, DateTimeOffset? to, IDocumentStore store, Withheld withheld, Handbook handbook,
        Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        if (from is not { } start) throw new Refused("difference.from-missing") { Status = 400 };
        var file = await TracedRequest.OpenAsync(id, store, withheld, actor, now, cancellation);
        return file.Difference(start, to, handbook, now);
    }
}
