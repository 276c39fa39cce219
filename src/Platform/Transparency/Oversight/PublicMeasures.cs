using EGov.Oversight;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>The events that a number is made of.</summary>
/// <param name="Part">numerator, or denominator.</param>
/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record MeasureEvents(
    MeasureFigure Figure, string Part, IReadOnlyList<MeasureEvent> Items, int Total, string? Next);

/// <summary>One event that counts.</summary>
/// <param name="Sequence">Its place in the log.</param>
/// <param name="EventId">By which <c>/ledger/proofs</c> proves that it stands in the ledger, and what it says.</param>
/// <param name="On">The day on which it counts.</param>
/// <param name="IsInNumerator">Whether it is one of those that are counted, and not only of how many.</param>
/// <param name="WorkingDays">Of a median.</param>
/// <param name="Proof">Where its proof is.</param>
/// <param name="Decision">Where the decision is told, if it is one.</param>
public sealed record MeasureEvent(
    long Sequence, Guid EventId, string Type, DateOnly On, string Department, bool IsInNumerator, int? WorkingDays,
    string Proof, string? Decision);

public static class PublicMeasuresEndpoint
{
    /// <summary>Which events of a number can be listed.</summary>
    public static readonly IReadOnlyList<string> Parts = ["numerator", "denominator"];

    private static readonly IReadOnlyList<CsvColumn<MeasurePoint>> OfPoints =
    [
        new("month", point => point.Month),
        new("on", point => point.On),
        new("value", point => point.Value),
        new("numerator", point => point.Numerator),
        new("denominator", point => point.Denominator),
        new("low", point => point.Share?.Low),
        new("high", point => point.Share?.High),
    ];

    private static readonly IReadOnlyList<CsvColumn<MeasureEvent>> OfEvents =
    [
        new("sequence", e => e.Sequence),
        new("eventId", e => e.EventId),
        new("type", e => e.Type),
        new("on", e => e.On),
        new("department", e => e.Department),
        new("inNumerator", e => e.IsInNumerator),
        new("workingDays", e => e.WorkingDays),
        new("proof", e => e.Proof),
        new("decision", e => e.Decision),
    ];

