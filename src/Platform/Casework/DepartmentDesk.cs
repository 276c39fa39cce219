using Marten;
using Microsoft.AspNetCore.Authorization;
using Wolverine.Http;

namespace EGov.Casework;

/// <summary>What a manager sees of the department: how old the open files are, what is late, who carries how much.</summary>
public sealed record DepartmentDesk(
    string Department, int Open, int Unassigned, int Waiting, int Referred, int Breached, int OwedRemedies,
    IReadOnlyList<AgeBand> Ageing, IReadOnlyList<Workload> Workloads, IReadOnlyList<WorkItem> Late,
    IReadOnlyList<WorkItem> DueSoon);

/// <summary>Open files by the working days left to their legal limit.</summary>
/// <param name="Band">late, 0-2, 3-5, 6-10, over-10, or no-clock.</param>
public sealed record AgeBand(string Band, int Files);

/// <summary>What one officer carries.</summary>
public sealed record Workload(string Officer, int Open, int Late, int DueWithinThreeDays, int Waiting);

public static class DepartmentDeskEndpoint
{
    private const int Shown = 50;

    [Authorize(Roles = "manager"), WolverineGet("/api/departments/mine/desk")]
    public static async Task<DepartmentDesk> Get(
        IQuerySession session, Handbook handbook, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var department = actor.Department ?? "";
        var files = await session.Query<QueuedFile>().Where(file => file.Department == department).ToListAsync(cancellation);
        return Of(department, [.. files.Select(file => file.File)], handbook, now.Day());
    }

    public static DepartmentDesk Of(string department, IReadOnlyList<Request> files, Handbook handbook, DateOnly today)
    {
        var items = files.Select(file => WorkQueueEndpoint.Show(file, handbook, today))
            .OrderBy(item => item.LegalLimit ?? DateOnly.MaxValue).ThenBy(item => item.RequestId).ToList();
        return new(department, items.Count,
            items.Count(item => item.Officer is null),
            items.Count(item => item.Status is RequestStatus.Waiting),
            items.Count(item => item.IsReferred),
            items.Count(item => item.IsBreached),
            files.Count(file => file.OwesRemedy),
            [.. Bands.Select(band => new AgeBand(band, items.Count(item => BandOf(item.DaysLeft) == band)))],
            [
                .. items.Where(item => item.Officer is not null).GroupBy(item => item.Officer!)
                    .Select(his => new Workload(his.Key, his.Count(), his.Count(item => item.DaysLeft < 0),
                        his.Count(item => item.DaysLeft is >= 0 and <= 3),
                        his.Count(item => item.Status is RequestStatus.Waiting)))
                    .OrderByDescending(load => load.Open).ThenBy(load => load.Officer, StringComparer.Ordinal),
            ],
            [.. items.Where(item => item.DaysLeft < 0).Take(Shown)],
            [.. items.Where(item => item.DaysLeft is >= 0 and <= 3).Take(Shown)]);
    }

    private static readonly string[] Bands = ["late", "0-2", "3-5", "6-10", "over-10", "no-clock"];

    private static string BandOf(int? daysLeft) => daysLeft switch
    {
        null => "no-clock",
        < 0 => "late",
        <= 2 => "0-2",
        <= 5 => "3-5",
        <= 10 => "6-10",
        _ => "over-10",
    };
}
