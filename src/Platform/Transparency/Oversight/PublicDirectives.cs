using EGov.Oversight;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>Directives as the public reads them, the latest first.</summary>
/// <param name="AsOf">Only what had been recorded by then is told; none: what is recorded now.</param>
/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record PublicDirectives(
    DateTimeOffset? AsOf, IReadOnlyList<PublicDirective> Items, int Total, string? Next);

/// <summary>What became of directives: the whole province, and each department.</summary>
/// <param name="ComputedFrom">The highest sequence among the events that are counted; 0 before the first.</param>
/// <param name="Minimum">Below so many cases no median and no share is given.</param>
/// <param name="Definitions">What each figure means.</param>
public sealed record DirectiveCounts(
    DateTimeOffset? AsOf, long ComputedFrom, int Minimum, DirectiveFigures Province,
    IReadOnlyList<DirectiveFigures> Departments, IReadOnlyList<Definition> Definitions);

public static class PublicDirectivesEndpoint
{
    internal static readonly Type[] Types =
    [
        typeof(DirectiveIssued), typeof(DirectiveAcknowledged), typeof(DirectiveAssigned), typeof(SupportAsked),
        typeof(SupportAnswered), typeof(DirectiveReported), typeof(DirectiveReturned), typeof(DirectiveVerified),
        typeof(DirectiveExtended), typeof(DirectiveRedated), typeof(DirectiveEscalated), typeof(DirectiveWithdrawn),
    ];

    /// <summary>Each directive in one line, and how far each department is.</summary>
    /// <param name="department">Only those that ask something of it.</param>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    /// <param name="format">json; or csv, jsonl, xlsx or parquet, all at once. Accept says it as well.</param>
    [WolverineGet("/api/public/directives")]
    public static async Task<Answer<PublicDirectives>> Get(
        string? department, string? asOf, string? after, int? limit, string? format, IQuerySession session,
        DateTimeOffset now, HttpContext http, CancellationToken cancellation)
    {
        var moment = PerformanceQuery.MomentOf(asOf);
        var form = Form.Wanted(http.Request, format, Form.OfTables);
        var all = await FoldAsync(session, moment, cancellation);
        var page = Page(all, moment, department, after, limit);
        return Answers.Table(
            http.Request, form, page, TableOf(Of(all, department), (moment ?? now).Day()), "directives");
    }

    /// <summary>Counts and lateness by department, as of any past moment.</summary>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="format">json, csv, jsonl, xlsx or parquet; the header Accept says it as well.</param>
    [WolverineGet("/api/public/directives/figures")]
    public static async Task<Answer<DirectiveCounts>> GetFigures(
        string? asOf, string? format, IQuerySession session, Handbook handbook, DateTimeOffset now, HttpContext http,
        CancellationToken cancellation)
    {
        var form = Form.Wanted(http.Request, format, Form.OfTables);
        var counts = await CountAsync(PerformanceQuery.MomentOf(asOf), session, handbook, now, cancellation);
        return Answers.Table(http.Request, form, counts, DirectiveFigures.TableOf(counts), "directive-figures");
    }

    public static async Task<DirectiveCounts> CountAsync(
        DateTimeOffset? asOf, IQuerySession session, Handbook handbook, DateTimeOffset now,
        CancellationToken cancellation) =>
        Count(await session.ReadAsync(Types, asOf, cancellation), handbook, asOf, asOf ?? now);

    internal static DirectiveCounts Count(
        IReadOnlyList<IEvent> events, Handbook handbook, DateTimeOffset? asOf, DateTimeOffset at) =>
        DirectiveFigures.Count(PublicDirective.Fold(events), handbook, asOf, events.Last(), at.Day());

    public static async Task<PublicDirectives> ListAsync(
        string? department, DateTimeOffset? asOf, string? after, int? limit, IQuerySession session,
        CancellationToken cancellation) =>
        Page(await FoldAsync(session, asOf, cancellation), asOf, department, after, limit);

    private static PublicDirectives Page(
        IReadOnlyList<PublicDirective> all, DateTimeOffset? asOf, string? department, string? after, int? limit)
    {
        var (items, total, next) = Paging.Cut(Of(all, department),
            one => Paging.Place(0, -one.IssuedOn.DayNumber, one.DirectiveId), Paging.IsPlace, after, limit);
        return new(asOf, items, total, next);
    }

    private static IEnumerable<PublicDirective> Of(IReadOnlyList<PublicDirective> all, string? department) =>
        department is { Length: > 0 }
            ? all.Where(one => one.Departments.Any(part => part.Department == department))
            : all;

    private static async Task<IReadOnlyList<PublicDirective>> FoldAsync(
        IQuerySession session, DateTimeOffset? asOf, CancellationToken cancellation) =>
        PublicDirective.Fold(await session.ReadAsync(Types, asOf, cancellation));

    internal static async Task<Table> TableAsync(TableReading on) =>
        TableOf(await FoldAsync(on.Session, null, on.Cancellation), on.Now.Day());

    private static Table TableOf(IEnumerable<PublicDirective> directives, DateOnly today) =>
        Table.Of<(PublicDirective One, PublicDirectivePart Part)>(
        [
            new("number", line => line.One.Number),
            new("lineFa", line => line.One.Line.Fa),
            new("lineEn", line => line.One.Line.En),
            new("issuedOn", line => line.One.IssuedOn),
            new("withdrawn", line => line.One.Withdrawn),
            new("department", line => line.Part.Department),
            new("state", line => line.Part.State),
            new("due", line => line.Part.Due),
            new("reportedOn", line => line.Part.ReportedOn),
            new("effectiveOn", line => line.Part.EffectiveOn),
            new("workingDays", line => line.Part.WorkingDays),
            new("late", line => line.Part.IsLate(today)),
            new("returns", line => line.Part.Returns),
            new("extensions", line => line.Part.Extensions),
            new("supportAsked", line => line.Part.SupportAsked),
            new("supportGiven", line => line.Part.SupportGiven),
            new("escalations", line => line.Part.Escalations),
        ],
        from one in directives.OrderByDescending(one => one.IssuedOn).ThenBy(one => one.DirectiveId)
        from part in one.Departments
        select (one, part));
}
