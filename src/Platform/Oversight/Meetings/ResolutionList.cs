using Marten;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>A resolution in a list: what the public reads of it, and how far it is.</summary>
/// <param name="DaysLeft">Days to its day; negative past it, none where it is at its end.</param>
/// <param name="Continuations">How many meetings have let it go on.</param>
public sealed record ResolutionLine(
    Guid ResolutionId, string Number, string Council, Guid Meeting, Text Line, DateTimeOffset AdoptedAt, string Owner,
    string? Verifier, DateOnly Due, int? DaysLeft, ResolutionStatus Status, int Continuations, Guid? Directive,
    string? DirectiveNumber, string? Programme, string? Commitment, int? Viewpoint, string? Dropped)
{
    public static ResolutionLine Of(Resolution resolution, DateOnly today) => new(
        resolution.Id, resolution.Number, resolution.Council, resolution.Meeting, resolution.Line,
        resolution.AdoptedAt, resolution.Owner, resolution.Verifier, resolution.Due,
        resolution.IsOpen ? resolution.Due.DayNumber - today.DayNumber : null, resolution.Status,
        resolution.Continuations, resolution.Directive, resolution.DirectiveNumber, resolution.Programme,
        resolution.Commitment, resolution.Viewpoint, resolution.Dropped);
}

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record ResolutionPage(string Band, IReadOnlyList<ResolutionLine> Items, int Total, string? Next);

public static class ResolutionListEndpoint
{
    private static readonly Dictionary<string, Func<ResolutionLine, bool>> Bands = new()
    {
        ["all"] = _ => true,
        ["open"] = line => line.DaysLeft is not null,
        ["late"] = line => line.DaysLeft < 0,
        ["unverified"] = line => line.Status is ResolutionStatus.Reported,
        ["directed"] = line => line.Status is ResolutionStatus.Directed,
        ["done"] = line => line.Status is ResolutionStatus.Done,
        ["dropped"] = line => line.Status is ResolutionStatus.Dropped,
    };

    public static IReadOnlyList<string> AllBands { get; } = [.. Bands.Keys];

    /// <summary>The resolutions that you may read, least time left first. No sealed word is among them.</summary>
    /// <param name="band">open (the default), late, unverified, directed, done, dropped, or all.</param>
    /// <param name="council">Only those of it.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/resolutions")]
    public static async Task<ResolutionPage> Get(
        string? band, string? council, string? after, int? limit, IQuerySession session, Actor actor,
        DateTimeOffset now, CancellationToken cancellation)
    {
        band = band is { Length: > 0 } ? band : "open";
        if (!Bands.TryGetValue(band, out var belongs))
            throw new Refused("resolutions.band-unknown", band) { Status = 400 };
        var resolutions = await session.Query<Resolution>().ToListAsync(cancellation);
        var lines = resolutions
            .Where(one => one.IsReadableBy(actor) && (council is not { Length: > 0 } || one.Council == council))
            .Select(one => ResolutionLine.Of(one, now.Day())).Where(belongs);
        var (items, total, next) = Paging.Cut(lines, line => Paging.Place(
            line.DaysLeft ?? int.MaxValue, -line.AdoptedAt.Ticks, line.ResolutionId), Paging.IsPlace, after, limit);
        return new(band, items, total, next);
    }

    /// <summary>How many resolutions each band holds, of those that somebody may read.</summary>
    internal static async Task<IReadOnlyDictionary<string, int>> CountAsync(
        IQuerySession session, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var lines = (await session.Query<Resolution>().ToListAsync(cancellation)).Where(one => one.IsReadableBy(actor))
            .Select(one => ResolutionLine.Of(one, now.Day())).ToList();
        return Bands.ToDictionary(band => band.Key, band => lines.Count(band.Value));
    }
}
