namespace EGov.Transparency;

/// <summary>What became of the issues that concern a department; each counts once for every one it concerns.</summary>
/// <param name="Department">Its code; none for the province, where each counts once.</param>
/// <param name="Silent">Open, and nobody heard for thirty days or more.</param>
/// <param name="Unverified">Reported as solved; those who raised it have not said so.</param>
/// <param name="OldestDays">The age of the oldest that is open.</param>
/// <param name="MedianSilence">Of the open ones, in days, nearest rank.</param>
/// <param name="MedianDaysToSolved">From the day it was raised to the report that was verified, nearest rank.</param>
public sealed record IssueFigures(
    string? Department, Text? Name, int Raised, int OpenIssues, int Silent, int Unverified, int Solved, int Dropped,
    int ReturnedIssues, int Reopened, int? OldestDays, int? MedianSilence, int? MedianDaysToSolved)
{
    public const int SilentFrom = 30;

    public static IssueCounts Count(
        IReadOnlyList<PublicIssue> issues, Handbook handbook, DateTimeOffset? asOf, long sequence)
    {
        var parts = from issue in issues from code in issue.Departments select (Code: code, Issue: issue);
        return new(asOf, sequence, Statistics.Minimum, Of(null, null, issues),
            [
                .. parts.GroupBy(part => part.Code).OrderBy(own => own.Key, StringComparer.Ordinal)
                    .Select(own => Of(own.Key, handbook.Departments.GetValueOrDefault(own.Key)?.Name,
                        [.. own.Select(part => part.Issue)])),
            ],
            IssueDefinitions.All);
    }

    public static Table TableOf(IssueCounts counts) => Table.Of<IssueFigures>(
        [
            new("group", line => line.Department is null ? "province" : "department"),
            new("code", line => line.Department),
            new("nameFa", line => line.Name?.Fa),
            new("nameEn", line => line.Name?.En),
            new("raised", line => line.Raised),
            new("openIssues", line => line.OpenIssues),
            new("silent", line => line.Silent),
            new("unverified", line => line.Unverified),
            new("solved", line => line.Solved),
            new("dropped", line => line.Dropped),
            new("returnedIssues", line => line.ReturnedIssues),
            new("reopened", line => line.Reopened),
            new("oldestDays", line => line.OldestDays),
            new("medianSilence", line => line.MedianSilence),
            new("medianDaysToSolved", line => line.MedianDaysToSolved),
        ],
        counts.Departments.Prepend(counts.Province));

    private static IssueFigures Of(string? department, Text? name, IReadOnlyList<PublicIssue> issues)
    {
        var open = issues.Where(issue => issue.IsOpen).ToList();
        var solved = issues.Where(issue => issue.State is "solved").ToList();
        return new(department, name, issues.Count, open.Count, open.Count(issue => issue.Silence >= SilentFrom),
            open.Count(issue => issue.State is "reported"), solved.Count,
            issues.Count(issue => issue.State is "dropped"), issues.Sum(issue => issue.Returns),
            issues.Sum(issue => issue.Reopenings), open.Count == 0 ? null : open.Max(issue => issue.Age),
            MedianOf([.. open.Select(issue => issue.Silence ?? 0)]),
            MedianOf([.. solved.Select(issue => issue.DaysToSolved ?? 0)]));
    }

    private static int? MedianOf(IReadOnlyList<int> days)
    {
        if (days.Count < Statistics.Minimum) return null;
        var counts = new int[days.Max() + 1];
        foreach (var one in days) counts[Math.Max(0, one)]++;
        return Statistics.NearestRank(counts, 50);
    }
}
