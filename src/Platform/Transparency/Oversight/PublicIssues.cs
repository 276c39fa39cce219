using EGov.Oversight;
using Marten;
using Marten.Events;
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
    private static readonly Type[] Types =
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
    /// <param name="format">json or csv; the header Accept says it as well. As csv all at once.</param>
    [WolverineGet("/api/public/issues")]
    public static async Task<Answer<PublicIssues>> Get(
        string? department, string? asOf, string? after, int? limit, string? format, IQuerySession session,
        DateTimeOffset now, HttpContext http, CancellationToken cancellation)
    {
        var moment = PerformanceQuery.MomentOf(asOf);
        var isCsv = Answers.IsCsvWanted(http.Request, format);
        var (all, _) = await FoldAsync(session, moment, now, cancellation);
        var page = Page(all, moment, department, after, limit);
        return isCsv ? Answers.Csv(page, Table(Of(all, department)), "issues") : Answers.Json(page);
    }

    /// <summary>Counts, age and silence by department, as of any past moment.</summary>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="format">json or csv; the header Accept says it as well.</param>
    [WolverineGet("/api/public/issues/figures")]
    public static async Task<Answer<IssueCounts>> GetFigures(
        string? asOf, string? format, IQuerySession session, Handbook handbook, DateTimeOffset now, HttpContext http,
        CancellationToken cancellation)
    {
        var counts = await CountAsync(PerformanceQuery.MomentOf(asOf), session, handbook, now, cancellation);
        return Answers.IsCsvWanted(http.Request, format)
            ? Answers.Csv(counts, IssueFigures.Table(counts), "issue-figures")
            : Answers.Json(counts);
    }

    public static async Task<IssueCounts> CountAsync(
        DateTimeOffset? asOf, IQuerySession session, Handbook handbook, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var (all, sequence) = await FoldAsync(session, asOf, now, cancellation);
        return IssueFigures.Count(all, handbook, asOf, sequence);
    }

    public static async Task<PublicIssues> ListAsync(
        string? department, DateTimeOffset? asOf, string? after, int? limit, IQuerySession session, DateTimeOffset now,
        CancellationToken cancellation) =>
        Page((await FoldAsync(session, asOf, now, cancellation)).All, asOf, department, after, limit);

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

    private static async Task<(IReadOnlyList<PublicIssue> All, long Sequence)> FoldAsync(
        IQuerySession session, DateTimeOffset? asOf, DateTimeOffset now, CancellationToken cancellation)
    {
        var asked = session.Events.QueryAllRawEvents().Where(e => e.EventTypesAre(Types));
        if (asOf is { } moment) asked = asked.Where(e => e.Timestamp <= moment);
        var events = await asked.OrderBy(e => e.Sequence).ToListAsync(cancellation);
        return (PublicIssue.Fold(events, (asOf ?? now).Day()), events.Count == 0 ? 0 : events[^1].Sequence);
    }

    private static string Table(IEnumerable<PublicIssue> issues) => Csv.Of(
        [
            "number", "lineFa", "lineEn", "from", "county", "source", "departments", "raisedOn", "state", "age",
            "silence", "heardOn", "endedOn", "daysToSolved", "dropped", "steps", "stepsCompleted", "reminders",
            "returns", "reopenings", "lastLineFa", "lastLineEn",
        ],
        from one in issues.OrderByDescending(one => one.Silence ?? -1).ThenBy(one => one.RaisedOn)
            .ThenBy(one => one.IssueId)
        select (IEnumerable<object?>)
        [
            one.Number, one.Line.Fa, one.Line.En, one.From, one.County, one.Source, string.Join(' ', one.Departments),
            one.RaisedOn, one.State, one.Age, one.Silence, one.HeardOn, one.EndedOn, one.DaysToSolved, one.Dropped,
            one.Steps.Count, one.Steps.Count(step => step.CompletedOn is not null), one.Reminders, one.Returns,
            one.Reopenings, one.LastLine?.Fa, one.LastLine?.En,
        ]);
}
