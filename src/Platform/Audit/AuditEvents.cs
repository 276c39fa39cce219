using EGov.Privacy;
using EGov.Proofs;
using EGov.Transparency;
using Marten;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Audit;

public static class AuditEventsEndpoint
{
    /// <summary>Every event of every area, the latest written first.</summary>
    /// <param name="actor">As recorded, such as officer:ENV-014; or a public code or a role alone.</param>
    /// <param name="type">Name of an event, such as RequestDecided.</param>
    /// <param name="from">First day on which it was written, yyyy-MM-dd.</param>
    /// <param name="to">Last day on which it was written.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    /// <param name="format">json, a page; or csv, all rows at once. The header Accept says it as well.</param>
    [WolverineGet("/api/audit/events")]
    public static async Task<AuditAnswer<AuditPage>> Get(
        string? actor, string? type, string? department, DateOnly? from, DateOnly? to, string? after, int? limit,
        string? format, IDocumentStore store, IQuerySession session, MasterKey master, Handbook handbook, Actor reader,
        ProveEvent prove, DateTimeOffset now, HttpRequest request, CancellationToken cancellation)
    {
        var query = Ask(actor, type, department, from, to);
        query.In(session, handbook);
        var isContinued = after is { Length: > 0 } && !Answers.IsCsvWanted(request, format);
        // What is refused was not read, and is not on record as read.
        var answer = Answers.IsCsvWanted(request, format)
            ? AuditAnswer.Csv<AuditPage>(query.All(session, handbook, cancellation), "audit-events", prove)
            : AuditAnswer.Json<AuditPage>(await query.PageAsync(session, handbook, after, limit, cancellation));
        await query.RecordAsync(store, master, reader, isContinued, now, cancellation);
        return answer;
    }

    public static AuditQuery Ask(string? actor, string? type, string? department, DateOnly? from, DateOnly? to) =>
        new(Said(type), Said(actor), Said(department), From: from, To: to);

    internal static string? Said(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
