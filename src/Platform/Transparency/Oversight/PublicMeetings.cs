using EGov.Oversight;
using Marten;
using Marten.Events;
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
    private static readonly Type[] Types =
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
    /// <param name="format">json or csv (a line a resolution); the header Accept says it as well.</param>
    [WolverineGet("/api/public/meetings")]
    public static async Task<Answer<PublicMeetings>> Get(
        string? council, string? asOf, string? after, int? limit, string? format, IQuerySession session,
        DateTimeOffset now, HttpContext http, CancellationToken cancellation)
    {
        var moment = PerformanceQuery.MomentOf(asOf);
        var isCsv = Answers.IsCsvWanted(http.Request, format);
        var (all, _, _) = await FoldAsync(session, moment, cancellation);
        var page = Page(all, moment, council, after, limit);
        return isCsv
            ? Answers.Csv(page, Table(Of(all, council), (moment ?? now).Day()), "resolutions")
            : Answers.Json(page);
    }

    /// <summary>Viewpoints, answers and resolutions by council, as of any past moment.</summary>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="format">json or csv; the header Accept says it as well.</param>
    [WolverineGet("/api/public/meetings/figures")]
    public static async Task<Answer<MeetingCounts>> GetFigures(
        string? asOf, string? format, IQuerySession session, DateTimeOffset now, HttpContext http,
        CancellationToken cancellation)
    {
        var counts = await CountAsync(PerformanceQuery.MomentOf(asOf), session, now, cancellation);
        return Answers.IsCsvWanted(http.Request, format)
            ? Answers.Csv(counts, MeetingFigures.Table(counts), "meeting-figures")
            : Answers.Json(counts);
    }

    public static async Task<MeetingCounts> CountAsync(
        DateTimeOffset? asOf, IQuerySession session, DateTimeOffset now, CancellationToken cancellation)
    {
        var (all, councils, sequence) = await FoldAsync(session, asOf, cancellation);
        return MeetingFigures.Count(all, councils, asOf, sequence, (asOf ?? now).Day());
    }

    public static async Task<PublicMeetings> ListAsync(
        string? council, DateTimeOffset? asOf, string? after, int? limit, IQuerySession session,
        CancellationToken cancellation) =>
        Page((await FoldAsync(session, asOf, cancellation)).All, asOf, council, after, limit);

    private static PublicMeetings Page(
        IReadOnlyList<PublicMeeting> all, DateTimeOffset? asOf, string? council, string? after, int? limit)
    {
        var (items, total, next) = Paging.Cut(Of(all, council),
            one => Paging.Place(0, -one.Day.DayNumber, one.MeetingId), Paging.IsPlace, after, limit);
        return new(asOf, items, total, next);
    }

    private static IEnumerable<PublicMeeting> Of(IReadOnlyList<PublicMeeting> all, string? council) =>
        council is { Length: > 0 } ? all.Where(one => one.Council == council) : all;

    private static async Task<(IReadOnlyList<PublicMeeting> All, IReadOnlyDictionary<string, Text> Councils, long Last)>
        FoldAsync(IQuerySession session, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        var asked = session.Events.QueryAllRawEvents().Where(e => e.EventTypesAre(Types));
        if (asOf is { } moment) asked = asked.Where(e => e.Timestamp <= moment);
        var events = await asked.OrderBy(e => e.Sequence).ToListAsync(cancellation);
        return (PublicMeeting.Fold(events),
            events.Select(e => e.Data).OfType<CouncilEstablished>().ToDictionary(one => one.Council, one => one.Name),
            events.Count == 0 ? 0 : events[^1].Sequence);
    }

    private static string Table(IEnumerable<PublicMeeting> meetings, DateOnly today) => Csv.Of(
        [
            "meeting", "council", "day", "resolution", "lineFa", "lineEn", "adoptedOn", "due", "state", "late",
            "continuations", "directive", "programme", "commitment", "endedOn", "dropped",
        ],
        from one in meetings.OrderByDescending(one => one.Day).ThenBy(one => one.MeetingId)
        from resolution in one.Resolutions
        select (IEnumerable<object?>)
        [
            one.Number, one.Council, one.Day, resolution.Number, resolution.Line.Fa, resolution.Line.En,
            resolution.AdoptedOn, resolution.Due, resolution.State, resolution.IsOpen && resolution.Due < today,
            resolution.Continuations, resolution.Directive, resolution.Programme, resolution.Commitment,
            resolution.EndedOn, resolution.Dropped,
        ]);
}
