using EGov.Casework;
using EGov.Privacy;
using EGov.Proofs;
using EGov.Transparency;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Audit;

/// <summary>Somebody of the staff read a file.</summary>
/// <param name="Department">The reader's; none for an auditor, who belongs to no department.</param>
/// <param name="OpeningId">The id of the opening.</param>
/// <param name="IsExplained">Whether there was no open task, and an explanation can be read.</param>
public sealed record OpeningLine(
    Guid RequestId, string TrackingNumber, string Reader, string? Department, string Purpose, DateTimeOffset At,
    DateTimeOffset Written, Guid OpeningId, bool IsExplained);

/// <summary>A page of openings, the latest written first.</summary>
/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record OpeningPage(IReadOnlyList<OpeningLine> Items, int Total, string? Next);

public static class AuditOpeningsEndpoint
{
    /// <summary>Who opened which file, and for which purpose; the latest first. The reading is recorded.</summary>
    /// <param name="reader">As recorded, such as officer:ENV-014; or a public code or a role alone.</param>
    /// <param name="request">The request's id or its tracking number.</param>
    /// <param name="department">The reader's department.</param>
    /// <param name="from">First day on which it was written, yyyy-MM-dd.</param>
    /// <param name="to">Last day on which it was written.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    /// <param name="format">json, a page; or csv, all rows at once. The header Accept says it as well.</param>
    [WolverineGet("/api/audit/openings")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound)]
    public static async Task<AuditAnswer<OpeningPage>> Get(
        string? reader, string? request, string? department, string? purpose, DateOnly? from, DateOnly? to,
        string? after, int? limit, string? format, IDocumentStore store, IQuerySession session, MasterKey master,
        Handbook handbook, Actor actor, ProveEvent prove, DateTimeOffset now, HttpRequest http,
        CancellationToken cancellation)
    {
        var query = await AskAsync(reader, request, department, purpose, from, to, session, cancellation);
        var isCsv = Answers.IsCsvWanted(http, format);
        query.In(session, handbook);
        // What is refused was not read, and is not on record as read.
        var page = isCsv ? null : await query.PageAsync(session, handbook, after, limit, cancellation);
        await query.RecordAsync(store, master, actor, after is { Length: > 0 } && !isCsv, now, cancellation);
        return page is null
            ? AuditAnswer.Csv<OpeningPage>(query.All(session, handbook, cancellation), "audit-openings", prove)
            : AuditAnswer.Json<OpeningPage>(new([.. page.Items.Select(Line)], page.Total, page.Next));
    }

    public static async Task<AuditQuery> AskAsync(
        string? reader, string? request, string? department, string? purpose, DateOnly? from, DateOnly? to,
        IQuerySession session, CancellationToken cancellation) =>
        new(null, AuditEventsEndpoint.Said(reader), AuditEventsEndpoint.Said(department),
            AuditEventsEndpoint.Said(purpose),
            AuditEventsEndpoint.Said(request) is { } file ? await TracedRequest.FindAsync(file, session, cancellation) : null,
            from, to, IsOfOpenings: true);

    public static OpeningLine Line(AuditRow row) =>
        new(row.Request!.Value, TrackingNumber.Of(row.Request.Value), row.Actor, row.Department, row.Purpose ?? "",
            row.At, row.Written, row.Id, row.IsExplained);
}
