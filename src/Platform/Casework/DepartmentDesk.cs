using Marten;
using Wolverine.Http;

namespace EGov.Casework;

/// <summary>What a manager sees of the department: how old the open files are, what is late, who carries how much.</summary>
/// <param name="OwedRemedies">Files, closed ones too, whose applicant waits for an apology or more.</param>
/// <param name="Late">The first fifty; all of them, with their number, are the files of the band late.</param>
/// <param name="DueSoon">The first fifty; all of them are the files of the band soon.</param>
/// <param name="PastPromise">Undecided files whose promised day has passed, and their legal limit has not.</param>
public sealed record DepartmentDesk(
    string Department, int Open, int Unassigned, int Waiting, int Referred, int Breached, int OwedRemedies,
    IReadOnlyList<AgeBand> Ageing, IReadOnlyList<Workload> Workloads, IReadOnlyList<WorkItem> Late,
    IReadOnlyList<WorkItem> DueSoon, int WithinPromise, int PastPromise);

/// <summary>Open files by the working days left to their legal limit.</summary>
/// <param name="Band">late, 0-2, 3-5, 6-10, over-10, or no-clock.</param>
public sealed record AgeBand(string Band, int Files);

/// <summary>What one officer carries.</summary>
public sealed record Workload(string Officer, int Open, int Late, int DueWithinThreeDays, int Waiting);

/// <summary>The files behind one of the desk's numbers.</summary>
/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record DepartmentFiles(
    string Band, string? Officer, IReadOnlyList<WorkItem> Items, int Total, string? Next);

public static class DepartmentDeskEndpoint
{
    private const int Shown = 50;
    private static readonly string[] Ages = ["late", "0-2", "3-5", "6-10", "over-10", "no-clock"];

    /// <summary>Each number of the desk counts the files for which one of these holds.</summary>
    private static readonly Dictionary<string, Func<WorkItem, bool>> Bands = new()
    {
        ["open"] = _ => true,
        ["unassigned"] = item => item.Officer is null,
        ["waiting"] = item => item.Status is RequestStatus.Waiting,
        ["referred"] = item => item.IsReferred,
        ["breached"] = item => item.IsBreached,
        ["within-promise"] = item => item.DaysLeft is >= 0 && !item.IsPastPromise,
        ["past-promise"] = item => item.DaysLeft is >= 0 && item.IsPastPromise,
        ["soon"] = item => item.DaysLeft is >= 0 and <= 3,
        ["late"] = item => item.DaysLeft < 0,
        ["0-2"] = item => item.DaysLeft is >= 0 and <= 2,
        ["3-5"] = item => item.DaysLeft is >= 3 and <= 5,
        ["6-10"] = item => item.DaysLeft is >= 6 and <= 10,
        ["over-10"] = item => item.DaysLeft > 10,
        ["no-clock"] = item => item.DaysLeft is null,
    };

    /// <summary>How old your department's open files are, what is late, and who carries how much.</summary>
    [WolverineGet("/api/departments/mine/desk")]
    public static async Task<DepartmentDesk> Get(
        IQuerySession session, Handbook handbook, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var department = actor.Department ?? "";
        var owed = await BreachesEndpoint.Of(session, department).CountAsync(file => file.OwesRemedy, cancellation);
        return Of(department, await OpenOnesAsync(session, department, cancellation), owed, handbook, now.Day());
    }

    /// <summary>The files behind a number, least time left first.</summary>
    /// <param name="band">
    /// open, unassigned, waiting, referred, breached, within-promise, past-promise, soon, or a band of the ageing;
    /// empty: open.
    /// </param>
    /// <param name="officer">Only those whom this officer holds.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    [WolverineGet("/api/departments/mine/files")]
    public static async Task<DepartmentFiles> GetFiles(
        string? band, string? officer, string? after, int? limit, IQuerySession session, Handbook handbook,
        Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        band = band is { Length: > 0 } ? band : "open";
        if (!Bands.TryGetValue(band, out var belongs)) throw new Refused("desk.band-unknown", band) { Status = 400 };
        var files = await OpenOnesAsync(session, actor.Department ?? "", cancellation);
        var found = files.Select(file => WorkQueueEndpoint.Show(file, handbook, now.Day()))
            .Where(item => belongs(item) && (officer is not { Length: > 0 } || item.Officer == officer));
        var (items, total, next) = Paging.Cut(found, PlaceOf, Paging.IsPlace, after, limit);
        return new(band, officer, items, total, next);
    }

    public static DepartmentDesk Of(
        string department, IReadOnlyList<Request> files, int owedRemedies, Handbook handbook, DateOnly today)
    {
        var items = Sorted(files, handbook, today);
        return new(department, items.Count, Count("unassigned"), Count("waiting"), Count("referred"), Count("breached"),
            owedRemedies,
            [.. Ages.Select(band => new AgeBand(band, Count(band)))],
            [
                .. items.Where(item => item.Officer is not null).GroupBy(item => item.Officer!)
                    .Select(his => new Workload(his.Key, his.Count(), his.Count(Bands["late"]), his.Count(Bands["soon"]),
                        his.Count(Bands["waiting"])))
                    .OrderByDescending(load => load.Open).ThenBy(load => load.Officer, StringComparer.Ordinal),
            ],
            [.. items.Where(Bands["late"]).Take(Shown)],
            [.. items.Where(Bands["soon"]).Take(Shown)],
            Count("within-promise"), Count("past-promise"));

        int Count(string band) => items.Count(Bands[band]);
    }

    private static List<WorkItem> Sorted(IEnumerable<Request> files, Handbook handbook, DateOnly today) =>
    [
        .. files.Select(file => WorkQueueEndpoint.Show(file, handbook, today))
            .OrderBy(PlaceOf, StringComparer.Ordinal),
    ];

    /// <summary>Least time left first, then the oldest.</summary>
    private static string PlaceOf(WorkItem item) =>
        Paging.Place(item.DaysLeft ?? int.MaxValue, item.SubmittedAt.Ticks, item.RequestId);

    private static async Task<IReadOnlyList<Request>> OpenOnesAsync(
        IQuerySession session, string department, CancellationToken cancellation) =>
        [
            .. (await session.Query<QueuedFile>().Where(file => file.Department == department).ToListAsync(cancellation))
                .Select(file => file.File),
        ];
}
