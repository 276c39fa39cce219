using Marten;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>A council, and what is open with it.</summary>
public sealed record CouncilLine(string Council, Text Name, int Meetings, int OpenResolutions, int OpenViewpoints);

public static class CouncilListEndpoint
{
    /// <summary>The councils that meet, and what is open with each.</summary>
    [WolverineGet("/api/councils")]
    public static async Task<IReadOnlyList<CouncilLine>> Get(IQuerySession session, CancellationToken cancellation)
    {
        var councils = await session.Query<Council>().ToListAsync(cancellation);
        var meetings = await session.Query<Meeting>().ToListAsync(cancellation);
        var open = await session.Query<Resolution>().Where(one => one.IsOpen).ToListAsync(cancellation);
        return
        [
            .. councils.OrderBy(one => one.Code, StringComparer.Ordinal).Select(one => new CouncilLine(
                one.Code, one.Name,
                meetings.Count(held => held.Council == one.Code && held.Status is not MeetingStatus.Cancelled),
                open.Count(resolution => resolution.Council == one.Code),
                meetings.Where(held => held.Council == one.Code)
                    .Sum(held => held.Viewpoints.Count(viewpoint => viewpoint.Outcome is null)))),
        ];
    }
}
