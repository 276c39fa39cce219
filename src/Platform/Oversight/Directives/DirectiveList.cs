using Marten;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>A directive in a list: what the public reads of it, and how far each department is.</summary>
public sealed record DirectiveLine(
    Guid DirectiveId, string Number, Text Line, DateTimeOffset IssuedAt, string Owner, string? Verifier,
    string? Withdrawn, string? Resolution, IReadOnlyList<DirectivePartLine> Parts)
{
    public static DirectiveLine Of(Directive directive, Handbook handbook, DateOnly today) =>
        new(directive.Id, directive.Number, directive.Line, directive.IssuedAt, directive.Owner, directive.Verifier,
            directive.Withdrawn, directive.Resolution,
            [.. directive.Parts.Select(part => DirectivePartLine.Of(part, handbook, today))]);
}

/// <param name="DaysLeft">Working days to the due date; negative past it, none where nothing is to be done.</param>
/// <param name="IsLate">Past its due date without a report, or reported after it.</param>
/// <param name="AwaitsSupport">The department asked the governorate for something, and has no answer.</param>
public sealed record DirectivePartLine(
    string Department, DirectiveStatus Status, DateOnly Due, int? DaysLeft, bool IsLate, string? Executor,
    DateTimeOffset? ReportedAt, string? VerifiedBy, int Returns, int Extensions, bool AwaitsSupport)
{
    public static DirectivePartLine Of(DirectivePart part, Handbook handbook, DateOnly today) =>
        new(part.Department, part.Status, part.Due,
            part.IsOpen ? handbook.Calendar.WorkingDaysBetween(today, part.Due) : null, part.IsLate(today),
            part.Executor, part.ReportedAt, part.VerifiedBy, part.Returns, part.Extensions, part.OpenAsk is not null);
}

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record DirectivePage(
    string Band, string? Department, IReadOnlyList<DirectiveLine> Items, int Total, string? Next);

public static class DirectiveListEndpoint
{
    /// <summary>Which directives each band holds: those where it is so in a department that counts.</summary>
    private static readonly Dictionary<string, Func<DirectivePartLine, bool>> Bands = new()
    {
        ["all"] = _ => true,
        ["open"] = part => part.Status is not (DirectiveStatus.Effective or DirectiveStatus.Withdrawn),
        ["unacknowledged"] = part => part.Status is DirectiveStatus.Issued,
        ["due-soon"] = part => part.DaysLeft is >= 0 and <= 3,
        ["late"] = part => part.DaysLeft < 0,
        ["unverified"] = part => part.Status is DirectiveStatus.Reported,
        ["returned"] = part => part.Status is DirectiveStatus.Returned,
        ["awaits-support"] = part => part.AwaitsSupport,
        ["effective"] = part => part.Status is DirectiveStatus.Effective,
        ["withdrawn"] = part => part.Status is DirectiveStatus.Withdrawn,
    };

    public static IReadOnlyList<string> AllBands { get; } = [.. Bands.Keys];

    /// <summary>The directives that you may read, least time left first. No sealed word is among them.</summary>
    /// <param name="band">
    /// open (the default), unacknowledged, due-soon, late, unverified, returned, awaits-support, effective, withdrawn,
    /// or all.
    /// </param>
    /// <param name="department">Only what is asked of it; of a manager, always his own department.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/directives")]
    public static async Task<DirectivePage> Get(
        string? band, string? department, string? after, int? limit, IQuerySession session, Handbook handbook,
        Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        band = band is { Length: > 0 } ? band : "open";
        if (!Bands.TryGetValue(band, out var belongs))
            throw new Refused("directives.band-unknown", band) { Status = 400 };
        var counts = actor.Role is "manager" ? actor.Department : department is { Length: > 0 } ? department : null;
        var directives = await session.Query<Directive>().ToListAsync(cancellation);
        var found =
            from directive in directives
            where directive.IsReadableBy(actor)
            let line = DirectiveLine.Of(directive, handbook, now.Day())
            let parts = line.Parts.Where(part => counts is null || part.Department == counts).ToList()
            where parts.Any(belongs)
            select (Line: line, DaysLeft: parts.Where(belongs).Min(part => part.DaysLeft));
        var (items, total, next) = Paging.Cut(found, it => Paging.Place(
            it.DaysLeft ?? int.MaxValue, -it.Line.IssuedAt.Ticks, it.Line.DirectiveId), Paging.IsPlace, after, limit);
        return new(band, counts, [.. items.Select(it => it.Line)], total, next);
    }

    /// <summary>How many directives each band holds, of those that somebody may read.</summary>
    internal static async Task<IReadOnlyDictionary<string, int>> CountAsync(
        IQuerySession session, Handbook handbook, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var parts = (await session.Query<Directive>().ToListAsync(cancellation))
            .Where(directive => directive.IsReadableBy(actor))
            .Select(directive => DirectiveLine.Of(directive, handbook, now.Day()).Parts
                .Where(part => actor.Role is not Roles.Manager || part.Department == actor.Department).ToList())
            .ToList();
        return Bands.ToDictionary(band => band.Key, band => parts.Count(one => one.Any(band.Value)));
    }
}
