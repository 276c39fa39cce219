using Marten;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>A programme in a list: whose it is, and what has become of its milestones.</summary>
/// <param name="Next">The day of the next milestone.</param>
/// <param name="Unexplained">Missed milestones about which nobody has said why.</param>
public sealed record ProgrammeLine(
    Guid ProgrammeId, string Number, Text Promise, string Owner, DateOnly OpenedOn, string? Ended, int Commitments,
    int Standing, int Met, int Missed, int Unexplained, DateOnly? Next)
{
    public static ProgrammeLine Of(Programme programme)
    {
        int Count(MilestoneStatus status) => programme.Milestones.Count(one => one.Status == status);
        return new(programme.Id, programme.Number, programme.Promise, programme.Owner, programme.OpenedOn,
            programme.Ended, programme.Commitments.Count, Count(MilestoneStatus.Standing), Count(MilestoneStatus.Met),
            Count(MilestoneStatus.Missed),
            programme.Milestones.Count(one => one is { Status: MilestoneStatus.Missed, IsExplained: false }),
            programme.Ended is null
                ? programme.Milestones.Where(one => one.Status is MilestoneStatus.Standing)
                    .Min(one => (DateOnly?)one.On)
                : null);
    }
}

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record ProgrammePage(string Band, IReadOnlyList<ProgrammeLine> Items, int Total, string? Next);

public static class ProgrammeListEndpoint
{
    private const int Soon = 30;

    private static readonly Dictionary<string, Func<ProgrammeLine, DateOnly, bool>> Bands = new()
    {
        ["all"] = (_, _) => true,
        ["open"] = (line, _) => line.Ended is null,
        ["due-soon"] = (line, today) => line.Next <= today.AddDays(Soon),
        ["missed"] = (line, _) => line.Missed > 0,
        ["unexplained"] = (line, _) => line.Unexplained > 0,
        ["ended"] = (line, _) => line.Ended is not null,
    };

    public static IReadOnlyList<string> AllBands { get; } = [.. Bands.Keys];

    /// <summary>The programmes, whose next milestone comes first at the top.</summary>
    /// <param name="band">open (the default), due-soon (within 30 days), missed, unexplained, ended, or all.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/programmes")]
    public static async Task<ProgrammePage> Get(
        string? band, string? after, int? limit, IQuerySession session, DateTimeOffset now,
        CancellationToken cancellation)
    {
        band = band is { Length: > 0 } ? band : "open";
        if (!Bands.TryGetValue(band, out var belongs))
            throw new Refused("programmes.band-unknown", band) { Status = 400 };
        var programmes = await session.Query<Programme>().ToListAsync(cancellation);
        var (items, total, next) = Paging.Cut(
            programmes.Select(ProgrammeLine.Of).Where(line => belongs(line, now.Day())),
            line => Paging.Place(
                (line.Next ?? DateOnly.MaxValue).DayNumber, -line.OpenedOn.DayNumber, line.ProgrammeId),
            Paging.IsPlace, after, limit);
        return new(band, items, total, next);
    }

    /// <summary>How many programmes each band holds.</summary>
    internal static async Task<IReadOnlyDictionary<string, int>> CountAsync(
        IQuerySession session, DateTimeOffset now, CancellationToken cancellation)
    {
        var lines = (await session.Query<Programme>().ToListAsync(cancellation)).Select(ProgrammeLine.Of).ToList();
        return Bands.ToDictionary(band => band.Key, band => lines.Count(line => band.Value(line, now.Day())));
    }
}
