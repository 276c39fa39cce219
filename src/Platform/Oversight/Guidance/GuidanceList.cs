using Marten;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>A guidance note in a list: what the public reads of it, and how far it is.</summary>
/// <param name="Line">Its title; before there is one, what was asked.</param>
/// <param name="AskedBy">The department that asked; none where the governorate began it.</param>
/// <param name="Due">By when an open question is to be answered; none where no question is open.</param>
/// <param name="CommentUntil">The last day for comments on an open draft.</param>
/// <param name="Edition">The latest one.</param>
/// <param name="From">The first day on which that holds.</param>
/// <param name="Unacknowledged">The departments bound by it that have not said that they read it.</param>
public sealed record GuidanceLine(
    Guid GuidanceId, string Number, Text Line, GuidanceStatus Status, string? AskedBy, DateOnly? Due, bool IsLate,
    DateOnly? CommentUntil, int? Edition, DateOnly? From, DateOnly? RepealedFrom,
    IReadOnlyList<string> Unacknowledged)
{
    public static GuidanceLine Of(GuidanceNote note, Handbook handbook, DateOnly today)
    {
        var open = note.Question is { IsOpen: true } question ? question : null;
        var latest = note.Latest;
        return new(note.Id, note.Number, (latest?.Text ?? note.Draft?.Text)?.Title ?? note.Question!.Line,
            note.Status, note.Question?.Department, open?.Due, open?.Due < today, note.Draft?.CommentUntil,
            latest?.Edition, latest?.From, note.RepealedFrom,
            latest is null || note.Status is GuidanceStatus.Repealed ? [] :
            [
                .. handbook.Departments.Keys.Where(code => latest.Text.Binds(code) && Governorate.IsLed(code, handbook)
                    && !latest.Acknowledged.Contains(code)).Order(StringComparer.Ordinal),
            ]);
    }
}

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record GuidancePage(string Band, IReadOnlyList<GuidanceLine> Items, int Total, string? Next);

public static class GuidanceListEndpoint
{
    private static readonly Dictionary<string, Func<GuidanceLine, Actor, bool>> Bands = new()
    {
        ["all"] = (_, _) => true,
        ["in-force"] = (line, _) => line.Status is GuidanceStatus.Issued,
        ["open"] = (line, _) => line.Due is not null || line.CommentUntil is not null,
        ["asked"] = (line, _) => line.Due is not null,
        ["late"] = (line, _) => line.IsLate,
        ["drafts"] = (line, _) => line.CommentUntil is not null,
        ["unacknowledged"] = (line, actor) => actor.Role is Roles.Manager or Roles.Officer
            ? line.Unacknowledged.Contains(actor.Department!)
            : line.Unacknowledged.Count > 0,
        ["repealed"] = (line, _) => line.Status is GuidanceStatus.Repealed,
    };

    public static IReadOnlyList<string> AllBands { get; } = [.. Bands.Keys];

    /// <summary>
    /// The guidance notes that you may read: open questions first, then the latest. No sealed word is among them.
    /// </summary>
    /// <param name="band">
    /// in-force (the default), open, asked, late, drafts, unacknowledged, repealed, or all.
    /// </param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/guidance")]
    public static async Task<GuidancePage> Get(
        string? band, string? after, int? limit, IQuerySession session, Handbook handbook, Actor actor,
        DateTimeOffset now, CancellationToken cancellation)
    {
        band = band is { Length: > 0 } ? band : "in-force";
        if (!Bands.TryGetValue(band, out var belongs))
            throw new Refused("guidance.band-unknown", band) { Status = 400 };
        var lines = await ReadAsync(session, handbook, actor, now, cancellation);
        var (items, total, next) = Paging.Cut(lines.Where(line => belongs(line, actor)), line => Paging.Place(
            line.Due?.DayNumber ?? int.MaxValue, -(line.From?.DayNumber ?? 0), line.GuidanceId), Paging.IsPlace,
            after, limit);
        return new(band, items, total, next);
    }

    /// <summary>How many notes each band holds, of those that somebody may read.</summary>
    internal static async Task<IReadOnlyDictionary<string, int>> CountAsync(
        IQuerySession session, Handbook handbook, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var lines = await ReadAsync(session, handbook, actor, now, cancellation);
        return Bands.ToDictionary(band => band.Key, band => lines.Count(line => band.Value(line, actor)));
    }

    private static async Task<IReadOnlyList<GuidanceLine>> ReadAsync(
        IQuerySession session, Handbook handbook, Actor actor, DateTimeOffset now, CancellationToken cancellation) =>
    [
        .. (await session.Query<GuidanceNote>().ToListAsync(cancellation)).Where(note => note.IsReadableBy(actor))
            .Select(note => GuidanceLine.Of(note, handbook, now.Day())),
    ];
}
