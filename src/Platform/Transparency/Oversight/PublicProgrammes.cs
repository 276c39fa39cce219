using EGov.Oversight;
using Marten;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>Programmes as everybody reads them, the latest first.</summary>
/// <param name="AsOf">Only what had been recorded by then is told; none: what is recorded now.</param>
/// <param name="Next">What to ask for with <c>after</c>; none on the last page.</param>
public sealed record PublicProgrammes(
    DateTimeOffset? AsOf, IReadOnlyList<PublicProgrammeLine> Items, int Total, string? Next);

/// <param name="Ended">On which ground it ended.</param>
/// <param name="Moved">How often goalposts were moved or taken away.</param>
public sealed record PublicProgrammeLine(
    Guid ProgrammeId, string Number, Text Promise, Text Source, DateOnly PromisedOn, DateOnly OpenedOn, string Owner,
    string? Ended, int Commitments, int Standing, int Met, int Missed, int Moved)
{
    internal static PublicProgrammeLine Of(PublicProgramme one)
    {
        int Count(string state) => one.Milestones.Count(milestone => milestone.State == state);
        return new(one.ProgrammeId, one.Number, one.Promise, one.Source, one.PromisedOn, one.OpenedOn, one.Owner,
            one.Ended?.Ground, one.Commitments.Count, Count("standing"), Count("met"), Count("missed"), one.Moved);
    }
}

/// <summary>One programme with its numbers, computed from the events.</summary>
/// <param name="Progress">Each measure now, and at the end of each month since the programme was opened.</param>
/// <param name="Definitions">What the figures mean that the measures count.</param>
public sealed record ProgrammeProgress(
    DateTimeOffset? AsOf, PublicProgramme Programme, IReadOnlyList<MeasureProgress> Progress,
    IReadOnlyList<Definition> Definitions);

/// <summary>A measure as it is, and as it was.</summary>
public sealed record MeasureProgress(
    PublicMeasure Measure, MeasureFigure Figure, IReadOnlyList<MeasurePoint> Points);

/// <summary>What a measure is, and all that is needed to compute it again.</summary>
/// <param name="Definition">Of the figure that it counts, such as PERF-ONTIME/1.</param>
/// <param name="Value">A count, a median of working days, or a share from 0 to 1; none with too few cases.</param>
/// <param name="Minimum">Below so many cases there is no value; none for a count.</param>
/// <param name="Share">With the interval that chance leaves open, where it is a share.</param>
/// <param name="From">The first day that is counted; where it is a stock, the day itself.</param>
/// <param name="AsOf">Only what had been recorded by this instant is counted.</param>
/// <param name="LogSize">The sequence of the last event that had been recorded by then.</param>
public sealed record MeasureFigure(
    string Definition, double? Value, int Numerator, int? Denominator, int? Minimum, Share? Share, DateOnly From,
    DateOnly To, DateTimeOffset AsOf, long LogSize)
{
    internal static MeasureFigure Of(MeasureTerms terms, MeasuredValue measured)
    {
        var share = terms.Kind == MeasureLanguage.Share && measured.Value is not null
            ? Statistics.Wilson(measured.Numerator, measured.Denominator!.Value)
            : null;
        return new(measured.Definition, share?.Value ?? measured.Value, measured.Numerator, measured.Denominator,
            terms.Kind == MeasureLanguage.Count ? null : Statistics.Minimum, share, measured.From, measured.To,
            measured.AsOf, measured.LogSize);
    }
}

/// <summary>A measure at the end of a day, as far as it had been recorded by then.</summary>
/// <param name="Month">Of the province's calendar, such as 1405-08; the first point is the day of the opening.</param>
public sealed record MeasurePoint(
    string Month, DateOnly On, double? Value, int Numerator, int? Denominator, Share? Share);

public static class PublicProgrammesEndpoint
{
    private static readonly Type[] Types =
    [
        typeof(ProgrammeOpened), typeof(PromiseAmended), typeof(ProgrammeHandedOver), typeof(CommitmentMade),
        typeof(CommitmentAmended), typeof(MeasureDefined), typeof(MilestoneSet), typeof(MilestoneAmended),
        typeof(MilestoneDropped), typeof(MilestoneMet), typeof(MilestoneMissed), typeof(MissExplained),
        typeof(ProgrammeEnded),
    ];

