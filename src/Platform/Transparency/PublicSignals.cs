using EGov.Integrity;
using Marten;
using Marten.Events;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>What is looked for in the record, by which rules, and what came of it: counts, and no officer.</summary>
/// <param name="Note">A signal is a reason to open a file, and never a verdict.</param>
/// <param name="AsOf">Only what had been recorded by then is told; none: what is recorded now.</param>
/// <param name="Items">A line an indicator, department and outcome, of those that were looked into.</param>
/// <param name="Waiting">How many signals wait to be looked into, in the whole province.</param>
public sealed record PublicSignals(
    Text Note, DateTimeOffset? AsOf, IReadOnlyList<IndicatorDefinition> Indicators, IReadOnlyList<SignalCount> Items,
    int Waiting);

/// <param name="Department">Code of the department; none where it concerns more than one.</param>
/// <param name="Disposition">explained, data-error, referred, or confirmed.</param>
public sealed record SignalCount(string Indicator, string? Department, string Disposition, int Count);

/// <summary>An indicator as it is computed, and how well it has done so far.</summary>
/// <param name="Version">1 is what the platform begins with.</param>
/// <param name="Until">The last day that is counted here.</param>
/// <param name="Cases">Requests filed in its window.</param>
/// <param name="Officers">Officers who decided anything in its window.</param>
/// <param name="IsOverFiring">It fires on a larger part of these than it should, and warns of itself.</param>
/// <param name="Found">Signals so far, by every version.</param>
/// <param name="LookedInto">Of these, how many were looked into.</param>
/// <param name="Confirmed">Of those looked into, how many were confirmed.</param>
/// <param name="Precision">
/// Confirmed of those explained, found to be errors of the record, or confirmed; none below twenty of them.
/// </param>
public sealed record IndicatorDefinition(
    string Code, Text Title, Text Rule, string Formula, int Version, IReadOnlyDictionary<string, decimal> Thresholds,
    DateOnly? Until, int Cases, int CasesSignalled, int Officers, int OfficersSignalled, bool IsOverFiring, int Found,
    int LookedInto, int Confirmed, Share? Precision);

public static class PublicSignalsEndpoint
{
    public static readonly Text Note = new(
        "هر نشانه دلیلی برای گشودن یک پرونده است و هرگز حکم نیست.",
        "A signal is a reason to open a file, and never a verdict.");

    /// <summary>The indicators with their formulas and thresholds, and what came of what they found.</summary>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="format">json; or csv, jsonl, xlsx or parquet, the indicators. Accept says it as well.</param>
    [WolverineGet("/api/public/signals")]
    public static async Task<Answer<PublicSignals>> Get(
        string? asOf, string? format, IQuerySession session, HttpRequest http, CancellationToken cancellation)
    {
        var form = Form.Wanted(http, format, Form.OfTables);
        var signals = await OfAsync(PerformanceQuery.MomentOf(asOf), session, cancellation);
        return Answers.Table(http, form, signals, TableOf(signals), "signals");
    }

    internal static Table TableOf(PublicSignals signals) => Table.Of<IndicatorDefinition>(
        [
            new("indicator", one => one.Code),
            new("titleFa", one => one.Title.Fa),
            new("titleEn", one => one.Title.En),
            new("formula", one => one.Formula),
            new("version", one => one.Version),
            new("until", one => one.Until),
            new("cases", one => one.Cases),
            new("casesSignalled", one => one.CasesSignalled),
            new("officers", one => one.Officers),
            new("officersSignalled", one => one.OfficersSignalled),
            new("isOverFiring", one => one.IsOverFiring),
            new("found", one => one.Found),
            new("lookedInto", one => one.LookedInto),
            new("confirmed", one => one.Confirmed),
            new("precision", one => one.Precision?.Value),
            new("precisionLow", one => one.Precision?.Low),
            new("precisionHigh", one => one.Precision?.High),
        ],
        signals.Indicators);

