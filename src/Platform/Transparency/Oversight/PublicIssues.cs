using EGov.Oversight;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>Issues of the province as the public reads them, the longest silence first.</summary>
/// <param name="AsOf">Only what had been recorded by then is told; none: what is recorded now.</param>
/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record PublicIssues(DateTimeOffset? AsOf, IReadOnlyList<PublicIssue> Items, int Total, string? Next);

/// <summary>What became of issues: the whole province, and each department.</summary>
/// <param name="ComputedFrom">The highest sequence among the events that are counted; 0 before the first.</param>
/// <param name="Minimum">Below so many no median is given.</param>
/// <param name="Definitions">What each figure means.</param>
public sealed record IssueCounts(
    DateTimeOffset? AsOf, long ComputedFrom, int Minimum, IssueFigures Province,
    IReadOnlyList<IssueFigures> Departments, IReadOnlyList<Definition> Definitions);

public static class PublicIssuesEndpoint
{
    internal static readonly Type[] Types =
    [
        typeof(IssueRaised), typeof(IssueOwnerNamed), typeof(IssuePlanned), typeof(IssueStepCompleted),
        typeof(IssueFollowedUp), typeof(IssueReported), typeof(IssueVerified), typeof(IssueReturned),
        typeof(IssueReopened), typeof(IssueDropped), typeof(IssueReminded),
    ];

    /// <summary>Each issue in one line, with its age, its silence and how far it is.</summary>
    /// <param name="department">Only those that concern it.</param>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    /// <param name="format">json; or csv, jsonl, xlsx or parquet, all at once. Accept says it as well.</param>
    [WolverineGet("/api/public/issues")]
    public static async Task<Answer<PublicIssues>> Get(
        string? department, string? asOf, string? after, int? limit, string? format, IQuerySession session,
        DateTimeOffset now, HttpContext http, CancellationToken cancellation)
    {
        var moment = PerformanceQuery.MomentOf(asOf);
        var form = Form.Wanted(http.Request, format, Form.OfTables);
        var all = await FoldAsync(session, moment, now, cancellation);
        var page = Page(all, moment, department, after, limit);
        return Answers.Table(http.Request, form, page, TableOf(Of(all, department)), "issues");
    }

    /// <summary>Counts, age and silence by department, as of any past moment.</summary>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="format">json, csv, jsonl, xlsx or parquet; the header Accept says it as well.</param>
    [WolverineGet("/api/public/issues/figures")]
    public static async Task<Answer<IssueCounts>> GetFigures(
        string? asOf, string? format, IQuerySession session, Handbook handbook, DateTimeOffset now, HttpContext http,
        CancellationToken cancellation)
    {
        var form = Form.Wanted(http.Request, format, Form.OfTables);
        var counts = await CountAsync(PerformanceQuery.MomentOf(asOf), session, handbook, now, cancellation);
        return Answers.Table(http.Request, form, counts, IssueFigures.TableOf(counts), "issue-figures");
    }

    public static async Task<IssueCounts> CountAsync(
        DateTimeOffset? asOf, IQuerySession session, Handbook handbook, DateTimeOffset now,
        CancellationToken cancellation) =>
        Count(await session.ReadAsync(Types, asOf, cancellation), handbook, asOf, asOf ?? now);

    internal static IssueCounts Count(
        IReadOnlyList<IEvent> events, Handbook handbook, DateTimeOffset? asOf, DateTimeOffset at) =>
        IssueFigures.Count(PublicIssue.Fold(events, at.Day()), handbook, asOf, events.Last());

    public static async Task<PublicIssues> ListAsync(
        string? department, DateTimeOffset? asOf, string? after, int? limit, IQuerySession session, DateTimeOffset now,
        CancellationToken cancellation) =>
        Page(await FoldAsync(session, asOf, now, cancellation), asOf, department, after, limit);

    private static PublicIssues Page(
        IReadOnlyList<PublicIssue> all, DateTimeOffset? asOf, string? department, string? after, int? limit)
    {
        var (items, total, next) = Paging.Cut(Of(all, department),
            one => Paging.Place(-(one.Silence ?? -1), one.RaisedOn.DayNumber, one.IssueId), Paging.IsPlace, after,
            limit);
        return new(asOf, items, total, next);
    }

    private static IEnumerable<PublicIssue> Of(IReadOnlyList<PublicIssue> all, string? department) =>
        department is { Length: > 0 } ? all.Where(one => one.Departments.Contains(department)) : all;

    private static async Task<IReadOnlyList<PublicIssue>> FoldAsync(
        IQuerySession session, DateTimeOffset? asOf, DateTimeOffset now, CancellationToken cancellation) =>
        PublicIssue.Fold(await session.ReadAsync(Types, asOf, cancellation), (asOf ?? now).Day());

    internal static async Task<Table> TableAsync(TableReading on) =>
        TableOf(await FoldAsync(on.Session, null, on.Now, on.Cancellation));

    private static Table TableOf(IEnumerable<PublicIssue> issues) => Table.Of<PublicIssue>(
        [
            new("number", one => one.Number),
            new("lineFa", one => one.Line.Fa),
            new("lineEn", one => one.Line.En),
            new("from", one => one.From),
            new("county", one => one.County),
            new("source", one => one.Source),
            new("departments", one => string.Join(' ', one.Departments)),
            new("raisedOn", one => one.RaisedOn),
            new("state", one => one.State),
            new("age", one => one.Age),
            new("silence", one => one.Silence),
            new("heardOn", one => one.HeardOn),
            new("endedOn", one => one.EndedOn),
            new("daysToSolved", one => one.DaysToSolved),
            new("dropped", one => one.Dropped),
            new("steps", one => one.Steps.Count),
            new("stepsCompleted", one => one.Steps.Count(step => step.CompletedOn is not null)),
            new("reminders", one => one.Reminders),
            new("returns", one => one.Returns),
            new("reopenings", one => one.Reopenings),
            new("lastLineFa", one => one.LastLine?.Fa),
            new("lastLineEn", one => one.LastLine?.En),
        ],
        issues.OrderByDescending(one => one.Silence ?? -1).ThenBy(one => one.RaisedOn).ThenBy(one => one.IssueId));
}
