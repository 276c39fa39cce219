using Marten;
using Wolverine.Http;

namespace EGov.Oversight;

/// <summary>An issue in a list: what the public reads of it, how old it is and how long nobody was heard.</summary>
/// <param name="Age">Days since it was raised, to its end if it has one.</param>
/// <param name="Silence">Days since somebody was last heard; none where it is at its end.</param>
public sealed record IssueLine(
    Guid IssueId, string Number, Text Line, string From, string? Department, string? County, string? Source,
    IReadOnlyList<string> Departments, IssueStatus Status, string? Owner, string? Verifier, DateTimeOffset RaisedAt,
    int Age, int? Silence, int Reminders, IReadOnlyList<IssueStep> Steps, int StepsLate, int Returns, int Reopenings,
    string? Dropped)
{
    public static IssueLine Of(Issue issue, DateOnly today) => new(
        issue.Id, issue.Number, issue.Line, issue.From, issue.Department, issue.County, issue.Source,
        issue.Departments, issue.Status, issue.Owner, issue.Verifier, issue.RaisedAt, issue.Age(today),
        issue.Silence(today), issue.Reminders, issue.Steps,
        issue.IsEnded ? 0 : issue.Steps.Count(step => !step.IsCompleted && step.Due < today), issue.Returns,
        issue.Reopenings, issue.Dropped);
}

/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record IssuePage(string Band, IReadOnlyList<IssueLine> Items, int Total, string? Next);

public static class IssueListEndpoint
{
    private static readonly Dictionary<string, Func<IssueLine, bool>> Bands = new()
    {
        ["all"] = _ => true,
        ["open"] = line => line.Silence is not null,
        ["unowned"] = line => line.Silence is not null && line.Owner is null,
        ["silent"] = line => line.Silence >= Issue.SilentAfter,
        ["steps-late"] = line => line.StepsLate > 0,
        ["unverified"] = line => line.Status is IssueStatus.Reported,
        ["returned"] = line => line.Status is IssueStatus.Returned or IssueStatus.Reopened,
        ["solved"] = line => line.Status is IssueStatus.Solved,
        ["dropped"] = line => line.Status is IssueStatus.Dropped,
    };

    public static IReadOnlyList<string> AllBands { get; } = [.. Bands.Keys];

    /// <summary>The issues that you may read, the longest silence first. No sealed word is among them.</summary>
    /// <param name="band">
    /// open (the default), unowned, silent, steps-late, unverified, returned, solved, dropped, or all.
    /// </param>
    /// <param name="department">Only those that concern it.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/issues")]
    public static async Task<IssuePage> Get(
        string? band, string? department, string? after, int? limit, IQuerySession session, Handbook handbook,
        Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        band = band is { Length: > 0 } ? band : "open";
        if (!Bands.TryGetValue(band, out var belongs)) throw new Refused("issues.band-unknown", band) { Status = 400 };
        var issues = await session.Query<Issue>().ToListAsync(cancellation);
        var lines = issues
            .Where(issue => issue.IsReadableBy(actor, handbook)
                && (department is not { Length: > 0 } || issue.Departments.Contains(department)))
            .Select(issue => IssueLine.Of(issue, now.Day())).Where(belongs);
        var (items, total, next) = Paging.Cut(lines, line => Paging.Place(
            -(line.Silence ?? -1), line.RaisedAt.Ticks, line.IssueId), Paging.IsPlace, after, limit);
        return new(band, items, total, next);
    }

    /// <summary>How many issues each band holds, of those that somebody may read.</summary>
    internal static async Task<IReadOnlyDictionary<string, int>> CountAsync(
        IQuerySession session, Handbook handbook, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var lines = (await session.Query<Issue>().ToListAsync(cancellation))
            .Where(issue => issue.IsReadableBy(actor, handbook))
            .Select(issue => IssueLine.Of(issue, now.Day())).ToList();
        return Bands.ToDictionary(band => band.Key, band => lines.Count(band.Value));
    }
}
