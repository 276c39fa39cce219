namespace EGov.Transparency;

/// <summary>What became of what was asked of a department; every directive counts once for each that it asks.</summary>
/// <param name="Department">Its code; none for the province.</param>
/// <param name="OpenLate">Open past the due date without a report.</param>
/// <param name="AwaitingVerification">Reported, and nobody else has seen the effect yet.</param>
/// <param name="EffectiveOnTime">Of the effective ones, those whose report came by the due date.</param>
/// <param name="MedianDays">Working days from the issue to the report that was verified, nearest rank.</param>
public sealed record DirectiveFigures(
    string? Department, Text? Name, int Issued, int Open, int OpenLate, int AwaitingVerification, int Effective,
    int EffectiveLate, Share? EffectiveOnTime, int Returned, int Extended, int Escalated, int Withdrawn,
    int SupportAsked, int SupportGiven, int? MedianDays)
{
    public static DirectiveCounts Count(
        IReadOnlyList<PublicDirective> directives, Handbook handbook, DateTimeOffset? asOf, long sequence,
        DateOnly today)
    {
        var parts = directives.SelectMany(one => one.Departments).ToList();
        return new(asOf, sequence, Statistics.Minimum, Of(null, null, parts, today),
            [
                .. parts.GroupBy(part => part.Department).OrderBy(own => own.Key, StringComparer.Ordinal)
                    .Select(own => Of(
                        own.Key, handbook.Departments.GetValueOrDefault(own.Key)?.Name, [.. own], today)),
            ],
            DirectiveDefinitions.All);
    }

    public static Table TableOf(DirectiveCounts counts) => Table.Of<DirectiveFigures>(
        [
            new("group", line => line.Department is null ? "province" : "department"),
            new("code", line => line.Department),
            new("nameFa", line => line.Name?.Fa),
            new("nameEn", line => line.Name?.En),
            new("issued", line => line.Issued),
            new("open", line => line.Open),
            new("openLate", line => line.OpenLate),
            new("awaitingVerification", line => line.AwaitingVerification),
            new("effective", line => line.Effective),
            new("effectiveLate", line => line.EffectiveLate),
            new("effectiveOnTime", line => line.EffectiveOnTime?.Value),
            new("effectiveOnTimeLow", line => line.EffectiveOnTime?.Low),
            new("effectiveOnTimeHigh", line => line.EffectiveOnTime?.High),
            new("returned", line => line.Returned),
            new("extended", line => line.Extended),
            new("escalated", line => line.Escalated),
            new("withdrawn", line => line.Withdrawn),
            new("supportAsked", line => line.SupportAsked),
            new("supportGiven", line => line.SupportGiven),
            new("medianDays", line => line.MedianDays),
        ],
        counts.Departments.Prepend(counts.Province));

    private static DirectiveFigures Of(
        string? department, Text? name, List<PublicDirectivePart> parts, DateOnly today)
    {
        var effective = parts.Where(part => part.State is "effective").ToList();
        var late = effective.Count(part => part.IsLate(today));
        return new(department, name, parts.Count, parts.Count(part => part.IsOpen),
            parts.Count(part => part.IsOpen && part.State is not "reported" && part.IsLate(today)),
            parts.Count(part => part.State is "reported"), effective.Count, late,
            Statistics.WilsonOrNone(effective.Count - late, effective.Count), parts.Sum(part => part.Returns),
            parts.Sum(part => part.Extensions), parts.Sum(part => part.Escalations),
            parts.Count(part => part.State is "withdrawn"), parts.Sum(part => part.SupportAsked),
            parts.Sum(part => part.SupportGiven), MedianOf([.. effective.Select(part => part.WorkingDays ?? 0)]));
    }

    private static int? MedianOf(IReadOnlyList<int> days)
    {
        if (days.Count < Statistics.Minimum) return null;
        var counts = new int[days.Max() + 1];
        foreach (var one in days) counts[Math.Max(0, one)]++;
        return Statistics.NearestRank(counts, 50);
    }
}
