using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Http;
using Wolverine.Http;

namespace EGov.Transparency;

/// <summary>The figures of one kind, and what they were at the end of each of the latest twelve months.</summary>
/// <param name="AsOf">The moment they speak for; none where none was asked for: what is recorded now.</param>
/// <param name="ComputedFrom">The highest sequence among the events that are counted; 0 before the first.</param>
/// <param name="Lines">The province, and each department or council.</param>
/// <param name="Months">The oldest first, none before the first record; the last may not be over yet.</param>
public sealed record OversightCourse(
    DateTimeOffset? AsOf, long ComputedFrom, IReadOnlyList<OversightLine> Lines, IReadOnlyList<OversightMonth> Months)
{
    /// <summary>How many months are told.</summary>
    public const int Shown = 12;

    private static readonly string[] Heads = ["group", "code", "nameFa", "nameEn"];

    /// <summary>Counts what was recorded by a moment; the same moment gives the same for good.</summary>
    public static OversightCourse Of(
        OversightKind kind, IReadOnlyList<IEvent> events, Handbook handbook, DateTimeOffset moment)
    {
        var months = events.Count == 0 ? [] : JalaliMonths.In((events.Min(e => e.Timestamp).Day(), moment.Day()));
        return new(moment, events.Last(), Read(kind.Count(events, handbook, moment)),
        [
            .. months.TakeLast(Shown).Select(month =>
            {
                // What was not recorded yet at the end of the month, nobody knew then.
                var end = month.To < moment.Day() ? month.To.AddDays(1).Start().AddMicroseconds(-1) : moment;
                List<IEvent> known = [.. events.Where(e => e.Timestamp <= end)];
                return new OversightMonth(month.Name, month.From, month.To, Read(kind.Count(known, handbook, end))[0]);
            }),
        ]);
    }

    /// <summary>Reads the events once, and counts them at each month's end.</summary>
    /// <param name="asOf">None, or a moment that has not come yet: what is recorded now.</param>
    public static async Task<OversightCourse> AskAsync(
        OversightKind kind, DateTimeOffset? asOf, IQuerySession session, Handbook handbook, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var events = await session.ReadAsync(kind.Events, asOf, cancellation);
        var latest = events.Select(e => e.Timestamp).Append(now).Max();
        var moment = asOf is { } asked && asked < latest ? asked : latest;
        // To the microsecond, as moments are stored and written in addresses; up, so that no event falls behind it.
        var rest = moment.Ticks % TimeSpan.TicksPerMicrosecond;
        return Of(kind, events, handbook, rest == 0 ? moment : moment.AddTicks(TimeSpan.TicksPerMicrosecond - rest));
    }

    internal Table ByMonth()
    {
        var names = Lines[0].Figures.Keys.ToList();
        return Table.Of<OversightMonth>(
            [
                new("month", line => line.Month),
                new("from", line => line.From),
                new("to", line => line.To),
                .. names.Select(name => new CsvColumn<OversightMonth>(name, line => line.Province.Figures[name])),
            ],
            Months);
    }

    private static List<OversightLine> Read(Table table) =>
    [
        .. table.Rows.Select(row =>
        {
            var cells = table.Columns.Zip(row).ToDictionary(cell => cell.First.Name, cell => cell.Second);
            var name = cells["nameFa"] is string fa && cells["nameEn"] is string en ? new Text(fa, en) : null;
            return new OversightLine((string)cells["group"]!, (string?)cells["code"], name,
                cells.Where(cell => !Heads.Contains(cell.Key)).ToDictionary(cell => cell.Key, cell => cell.Value switch
                {
                    null => (double?)null,
                    long whole => whole,
                    double number => number,
                    var other => throw new InvalidOperationException($"{cell.Key} is no number: {other}"),
                }));
        }),
    ];
}

/// <summary>The figures of the province, of a department or of a council.</summary>
/// <param name="Group">province, department or council.</param>
/// <param name="Code">None for the province.</param>
/// <param name="Figures">By name; a share has its ends beside it, such as effectiveOnTimeLow.</param>
public sealed record OversightLine(
    string Group, string? Code, Text? Name, IReadOnlyDictionary<string, double?> Figures)
{
    /// <summary>Whether a figure is a share, known or not.</summary>
    public bool IsShare(string figure) => Figures.ContainsKey(figure + "Low");

    /// <summary>A share with its ends; none below the minimum.</summary>
    public (double Value, double Low, double High)? ShareOf(string figure) =>
        IsShare(figure) && Figures[figure] is { } value && Figures[figure + "Low"] is { } low
        && Figures[figure + "High"] is { } high
            ? (value, low, high)
            : null;
}

/// <summary>The figures of the province at the end of a month, as they were known then.</summary>
/// <param name="Month">Year and month of the Jalali calendar, such as 1405-08.</param>
/// <param name="To">Its last day, or the last that is counted.</param>
public sealed record OversightMonth(string Month, DateOnly From, DateOnly To, OversightLine Province);

public static class OversightCourseEndpoint
{
    /// <summary>What figures of oversight were at the end of each of the latest twelve months, as known then.</summary>
    /// <param name="kind">directives, letters, meetings or issues.</param>
    /// <param name="asOf">A day (its end is meant) or an instant with its zone.</param>
    /// <param name="format">json; or csv, jsonl, xlsx or parquet, the months. Accept says it as well.</param>
    [WolverineGet("/api/public/oversight/{kind}/months")]
    public static async Task<Answer<OversightCourse>> Get(
        string kind, string? asOf, string? format, IQuerySession session, Handbook handbook, DateTimeOffset now,
        HttpContext http, CancellationToken cancellation)
    {
        var form = Form.Wanted(http.Request, format, Form.OfTables);
        var asked = PerformanceQuery.MomentOf(asOf);
        var known = OversightKind.All.FirstOrDefault(one => one.Name == kind)
            ?? throw new Refused("oversight.kind-unknown", kind) { Status = 404 };
        var course = await OversightCourse.AskAsync(known, asked, session, handbook, now, cancellation);
        // Where no moment was asked for none is named: the answer stays the same until something happens.
        return Answers.Table(http.Request, form, course with { AsOf = asked }, course.ByMonth(), $"{kind}-months");
    }
}
