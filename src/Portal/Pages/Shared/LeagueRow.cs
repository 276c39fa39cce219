using EGov.Texts;

namespace EGov.Pages.Shared;

/// <summary>What is compared in the league: what is null is not known, or too few to tell.</summary>
public sealed record LeagueRow(Words Name, int Count)
{
    public string? Href { get; init; }

    /// <summary>The best and the worst place that its interval allows.</summary>
    public (int Best, int Worst)? Places { get; init; }

    public int? Median { get; init; }
    public int? NinetiethPercentile { get; init; }
    public MeasuredShare? OnTime { get; init; }
    public decimal? Contested { get; init; }

    /// <summary>Of the steps recorded on its files, how many were done after their own due day.</summary>
    public (int Late, int Of)? Steps { get; init; }

    /// <summary>Whether the row stands for all departments together.</summary>
    public bool IsProvince { get; init; }
}
