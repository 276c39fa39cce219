using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>How many requests, in how many working days, and how many in time: counts, and no person.</summary>
/// <param name="By">What a group is: department, service, or county.</param>
/// <param name="From">First day of the period; none: from the beginning.</param>
/// <param name="To">Last day of the period; none: no end.</param>
/// <param name="Kind">Only offices of this kind are counted: governorate, department, desk, or municipality.</param>
/// <param name="AsOf">Only what had been recorded by this moment is counted. None while nothing is.</param>
/// <param name="ComputedFrom">The highest sequence among the events that are counted.</param>
/// <param name="Minimum">Below so many cases no median, share or place is given.</param>
/// <param name="Definitions">For each figure the definition it is computed by, such as PERF-ONTIME/1.</param>
/// <param name="Province">All groups together, under the same filters.</param>
/// <param name="Groups">By share in time, the best first; then those with too few cases.</param>
public sealed record Performance(
    string By, DateOnly? From, DateOnly? To, string? Kind, string? Department, string? Service, string? County,
    string? Series, DateTimeOffset? AsOf, long ComputedFrom, int Minimum,
    IReadOnlyDictionary<string, string> Definitions, PerformanceGroup Province, IReadOnlyList<PerformanceGroup> Groups);

/// <param name="Code">Of the department, service or county; none for the province, and where no county was said.</param>
/// <param name="Place">Between which places chance leaves it; none below the minimum.</param>
/// <param name="Months">With series=month only: every month from the first to the last in which something was counted.</param>
public sealed record PerformanceGroup(
    string? Code, Text? Name, Figures Figures, PlaceRange? Place, IReadOnlyList<PerformanceMonth>? Months);

/// <summary>A month of the Jalali calendar, or the part of it that lies in the period.</summary>
/// <param name="Month">Year and month, such as 1405-08.</param>
public sealed record PerformanceMonth(string Month, DateOnly From, DateOnly To, Figures Figures);

/// <summary>The figures of one group; what each means stands at /api/public/definitions.</summary>
/// <param name="Decided">The n of median, p90, on-time share and wandering index.</param>
/// <param name="MedianDays">Working days, nearest rank.</param>
/// <param name="Wandering">Departments visited ÷ departments planned, mean over decided files; 1: nobody wandered.</param>
/// <param name="WanderingFiles">The decided files whose service says which departments it plans.</param>
public sealed record Figures(
    int Submitted, int Open, int OpenPastLimit, int Decided, int? MedianDays, int? P90Days, Share? OnTime,
    int Refused, Share? RefusedShare, int Overridden, int Appealed, int AppealsDecided, int Overturned,
    Share? OverturnedShare, int Closed, int Contested, Share? ContestedShare, int Withdrawn, int Breaches,
    int Steps, int LateSteps, int Referred, int Transferred, int OutOfTurn, int OutOfTurnWithoutGround,
    double? Wandering, int WanderingFiles);

public static class PerformanceEndpoint
{
    /// <summary>Public figures of the casework: by department, service or county, for any period, as of any past moment.</summary>
    /// <param name="by">department (if nothing is said), service, or county.</param>
    /// <param name="from">First day of the period, yyyy-MM-dd.</param>
    /// <param name="to">Last day of the period.</param>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="kind">Only offices of this kind: governorate, department, desk, or municipality.</param>
    /// <param name="series">month: each group also by Jalali month.</param>
    /// <param name="format">json, csv, jsonl, xlsx or parquet; the header Accept says it as well.</param>
    [WolverineGet("/api/public/performance")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public static async Task<Answer<Performance>> Get(
        string? by, string? from, string? to, string? asOf, string? kind, string? department, string? service,
        string? county, string? series, string? format, CubeShelf cubes, Handbook handbook, HttpContext http,
        CancellationToken cancellation)
    {
        var query = PerformanceQuery.Read(http.Request.Query);
        var form = Form.Wanted(http.Request, format, Form.OfTables);
        var side = form == Form.Xlsx && http.Request.WantsEnglish() ? "ltr" : "";
        var (cube, moment) = await cubes.GetAsync(query.AsOf, cancellation);
        return cube.Remember($"{query.Key}\n{form.Name}{side}\n{moment:O}", handbook, () =>
        {
            var figures = PerformanceCount.Of(cube, query, moment, handbook);
            return Answers.Table(
                http.Request, form, figures, FiguresTable.Of(figures), $"performance-{query.By}");
        });
    }

    /// <summary>The same figures for a page of the portal.</summary>
    public static async Task<Performance> AskAsync(
        PerformanceQuery query, CubeShelf cubes, Handbook handbook, CancellationToken cancellation)
    {
        var (cube, moment) = await cubes.GetAsync(query.AsOf, cancellation);
        return cube.Remember($"{query.Key}\n{Form.Json.Name}\n{moment:O}", handbook,
            () => Answers.Json(PerformanceCount.Of(cube, query, moment, handbook))).Value;
    }
}