    private static readonly IReadOnlyList<CsvColumn<PublicProgrammeLine>> Columns =
    [
        new("number", line => line.Number),
        new("promiseFa", line => line.Promise.Fa),
        new("promiseEn", line => line.Promise.En),
        new("sourceFa", line => line.Source.Fa),
        new("sourceEn", line => line.Source.En),
        new("promisedOn", line => line.PromisedOn),
        new("openedOn", line => line.OpenedOn),
        new("owner", line => line.Owner),
        new("ended", line => line.Ended),
        new("commitments", line => line.Commitments),
        new("standing", line => line.Standing),
        new("met", line => line.Met),
        new("missed", line => line.Missed),
        new("moved", line => line.Moved),
    ];

    /// <summary>What was promised, and how many milestones were met and missed, as of any past moment.</summary>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="limit">1 to 500; 100 if nothing is said.</param>
    /// <param name="format">json; or csv, jsonl, xlsx or parquet, all at once. Accept says it as well.</param>
    [WolverineGet("/api/public/programmes")]
    public static async Task<Answer<PublicProgrammes>> Get(
        string? asOf, string? after, int? limit, string? format, IQuerySession session, HttpContext http,
        CancellationToken cancellation)
    {
        var form = Form.Wanted(http.Request, format, Form.OfTables);
        var moment = PerformanceQuery.MomentOf(asOf);
        var lines = await LinesAsync(moment, session, cancellation);
        var page = Page(lines, moment, after, limit);
        return Answers.Table(http.Request, form, page, TableOf(lines), "programmes");
    }

    internal static async Task<Table> TableAsync(TableReading on) =>
        TableOf(await LinesAsync(null, on.Session, on.Cancellation));

    private static Table TableOf(IEnumerable<PublicProgrammeLine> lines) =>
        Table.Of(Columns, lines.OrderByDescending(line => line.OpenedOn));

    /// <summary>One programme: promise, commitments, milestones in every version, each measure by month.</summary>
    /// <param name="number">Such as P-7K3M-92QF.</param>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    [WolverineGet("/api/public/programmes/{number}")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status503ServiceUnavailable)]
    public static async Task<Answer<ProgrammeProgress>> GetOne(
        string number, string? asOf, IQuerySession session, MeasureShelf shelf, CancellationToken cancellation) =>
        Answers.Json(await AskAsync(number, PerformanceQuery.MomentOf(asOf), session, shelf, cancellation));

    public static async Task<PublicProgrammes> ListAsync(
        DateTimeOffset? asOf, string? after, int? limit, IQuerySession session, CancellationToken cancellation) =>
        Page(await LinesAsync(asOf, session, cancellation), asOf, after, limit);

    public static async Task<ProgrammeProgress> AskAsync(
        string number, DateTimeOffset? asOf, IQuerySession session, MeasureShelf shelf,
        CancellationToken cancellation)
    {
        var programme = await FindAsync(number, asOf, session, cancellation);
        var progress = new List<MeasureProgress>();
        foreach (var measure in programme.Measures)
            progress.Add(await PublicMeasuresEndpoint.MeasureAsync(programme, measure, asOf, shelf, cancellation));
        var counted = programme.Measures.Select(measure => measure.Terms.Reference()).ToHashSet();
        return new(asOf, programme, progress,
        [
            .. Definitions.Every.Where(one => counted.Contains(one.Reference)),
        ]);
    }

    public static async Task<PublicProgramme> FindAsync(
        string number, DateTimeOffset? asOf, IQuerySession session, CancellationToken cancellation)
    {
        var read = ReferenceNumber.Read(ReferenceNumber.Programme, number);
        var known = read is null
            ? null
            : await session.Query<Programme>().Where(one => one.Number == read).SingleOrDefaultAsync(cancellation);
        var events = known is null
            ? []
            : await session.Events.FetchStreamAsync(known.Id, timestamp: asOf, token: cancellation);
        return PublicProgramme.Fold(events) is [var found]
            ? found
            : throw new Refused("programme.number-unknown", number) { Status = 404 };
    }

    private static async Task<IReadOnlyList<PublicProgrammeLine>> LinesAsync(
        DateTimeOffset? asOf, IQuerySession session, CancellationToken cancellation)
    {
        return
        [
            .. PublicProgramme.Fold(await session.ReadAsync(Types, asOf, cancellation)).Select(PublicProgrammeLine.Of),
        ];
    }

    private static PublicProgrammes Page(
        IReadOnlyList<PublicProgrammeLine> lines, DateTimeOffset? asOf, string? after, int? limit)
    {
        var (items, total, next) = Paging.Cut(lines,
            line => Paging.Place(0, -line.OpenedOn.DayNumber, line.ProgrammeId), Paging.IsPlace, after, limit);
        return new(asOf, items, total, next);
    }
}