    /// <summary>A measure: value, numerator, denominator, and what it was at the end of each month.</summary>
    /// <param name="number">Of the programme, such as P-7K3M-92QF.</param>
    /// <param name="measure">Its number in the programme.</param>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="format">json; or csv, jsonl, xlsx or parquet, the months. Accept says it as well.</param>
    [WolverineGet("/api/public/programmes/{number}/measures/{measure}")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public static async Task<Answer<MeasureProgress>> Get(
        string number, int measure, string? asOf, string? format, IQuerySession session, MeasureShelf shelf,
        HttpContext http, CancellationToken cancellation)
    {
        var form = Form.Wanted(http.Request, format, Form.OfTables);
        var moment = PerformanceQuery.MomentOf(asOf);
        var (programme, found) = await FindAsync(number, measure, moment, session, cancellation);
        var progress = await MeasureAsync(programme, found, moment, shelf, cancellation);
        return Answers.Table(http.Request, form, progress, Table.Of(OfPoints, progress.Points),
            $"{programme.Number}-{measure}");
    }

    /// <summary>The events that a number is made of, each with its proof. The latest first.</summary>
    /// <param name="number">Of the programme, such as P-7K3M-92QF.</param>
    /// <param name="measure">Its number in the programme.</param>
    /// <param name="part">denominator (if nothing is said; of a count the same), or numerator.</param>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    /// <param name="format">json; or csv, jsonl, xlsx or parquet, all at once. Accept says it as well.</param>
    [WolverineGet("/api/public/programmes/{number}/measures/{measure}/events")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public static async Task<Answer<MeasureEvents>> GetEvents(
        string number, int measure, string? part, string? asOf, string? after, int? limit, string? format,
        IQuerySession session, MeasureShelf shelf, HttpContext http, CancellationToken cancellation)
    {
        var form = Form.Wanted(http.Request, format, Form.OfTables);
        var moment = PerformanceQuery.MomentOf(asOf);
        Understood(part, after, limit);
        var (programme, found) = await FindAsync(number, measure, moment, session, cancellation);
        var events = await EventsAsync(
            programme, found, part, moment, after, limit, form != Form.Json, shelf, cancellation);
        return Answers.Table(http.Request, form, events, Table.Of(OfEvents, events.Items),
            $"{programme.Number}-{measure}-events");
    }

    /// <param name="all">Not a page, but all at once.</param>
    public static async Task<MeasureEvents> EventsAsync(
        PublicProgramme programme, PublicMeasure measure, string? part, DateTimeOffset? asOf, string? after,
        int? limit, bool all, MeasureShelf shelf, CancellationToken cancellation)
    {
        (part, var size) = Understood(part, after, limit);
        var scope = programme.ScopeOf(measure);
        var isCount = scope.Terms.Kind == MeasureLanguage.Count;
        var (figure, items) = await shelf.OfAsync(scope, (counted, head) =>
        {
            var (moment, day) = At(asOf, head);
            var value = counted.Measure(scope, day, moment, head.Sequence);
            return (value, counted.At(value.From, value.To, moment)
                .Where(item => part == Parts[0] || isCount ? item.IsNumerator : item.IsDenominator)
                .Select((item, i) => (Item: item, Place: Paging.Place(0, -item.Sequence, PlaceOf(i))))
                .OrderBy(one => one.Place, StringComparer.Ordinal).ToList());
        }, cancellation);
        figure = figure with { LogSize = await SizeAsync(asOf, figure, shelf, cancellation) };
        var rest = all ? items : items.Where(one => string.CompareOrdinal(one.Place, after ?? "") > 0).ToList();
        var shown = all ? rest : rest.Take(size).ToList();
        var names = await shelf.NamesAsync([.. shown.Select(one => one.Item.Sequence)], cancellation);
        return new(MeasureFigure.Of(scope.Terms, figure), part,
            [.. shown.Select(one => Told(one.Item, names[one.Item.Sequence], scope.Terms.Kind))], items.Count,
            !all && rest.Count > size ? shown[^1].Place : null);
    }

    /// <summary>A measure now, and at the end of each month since the programme was opened.</summary>
    public static async Task<MeasureProgress> MeasureAsync(
        PublicProgramme programme, PublicMeasure measure, DateTimeOffset? asOf, MeasureShelf shelf,
        CancellationToken cancellation)
    {
        var scope = programme.ScopeOf(measure);
        var (figure, points) = await shelf.OfAsync(scope, (items, head) =>
        {
            var (moment, day) = At(asOf, head);
            return (items.Measure(scope, day, moment, head.Sequence), Points(scope, items, moment));
        }, cancellation);
        figure = figure with { LogSize = await SizeAsync(asOf, figure, shelf, cancellation) };
        return new(measure, MeasureFigure.Of(scope.Terms, figure), points);
    }

    public static async Task<(PublicProgramme Programme, PublicMeasure Measure)> FindAsync(
        string number, int measure, DateTimeOffset? asOf, IQuerySession session, CancellationToken cancellation)
    {
        var programme = await PublicProgrammesEndpoint.FindAsync(number, asOf, session, cancellation);
        return programme.Measures.FirstOrDefault(one => one.Measure == measure) is { } found
            ? (programme, found)
            : throw new Refused("measure.unknown", measure) { Status = 404 };
    }

    private static (string Part, int Size) Understood(string? part, string? after, int? limit)
    {
        part = part is { Length: > 0 } ? part : Parts[1];
        if (!Parts.Contains(part)) throw new Refused("measure.part-unknown", part) { Status = 400 };
        if (after is { Length: > 0 } && !Paging.IsPlace(after)) throw Paging.WrongCursor;
        return (part, Paging.SizeOf(limit));
    }

    /// <summary>Each month by what was recorded when it ended, so that nothing that came later moves it.</summary>
    internal static IReadOnlyList<MeasurePoint> Points(
        MeasureScope scope, MeasuredItems items, DateTimeOffset moment)
    {
        if (moment.Day() < scope.Opened) return [];
        return
        [
            .. JalaliMonths.In((scope.Opened, scope.Opened)).Concat(JalaliMonths.In((scope.Opened, moment.Day())))
                .DistinctBy(month => month.To).Select(month =>
                {
                    var end = month.To.AddDays(1).Start().AddMicroseconds(-1);
                    var measured = items.Measure(scope, month.To, end < moment ? end : moment, 0);
                    var figure = MeasureFigure.Of(scope.Terms, measured);
                    return new MeasurePoint(month.Name, month.To, figure.Value, figure.Numerator, figure.Denominator,
                        figure.Share);
                }),
        ];
    }

    /// <summary>A moment that is not past, or of which not everything is counted, is that of the last event.</summary>
    private static (DateTimeOffset Moment, DateOnly Day) At(DateTimeOffset? asOf, LogHead head)
    {
        var moment = asOf is { } asked && asked < head.Recorded ? asked : head.Recorded;
        return (moment, moment.Day());
    }

    private static async Task<long> SizeAsync(
        DateTimeOffset? asOf, MeasuredValue figure, MeasureShelf shelf, CancellationToken cancellation) =>
        asOf is null ? figure.LogSize : Math.Min(
            figure.LogSize, (await shelf.HeadAsync(figure.AsOf, cancellation)).Sequence);

    private static MeasureEvent Told(MeasuredItem item, (Guid Id, string Type, Guid Stream) named, string kind) =>
        new(item.Sequence, named.Id, named.Type, item.Day, item.Department, item.IsNumerator,
            kind == MeasureLanguage.Median ? item.WorkingDays : null, $"/ledger/proofs/{named.Id}",
            named.Type == "RequestDecided" ? $"/api/public/decisions/{named.Stream}" : null);

    /// <summary>One event may count for several departments.</summary>
    private static Guid PlaceOf(int index) => new(index, 0, 0, new byte[8]);
}
