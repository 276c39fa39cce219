using Marten;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>A meeting in a list: what the public reads of it, and how far its minutes are.</summary>
public sealed record MeetingLine(
    Guid MeetingId, string Number, string Council, Text Line, DateOnly Day, MeetingStatus Status, string Chair,
    string Writer, int CarriedOver, int Resolutions, int Viewpoints, int Unanswered)
{
    public static MeetingLine Of(Meeting meeting) => new(
        meeting.Id, meeting.Number, meeting.Council, meeting.Line, meeting.Day, meeting.Status, meeting.Chair,
        meeting.Writer, meeting.CarriedOver.Count, meeting.Resolutions.Count, meeting.Viewpoints.Count,
        meeting.Viewpoints.Count(viewpoint => viewpoint.Outcome is null));
}

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record MeetingPage(string Band, IReadOnlyList<MeetingLine> Items, int Total, string? Next);

public static class MeetingListEndpoint
{
    private static readonly Dictionary<string, Func<MeetingLine, bool>> Bands = new()
    {
        ["all"] = _ => true,
        ["called"] = line => line.Status is MeetingStatus.Called,
        ["running"] = line => line.Status is MeetingStatus.Running,
        ["unapproved"] = line => line.Status is MeetingStatus.Closed,
        ["unanswered"] = line => line.Unanswered > 0,
        ["approved"] = line => line.Status is MeetingStatus.Approved,
        ["cancelled"] = line => line.Status is MeetingStatus.Cancelled,
    };

    public static IReadOnlyList<string> AllBands { get; } = [.. Bands.Keys];

    /// <summary>The meetings that you may read, the latest first. No sealed word is among them.</summary>
    /// <param name="band">all (the default), called, running, unapproved, unanswered, approved, or cancelled.</param>
    /// <param name="council">Only those of it.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/meetings")]
    public static async Task<MeetingPage> Get(
        string? band, string? council, string? after, int? limit, IQuerySession session, Actor actor,
        CancellationToken cancellation)
    {
        band = band is { Length: > 0 } ? band : "all";
        if (!Bands.TryGetValue(band, out var belongs))
            throw new Refused("meetings.band-unknown", band) { Status = 400 };
        var meetings = await session.Query<Meeting>().ToListAsync(cancellation);
        var lines = meetings
            .Where(one => one.IsReadableBy(actor) && (council is not { Length: > 0 } || one.Council == council))
            .Select(MeetingLine.Of).Where(belongs);
        var (items, total, next) = Paging.Cut(lines,
            line => Paging.Place(0, -line.Day.DayNumber, line.MeetingId), Paging.IsPlace, after, limit);
        return new(band, items, total, next);
    }
}
