using System.Globalization;

namespace EGov.Oversight;

/// <summary>A published figure that can be a measure.</summary>
/// <param name="Version">Of its definition.</param>
/// <param name="Kinds">In which forms.</param>
/// <param name="IsStock">It says how things stand at the end of a day, and not what happened in a period.</param>
public sealed record MeasureIndicator(
    string Id, int Version, IReadOnlyList<string> Kinds, bool IsOfDirectives = false, bool IsStock = false);

/// <summary>All that a measure can be made of.</summary>
public static class MeasureLanguage
{
    public const string Count = "count";
    public const string Share = "share";
    public const string Median = "median";

    public const string SinceStart = "since-start";
    public const string InMonths = "months";
    public const string InQuarter = "quarter";
    public const string AtTheDay = "day";

    public static readonly IReadOnlyList<string> Kinds = [Count, Share, Median];
    public static readonly IReadOnlyList<string> Windows = [SinceStart, InMonths, InQuarter, AtTheDay];

    internal static readonly PersianCalendar Calendar = new();

    /// <summary>By the ids of the published definitions, whose versions these are.</summary>
    public static readonly IReadOnlyList<MeasureIndicator> Indicators =
    [
        new("PERF-SUBMITTED", 1, [Count]),
        new("PERF-OPEN", 1, [Count], IsStock: true),
        new("PERF-PASTLIMIT", 1, [Count], IsStock: true),
        new("PERF-DECIDED", 1, [Count]),
        new("PERF-MEDIAN", 1, [Median]),
        new("PERF-ONTIME", 1, [Share]),
        new("PERF-REFUSED", 1, [Count, Share]),
        new("PERF-APPEAL", 1, [Share]),
        new("PERF-CONTEST", 1, [Count, Share]),
        new("PERF-BREACH", 1, [Count]),
        new("DIR-ISSUED", 1, [Count], IsOfDirectives: true),
        new("DIR-EFFECTIVE", 1, [Count, Share], IsOfDirectives: true),
        new("DIR-TIME", 1, [Median], IsOfDirectives: true),
    ];

    public static MeasureIndicator? Find(string id) => Indicators.FirstOrDefault(one => one.Id == id);
}