    public static async Task<PublicSignals> OfAsync(
        DateTimeOffset? asOf, IQuerySession session, CancellationToken cancellation)
    {
        var (indicators, disposed) = asOf is { } moment
            ? await ThenAsync(moment, session, cancellation)
            : await NowAsync(session, cancellation);
        var last = await LogHead.LastAsync(session, asOf, cancellation);
        var counted = await session.Query<IndicatorDay>().Where(day => day.Sequence <= last)
            .OrderByDescending(day => day.Sequence).Select(day => day.Sequence).FirstOrDefaultAsync(cancellation);
        var days = await session.Query<IndicatorDay>().Where(day => day.Sequence == counted).ToListAsync(cancellation);
        var found = await session.Query<Signal>().Where(signal => signal.Sequence <= last)
            .Select(signal => signal.Indicator).ToListAsync(cancellation);
        return Of(indicators, days, disposed, found) with { AsOf = asOf };
    }

    private static async Task<(Indicators, IReadOnlyList<SignalDisposed>)> NowAsync(
        IQuerySession session, CancellationToken cancellation)
    {
        var reviews = await session.Query<SignalReview>().ToListAsync(cancellation);
        return (await session.LoadAsync<Indicators>(Indicators.TheOne, cancellation) ?? new(),
            [.. reviews.Select(review => review.Latest).OfType<SignalDisposed>()]);
    }

    private static async Task<(Indicators, IReadOnlyList<SignalDisposed>)> ThenAsync(
        DateTimeOffset moment, IQuerySession session, CancellationToken cancellation)
    {
        var events = await session.Events.QueryAllRawEvents()
            .Where(e => e.EventTypesAre(typeof(IndicatorSet), typeof(SignalDisposed))).By(moment)
            .OrderBy(e => e.Sequence).ToListAsync(cancellation);
        return (events.Where(e => e.Data is IndicatorSet).Aggregate(new Indicators(), (all, e) => all.Evolve(e)),
        [
            .. events.Where(e => e.Data is SignalDisposed).GroupBy(e => e.StreamId)
                .Select(same => (SignalDisposed)same.Last().Data),
        ]);
    }

    /// <param name="days">Of one day, an indicator each.</param>
    /// <param name="disposed">What holds for each signal that was looked into.</param>
    /// <param name="found">The indicator of every signal.</param>
    public static PublicSignals Of(
        Indicators indicators, IReadOnlyList<IndicatorDay> days, IReadOnlyList<SignalDisposed> disposed,
        IReadOnlyList<string> found) => new(Note, null,
        [
            .. Indicator.All.Select(indicator => Define(indicator, indicators.Of(indicator),
                days.FirstOrDefault(day => day.Indicator == indicator.Code),
                [.. disposed.Where(one => one.Indicator == indicator.Code)],
                found.Count(code => code == indicator.Code))),
        ],
        [
            .. disposed.GroupBy(one => (one.Indicator, one.Department, one.Disposition))
                .Select(same => new SignalCount(
                    same.Key.Indicator, same.Key.Department, same.Key.Disposition, same.Count()))
                .OrderBy(line => line.Indicator, StringComparer.Ordinal)
                .ThenBy(line => line.Department, StringComparer.Ordinal)
                .ThenBy(line => line.Disposition, StringComparer.Ordinal),
        ],
        Math.Max(0, found.Count - disposed.Count));

    private static IndicatorDefinition Define(
        Indicator indicator, IndicatorTerms terms, IndicatorDay? day, IReadOnlyList<SignalDisposed> disposed,
        int found)
    {
        var confirmed = disposed.Count(one => one.Disposition == "confirmed");
        var judged = disposed.Count(one => one.Disposition != "referred");
        return new(indicator.Code, indicator.Title, indicator.Rule, indicator.Formula, terms.Version,
            new SortedDictionary<string, decimal>(
                terms.Thresholds.ToDictionary(one => one.Name, one => one.Value!.Value), StringComparer.Ordinal),
            day?.Until, day?.Cases ?? 0, day?.CasesSignalled ?? 0, day?.Officers ?? 0,
            day?.OfficersSignalled ?? 0, day?.IsOverFiring ?? false, Math.Max(found, disposed.Count),
            disposed.Count, confirmed, Statistics.WilsonOrNone(confirmed, judged));
    }
}
