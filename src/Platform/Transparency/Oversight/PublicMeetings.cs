using EGov.Oversight;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>Meetings as the public reads them, the latest first.</summary>
/// <param name="AsOf">Only what had been recorded by then is told; none: what is recorded now.</param>
/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record PublicMeetings(
    DateTimeOffset? AsOf, IReadOnlyList<PublicMeeting> Items, int Total, string? Next);

/// <summary>What became of what was said and resolved: the whole province, and each council.</summary>
/// <param name="ComputedFrom">The highest sequence among the events that are counted; 0 before the first.</param>
/// <param name="Minimum">Below so many no share is given.</param>
/// <param name="Definitions">What each figure means.</param>
public sealed record MeetingCounts(
    DateTimeOffset? AsOf, long ComputedFrom, int Minimum, MeetingFigures Province,
    IReadOnlyList<MeetingFigures> Councils, IReadOnlyList<Definition> Definitions);

public static class PublicMeetingsEndpoint
{
    internal static readonly Type[] Types =
    [
        typeof(CouncilEstablished), typeof(MeetingCalled), typeof(AgendaItemAdded), typeof(MeetingOpened),
        typeof(AttendanceRecorded), typeof(GuestRecorded), typeof(ViewpointMinuted), typeof(ViewpointAnswered),
        typeof(MinutesClosed), typeof(MinutesApproved), typeof(MeetingCancelled), typeof(ResolutionAdopted),
        typeof(ResolutionContinued), typeof(ResolutionBecameDirective), typeof(ResolutionBecameCommitment),
        typeof(ResolutionReported), typeof(ResolutionReturned), typeof(ResolutionVerified),
        typeof(ResolutionSettled), typeof(ResolutionDropped),
    ];

    /// <summary>Each meeting in its lines, what was resolved there and what became of it.</summary>
    /// <param name="council">Only those of it.</param>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    /// <param name="format">json; or csv, jsonl, xlsx or parquet, a line a resolution. Accept says it as well.</param>
    [WolverineGet("/api/public/meetings")]
    public static async Task<Answer<PublicMeetings>> Get(
        string? council, string? asOf, string? after, int? limit, string? format, IQuerySession session,
        DateTimeOffset now, HttpContext http, CancellationToken cancellation)
    {
        var moment = PerformanceQuery.MomentOf(asOf);
        var form = Form.Wanted(http.Request, format, Form.OfTables);
        var all = await FoldAsync(session, moment, cancellation);
        var page = Page(all, moment, council, after, limit);
        return Answers.Table(http.Request, form, page, TableOf(Of(all, council), (moment ?? now).Day()), "resolutions");
    }

    /// <summary>Viewpoints, answers and resolutions by council, as of any past moment.</summary>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="format">json, csv, jsonl, xlsx or parquet; the header Accept says it as well.</param>
    [WolverineGet("/api/public/meetings/figures")]
    public static async Task<Answer<MeetingCounts>> GetFigures(
        string? asOf, string? format, IQuerySession session, DateTimeOffset now, HttpContext http,
        CancellationToken cancellation)
    {
        var form = Form.Wanted(http.Request, format, Form.OfTables);
        var counts = await CountAsync(PerformanceQuery.MomentOf(asOf), session, now, cancellation);
        return Answers.Table(http.Request, form, counts, MeetingFigures.TableOf(counts), "meeting-figures");
    }

    public static async Task<MeetingCounts> CountAsync(
        DateTimeOffset? asOf, IQuerySession session, DateTimeOffset now, CancellationToken cancellation) =>
        Count(await session.ReadAsync(Types, asOf, cancellation), asOf, asOf ?? now);

    internal static MeetingCounts Count(
        IReadOnlyList<IEvent> events, DateTimeOffset? asOf, DateTimeOffset at) =>
        MeetingFigures.Count(PublicMeeting.Fold(events),
            events.Select(e => e.Data).OfType<CouncilEstablished>().ToDictionary(one => one.Council, one => one.Name),
            asOf, events.Last(), at.Day());

    public static async Task<PublicMeetings> ListAsync(
        string? council, DateTimeOffset? asOf, string? after, int? limit, IQuerySession session,
        CancellationToken cancellation) =>
        Page(await FoldAsync(session, asOf, cancellation), asOf, council, after, limit);

    private static PublicMeetings Page(
        IReadOnlyList<PublicMeeting> all, DateTimeOffset? asOf, string? council, string? after, int? limit)
    {
        var (items, total, next) = Paging.Cut(Of(all, council),
            one => Paging.Place(0, -one.Day.DayNumber, one.MeetingId), Paging.IsPlace, after, limit);
        return new(asOf, items, total, next);
    }

    private static IEnumerable<PublicMeeting> Of(IReadOnlyList<PublicMeeting> all, string? council) =>
        council is { Length: > 0 } ? all.Where(one => one.Council == council) : all;

    private static async Task<IReadOnlyList<PublicMeeting>> FoldAsync(
        IQuerySession session, DateTimeOffset? asOf, CancellationToken cancellation) =>
        PublicMeeting.Fold(await session.ReadAsync(Types, asOf, cancellation));

    internal static async Task<Table> TableAsync(TableReading on) =>
        TableOf(await FoldAsync(on.Session, null, on.Cancellation), on.Now.Day());

    private static Table TableOf(IEnumerable<PublicMeeting> meetings, DateOnly today) =>
        Table.Of<(PublicMeeting One, PublicResolution Resolution)>(
        [
            new("meeting", line => line.One.Number),
            new("council", line => line.One.Council),
            new("day", line => line.One.Day),
            new("resolution", line => line.Resolution.Number),
            new("lineFa", line => line.Resolution.Line.Fa),
            new("lineEn", line => line.Resolution.Line.En),
            new("adoptedOn", line => line.Resolution.AdoptedOn),
            new("due", line => line.Resolution.Due),
            new("state", line => line.Resolution.State),
            new("late", line => line.Resolution.IsOpen && line.Resolution.Due < today),
            new("continuations", line => line.Resolution.Continuations),
            new("directive", line => line.Resolution.Directive),
            new("programme", line => line.Resolution.Programme),
            new("commitment", line => line.Resolution.Commitment),
            new("endedOn", line => line.Resolution.EndedOn),
            new("dropped", line => line.Resolution.Dropped),
        ],
        from one in meetings.OrderByDescending(one => one.Day).ThenBy(one => one.MeetingId)
        from resolution in one.Resolutions
        select (one, resolution));
}
