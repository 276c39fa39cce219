using EGov.Integrity;
using JasperFx.Events;
using Marten;
using Marten.Events;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>How many tips of misconduct came, and what they came to; nobody is in it.</summary>
/// <param name="AsOf">Only what had been recorded by then is counted; none: what is recorded now.</param>
/// <param name="Items">A line a month and outcome; the latest month first.</param>
/// <param name="IdentitiesOpened">How often the custodian opened who had given a tip, by ground.</param>
public sealed record PublicTips(
    DateTimeOffset? AsOf, IReadOnlyList<TipCount> Items, IReadOnlyList<IdentitiesOpened> IdentitiesOpened);

/// <param name="Month">In which they came: year and month of the province's calendar, such as 1405-08.</param>
/// <param name="Outcome">None while they are open.</param>
public sealed record TipCount(string Month, string? Outcome, int Count);

public sealed record IdentitiesOpened(string Ground, int Count);

public static class PublicTipsEndpoint
{
    private static readonly IReadOnlyList<CsvColumn<TipCount>> Columns =
    [
        new("month", line => line.Month),
        new("outcome", line => line.Outcome),
        new("count", line => line.Count),
    ];

    /// <summary>Tips by the month in which they came and what they came to; and how often a name was opened.</summary>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="format">json; or csv, jsonl, xlsx or parquet, months and outcomes. Accept says it as well.</param>
    [WolverineGet("/api/public/tips")]
    public static async Task<Answer<PublicTips>> Get(
        string? asOf, string? format, IQuerySession session, HttpRequest http, CancellationToken cancellation)
    {
        var form = Form.Wanted(http, format, Form.OfTables);
        var counted = await CountAsync(PerformanceQuery.MomentOf(asOf), session, cancellation);
        return Answers.Table(http, form, counted, TableOf(counted), "tips");
    }

    internal static Table TableOf(PublicTips counted) => Table.Of(Columns, counted.Items);

    public static async Task<PublicTips> CountAsync(
        DateTimeOffset? asOf, IQuerySession session, CancellationToken cancellation) =>
        Count(await session.Events.QueryAllRawEvents()
            .Where(e => e.EventTypesAre(typeof(TipSubmitted), typeof(TipClosed), typeof(TipIdentityOpened)))
            .By(asOf).ToListAsync(cancellation), asOf);

    public static PublicTips Count(IReadOnlyList<IEvent> events, DateTimeOffset? asOf = null)
    {
        var outcomes = events.Where(e => e.Data is TipClosed)
            .ToDictionary(e => e.StreamId, e => ((TipClosed)e.Data).Outcome);
        return new(asOf,
            [
                .. events.Where(e => e.Data is TipSubmitted)
                    .GroupBy(e => (Month: MonthOf(((TipSubmitted)e.Data).At.Day()),
                        Outcome: outcomes.GetValueOrDefault(e.StreamId)))
                    .Select(same => new TipCount(same.Key.Month, same.Key.Outcome, same.Count()))
                    .OrderByDescending(line => line.Month, StringComparer.Ordinal)
                    .ThenBy(line => line.Outcome, StringComparer.Ordinal),
            ],
            [
                .. events.Select(e => e.Data).OfType<TipIdentityOpened>().GroupBy(opened => opened.Ground)
                    .Select(same => new IdentitiesOpened(same.Key, same.Count()))
                    .OrderBy(line => line.Ground, StringComparer.Ordinal),
            ]);
    }

    private static string MonthOf(DateOnly day) => JalaliMonths.In((day, day))[0].Name;
}
